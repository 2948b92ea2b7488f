"""Fits how likely a source does not answer: a choice among the sources that are read and none of them (McFadden, 1974)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray

from chatbot.answering import reading
from chatbot.answering.evidence import POINTED, gather, understand
from chatbot.answering.prompt import one_line, reader_prompt
from chatbot.answering.refusal import weighed
from chatbot.evaluation.questions import Gold
from chatbot.evaluation.scoring import exact_match
from chatbot.models.reader import EmbeddedReader
from chatbot.types import Evidence
from index.fitted import fitted
from index.library import Library
from index.types import Scope
from training.fitting.questions import NEAR_MISSES, SETS, Sets, carries, fold
from training.fitting.trial import Scores, Values

COUNT = 80  # questions a set
FOUND = "xquad en", "piaf fr"
NAMES = "constant", "llama", "span_head", "answers", "best_margin", "margin", "missing_share"
ANSWERED = 4.0  # what a question weighs that a source answers: they are as many here as others, and more in real use
SIGNS = np.array([1, 1, 1, -1, -1, -1, 1])  # margins speak for a source
PENALTY = (
    1e-3  # on the weights, of things in units of their standard deviation, so that few questions give none that are absurd
)


@dataclass(frozen=True)
class Choice:
    """One question: what is known of each source that is read, shape (sources, 7), and which of them answer it.

    ``claims`` are how sharply the span head finds the words that are copied of each, and whether they are the right answer.
    """

    known: NDArray[np.float64]
    right: tuple[bool, ...]
    claims: tuple[tuple[float, bool], ...] = ()


class Odds:
    """Questions with the sources that were read; where none is right, refusing is."""

    measure = "log-likelihood of the right choice"

    def __init__(self, choices: Sequence[tuple[str, int, Choice]]) -> None:
        """Take each question with its set and its fold."""
        self.sets, self.folds = [name for name, _, _ in choices], [part for _, part, _ in choices]
        most = max(len(choice.right) for _, _, choice in choices)
        self._known = np.zeros((len(choices), most, len(NAMES)))
        self._right = np.zeros((len(choices), 1 + most), dtype=bool)  # the first place is that of none
        self._there = np.zeros((len(choices), 1 + most), dtype=bool)
        for number, (_, _, choice) in enumerate(choices):
            read = len(choice.right)
            self._known[number, :read] = choice.known.reshape(read, len(NAMES))
            self._right[number, 1 : 1 + read] = choice.right
            self._right[number, 0] = not any(choice.right)
            self._there[number, : 1 + read] = True
        self._said = [choice for _, _, choice in choices]

    def score(self, values: Values) -> Scores:
        """Return the logarithm of how likely the right choice seems."""
        weights = torch.tensor([values[name] for name in NAMES] * SIGNS)
        return np.asarray(self._likelihood(weights, np.full(len(self.sets), fill_value=True)).numpy())

    def outcome(self, values: Values) -> tuple[Scores, Scores]:
        """Return of each question whether the product would refuse it, and whether it would give the right answer."""
        weights = np.array([values[name] for name in NAMES]) * SIGNS
        odds = [choice.known @ weights for choice in self._said]
        refused = np.array([one.min(initial=math.inf) > 0 for one in odds])
        right = [
            bool(choice.claims) and choice.claims[int(one.argmin())][1] for one, choice in zip(odds, self._said, strict=True)
        ]
        return refused.astype(float), (np.array(right) & ~refused).astype(float)

    def fit(self, used: NDArray[np.bool_], start: Values) -> Values:  # noqa: ARG002 - the likelihood has one summit
        """Return the weights that make the right choices likeliest."""
        spread = torch.tensor(self._known[used].reshape(-1, len(NAMES)).std(axis=0)).clamp(min=1e-9)
        spread[0] = 1.0
        weights = torch.zeros(len(NAMES), dtype=torch.float64, requires_grad=True)
        worth = torch.tensor(np.where(self._right[used, 0], 1.0, ANSWERED))
        search = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

        def loss() -> torch.Tensor:
            search.zero_grad()
            likely = self._likelihood(weights / spread, used) * worth
            lost = -likely.mean() + PENALTY * (weights[1:] ** 2).sum()
            lost.backward()  # type: ignore[no-untyped-call]
            return lost

        search.step(loss)  # type: ignore[no-untyped-call]
        found = (weights / spread).detach().numpy() * SIGNS
        return dict(zip(NAMES, (found + 0.0).tolist(), strict=True))

    def _likelihood(self, weights: torch.Tensor, used: NDArray[np.bool_]) -> torch.Tensor:
        utility = -(torch.tensor(self._known[used]) @ weights)
        among = torch.cat([torch.zeros(len(utility), 1, dtype=torch.float64), utility], 1)
        among = among.masked_fill(~torch.tensor(self._there[used]), -math.inf)
        right = among.masked_fill(~torch.tensor(self._right[used]), -math.inf)
        return right.logsumexp(1) - among.logsumexp(1)


def found(sets: Sets, *, report: bool = False) -> Odds:
    """Put questions to whole libraries, with the right article and without it; and near misses beside others like them."""
    return Odds(choices(sets, report=report))


@cache
def choices(sets: Sets, *, report: bool) -> list[tuple[str, int, Choice]]:
    """Read what the product would read for each question; two stages are fitted on it."""
    reader, drawn = EmbeddedReader(), []
    for folder in sorted({SETS[name].folder for name in FOUND} | {*NEAR_MISSES}):
        with sets.library(folder) as library:
            library.remember(f"calibration {fitted().refusal.edition}", "")  # an earlier fit may have left one
            for what, gold, about, hidden in _asked(sets, folder, report=report):
                drawn.append((what, fold(folder, about), _choice(gold, library, reader, hidden)))
    return drawn


def _asked(sets: Sets, folder: str, *, report: bool) -> Iterator[tuple[str, Gold, str, frozenset[str]]]:
    """Yield questions for a folder's library: their set, the article that each is about, and the articles that are hidden."""
    for name in FOUND:
        if SETS[name].folder == folder:
            for gold in sets.draw(name, COUNT, reading=True, report=report):
                yield name, gold, min(gold.articles), frozenset()
                yield f"{name}, hidden", gold, min(gold.articles), gold.articles
    for gold, about in sets.near_misses(folder, COUNT, report=report):
        yield f"{folder}, {'answered' if gold.answerable else 'near miss'}", gold, about, frozenset()


