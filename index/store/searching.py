"""What the search asks the database: which passages it may see, which hold words, and what is needed to weigh them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.store.database import Database
from index.store.scope import LISTED, condition
from index.store.vectors import unblob
from index.types import EVERYTHING, Scope, Vectors

_SHOWN = "SELECT coalesce(copy_of, id) FROM articles WHERE"


@dataclass(frozen=True, slots=True)
class Selection:
    """Passages by their database numbers: those that alone are searched (``kept``), or else those that are left out."""

    numbers: list[int]
    kept: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage as the search weighs it, without its article's text. Vectors are (dimension,) and (sentences, dimension)."""

    number: int
    title: str
    language: str
    text: str
    vector: Vectors
    sentence_vectors: Vectors


def selection(database: Database, scope: Scope) -> Selection:
    """Return the passages that a scope lets the search see."""
    excluded = json.dumps(list(scope.excluded))
    out = f"({_SHOWN} id IN {LISTED})"
    chosen = replace(scope, excluded=frozenset())
    if chosen == EVERYTHING:
        left_out = f"SELECT id FROM passages WHERE article_id IN {out}"  # noqa: S608 - only names, as below
        return Selection(database.column(left_out, excluded), kept=False)
    where, values = condition(chosen)
    inside = f"SELECT id FROM passages WHERE article_id IN ({_SHOWN} {where}) AND article_id NOT IN {out}"  # noqa: S608
    return Selection(database.column(inside, *values, excluded), kept=True)


def match(database: Database, expression: str, limit: int, among: Selection) -> list[int]:
    """Return the numbers of the passages that an FTS5 expression finds, best first by BM25; no copies."""
    statement = (
        "SELECT rowid FROM words WHERE words MATCH ? AND rowid NOT IN"  # noqa: S608
        " (SELECT passages.id FROM articles JOIN passages ON article_id = articles.id WHERE copy_of IS NOT NULL)"
        f" AND +rowid {'IN' if among.kept else 'NOT IN'} {LISTED}"  # + lest it match once a number
        " ORDER BY bm25(words, 2.0, 1.0) LIMIT ?"
    )
    return database.column(statement, expression, json.dumps(among.numbers), limit)


def count_matching(database: Database, expression: str, among: Selection) -> int:
    """Return how many articles have passages that an FTS5 expression finds; no copies."""
    statement = f"SELECT count(DISTINCT article_id) {_matching(among)}"
    return int(database.row(statement, expression, json.dumps(among.numbers))[0])


def holding(database: Database, expression: str, among: Selection) -> list[int]:
    """Return the passages that an FTS5 expression finds, without limit: newest articles first, no copies."""
    statement = f"SELECT passages.id {_matching(among)} ORDER BY published_last DESC, article_id, number"
    return database.column(statement, expression, json.dumps(among.numbers))


def _matching(among: Selection) -> str:
    return (
        "FROM passages JOIN articles ON articles.id = article_id WHERE copy_of IS NULL"  # noqa: S608
        " AND passages.id IN (SELECT rowid FROM words WHERE words MATCH ?)"
        f" AND passages.id {'IN' if among.kept else 'NOT IN'} {LISTED}"
    )


def candidates(database: Database, numbers: list[int]) -> list[Candidate]:
    """Return the passages with those database numbers, in that order; those removed meanwhile are left out."""
    statement = (
        "SELECT passages.id, articles.title, language, words.text, vector, sentence_vectors FROM passages"  # noqa: S608
        " JOIN articles ON articles.id = article_id JOIN words ON words.rowid = passages.id"
        f" WHERE passages.id IN {LISTED}"
    )
    rows = {row[0]: row[1:] for row in database.rows(statement, json.dumps(numbers))}
    found = []
    for number in filter(rows.__contains__, numbers):
        title, language, text, vector, sentence_vectors = rows[number]
        whole = unblob(vector)
        found.append(Candidate(number, title, language, text, whole, unblob(sentence_vectors).reshape(-1, len(whole))))
    return found


def holders(database: Database, terms: Iterable[str], article_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return which of the articles hold which of the terms, given as FTS5 keeps them: pairs of article and term."""
    statement = (  # an article's passages have been written together, so that their numbers stand together
        "SELECT article_id, value FROM json_each(?) JOIN (SELECT article_id, min(id) AS first, max(id) AS last FROM passages"  # noqa: S608
        f" WHERE article_id IN {LISTED} GROUP BY article_id) WHERE EXISTS"
        """ (SELECT 1 FROM words WHERE words MATCH '"' || value || '"' AND rowid BETWEEN first AND last)"""
    )
    return database.rows(statement, json.dumps(list(terms)), json.dumps(list(article_ids)))


def document_frequency(database: Database, term: str) -> int:
    """Return how many passages hold the term, given as FTS5 keeps it: lower case, without diacritics."""
    return database.number("SELECT doc FROM vocabulary WHERE term = ?", term)
