"""The embedded encoder, multilingual-e5-small, through ONNX Runtime in 8 bits: what makes vectors unless another is named.

A sentence's vector comes from its passage's own pass (late chunking, arXiv:2409.04701), which halves the work: the mean of its
tokens' states and the passage's vector go through a linear map that was fitted to the vectors that sentences have by themselves
(``python -m training sentences``).
"""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoding.encoder import SentenceTransformerEncoder
from index.encoding.network import Network, States, shortened
from index.encoding.tokens import tokenizer
from index.encoding.weights import NAME, embedded_encoder, intact
from index.errors import ModelError
from index.types import Encoder, Passage, Vectors

MAP = Path(__file__).with_name("sentences.safetensors")
IDENTITY = (
    f"{NAME}+int8+late"  # its name, its runtime, and where sentences come from: what makes other vectors is named otherwise
)


class EmbeddedEncoder:
    """The encoder that the product carries. Raises ModelError from the methods when its weights are absent or damaged."""

    name = IDENTITY

    def count(self, texts: list[str]) -> list[int]:
        """Return the length of each text in tokens."""
        return [len(told.ids) for told in tokenizer().encode_batch(texts, add_special_tokens=False)]

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape (dimension,)."""
        return self._read(f"query: {text}")[0]

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors of texts by themselves, shape (n, dimension)."""
        return np.stack([self._read(f"passage: {text}")[0] for text in texts])

    def encode_article(self, title: str, passages: Sequence[Passage]) -> list[tuple[Vectors, Vectors]]:
        """Return the vector of each of an article's passages and those of its sentences, shape (sentences, dimension)."""
        return [self._passage(title, passage) for passage in passages]

    def pooled(self, title: str, passage: Passage) -> tuple[Vectors, Vectors, NDArray[np.bool_]]:
        """Return a passage's vector, the means of its sentences' states, and which sentences have been read to their end."""
        before = f"passage: {title}. "
        vector, states, covered = self._read(before + passage.text)
        first, last = len(before) - passage.start, covered.max()
        inside = [(covered[:, 0] < first + one.end) & (covered[:, 1] > first + one.start) for one in passage.sentences]
        means = [states[row].mean(axis=0) if row.any() else vector for row in inside]
        return (
            vector,
            np.stack(means),
            np.array([row.any() and first + one.end <= last for row, one in zip(inside, passage.sentences, strict=True)]),
        )

    def _passage(self, title: str, passage: Passage) -> tuple[Vectors, Vectors]:
        vector, means, whole = self.pooled(title, passage)
        sentences = unit(described(means, vector) @ _map())
        if not whole.all():  # what lies beyond the longest text is read by itself
            rest = [f"{title}. {passage.sentences[i].text}" for i in np.flatnonzero(~whole)]
            sentences[~whole] = self.encode_passages(rest)
        return vector, sentences

    def _read(self, text: str) -> tuple[Vectors, States, NDArray[np.intp]]:
        """Return a text's vector, its tokens' states, and the characters that each covers, shape (tokens, 2)."""
        told = tokenizer().encode(text)
        states = self._network.states(shortened(told.ids))
        covered = np.array([*told.offsets[: len(states) - 1], (0, 0)])
        return unit(states.mean(axis=0)), states, covered

    @cached_property
    def _network(self) -> Network:
        return Network(embedded_encoder())


def described(means: Vectors, passage: Vectors) -> Vectors:
    """Return what the map takes, shape (n, 2 d + 1): the means of n sentences' states, their passage's vector, and 1."""
    beside = np.broadcast_to(passage, means.shape)
    return np.concatenate([unit(means), beside, np.ones((len(means), 1), np.float32)], axis=1)


def unit(vectors: Vectors) -> Vectors:
    """Return vectors at length 1."""
    long: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return long


def encoder_named(name: str | None = None) -> Encoder:
    """Return the embedded encoder, or the sentence-transformers model of that name."""
    return EmbeddedEncoder() if name in {None, IDENTITY} else SentenceTransformerEncoder(name)


@cache
def _map() -> NDArray[np.float32]:
    from safetensors.numpy import load_file

    if not intact(MAP):
        raise ModelError(f"The encoder's file {MAP} is damaged; install this package again.")
    tensors: dict[str, Any] = load_file(MAP)
    return np.asarray(tensors["map"], np.float32)
