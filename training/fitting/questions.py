"""What the constants are fitted on: questions put to the articles of a set, in libraries that are encoded once.

Search, evidence and refusal have seen no question before, so they are fitted on all but the reported articles; reading, whose
models learnt from four fifths of the articles, on the first half of the others (``training/public.py``).
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.evaluation.questions import Gold
from index.library import Library
from training.near_misses import Near, squad, written, written_apart
from training.public import group_of, held_out_half, load, reported

SEED = 7
FOLDS = 5
ARTICLES = {"piaf": "fr", "xquad": "en", "squad2_dev": "en"}  # whose articles make a library, and their language
NEAR_MISSES = "piaf", "squad2_dev"  # whose articles there are near misses on
BOTH = "both"  # the library of all of them


@dataclass(frozen=True)
class Set:
    """Questions in one language over the articles of a folder."""

    folder: str
    file: str
    language: str


SETS = {
    "piaf fr": Set("piaf", "questions.jsonl", "fr"),
    "piaf en": Set("piaf", "questions_en.jsonl", "en"),
    "xquad en": Set("xquad", "questions.jsonl", "en"),
}


@dataclass(frozen=True)
class Sets:
    """The folder of the question sets, that of the libraries made of them, and how many questions and articles at most."""

    folder: Path
    work: Path
    limit: int

    def draw(self, name: str, count: int, *, reading: bool = False, report: bool = False) -> list[Gold]:
        """Draw questions to fit on, for the stage of reading or those before; or of those that are reported."""
        chosen = SETS[name]
        kept_apart, half = reported(self.folder, chosen.folder), held_out_half(self.folder, chosen.folder)
        present = {row["id"] for row in self._rows(chosen.folder)}
        pool = []
        for row in _rows(self.folder / chosen.folder / chosen.file):
            articles = {item["article_id"] for item in row["evidence"]}
            wanted = articles <= (kept_apart if report else half) if report or reading else not articles & kept_apart
            if row["lang"] == chosen.language and wanted and articles <= present:
                evidence = tuple((item["article_id"], item["quote"]) for item in row["evidence"])
                pool.append(Gold(row["question"], tuple(row["answers"]), answerable=True, evidence=evidence))
        return random.Random(SEED).sample(pool, min(count, self.limit, len(pool)))  # noqa: S311 - a sample, not a secret

    def near_misses(self, folder: str, count: int, *, report: bool = False) -> list[tuple[Gold, str]]:
        """Draw near misses and as many questions that are answered, each with the article that it is about."""
        drawn = []
        for answered in (True, False):
            pool = [near for near in self._near(folder, report=report) if bool(near.answer) == answered]
            for near in random.Random(SEED).sample(pool, min(count, self.limit, len(pool))):  # noqa: S311
                evidence = ((near.article, near.sentence),) if answered else ()
                drawn.append((Gold(near.question, (near.answer,), answerable=answered, evidence=evidence), near.article))
        return drawn

    def _near(self, folder: str, *, report: bool) -> list[Near]:
        if folder not in NEAR_MISSES:
            return []
        if folder == "piaf":
            return list(written_apart(self.folder) if report else written(load(self.folder, validation=False), validation=True))
        kept = list(squad(self.folder, validation=True))
        titles = sorted({near.title for near in kept})
        return [near for near in kept if (near.title in titles[len(titles) // 2 :]) == report]

    @contextmanager
    def library(self, name: str) -> Iterator[Library]:
        """Open the library of a folder's articles, or of both folders', encoding what it lacks."""
        self.work.mkdir(parents=True, exist_ok=True)
        with Library.open(self.work / name) as library:
            for folder in ("piaf", "xquad") if name == BOTH else ():
                with self.library(folder) as encoded:
                    _take_over(encoded, library)
            if name != BOTH:
                library.add(self._articles(name))
            yield library

    def articles(self, folder: str) -> frozenset[str]:
        """Return the ids of a folder's articles, more perhaps than are in its library."""
        return frozenset(row["id"] for row in _rows(self.folder / folder / "articles.jsonl"))

    def _articles(self, folder: str) -> Path:
        path = self.work / f"{folder}.jsonl"
        content = "".join(json.dumps(row) + "\n" for row in self._rows(folder))
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
        return path

    def _rows(self, folder: str) -> list[dict[str, Any]]:
        rows = [row for row in _rows(self.folder / folder / "articles.jsonl") if row["lang"] == ARTICLES[folder]]
        first = {near.article for report in (False, True) for near in self._near(folder, report=report)}
        first |= held_out_half(self.folder, folder) | reported(self.folder, folder)  # which reading cannot do without
        return sorted(rows, key=lambda row: row["id"] not in first)[: self.limit]


def fold(folder: str, article: str) -> int:
    """Return which of five parts a question on an article of a set belongs to: all on one topic to the same."""
    return zlib.crc32(group_of(folder, article).encode()) % FOLDS


def carries(gold: Gold, article: str, start: int, end: int, text: str) -> bool:
    """Say whether the slice of an article's ``text`` holds the quote that answers, or a part of it."""
    for owner, quote in gold.evidence:
        place = text.find(quote) if owner == article else -1
        if 0 <= place < end and start < place + len(quote):
            return True
    return False


def _take_over(encoded: Library, library: Library) -> None:
    """Put another library's articles into this one with their vectors, which take long to make."""
    kept = {name: library.store.digest(name) for name in library.store.ids()}
    with library.store.transaction():
        for name in encoded.store.ids():
            article, digest = encoded.store.article(name), encoded.store.digest(name)
            if article and kept.get(name) != digest:
                library.store.put(article, digest, encoded.store.embedded(name))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
