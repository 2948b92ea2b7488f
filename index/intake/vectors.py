"""The vectors of passages: each sentence is encoded once, alone; its passage's vector is the mean of its sentences'.

To each sentence's vector a part of its article's title's is added. Encoding passages as well, and the title before every
sentence, took 2.1 times the work (40 articles of PIAF). What is lost, of 644 questions of PIAF and XQuAD: nDCG@10 of passages
.962 before and after; the right sentence among the first 6 .902 -> .915, among the first 16 .964 -> .952.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from index.store.articles import Embedded
from index.types import Encoder, Passage, Vectors

TITLE = 0.2  # of the title's vector in a sentence's; nothing, .1, .4, .6 and .8 do worse


def embed(encoder: Encoder, title: str, passages: Sequence[Passage], known: Mapping[str, Vectors]) -> list[Embedded]:
    """Return the passages with their vectors; ``known`` are those of sentences beside the same title. Raises ModelError."""
    vectors = dict(known)
    fresh = list(dict.fromkeys(one.text for passage in passages for one in passage.sentences if one.text not in known))
    if fresh:
        *alone, titled = encoder.encode_passages([*fresh, title])
        vectors |= zip(fresh, _unit(np.stack(alone) + TITLE * titled), strict=True)
    return [_pooled(passage, np.stack([vectors[one.text] for one in passage.sentences])) for passage in passages]


def _pooled(passage: Passage, sentences: Vectors) -> Embedded:
    """Return a passage with the mean of its sentences' vectors, a longer one counting for more, by the root of its length."""
    lengths = np.sqrt([len(one.text) for one in passage.sentences])
    return Embedded(passage, _unit(lengths @ sentences), sentences)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return unit
