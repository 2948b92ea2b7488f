"""Whether numbers that were just fitted are better than those that the product has: by more than chance, on other questions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Values = dict[str, Any]  # of a stage, by the names that they have in the file
Scores = NDArray[np.float64]  # one a question, the more the better


class Asked(Protocol):
    """The questions of a stage, with all that its values can be fitted and scored by.

    ``sets`` names the set that each question is of and ``folds`` the part that it is left out with; shape (questions,).
    """

    sets: list[str]
    folds: list[int]
    measure: str

    def fit(self, used: NDArray[np.bool_], start: Values) -> Values:
        """Return the values that suit the questions in ``used`` best."""

    def score(self, values: Values) -> Scores:
        """Return what each question scores with these values."""


Collect = Callable[..., Asked]


@dataclass(frozen=True)
class Trial:
    """What the fit gives; by how much it is better than before on questions it was not fitted on, and that figure's error."""

    values: Values
    gain: float
    error: float

    @property
    def better(self) -> bool:
        """Whether it is better by more than chance."""
        return self.gain > self.error


def attempt(asked: Asked, before: Values) -> Trial:
    """Fit to all questions; and judge that by fitting to four fifths of the topics and scoring the rest, five times."""
    folds = np.array(asked.folds)
    after = np.empty(len(folds))
    for left_out in np.unique(folds):
        rest = folds != left_out
        after[~rest] = asked.score(asked.fit(rest, before))[~rest]
    gain, error = balanced(after - asked.score(before), asked.sets)
    return Trial(asked.fit(np.full(len(folds), fill_value=True), before), gain, error)


def balanced(scores: Scores, sets: Sequence[str]) -> tuple[float, float]:
    """Return the mean in which each set counts the same, and its standard error."""
    parts = [scores[np.array(sets) == name] for name in dict.fromkeys(sets)]
    error = math.sqrt(sum(float(part.var()) / len(part) for part in parts)) / len(parts)
    return sum(float(part.mean()) for part in parts) / len(parts), error


def by_set(scores: Scores, sets: Sequence[str]) -> str:
    """Return the mean of each set in words."""
    return "  ".join(f"{name} {scores[np.array(sets) == name].mean():.4f}" for name in dict.fromkeys(sets))
