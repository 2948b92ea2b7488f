"""Articles, passages, vectors and the words of every passage, in the database: one transaction per article.

A text stands in a table of its own, which only those read who need it. Vectors are float16 blobs, rows of length 1. Passage
numbers in the database are never reused, so that a cache of vectors can be brought up to date by comparing them. Articles that
are copies of another (``copy_of``) are kept, but not searched.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from index.filenames import decode_name, encode_name
from index.store.copies import Copies
from index.store.database import Database
from index.store.known_sources import KnownSources
from index.store.places import Places
from index.store.scope import LISTED, condition
from index.store.vectors import StagedVectors, blob, unblob
from index.types import EVERYTHING, Article, ArticleSummary, Dated, Order, Passage, Place, Scope, Section, Sentence, Vectors

_SUMMARY = "id, file, member, title, language, added, url, author, site, published, modified, characters"
_PUT = f"{_SUMMARY}, digest, sections"
_REPLACED = ", ".join(f"{name} = excluded.{name}" for name in _PUT.split(", ")[1:])
_ARTICLE = f"SELECT {_SUMMARY}, sections, text FROM articles JOIN texts ON article_id = id"  # noqa: S608 - only names
_TOLD = (
    "SELECT id, (SELECT count(*) FROM passages WHERE article_id = a.id), 1 + (SELECT count(*) FROM articles"  # noqa: S608
    f" WHERE copy_of = coalesce(a.copy_of, a.id)), coalesce(copy_of, id) FROM articles AS a WHERE id IN {LISTED}"
)
_KEYS: dict[Order, str] = {"added": "added", "published": "coalesce(published_value, '')", "title": "flat(title)"}
_AT_ONCE = 1000  # summaries read in one step


@dataclass(frozen=True, slots=True)
class Embedded:
    """A passage with its vector (dimension,) and those of its sentences (n, dimension)."""

    passage: Passage
    vector: Vectors
    sentence_vectors: Vectors


class Store(Database):
    """One library's articles and passages, with all else that the database keeps of them."""

    def __init__(self, path: Path) -> None:
        """Open the database file, as ``Database`` does."""
        super().__init__(path)
        self.places = Places(self)
        self.sources = KnownSources(self)
        self.copies = Copies(self)
        self.staged = StagedVectors(self)

    def put(self, article: Article, digest: str, passages: list[Embedded]) -> None:
        """Write an article with its passages, replacing an earlier one with its id. Call within a transaction."""
        values = (
            article.id, encode_name(article.place.file), article.place.member, article.title, article.language, article.added,
            article.url, article.author, article.site, _dump(article.published), _dump(article.modified), len(article.text),
            digest, json.dumps([asdict(section) for section in article.sections]),
        )  # fmt: skip
        put = f"INSERT INTO articles ({_PUT}) VALUES ({', '.join('?' * len(values))})"  # noqa: S608 - only names
        self.execute(f"{put} ON CONFLICT (id) DO UPDATE SET {_REPLACED}", *values)
        self.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", article.id, article.text)
        self.execute("DELETE FROM passages WHERE article_id = ?", article.id)
        for item in passages:
            passage = item.passage
            spans = np.array([(s.start, s.end) for s in passage.sentences], np.uint32)
            number = self.execute(
                'INSERT INTO passages (article_id, number, start, "end", sentences, vector, sentence_vectors)'
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                article.id, passage.number, passage.start, passage.end, spans.tobytes(),
                blob(item.vector), blob(item.sentence_vectors),
            ).lastrowid  # fmt: skip
            self.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", number, article.title, passage.text)

    def remove(self, article_id: str) -> bool:
        """Remove an article and say whether it was there. Call within a transaction."""
        return self.execute("DELETE FROM articles WHERE id = ?", article_id).rowcount > 0

    def article(self, article_id: str) -> Article | None:
        """Return the article with that id."""
        row = self.row(f"{_ARTICLE} WHERE id = ?", article_id)
        return _article(row) if row else None

    def digest(self, article_id: str) -> str:
        """Return the digest of an article's text."""
        return str(self.row("SELECT digest FROM articles WHERE id = ?", article_id)[0])

    def articles(self) -> list[Article]:
        """Return all articles, newest addition last, with their texts."""
        return [article for article in map(self.article, self.ids()) if article]

    def summaries(
        self,
        scope: Scope = EVERYTHING,
        *,
        by: Order = "added",
        newest_first: bool = False,
        after: str | None = None,
        skip: int = 0,
    ) -> Iterator[ArticleSummary]:
        """Yield the articles in a scope but the first ``skip``, without texts, in an order or its reverse, some at a time.

        ``after`` is the id of an article: it and those before it are left out; all are when there is none of that id.
        """
        where, values = condition(scope)
        key = _KEYS[by]
        beyond, order = ("<", "DESC") if newest_first else (">", "ASC")
        statement = (
            f"SELECT {_SUMMARY}, {key}, rowid FROM articles WHERE ({key}, rowid) {beyond} (?, ?) AND {where}"  # noqa: S608
            f" ORDER BY {key} {order}, rowid {order} LIMIT {_AT_ONCE} OFFSET ?"
        )
        last: tuple[Any, int] = (b"" if newest_first else "", 0)  # bytes come behind all text
        if after is not None:
            last = self.row(f"SELECT {key}, rowid FROM articles WHERE id = ?", after)  # noqa: S608
        while last and (rows := self.rows(statement, *last, *values, skip)):
            skip = 0
            yield from (_summary(row[:-2]) for row in rows)
            last = rows[-1][-2:]

    def listed(self, scope: Scope, *, by: Order = "added", after: str | None) -> Iterator[tuple[ArticleSummary, int, int, str]]:
        """Yield what ``summaries`` does, each with its passages, its copies with itself, and the one of these that is shown."""
        summaries = self.summaries(scope, by=by, after=after)
        while some := list(islice(summaries, _AT_ONCE)):
            told = {row[0]: row[1:] for row in self.rows(_TOLD, json.dumps([one.id for one in some]))}
            yield from ((one, *told[one.id]) for one in some if one.id in told)

    def ids(self) -> list[str]:
        """Return the ids of all articles, newest addition last."""
        return self.column("SELECT id FROM articles ORDER BY added, rowid")

    def at(self, place: Place) -> Article | None:
        """Return the article of that place."""
        row = self.row(f"{_ARTICLE} WHERE file = ? AND member = ?", encode_name(place.file), place.member)
        return _article(row) if row else None

    def with_digest(self, digest: str) -> list[Article]:
        """Return the articles with that text."""
        return [_article(row) for row in self.rows(f"{_ARTICLE} WHERE digest = ? ORDER BY articles.rowid", digest)]

    def count(self, scope: Scope = EVERYTHING) -> int:
        """Return how many articles are in a scope."""
        where, values = condition(scope)
        return int(self.row(f"SELECT count(*) FROM articles WHERE {where}", *values)[0])  # noqa: S608

    def edits(self, article_id: str) -> dict[str, str]:
        """Return what a person has corrected by hand: field and value, "" where unknown is what is true."""
        row = self.row("SELECT edits FROM articles WHERE id = ?", article_id)
        return dict(json.loads(row[0])) if row else {}

    def set_edits(self, article_id: str, edits: dict[str, str]) -> None:
        """Remember corrections by hand. Call within a transaction."""
        self.execute("UPDATE articles SET edits = ? WHERE id = ?", json.dumps(edits), article_id)

    def embedded(self, article_id: str) -> list[Embedded]:
        """Return an article's passages with their vectors, in order."""
        numbers = self.column("SELECT id FROM passages WHERE article_id = ? ORDER BY number", article_id)
        return [item for _, _, item in self.passages(numbers)]

    def passages(self, numbers: list[int]) -> list[tuple[int, Article, Embedded]]:
        """Return the passages with those database numbers, in that order; those removed meanwhile are left out."""
        rows = {row[0]: row for row in self.rows(f"SELECT * FROM passages WHERE id IN {LISTED}", json.dumps(numbers))}  # noqa: S608
        wanted = json.dumps(list({row[1] for row in rows.values()}))
        articles = {row[0]: _article(row) for row in self.rows(f"{_ARTICLE} WHERE id IN {LISTED}", wanted)}
        present = [rows[number] for number in numbers if number in rows and rows[number][1] in articles]
        return [(row[0], articles[row[1]], _embedded(row, articles[row[1]].text)) for row in present]

    def count_passages(self) -> int:
        """Return how many passages there are."""
        return self.number("SELECT count(*) FROM passages")

    def totals(self) -> dict[str, int]:
        """Return how many ``articles`` there are, how many of them are ``dated``, and the ``characters`` of all."""
        row = self.row("SELECT count(*), count(published), coalesce(sum(characters), 0) FROM articles")
        return dict(zip(("articles", "dated", "characters"), row, strict=True))

    def count_languages(self) -> dict[str, int]:
        """Return how many articles are in each language, the most frequent first."""
        counted = "SELECT language, count(*) FROM articles GROUP BY language ORDER BY count(*) DESC, min(rowid)"
        return dict(self.rows(counted))

    def sites(self) -> list[str]:
        """Return the addresses of the sites of the articles, without what names a page."""
        site = "substr(url, 1, instr(substr(url, 9) || '/', '/') + 7)"
        return self.column(f"SELECT DISTINCT {site} AS site FROM articles WHERE url LIKE 'http%' ORDER BY site")  # noqa: S608

    def count_months(self) -> dict[str, int]:
        """Return how many articles are of each month, "2025-04", of each year where no more is known, "" where nothing is."""
        # by day first, which the index on the days counts: 50,000 in 50 ms, else in 190
        days = "SELECT published_first AS day, published_last AS last, count(*) AS many FROM articles GROUP BY day, last"
        month = "CASE substr(last, 1, 7) WHEN substr(day, 1, 7) THEN substr(day, 1, 7) ELSE coalesce(substr(day, 1, 4), '') END"
        return dict(self.rows(f"SELECT {month} AS month, sum(many) FROM ({days}) GROUP BY month"))  # noqa: S608


