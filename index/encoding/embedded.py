"""The embedded encoder, multilingual-e5-small, through ONNX Runtime in 8 bits: what makes vectors unless another is named.

Its vectors are those that sentence-transformers makes of the same weights, to a cosine of .998 (``tests/test_encoder.py``): a
library is of one encoder, whichever computed it. To take sentences from their passage's pass (late chunking, arXiv:2409.04701)
through a linear map, fitted to 12,600 of them, was tried: less than half the work, but nDCG@10 .998 -> .992 (400 questions of
XQuAD), .920 -> .909 (400 of PIAF), .959 -> .939 (83 in English over French articles). So was to encode sentences alone,
their title once, and to take passages from their sentences' mean: .47 of the work, nDCG@10 of 1,288 searches -.002 ± .002, but
over the samples short sentences came before those that answer ("Where does the money go?" for what an evening costs). With the
title before each sentence, which is what that lacks, the means alone are -.005 ± .002.
"""

from functools import cached_property

import numpy as np

from index.encoding.encoder import SentenceTransformerEncoder
from index.encoding.network import Network, shortened
from index.encoding.tokens import tokenizer
from index.encoding.weights import NAME, embedded_encoder
from index.types import Encoder, Vectors


class EmbeddedEncoder:
    """The encoder that the product carries. Raises ModelError from the methods when its weights are absent or damaged."""

    name = NAME

    def count(self, texts: list[str]) -> list[int]:
        """Return the length of each text in tokens."""
        return [len(told.ids) for told in tokenizer().encode_batch(texts, add_special_tokens=False)]

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape (dimension,)."""
        return self._encode(f"query: {text}")

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors of passages or sentences, shape (n, dimension)."""
        return np.stack([self._encode(f"passage: {text}") for text in texts])

    def _encode(self, text: str) -> Vectors:
        mean = self._network.states(shortened(tokenizer().encode(text).ids)).mean(axis=0)
        vector: Vectors = mean / np.linalg.norm(mean)
        return vector

    @cached_property
    def _network(self) -> Network:
        return Network(embedded_encoder())


def encoder_named(name: str | None = None) -> Encoder:
    """Return the embedded encoder, or the sentence-transformers model of another name."""
    return EmbeddedEncoder() if name in {None, NAME} else SentenceTransformerEncoder(str(name))
