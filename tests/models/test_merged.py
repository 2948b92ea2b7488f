import numpy as np
from gguf import GGUFReader
from gguf.quants import dequantize

from chatbot.models.llama import embedded_model
from chatbot.models.merged import ADAPTER, reading_model


def test_the_merged_model_is_the_embedded_one_and_what_it_learnt():
    files = (GGUFReader(path) for path in (embedded_model(), ADAPTER, reading_model()))
    base, adapter, merged = ({tensor.name: tensor for tensor in file.tensors} for file in files)
    name = "blk.3.ffn_down.weight"
    low, high = (adapter[f"{name}.lora_{side}"].data.astype(np.float32) for side in "ab")
    before, after = (dequantize(model[name].data, model[name].tensor_type) for model in (base, merged))
    learnt = 2 * (high @ low)  # alpha over rank is 2

    assert merged.keys() == base.keys()
    assert np.abs(after - (before + learnt)).max() <= np.abs(after).max() / 250  # half a step of the largest block
    assert 0.9 < ((after - before) * learnt).sum() / (learnt * learnt).sum() < 1.1
    assert np.array_equal(merged["token_embd.weight"].data, base["token_embd.weight"].data)
