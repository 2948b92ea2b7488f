"""Fits what the refusal leans on: the score that the best evidence seldom reaches when no article answers.

Public questions are put to libraries of several sizes with their article hidden. Seven of ten must stay below; that share of
real questions is as strict as the hardest of 24 made from a library itself.
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from chatbot.answering.evidence import gather, understand
from chatbot.answering.refusal import USUAL
from index.types import Scope
from training.fitting.questions import SEED, SETS, Sets, fold
from training.fitting.trial import Scores, Values

COUNT = 100  # questions a set
SIZES = 7, 30, 120, 1000  # articles at most
BELOW = 0.7
OTHER = "piaf en"  # the set that is asked in another language than its articles'


class Chance:
    """The best score that each question reached among so many articles that do not answer it."""

    measure = "minus the pinball loss at .7 (less of it is better)"

    def __init__(self, reached: list[tuple[str, int, int, float]]) -> None:
        """Take for each question and size the set, the fold, the number of articles and the score."""
        self.sets, self.folds = [row[0] for row in reached], [row[1] for row in reached]
        self._sizes = np.array([row[2] for row in reached])
        self._reached = np.array([row[3] for row in reached])

    def score(self, values: Values) -> Scores:
        """Return minus the pinball loss, which the quantile makes least (Koenker and Bassett, 1978)."""
        level = [values["other_language" if name == OTHER else "same_language"] for name in self.sets]
        short = self._reached - (np.array(level) + values["rise"] * np.log(self._sizes / USUAL))
        return np.asarray(-np.maximum(BELOW * short, (BELOW - 1) * short))

    def fit(self, used: NDArray[np.bool_], start: Values) -> Values:
        """Return a line for each set through its quantiles over the logarithm of the size; their means where both are."""
        lines = {}
        for name in SETS:
            chosen = used & (np.array(self.sets) == name)
            sizes = np.unique(self._sizes[chosen])
            reached = [np.quantile(self._reached[chosen & (self._sizes == size)], BELOW) for size in sizes]
            lines[name] = np.polyfit(np.log(sizes / USUAL), reached, 1)
        same = np.mean([line for name, line in lines.items() if name != OTHER], axis=0)
        return {**start, "same_language": same[1], "other_language": lines[OTHER][1], "rise": same[0]}


def chance(sets: Sets, *, report: bool = False) -> Chance:
    """Put the questions to a part of their articles, without the one that answers."""
    reached = []
    for name, chosen in SETS.items():
        with sets.library(chosen.folder) as library:
            every = sorted(library.store.ids())
            for gold in sets.draw(name, COUNT, report=report):
                others = [article for article in every if article not in gold.articles]
                random.Random(f"{SEED} {gold.question}").shuffle(others)  # noqa: S311 - a sample, not a secret
                for size in sorted({min(size, len(others)) for size in SIZES}):
                    hits = library.search(gold.question, scope=Scope(excluded=gold.articles.union(others[size:])))
                    part, best = (
                        fold(chosen.folder, min(gold.articles)),
                        gather(understand(gold.question, library), hits, limit=1),
                    )
                    reached += [(name, part, size, item.score) for item in best]
    return Chance(reached)
