"""Vectors as the database keeps them, float16, one after the other; what a cache of them asks it; and those made anew.

Vectors of another encoder wait beside the old ones, until the last is ready and all take their place at once.
"""

from dataclasses import dataclass

import numpy as np

from index.store.database import Database, Part
from index.types import Vectors

_MISSING = "FROM passages WHERE id NOT IN (SELECT passage_id FROM staged)"


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


class StagedVectors(Part):
    """The vectors of one library that are made anew."""

    def begin(self, encoder: str) -> None:
        """Make ready for the vectors of an encoder: its own from a run that was stopped stay, those of another go."""
        if self._database.meta("staging") != encoder:
            with self._database.transaction():
                self._database.execute("DELETE FROM staged")
                self._database.set_meta("staging", encoder)

    def missing_articles(self) -> list[str]:
        """Return the ids of the articles that lack vectors."""
        return self._database.column(f"SELECT DISTINCT article_id {_MISSING}")

    def missing_passages(self, article_id: str) -> list[int]:
        """Return the database numbers of an article's passages that lack vectors, in order."""
        return self._database.column(f"SELECT id {_MISSING} AND article_id = ? ORDER BY number", article_id)

    def put(self, number: int, vector: Vectors, sentence_vectors: Vectors) -> None:
        """Keep the vectors of a passage, unless it has been replaced meanwhile. Call within a transaction."""
        self._database.execute(
            "INSERT OR REPLACE INTO staged SELECT id, ?, ? FROM passages WHERE id = ?",
            blob(vector), blob(sentence_vectors), number,
        )  # fmt: skip

    def switch(self, encoder: str) -> bool:
        """Put the new vectors in the place of the old ones, all at once, and say so; not while any is missing."""
        with self._database.transaction():
            if self._database.row(f"SELECT 1 {_MISSING} LIMIT 1"):
                return False
            taken = "vector = staged.vector, sentence_vectors = staged.sentence_vectors"
            self._database.execute(f"UPDATE passages SET {taken} FROM staged WHERE passage_id = passages.id")  # noqa: S608
            self._database.execute("DELETE FROM staged")
            self._database.set_meta("staging", None)
            self._database.set_meta("encoder", encoder)
            self._database.renew_identity()
        return True
