"""The span head: the embedded encoder, its upper layers taught to point at the answer in a sentence, or at nothing.

Question and sentence are read together; two scores a token say where the answer begins and ends, and the first token stands
for "not here" (BERT's question answering, arXiv:1810.04805; unanswerable questions as in SQuAD 2.0, arXiv:1806.03822). The
sentences that are drawn for one question are also weighed against each other, as the product weighs them (arXiv:1710.10723).
A third score, of the first token, says whether the sentence answers at all: it learns from near misses as well, questions about
what the sentence speaks of that it does not answer, and from those that it does answer beside them.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own habit

from chatbot.models.span_head import before, changed, lead, pair
from index.encoding.encoder import fastest
from index.encoding.weights import embedded_encoder
from training.drawing import Maker
from training.items import Ask, Item, Source
from training.near_misses import Near, exchanged, grouped
from training.noise import roughen
from training.public import Corpus, Question, source, trim

SCORES = 3  # a token: the answer's two ends, and of the first token whether there is any
FROZEN = 4  # lower layers that stay as they are, with the word embeddings
STEP_TOKENS = 1600  # per step, padding included
MAX_TOKENS = 256
CROSS = 0.2  # share of the questions in one language on a sentence in another, not French, that an epoch holds
TITLED, PLACED = 0.75, 0.8  # share of the sentences that are read with their title, and after the words before them
WRONG = 2.4  # sentences that do not answer, for each that does
CHOICE = 0.5  # what choosing the right sentence weighs beside finding its words
ANSWERS, RIGHT, CONTRAST = 1.0, 1.6, 0.5  # what the third score weighs, in it a sentence that answers, and the choice by it
PLAIN, EXCHANGED = 0.1, 0.1  # shares of the public questions that an epoch holds, and that it holds with a thing exchanged
DROPOUT = 0.1
HIDDEN = -1e4  # the score of a token where no answer may stand


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
    group: int  # the same for all that were drawn for one question


class SpanHead(nn.Module):
    """The encoder with three scores for each token; only the upper layers and the head learn."""

    def __init__(self, seed: int, begun: Path | None = None) -> None:
        """Load the embedded encoder and draw the head from `seed`, or go on from the weights that `begun` holds."""
        from transformers import BertModel

        super().__init__()
        torch.manual_seed(seed)
        self.bert = BertModel.from_pretrained(
            str(embedded_encoder()),
            add_pooling_layer=False,
            dtype=torch.float32,
            attn_implementation="sdpa",
            hidden_dropout_prob=DROPOUT,
            attention_probs_dropout_prob=0.0,
        )
        self.head = nn.Linear(self.bert.config.hidden_size, SCORES)
        if begun:
            parts = load_file(begun)
            apply(self.bert, parts)
            for name, known in (("weight", parts["head.weight"]), ("bias", parts["head.bias"])):
                getattr(self.head, name).data[: len(known)] = torch.from_numpy(known).float()
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:FROZEN]):
            part.requires_grad_(requires_grad=False)
        self.train()

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the scores `[rows, tokens, SCORES]` of `ids` and `mask`, both `[rows, tokens]`."""
        with torch.autocast("cpu", torch.bfloat16, enabled=fastest() is torch.bfloat16):  # emulated it is twenty times slower
            hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        scores: Tensor = self.head(hidden.float())
        return scores


def apply(bert: nn.Module, parts: Mapping[str, Any]) -> None:
    """Add to an encoder what a span head changed in it."""
    told = changed({name: parameter.detach().numpy() for name, parameter in bert.named_parameters()}, parts)
    bert.load_state_dict({name: torch.from_numpy(values) for name, values in told.items()})


def groups(maker: Maker, nears: Iterable[Near], made_up: Iterable[Item], seed: int) -> Iterator[list[Pair]]:
    """Draw an epoch: questions beside their sentence and some that look right and are not, and near misses with their like."""
    rng = random.Random(seed)  # noqa: S311 - drawing examples, not secrets
    plain, changed = list[Question](), list[Question]()
    for question in maker.corpus.questions:
        if not question.cross or question.article_language == "fr" or rng.random() < CROSS:
            (plain if rng.random() < PLAIN else changed if rng.random() < EXCHANGED else []).append(question)
    for question in plain:
        yield list(_drawn(rng, maker, question))
    for question, other in exchanged(rng, maker.corpus, changed):
        right, *_ = _drawn(rng, maker, question)
        yield [right, Pair(other, right.source)]
    for group in grouped(rng, nears):
        yield [_pair(rng, near) for near in group]
    for item in made_up:
        yield from (list(_made_up(rng, item, ask)) for ask in item.asks)


def _drawn(rng: random.Random, maker: Maker, q: Question) -> Iterator[Pair]:
    text = roughen(rng, q.text)
    yield Pair(text, _source(rng, maker.corpus, q.article, trim(q.quote, q.answer)), q.answer)
    for article, sentence in maker.companions(rng, q, [q.quote], int(WRONG + rng.random())):
        yield Pair(text, _source(rng, maker.corpus, article, sentence))


