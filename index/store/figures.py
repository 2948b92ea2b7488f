"""A library's articles and passages in figures."""

from index.store.database import Database


class Figures:
    """What is counted over all articles of one library at once."""

    def __init__(self, database: Database) -> None:
        """Take the database; nothing is read yet."""
        self._database = database

    def characters(self) -> int:
        """Return how many characters all texts have together."""
        return int(self._database.row("SELECT coalesce(sum(characters), 0) FROM articles")[0])

    def dated(self) -> int:
        """Return how many articles have a date of publication."""
        return int(self._database.row("SELECT count(published) FROM articles")[0])

    def languages(self) -> dict[str, int]:
        """Return how many articles are in each language, the most frequent first."""
        counted = "SELECT language, count(*) FROM articles GROUP BY language ORDER BY count(*) DESC, min(rowid)"
        return dict(self._database.rows(counted))

    def vector_lengths(self) -> list[int]:
        """Return how many bytes the passages' vectors take, each length once: several where encoders are mixed."""
        return self._database.column("SELECT DISTINCT length(vector) FROM passages")
