"""The span head: the embedded encoder, its upper layers taught to point at the answer in a sentence, or at nothing.

It reads question and sentence together and says for each token how likely the answer begins or ends there, and how likely it
is that the sentence does not answer (arXiv:1810.04805, arXiv:1806.03822). A score of its own says whether the sentence answers
or merely speaks of what is asked, as near misses taught it. It was trained by ``training/span_head.py``; what
ships is how its weights differ from the encoder's, in 8 bits.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from chatbot.errors import LanguageModelError
from chatbot.protocols import Pointed
from index.encoding.encoder import fastest, quieten, read_literally
from index.encoding.weights import embedded_encoder, intact

FILE = Path(__file__).parents[1] / "weights" / "e5-spans.safetensors"
NOWHERE, ANSWERS = 0, 2  # the token that stands for "not here", and which of its scores says that the sentence answers
LONGEST = 40  # tokens of a short answer
MAX_TOKENS = 512  # of question and sentence together, so that these characters of the rest leave room
QUESTION, TITLE, BEFORE = 600, 160, 160


def point(question: str, sentences: Sequence[str], leads: Sequence[str]) -> list[Pointed]:
    """Return what the span head makes of each sentence; each is read after its ``lead``.

    Raises LanguageModelError when the weights are damaged.
    """
    import torch

    bert, head, tokenizer = _loaded()
    laid = [pair(tokenizer, question, *read) for read in zip(sentences, leads, strict=True)]
    longest = max(len(ids) for ids, _, _ in laid)
    ids = torch.tensor([[*row, *[1] * (longest - len(row))] for row, _, _ in laid])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row, _, _ in laid])
    with torch.inference_mode():
        scores = head(bert(input_ids=ids, attention_mask=mask).last_hidden_state.float())
    return [_pointed(rows, first, covered) for rows, (_, first, covered) in zip(scores, laid, strict=True)]


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
    inside = [i for i, kind in enumerate(encoded.sequence_ids) if kind == 1 and encoded.offsets[i][1] > len(lead)]
    covered = [(max(0, encoded.offsets[i][0] - len(lead)), encoded.offsets[i][1] - len(lead)) for i in inside]
    return encoded.ids, inside[0] if inside else len(encoded.ids), covered


def likelihood(pointed: Pointed) -> Callable[[int, int], float]:
    """Return what tells how likely the answer stands between two characters of the sentence, if the sentence answers at all."""
    reach = [end for _, end in pointed.covered]

    def told(start: int, end: int) -> float:
        first, last = bisect_right(reach, start), bisect_left(reach, end)
        # what is cut off a sentence that is too long is not seen
        return math.exp(pointed.starts[first] + pointed.ends[last]) if last < len(reach) else 0.0

    return told


def _pointed(scores: Any, first: int, covered: list[tuple[int, int]]) -> Pointed:
    if not covered:
        return Pointed(math.inf, -math.inf, (), (), ())
    within = scores[first : first + len(covered), :2].log_softmax(0)
    starts, ends = within[:, 0].tolist(), within[:, 1].tolist()
    best = max(start + max(ends[i : i + LONGEST]) for i, start in enumerate(starts))
    mass = scores[first : first + len(covered), :2].logsumexp(0).sum()  # of the sentence, against that of the first token
    refusal = float(scores[NOWHERE, :2].sum() - mass) - best
    return Pointed(refusal, float(scores[NOWHERE, ANSWERS]), tuple(covered), tuple(starts), tuple(ends))


def apply(bert: Any, parts: dict[str, Any]) -> None:
    """Add to the encoder what the span head changed in it: 8-bit integers with one scale a row, or half floats."""
    for name, parameter in bert.named_parameters():
        if name in parts:
            scale = parts.get(f"{name}.scale")
            parameter.data += parts[name].float() if scale is None else parts[name].float() * scale.float()[:, None]


@cache
def _loaded() -> tuple[Any, Any, Any]:
    import torch
    from safetensors.torch import load_file
    from tokenizers import Tokenizer
    from transformers import BertModel

    quieten()
    if not intact(FILE):
        raise LanguageModelError(f"The span head {FILE} is damaged; install this package again.")
    folder = embedded_encoder()
    bert = BertModel.from_pretrained(str(folder), dtype=torch.float32)
    parts = load_file(FILE)
    apply(bert, parts)
    head = torch.nn.Linear(bert.config.hidden_size, len(parts["head.bias"]))
    head.load_state_dict({"weight": parts["head.weight"].float(), "bias": parts["head.bias"].float()})
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    read_literally(tokenizer)
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return bert.to(fastest()).eval(), head.eval(), tokenizer