def _pair(rng: random.Random, near: Near) -> Pair:
    told = before(near.text, near.start) if rng.random() < PLACED else ""
    title = near.title if rng.random() < TITLED else ""
    return Pair(roughen(rng, near.question), Source(trim(near.sentence, near.answer), title, before=told), near.answer)


def _source(rng: random.Random, corpus: Corpus, article: str, text: str) -> Source:
    told = source(corpus, article, text)
    return Source(text, told.title if rng.random() < TITLED else "", before=told.before if rng.random() < PLACED else "")


def _made_up(rng: random.Random, item: Item, ask: Ask) -> Iterator[Pair]:
    right = item.sources[ask.marker - 1] if ask.marker else None
    if right:
        yield Pair(ask.question, right, ask.answer)
    wrong = [source for source in item.sources if source is not right and ask.answer not in source.text]
    yield from (Pair(ask.question, source) for source in rng.sample(wrong, min(len(wrong), int(WRONG + rng.random()))))


def row(drawn: Pair, tokenizer: Any, group: int = 0) -> PairRow | None:
    """Lay out one pair in tokens, or None where the answer falls between them or the pair is too long."""
    encoded, first, offsets = pair(tokenizer, drawn.question, drawn.source.text, lead(drawn.source.title, drawn.source.before))
    if len(encoded) > MAX_TOKENS:
        return None
    if not drawn.answer:
        return PairRow(tuple(encoded), first, 0, 0, group)
    begin = drawn.source.text.find(drawn.answer)
    last = begin + len(drawn.answer) - 1
    places = [i for i, (a, b) in enumerate(offsets) if a <= last and b > begin]
    if begin < 0 or not places:
        return None
    return PairRow(tuple(encoded), first, first + places[0], first + places[-1], group)


def steps(drawn: Iterable[list[Pair]], tokenizer: Any, seed: int) -> list[list[PairRow]]:
    """Cut groups into steps of about `STEP_TOKENS`, similar lengths together, steps in random order."""
    rng = random.Random(seed)  # noqa: S311
    laid = [[row(p, tokenizer, number) for p in group] for number, group in enumerate(drawn)]
    whole = [kept for group in laid if (kept := [r for r in group if r is not None])]
    whole.sort(key=lambda group: _longest(group) + 8 * rng.random())
    cut: list[list[PairRow]] = [[]]
    for group in whole:
        if (len(cut[-1]) + len(group)) * _longest([*cut[-1], *group]) > STEP_TOKENS:
            cut.append([])
        cut[-1] += group
    rng.shuffle(cut)
    return cut


def _longest(rows: list[PairRow]) -> int:
    return max(len(r.ids) for r in rows)


def collate(rows: list[PairRow]) -> tuple[Tensor, Tensor, Tensor]:
    """Pad rows: `ids`, attention `mask`, and where an answer may begin or end, all `[rows, tokens]`."""
    longest = _longest(rows)
    ids = torch.tensor([(*r.ids, *[1] * (longest - len(r.ids))) for r in rows])
    places, sizes = torch.arange(longest)[None], torch.tensor([len(r.ids) for r in rows])[:, None]
    firsts = torch.tensor([r.first for r in rows])[:, None]
    inside = (places >= firsts) & (places < sizes - 1)
    return ids, (places < sizes).long(), inside | (places == 0)


def losses(model: SpanHead, rows: list[PairRow]) -> Tensor:
    """Cross-entropy of the answers' two ends, and of the sentence that answers among those drawn with it; one figure."""
    ids, mask, allowed = collate(rows)
    scores = model(ids, mask).masked_fill(~allowed[..., None], HIDDEN)  # the first token may always stand
    ends = torch.tensor([(r.start, r.end) for r in rows])
    spans, answers = scores[..., :2], scores[:, 0, 2]
    right = ends[:, 0] > 0
    group = torch.tensor([r.group for r in rows])
    words = F.cross_entropy(spans.transpose(1, 2).flatten(0, 1), ends.flatten())
    known = F.binary_cross_entropy_with_logits(answers, right.float(), 1 + (RIGHT - 1) * right)
    apart = CHOICE * choice(odds(spans, ends), right, group) + CONTRAST * choice(answers, right, group)
    return words + apart + ANSWERS * known


def odds(scores: Tensor, ends: Tensor) -> Tensor:
    """Return how much the right words outweigh "not here" `[rows]`; of a wrong sentence its likeliest words count.

    `scores` is `[rows, tokens, 2]`, `ends` `[rows, 2]`.
    """
    right = ends[:, 0] > 0
    found = torch.where(right[:, None], scores.gather(1, ends[:, None])[:, 0], scores[:, 1:].amax(1))
    return (found - scores[:, 0]).sum(1)


def choice(odds: Tensor, right: Tensor, group: Tensor) -> Tensor:
    """Cross-entropy of what answers among all of its group that do not, by their odds; all are `[rows]`."""
    if not right.any():
        return odds.sum() * 0
    itself = torch.eye(len(odds), dtype=torch.bool)[right]
    among = itself | ((group[right][:, None] == group) & ~right)
    return (odds.expand_as(among).masked_fill(~among, HIDDEN).logsumexp(1) - odds[right]).mean()
