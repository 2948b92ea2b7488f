"""Vectors as the database keeps them, float16, one after the other; and what a cache of them asks it."""

from dataclasses import dataclass

import numpy as np

from index.store.database import Database
from index.types import Vectors


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a database has come: the numbers of the last passage that ever was and of the last removal."""

    identity: str
    passage: int
    removal: int


def blob(vectors: Vectors) -> bytes:
    """Return vectors as the database keeps them."""
    return vectors.astype(np.float16).tobytes()


def unblob(data: bytes) -> Vectors:
    """Return vectors, one after the other, as the database kept them."""
    return np.frombuffer(data, np.float16).astype(np.float32)


def came(database: Database, after: int, limit: int) -> list[tuple[int, str, bytes]]:
    """Return number, language and vector of the first passages with a number beyond ``after``, in order."""
    return database.rows(
        "SELECT passages.id, language, vector FROM passages JOIN articles ON articles.id = article_id"
        " WHERE passages.id > ? ORDER BY passages.id LIMIT ?",
        after, limit,
    )  # fmt: skip


def removed(database: Database, after: int) -> list[tuple[int, int]]:
    """Return the removals with a number beyond ``after``, in order, each with the passage that went."""
    return database.rows("SELECT number, passage_id FROM removals WHERE number > ? ORDER BY number", after)


def hidden(database: Database) -> list[int]:
    """Return the numbers of the passages of copies, which are not searched."""
    joined = "SELECT passages.id FROM articles JOIN passages ON article_id = articles.id WHERE copy_of IS NOT NULL"
    return database.column(joined)


def reach(database: Database) -> Reach:
    """Return how far the database has come."""
    last = "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'passages'), max(number) FROM removals"
    passage, removal = database.row(last)
    return Reach(database.identity, passage or 0, removal or 0)
