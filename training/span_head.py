"""The span head: the embedded encoder, its upper layers taught to point at the answer in a sentence, or at nothing.

Question and sentence are read together; two scores a token say where the answer begins and ends, and the first token stands
for "not here" (BERT's question answering, arXiv:1810.04805; unanswerable questions as in SQuAD 2.0, arXiv:1806.03822).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own habit

from chatbot.pointing import pair
from index.weights import embedded_encoder
from training.drawing import Maker
from training.items import Item, Source
from training.noise import roughen
from training.public import Corpus, Question, trim

FROZEN = 4  # lower layers that stay as they are, with the word embeddings
STEP_TOKENS = 2400  # per step, padding included
MAX_TOKENS = 256
CROSS = 0.3  # share of an epoch's chances to see a question beside a sentence in another language
TITLED = 0.75
WRONG = 1.6  # sentences that do not answer, for each that does


@dataclass(frozen=True)
class Pair:
    """A question and one source; `answer` stands in its text, or is empty where the source does not answer."""

    question: str
    source: Source
    answer: str = ""


@dataclass(frozen=True)
class PairRow:
    """A pair in tokens: the sentence's begin at `first`; the answer's first and last, or 0 and 0."""

    ids: tuple[int, ...]
    first: int
    start: int
    end: int


class SpanHead(nn.Module):
    """The encoder with two scores for each token; only the upper layers and the head learn."""

    def __init__(self, seed: int) -> None:
        """Load the embedded encoder and draw the head from `seed`."""
        from transformers import BertModel

        super().__init__()
        torch.manual_seed(seed)
        self.bert = BertModel.from_pretrained(str(embedded_encoder()), add_pooling_layer=False, dtype=torch.float32)
        self.bert.config._attn_implementation = "sdpa"
        self.head = nn.Linear(self.bert.config.hidden_size, 2)
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:FROZEN]):
            part.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the scores `[rows, tokens, 2]` of `ids` and `mask`, both `[rows, tokens]`."""
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        scores: Tensor = self.head(hidden.float())
        return scores


def tokeniser() -> Any:
    """Return the encoder's own tokeniser."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(embedded_encoder() / "tokenizer.json"))


def pairs(maker: Maker, made_up: Iterable[Item], seed: int) -> Iterator[Pair]:
    """Draw an epoch: each question beside its sentence and beside one that looks right and is not."""
    rng = random.Random(seed)  # noqa: S311 - drawing examples, not secrets
    for question in maker.corpus.questions:
        if not question.cross or rng.random() < CROSS:
            yield from _drawn(rng, maker, question)
    for item in made_up:
        yield from _made_up(rng, item)


def _drawn(rng: random.Random, maker: Maker, q: Question) -> Iterator[Pair]:
    text = roughen(rng, q.text)
    yield Pair(text, _source(rng, maker.corpus, q.article, trim(q.quote, q.answer)), q.answer)
    for article, sentence in maker.companions(rng, q, [q.quote], int(WRONG + rng.random())):
        yield Pair(text, _source(rng, maker.corpus, article, sentence))


def _source(rng: random.Random, corpus: Corpus, article: str, text: str) -> Source:
    return Source(text, corpus.titles[article] if rng.random() < TITLED else "")


def _made_up(rng: random.Random, item: Item) -> Iterator[Pair]:
    for ask in item.asks:
        right = item.sources[ask.marker - 1] if ask.marker else None
        if right:
            yield Pair(ask.question, right, ask.answer)
        wrong = [source for source in item.sources if source is not right and ask.answer not in source.text]
        yield from (Pair(ask.question, source) for source in rng.sample(wrong, min(len(wrong), int(WRONG + rng.random()))))


def row(drawn: Pair, tokenizer: Any) -> PairRow | None:
    """Lay out one pair in tokens, or None where the answer falls between them or the pair is too long."""
    encoded, first, offsets = pair(tokenizer, drawn.question, drawn.source.text, drawn.source.title)
    if len(encoded) > MAX_TOKENS:
        return None
    if not drawn.answer:
        return PairRow(tuple(encoded), first, 0, 0)
    begin = drawn.source.text.find(drawn.answer)
    last = begin + len(drawn.answer) - 1
    places = [i for i, (a, b) in enumerate(offsets) if a <= last and b > begin]
    return PairRow(tuple(encoded), first, first + places[0], first + places[-1]) if begin >= 0 and places else None


def steps(drawn: Iterable[Pair], tokenizer: Any, seed: int) -> list[list[PairRow]]:
    """Cut pairs into steps of about `STEP_TOKENS`, similar lengths together, steps in random order."""
    rng = random.Random(seed)  # noqa: S311
    rows = [r for r in (row(p, tokenizer) for p in drawn) if r is not None]
    rows.sort(key=lambda r: len(r.ids) + 8 * rng.random())
    cut: list[list[PairRow]] = [[]]
    for r in rows:
        if (len(cut[-1]) + 1) * len(r.ids) > STEP_TOKENS:
            cut.append([])
        cut[-1].append(r)
    rng.shuffle(cut)
    return cut


def collate(rows: list[PairRow]) -> tuple[Tensor, Tensor, Tensor]:
    """Pad rows: `ids`, attention `mask`, and where an answer may begin or end, all `[rows, tokens]`."""
    longest = max(len(r.ids) for r in rows)
    ids = torch.tensor([(*r.ids, *[1] * (longest - len(r.ids))) for r in rows])
    places, sizes = torch.arange(longest)[None], torch.tensor([len(r.ids) for r in rows])[:, None]
    firsts = torch.tensor([r.first for r in rows])[:, None]
    inside = (places >= firsts) & (places < sizes - 1)
    return ids, (places < sizes).long(), inside | (places == 0)


def losses(model: SpanHead, rows: list[PairRow]) -> Tensor:
    """Cross-entropy of the answer's two ends, `[2 * rows]`."""
    ids, mask, allowed = collate(rows)
    scores = model(ids, mask).masked_fill(~allowed[..., None], -1e4)
    ends = torch.tensor([(r.start, r.end) for r in rows])
    return F.cross_entropy(scores.transpose(1, 2).flatten(0, 1), ends.flatten(), reduction="none")
