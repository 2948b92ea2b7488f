"""Which articles are copies of which, and the signatures by which copies are found (see ``index.intake.reprints``)."""

from index.store.database import Part
from index.store.schema import BANDS


class Copies(Part):
    """The groups of copies in one library, each with the one article that the search shows."""

    def group(self, article_id: str) -> list[str]:
        """Return the ids of an article and its copies, the one that is shown first."""
        row = self._database.row("SELECT coalesce(copy_of, id) FROM articles WHERE id = ?", article_id)
        shown = row[0] if row else article_id
        return [shown, *self._database.column("SELECT id FROM articles WHERE copy_of = ? ORDER BY rowid", shown)]

    def shown(self) -> dict[str, str]:
        """Return every article that is a copy, with the one that is shown in its place."""
        return dict(self._database.rows("SELECT id, copy_of FROM articles WHERE copy_of IS NOT NULL"))

    def set_shown(self, article_id: str, shown: str | None) -> None:
        """Have an article shown through another one, or by itself. Call within a transaction."""
        self._database.execute("UPDATE articles SET copy_of = ? WHERE id = ?", shown, article_id)

    def alike(self, article_id: str, signature: bytes) -> list[tuple[str, bytes]]:
        """Return id and signature of the other articles whose signatures have a band in common with this one."""
        shared = f"SELECT article_id FROM bands WHERE band IN ({BANDS.format('?')})"  # noqa: S608 - only names, as below
        alike = f"SELECT id, signature FROM articles WHERE id IN ({shared}) AND id != ?"  # noqa: S608
        return self._database.rows(alike, signature, article_id)

    def sign(self, article_id: str, signature: bytes) -> None:
        """Keep an article's signature. Call within a transaction."""
        self._database.execute("UPDATE articles SET signature = ? WHERE id = ?", signature, article_id)
