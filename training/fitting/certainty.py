"""Fits how likely a short answer is the right one, and from where on it is called sure: a logistic regression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
import torch
from numpy.typing import NDArray

from chatbot.answering.reading import REFUSED
from index.fitted import fitted
from training.fitting.odds import NAMES, SIGNS, choices
from training.fitting.questions import Sets
from training.fitting.trial import Scores, Values

WEIGHTS = "constant", "refusal", "sharp"
SURE = 0.8  # share of those called sure that are to be right to the letter, as far as the odds foretell it
FEWEST = 20  # answers in which a share is looked for


class Certainty:
    """Questions that were answered: the log-odds that the source does not, how sharp its words are, and if they are right."""

    measure = "log-likelihood of being right"

    def __init__(self, rows: Sequence[tuple[str, int, float, float, bool]]) -> None:
        """Take each question's set, fold, log-odds of refusal, log-likelihood of the words, and whether they are right."""
        self.sets, self.folds = [row[0] for row in rows], [row[1] for row in rows]
        self._known = np.array([(1.0, -odds, sharp) for _, _, odds, sharp, _ in rows])
        self._right = np.array([right for *_, right in rows])

    def score(self, values: Values) -> Scores:
        """Return the logarithm of how likely what came true seems."""
        odds = self._odds(values)
        return -np.logaddexp(0, np.where(self._right, -odds, odds))

    def fit(self, used: NDArray[np.bool_], start: Values) -> Values:  # noqa: ARG002 - the likelihood has one summit
        """Return the weights that make what came true likeliest, and the bar for which is sure."""
        known, right = torch.tensor(self._known[used]), torch.tensor(self._right[used]).double()
        weights = torch.zeros(len(WEIGHTS), dtype=torch.float64, requires_grad=True)
        search = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

        def loss() -> torch.Tensor:
            search.zero_grad()
            lost = torch.nn.functional.binary_cross_entropy_with_logits(known @ weights, right)
            lost.backward()  # type: ignore[no-untyped-call]
            return lost

        search.step(loss)  # type: ignore[no-untyped-call]
        found: Values = dict(zip(WEIGHTS, weights.tolist(), strict=True))
        odds = np.sort(self._odds(found)[used])[::-1]
        foretold = np.cumsum(1 / (1 + np.exp(-odds))) / np.arange(1, len(odds) + 1)
        sure = np.flatnonzero(foretold >= SURE)
        return {**found, "sure": float(odds[sure[-1]]) if len(sure) >= FEWEST else float(odds[0]) + 1}

    def _odds(self, values: Values) -> NDArray[np.float64]:
        return np.asarray(self._known @ [values[name] for name in WEIGHTS])


def certainty(sets: Sets, *, report: bool = False) -> Certainty:
    """Take the questions that the product would answer with the constants as they are, each with its likeliest source."""
    weigh = asdict(fitted().reading.found)
    rows = []
    for name, part, choice in choices(sets, report=report):
        if not choice.claims:  # nothing is read
            continue
        odds = choice.known @ (np.array([weigh[one] for one in NAMES]) * SIGNS)
        best = int(odds.argmin())
        if 1 / (1 + np.exp(-odds[best])) < REFUSED:
            rows.append((name, part, float(odds[best]), *choice.claims[best]))
    return Certainty(rows)