def _dump(dated: Dated | None) -> str | None:
    return json.dumps(asdict(dated)) if dated else None


def _load(text: str | None) -> Dated | None:
    return Dated(**json.loads(text)) if text else None


def _article(row: tuple[Any, ...]) -> Article:
    *columns, sections, text = row
    a = _summary(columns)
    return Article(
        a.id, a.place, a.title, text, a.language, a.added, a.url, a.author, a.site, a.published, a.modified,
        tuple(Section(**section) for section in json.loads(sections)),
    )  # fmt: skip


def _summary(row: Sequence[Any]) -> ArticleSummary:
    article_id, file, member, title, language, added, url, author, site, published, modified, characters = row
    return ArticleSummary(
        article_id, Place(decode_name(file), member), title, language, added, url, author, site, _load(published),
        _load(modified), characters,
    )  # fmt: skip


def _embedded(row: tuple[Any, ...], text: str) -> Embedded:
    _, article_id, number, start, end, spans, vector, sentence_vectors = row
    sentences = tuple(Sentence(article_id, a, b, text[a:b]) for a, b in np.frombuffer(spans, np.uint32).reshape(-1, 2).tolist())
    whole = unblob(vector)
    passage = Passage(article_id, number, start, end, text[start:end], sentences)
    return Embedded(passage, whole, unblob(sentence_vectors).reshape(-1, len(whole)))
