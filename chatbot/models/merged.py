"""The embedded Llama with what it learnt to read, in one file of 8-bit blocks, made once in the person's cache.

An adapter beside the model costs at each token, and llama.cpp has no quick product for blocks of 4 bits with a minimum: so it
reads twice as fast. The weights are those of both, to a 254th of a block's largest.
"""

from pathlib import Path
from typing import Any

import numpy as np

from chatbot.errors import LanguageModelError
from chatbot.models.llama import EMBEDDED, EMBEDDED_SHA256, embedded_model
from index.encoding.unpacked import unpacked
from index.encoding.weights import checked

ADAPTER = Path(__file__).parents[1] / "weights" / "smollm2-reader.gguf"
LAYOUT = "1"  # raised when this module writes another file for the same weights


def reading_model() -> Path:
    """Return the file. Raises LanguageModelError when the adapter or the model is damaged, ModelError when the cache is."""
    if (digest := checked(ADAPTER)) is None:
        raise LanguageModelError(f"The reader's adapter {ADAPTER} is damaged; install this package again.")
    name = f"{EMBEDDED}-{EMBEDDED_SHA256[:12]}-{digest[:12]}-{LAYOUT}"
    return unpacked(name, lambda folder: _merge(embedded_model(), ADAPTER, folder / "model.gguf")) / "model.gguf"


def _merge(model: Path, adapter: Path, merged: Path) -> None:
    from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter
    from gguf.quants import dequantize, quantize

    base, learnt = GGUFReader(model), GGUFReader(adapter)
    alpha = float(learnt.fields["adapter.lora.alpha"].contents())
    low_rank = {tensor.name: tensor.data.astype(np.float32) for tensor in learnt.tensors}
    writer = GGUFWriter(merged, str(base.fields["general.architecture"].contents()))
    for key, field in base.fields.items():
        told: Any = field.contents()
        if field.types[0] == GGUFValueType.ARRAY:
            writer.add_array(key, told)
        elif not key.startswith("GGUF.") and key != "general.architecture":  # which the writer writes itself
            writer.add_key_value(key, told, field.types[0])
    for tensor in base.tensors:
        if f"{tensor.name}.lora_a" in low_rank:
            a, b = (low_rank[f"{tensor.name}.lora_{side}"] for side in "ab")
            weight = dequantize(tensor.data, tensor.tensor_type) + alpha / len(a) * (b @ a)
            kind = GGMLQuantizationType.Q8_0
            writer.add_tensor(tensor.name, quantize(weight, kind), raw_dtype=kind)
        else:
            writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
