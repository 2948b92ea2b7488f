"""SQLite, the truth: articles, passages, vectors and the words of every passage, one transaction per article.

Vectors are float16 blobs, rows of length 1. Passage numbers in the database are never reused, so that a cache of vectors can be
brought up to date by comparing them. WAL with ``synchronous=FULL``: what was acknowledged survives ``kill -9`` and power loss.
"""

import json
import re
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import LibraryError
from index.types import Article, Dated, Passage, Section, Sentence, Vectors

SCHEMA_VERSION = "1"
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, added TEXT NOT NULL, url TEXT, author TEXT, site TEXT, published TEXT, modified TEXT,
    sections TEXT NOT NULL);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences BLOB NOT NULL, vector BLOB NOT NULL,
    sentence_vectors BLOB NOT NULL);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE VIRTUAL TABLE words USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE TRIGGER forget_words AFTER DELETE ON passages BEGIN DELETE FROM words WHERE rowid = old.id; END;
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, reader INTEGER NOT NULL);
"""
_ARTICLE = "id, source, title, text, language, added, url, author, site, published, modified, sections"


@dataclass(frozen=True, slots=True)
class Embedded:
    """A passage with its vector (dimension,) and those of its sentences (n, dimension)."""

    passage: Passage
    vector: Vectors
    sentence_vectors: Vectors


class Store:
    """One library's database. Safe to use from several threads; several processes may use one database."""

    def __init__(self, path: Path) -> None:
        """Open the database, creating it when absent. Raises LibraryError when that cannot be done."""
        self._path = path
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                self._connection.execute(f"PRAGMA {pragma}")
            with self.transaction():
                if not self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                    for statement in _statements(SCHEMA):
                        self._connection.execute(statement)
                    self.set_meta("schema", SCHEMA_VERSION)
                    self.set_meta("identity", uuid.uuid4().hex)
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(
                f"The library {path.parent} cannot be opened ({error}); name another with --library."
            ) from error
        if self.meta("schema") != SCHEMA_VERSION:
            raise LibraryError(
                f"The library {path.parent} was made by another version of this program; make a new one."
            )
        self.identity = self.meta("identity") or ""

    def close(self) -> None:
        """Close the database; the store cannot be used afterwards."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside happen, or none of it. Raises LibraryError when the disk or the database refuses."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._connection.execute("COMMIT")
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
            except sqlite3.Error as error:
                raise LibraryError(
                    f"The library {self._path.parent} cannot be written ({error}); free space or wait."
                ) from error

    def meta(self, key: str) -> str | None:
        """Return what is remembered under ``key``."""
        row = self._row("SELECT value FROM meta WHERE key = ?", key)
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember ``value`` under ``key``."""
        self._rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def version(self) -> tuple[int, int]:
        """Return a value that changes whenever this or any other process has written."""
        with self._lock:
            return self._connection.execute("PRAGMA data_version").fetchone()[0], self._connection.total_changes

    def put(self, article: Article, digest: str, passages: list[Embedded]) -> None:
        """Write an article with its passages, replacing an earlier one with its id or source. Call within a transaction."""
        values = (
            article.id, article.source, digest, article.title, article.text, article.language, article.added, article.url,
            article.author, article.site, _dump(article.published), _dump(article.modified),
            json.dumps([asdict(section) for section in article.sections]),
        )  # fmt: skip
        self._rows("DELETE FROM articles WHERE id = ? OR source = ?", article.id, article.source)
        self._rows(f"INSERT INTO articles VALUES ({', '.join('?' * len(values))})", *values)  # noqa: S608 - only marks
        for item in passages:
            passage = item.passage
            spans = np.array([(s.start, s.end) for s in passage.sentences], np.uint32)
            number = self._connection.execute(
                'INSERT INTO passages (article_id, number, start, "end", sentences, vector, sentence_vectors)'
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (article.id, passage.number, passage.start, passage.end, spans.tobytes(),
                 item.vector.astype(np.float16).tobytes(), item.sentence_vectors.astype(np.float16).tobytes()),
            ).lastrowid  # fmt: skip
            self._rows("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", number, article.title, passage.text)

    def remove(self, article_id: str) -> bool:
        """Remove an article and say whether it was there. Call within a transaction."""
        return self._connection.execute("DELETE FROM articles WHERE id = ?", (article_id,)).rowcount > 0

    def article(self, article_id: str) -> Article | None:
        """Return the article with that id."""
        row = self._row(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", article_id)
        return _article(row) if row else None

    def articles(self) -> list[Article]:
        """Return all articles, newest addition last."""
        return [_article(row) for row in self._rows(f"SELECT {_ARTICLE} FROM articles ORDER BY added, rowid")]

    def find(self, *, source: str | None = None, digest: str | None = None) -> Article | None:
        """Return the article from that source, or with that digest."""
        row = self._row(f"SELECT {_ARTICLE} FROM articles WHERE source = ? OR digest = ?", source, digest)
        return _article(row) if row else None

    def from_file(self, path: str) -> list[str]:
        """Return the ids of the articles that come from a file or its members."""
        return [
            i
            for (i,) in self._rows(
                "SELECT id FROM articles WHERE source = ? OR source GLOB ?", path, _escape(path) + "#*"
            )
        ]

    def files(self) -> list[str]:
        """Return the paths of the files that have been read."""
        return [path for (path,) in self._rows("SELECT path FROM files ORDER BY path")]

    def check(self) -> list[str]:
        """Return what is wrong with the database, one sentence each."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check")]
        return [] if found == ["ok"] else [f"The database {self._path} is damaged: {line}." for line in found]

    def embedded(self, article_id: str) -> list[Embedded]:
        """Return an article's passages with their vectors, in order."""
        rows = self._rows("SELECT id FROM passages WHERE article_id = ? ORDER BY number", article_id)
        return [item for _, _, item in self.passages([row[0] for row in rows])]

    def passages(self, numbers: list[int]) -> list[tuple[int, Article, Embedded]]:
        """Return the passages with those database numbers, in that order; those removed meanwhile are left out."""
        articles: dict[str, Article] = {}
        found = []
        for number in numbers:
            row = self._row("SELECT * FROM passages WHERE id = ?", number)
            article = row and (articles.get(row[1]) or self.article(row[1]))
            if row and article:
                articles[article.id] = article
                found.append((number, article, _embedded(row, article.text)))
        return found

    def count_passages(self) -> int:
        """Return how many passages there are."""
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    def passage_numbers(self) -> list[int]:
        """Return the database numbers of all passages, in order."""
        return [row[0] for row in self._rows("SELECT id FROM passages ORDER BY id")]

    def vectors(self, numbers: Iterable[int]) -> Iterator[tuple[int, Vectors]]:
        """Yield the vectors of those passages."""
        for number in numbers:
            row = self._row("SELECT vector FROM passages WHERE id = ?", number)
            if row:
                yield number, _vectors(row[0])

    def match(self, expression: str, limit: int) -> list[tuple[int, float]]:
        """Return passage numbers and BM25 scores (higher is better) for an FTS5 expression, best first."""
        rows = self._rows(
            "SELECT rowid, bm25(words, 2.0, 1.0) AS cost FROM words WHERE words MATCH ? ORDER BY cost LIMIT ?",
            expression,
            limit,
        )
        return [(number, -cost) for number, cost in rows]

    def document_frequency(self, term: str) -> int:
        """Return how many passages hold the term, given as FTS5 keeps it: lower case, without diacritics."""
        row = self._row("SELECT doc FROM vocabulary WHERE term = ?", term)
        return int(row[0]) if row else 0

    def count(self) -> int:
        """Return how many articles there are."""
        return int(self._rows("SELECT count(*) FROM articles")[0][0])

    def file(self, path: str) -> tuple[int, int, int] | None:
        """Return the size, modification time in nanoseconds and reader version with which a file was last read."""
        return self._row("SELECT size, mtime_ns, reader FROM files WHERE path = ?", path)

    def set_file(self, path: str, size: int, mtime_ns: int, reader: int) -> None:
        """Remember that a file has been read in this state."""
        self._rows("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", path, size, mtime_ns, reader)

    def _rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def _row(self, statement: str, *values: Any) -> Any:
        rows = self._rows(statement, *values)
        return rows[0] if rows else None


def _statements(script: str) -> Iterator[str]:
    pending = ""
    for line in script.strip().splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _escape(path: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", path)


def _dump(dated: Dated | None) -> str | None:
    return json.dumps(asdict(dated)) if dated else None


def _load(text: str | None) -> Dated | None:
    return Dated(**json.loads(text)) if text else None


def _article(row: tuple[Any, ...]) -> Article:
    *plain, published, modified, sections = row
    i, source, title, text, language, added, url, author, site = plain
    return Article(
        i, source, title, text, language, added, url, author, site, _load(published), _load(modified),
        tuple(Section(**section) for section in json.loads(sections)),
    )  # fmt: skip


def _vectors(blob: bytes) -> Vectors:
    return np.frombuffer(blob, np.float16).astype(np.float32)


def _embedded(row: tuple[Any, ...], text: str) -> Embedded:
    _, article_id, number, start, end, spans, vector, sentence_vectors = row
    sentences = tuple(
        Sentence(article_id, a, b, text[a:b]) for a, b in np.frombuffer(spans, np.uint32).reshape(-1, 2).tolist()
    )
    whole = _vectors(vector)
    passage = Passage(article_id, number, start, end, text[start:end], sentences)
    return Embedded(passage, whole, _vectors(sentence_vectors).reshape(-1, len(whole)))