def _choice(gold: Gold, library: Library, reader: EmbeddedReader, hidden: frozenset[str]) -> Choice:
    """Read those sources that the product would read, were the first not good enough."""
    asked = understand(gold.question, library)
    evidence = weighed(
        asked, gather(asked, library.search(gold.question, scope=Scope(excluded=hidden)), limit=POINTED), library
    )
    best = evidence[0].margin if evidence else None
    sources, right, claims = [], [], []
    for points, item in reading.likeliest(asked, evidence, reader):
        prompt = reader_prompt(gold.question, [replace(item, marker=1)])
        copied = reader.copy(prompt, one_line(item.sentence.text), points, limit=reading.TOKENS)
        sources.append(known(copied.refusal, points.refusal, points.answers, item, best))
        made = reading.claimed(asked, item, points, copied, best)
        claims.append((made.sharp, bool(exact_match(made.short or "", gold.answers))))
        right.append(carries(gold, item.article.id, item.sentence.start, item.sentence.end, item.article.text))
    return Choice(np.array(sources).reshape(-1, len(NAMES)), tuple(right), tuple(claims))


def known(
    llama: float,
    head: float,
    answers: float,
    item: Evidence | None = None,
    best: float | None = None,
) -> list[float]:
    """Return what the odds weigh, as ``chatbot.answering.reading.refused`` does."""
    held = min(max(llama, 1e-6), 1 - 1e-6)
    margin, missing = (item.margin or 0.0, item.missing_share) if item else (0.0, 0.0)
    return [
        *(1.0, math.log(held / (1 - held)), reading.bounded(head), reading.bounded(answers)),
        *(best or 0.0, margin, missing),
    ]
