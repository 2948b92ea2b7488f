"""Vectors of another encoder that wait beside the old ones, until the last is ready and all take their place at once."""

from index.store.database import Part
from index.store.vectors import blob
from index.types import Vectors

_MISSING = "FROM passages WHERE id NOT IN (SELECT passage_id FROM staged)"


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
            self._database.execute(
                "UPDATE passages SET vector = staged.vector, sentence_vectors = staged.sentence_vectors"
                " FROM staged WHERE passage_id = passages.id"
            )
            self._database.execute("DELETE FROM staged")
            self._database.set_meta("staging", None)
            self._database.set_meta("encoder", encoder)
            self._database.renew_identity()
        return True
