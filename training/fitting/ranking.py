"""Fits what search and the choice of evidence weigh: a grid of weights, judged by where they rank what is right."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from chatbot.answering.evidence import Question, understand
from chatbot.evaluation.evaluate import DEPTH
from chatbot.evaluation.questions import Gold
from index.language.detection import detect_question
from index.search.lexical import coverage
from index.types import Hit, Scope
from training.fitting.questions import ARTICLES, BOTH, SETS, Sets, carries, fold
from training.fitting.trial import Scores, Values, balanced

COUNT = 300  # questions a set
SHARES = np.linspace(0, 1, 11)  # of the passage beside its best sentence
COVERAGES = np.linspace(0, 0.2, 11)
BONUSES = np.linspace(0, 0.08, 9)
SENTENCE_COVERAGES = np.linspace(0, 0.4, 9)
PASSAGES = np.linspace(0, 1.5, 7)
Rows = list[
    tuple[int, list[float]]
]  # of one question: what a candidate belongs to, 0 for what is right, and what is known of it


class Ranking:
    """Questions with their candidates; ``weigh`` makes of a stage's values what each thing known of a candidate counts for."""

    def __init__(
        self, questions: Iterable[tuple[str, int, Rows]], weigh: Callable[[Values], list[float]], grid: list[Values], gain: str
    ) -> None:
        """Take the questions, each with its set, its fold and its candidates, and the values to choose among."""
        kept = list(questions)
        self.sets, self.folds = [name for name, _, _ in kept], [part for _, part, _ in kept]
        self.measure = gain
        self._weigh, self._grid = weigh, grid
        tables = [sorted(rows, key=lambda row: row[0]) for _, _, rows in kept]
        self._found = np.array([bool(rows) and rows[0][0] == 0 for rows in tables])
        tables = [rows for rows in tables if rows and rows[0][0] == 0]
        self._known = np.array([known for rows in tables for _, known in rows])
        owners = np.array([(number, owner) for number, rows in enumerate(tables) for owner, _ in rows])
        self._groups = np.flatnonzero(np.r_[True, (owners[1:] != owners[:-1]).any(axis=1)])
        self._question = owners[self._groups, 0]
        self._first = np.flatnonzero(np.r_[True, self._question[1:] != self._question[:-1]])
        self._gain = _ndcg if gain == "nDCG@10" else _reciprocal
        self._tried: Scores | None = None

    def score(self, values: Values) -> Scores:
        """Return the gain of each question; 0 where what is right is no candidate."""
        best = np.maximum.reduceat(self._known @ np.array(self._weigh(values)), self._groups)
        above = np.add.reduceat(best > best[self._first][self._question], self._first, dtype=np.int64)
        scores = np.zeros(len(self.sets))
        scores[self._found] = self._gain(above)
        return scores

    def fit(self, used: NDArray[np.bool_], start: Values) -> Values:  # noqa: ARG002 - a grid begins nowhere
        """Return the values of the grid that suit the questions best; of equal ones those in the middle."""
        if self._tried is None:
            self._tried = np.array([self.score(values) for values in self._grid])
        sets = [name for name, kept in zip(self.sets, used, strict=True) if kept]
        means = np.array([balanced(row[used], sets)[0] for row in self._tried])
        best = np.flatnonzero(means >= means.max() - 1e-9)
        return dict(self._grid[int(best[len(best) // 2])])


def search(sets: Sets, *, report: bool = False) -> Ranking:
    """Collect the passages that search ranks, each set's articles alone and beside the other's."""
    questions: list[tuple[str, int, Rows]] = []
    with sets.library(BOTH) as library:
        for name, chosen in SETS.items():
            own = sets.articles(chosen.folder)
            foreign = frozenset().union(*(sets.articles(folder) for folder in ARTICLES if folder != chosen.folder))
            for gold in sets.draw(name, COUNT, report=report):
                alone, beside = (
                    passages(library.search(gold.question, limit=2 * DEPTH, scope=Scope(excluded=hidden)), gold, first)
                    for hidden, first in ((foreign, 1), (own, 1000))
                )
                questions.append((name, fold(chosen.folder, min(gold.articles)), alone))
                questions.append((f"{name} beside", fold(chosen.folder, min(gold.articles)), alone + beside))
    shares = itertools.product(SHARES, COVERAGES, BONUSES)
    grid = [
        {"passage_weight": s, "sentence_weight": 1 - s, "coverage_weight": c, "language_bonus": bonus} for s, c, bonus in shares
    ]
    return Ranking(questions, weigh_passages, grid, "nDCG@10")


def evidence(sets: Sets, *, report: bool = False) -> Ranking:
    """Collect the sentences of the hits, each question put to its own set's articles."""
    questions: list[tuple[str, int, Rows]] = []
    for name, chosen in SETS.items():
        with sets.library(chosen.folder) as library:
            for gold in sets.draw(name, COUNT, report=report):
                asked = understand(gold.question, library)
                questions.append(
                    (name, fold(chosen.folder, min(gold.articles)), sentences(asked, library.search(gold.question), gold))
                )
    grid = [
        {"coverage_weight": covered, "passage_weight": passage}
        for covered, passage in itertools.product(SENTENCE_COVERAGES, PASSAGES)
    ]
    return Ranking(questions, weigh_sentences, grid, "reciprocal rank")


def weigh_passages(values: Values) -> list[float]:
    """Return what the known things of a passage count for."""
    passage, sentence = values["passage_weight"], values["sentence_weight"]
    return [passage, sentence, values["coverage_weight"], (passage + sentence) * values["language_bonus"]]


def weigh_sentences(values: Values) -> list[float]:
    """Return what the known things of a sentence count for."""
    return [1.0, values["coverage_weight"], values["passage_weight"]]


def passages(hits: Sequence[Hit], gold: Gold, first: int) -> Rows:
    """Return the hits with their cosines, coverage and whether they are foreign; articles are numbered from ``first``."""
    owners = {name: first + number for number, name in enumerate(dict.fromkeys(hit.article.id for hit in hits))}
    language = detect_question(gold.question)
    rows: Rows = []
    for hit in hits:
        owner = 0 if hit.article.id in gold.articles else owners[hit.article.id]
        foreign = float(hit.article.language != language)
        rows.append((owner, [hit.cosine, max(hit.sentence_cosines), hit.coverage, foreign]))
    return rows


def sentences(asked: Question, hits: Sequence[Hit], gold: Gold) -> Rows:
    """Return the sentences of the hits with their cosine, coverage and the score of their passage."""
    rows: Rows = []
    for hit in hits:
        texts = ["", *(sentence.text for sentence in hit.passage.sentences)]
        for before, sentence, cosine in zip(texts, hit.passage.sentences, hit.sentence_cosines, strict=False):
            right = carries(gold, hit.article.id, sentence.start, sentence.end, hit.article.text)
            covered = coverage(asked.rarity, f"{hit.article.title} {before} {sentence.text}")
            rows.append((0 if right else len(rows) + 1, [cosine + hit.language_bonus, covered, hit.score]))
    return rows


def _ndcg(rank: NDArray[np.int64]) -> Scores:
    return np.where(rank < 10, 1 / np.log2(rank + 2.0), 0.0)  # noqa: PLR2004 - as the measure says


def _reciprocal(rank: NDArray[np.int64]) -> Scores:
    return 1 / (rank + 1.0)
