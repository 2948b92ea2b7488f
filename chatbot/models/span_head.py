"""The span head: the embedded encoder, its upper layers taught to point at the answer in a sentence, or at nothing.

It reads question and sentence together and says for each token how likely the answer begins or ends there, and how likely it
is that the sentence does not answer (arXiv:1810.04805, arXiv:1806.03822). A score of its own says whether the sentence answers
or merely speaks of what is asked, as near misses taught it. It was trained by ``training/span_head.py``; what
ships is how its weights differ from the encoder's, in 8 bits.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatbot.errors import LanguageModelError
from chatbot.protocols import Pointed
from index.encoding.graph import network
from index.encoding.network import LONGEST, Network, shortened
from index.encoding.tokens import tokenizer
from index.encoding.unpacked import unpacked
from index.encoding.weights import LAYOUT, NETWORK, checked, embedded_encoder

FILE = Path(__file__).parents[1] / "weights" / "e5-spans.safetensors"
NOWHERE, ANSWERS = 0, 2  # the token that stands for "not here", and which of its scores says that the sentence answers
LONGEST_ANSWER = 40  # tokens
# characters of question, title and what stands before, so that a sentence has room among the tokens that are read
QUESTION, TITLE, BEFORE = 600, 160, 160


def point(question: str, sentences: Sequence[str], leads: Sequence[str]) -> list[Pointed]:
    """Return what the span head makes of each sentence; each is read after its ``lead``.

    Raises LanguageModelError when the weights are damaged.
    """
    network, (weight, bias), tokenizer = _loaded()
    laid = [pair(tokenizer, question, *read) for read in zip(sentences, leads, strict=True)]
    scored = [network.states(ids) @ weight.T + bias for ids, _, _ in laid]
    return [_pointed(rows, first, covered) for rows, (_, first, covered) in zip(scored, laid, strict=True)]


def before(text: str, start: int) -> str:
    """Return the words of an article's text that stand before a sentence which starts there: they say whom "she" means."""
    first = max(0, start - BEFORE)
    words = text[first:start].split()
    return " ".join(words[1:] if first else words)  # the first may be half a word


def lead(title: str, before: str) -> str:
    """Return what is read before a sentence; the answer is never in it."""
    return "".join([f"{title[:TITLE]}: " if title else "", f"{before} | " if before else ""])


def pair(tokenizer: Any, question: str, sentence: str, lead: str) -> tuple[list[int], int, list[tuple[int, int]]]:
    """Return the tokens of a question beside a sentence, where the sentence's begin, and the characters that each covers."""
    lead = f"passage: {lead}"
    encoded = tokenizer.encode(f"query: {question[:QUESTION]}", lead + sentence)
    ids, offsets = shortened(encoded.ids), encoded.offsets[: LONGEST - 1]
    inside = [i for i, kind in enumerate(encoded.sequence_ids[: LONGEST - 1]) if kind == 1 and offsets[i][1] > len(lead)]
    covered = [(max(0, offsets[i][0] - len(lead)), offsets[i][1] - len(lead)) for i in inside]
    return ids, inside[0] if inside else len(ids), covered


def likelihood(pointed: Pointed) -> Callable[[int, int], float]:
    """Return what tells how likely the answer stands between two characters of the sentence, if the sentence answers at all."""
    reach = [end for _, end in pointed.covered]

    def told(start: int, end: int) -> float:
        first, last = bisect_right(reach, start), bisect_left(reach, end)
        # what is cut off a sentence that is too long is not seen
        return math.exp(pointed.starts[first] + pointed.ends[last]) if last < len(reach) else 0.0

    return told


def _pointed(scores: NDArray[np.float32], first: int, covered: list[tuple[int, int]]) -> Pointed:
    # scores of each token: that the answer begins there, that it ends there; of the first one also that there is one
    if not covered:
        return Pointed(math.inf, -math.inf, (), (), ())
    within = scores[first : first + len(covered), :2]
    mass = np.logaddexp.reduce(within, axis=0)  # of the sentence, against that of the first token
    starts, ends = (within - mass).T.tolist()
    best = max(start + max(ends[i : i + LONGEST_ANSWER]) for i, start in enumerate(starts))
    refusal = float(scores[NOWHERE, :2].sum() - mass.sum()) - best
    return Pointed(refusal, float(scores[NOWHERE, ANSWERS]), tuple(covered), tuple(starts), tuple(ends))


def changed(tensors: Mapping[str, NDArray[Any]], parts: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
    """Return the encoder's weights with what the span head changed: 8-bit integers with one scale a row, or half floats."""

    def told(name: str) -> NDArray[np.float32]:
        change, scale = parts[name].astype(np.float32), parts.get(f"{name}.scale")
        return change if scale is None else change * scale.astype(np.float32)[:, None]

    return {name: values.astype(np.float32) + (told(name) if name in parts else 0) for name, values in tensors.items()}


@cache
def _loaded() -> tuple[Network, tuple[NDArray[np.float32], NDArray[np.float32]], Any]:
    from safetensors.numpy import load_file

    if (digest := checked(FILE)) is None:
        raise LanguageModelError(f"The span head {FILE} is damaged; install this package again.")
    parts = load_file(FILE)
    folder = unpacked(f"{FILE.stem}-{digest[:12]}-{LAYOUT}", lambda fresh: _unpack(parts, fresh))
    weight, bias = (parts[f"head.{part}"].astype(np.float32) for part in ("weight", "bias"))
    return Network(folder), (weight, bias), tokenizer()


def _unpack(parts: Mapping[str, NDArray[Any]], folder: Path) -> None:
    from safetensors.numpy import load_file

    tensors = load_file(embedded_encoder() / "model.safetensors")
    (folder / NETWORK).write_bytes(network(changed(tensors, parts)))
