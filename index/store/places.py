"""Where articles lie: the file or page and the member in it that each was found at, and what a person removed from there.

Every article has one place of its own (``Article.place``) and may lie in others too, where the same text was found again.
"""

from collections.abc import Set as AbstractSet

from index.filenames import decode_name, encode_name
from index.store.database import Part
from index.types import Place

REREAD = -1  # the modification time of a file that is to be read again, whatever its state


class Places(Part):
    """The places of one library's articles. What writes is called within a transaction, but for ``note``."""

    def note(self, place: Place, article_id: str) -> None:
        """Remember that an article lies at a place, in a transaction of its own where there is none."""
        row = (*_columns(place), article_id, 1)
        if self._database.row("SELECT * FROM places WHERE file = ? AND member = ?", *_columns(place)) != row:
            with self._database.transaction():
                self._database.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)", *row)

    def of(self, article_id: str) -> list[Place]:
        """Return the places where an article lies."""
        rows = self._database.rows("SELECT file, member FROM places WHERE article_id = ? AND present", article_id)
        return [Place(decode_name(file), member) for file, member in rows]

    def articles_in(self, file: str) -> list[str]:
        """Return the ids of the articles that lie in a file or page."""
        return self._database.column("SELECT DISTINCT article_id FROM places WHERE file = ? AND present", encode_name(file))

    def articles_from(self, file: str, *, without: AbstractSet[str] = frozenset()) -> list[str]:
        """Return the ids of the articles whose own place is in a file, but for those in its members ``without``."""
        noted = self._database.rows("SELECT member, article_id FROM places WHERE file = ?", encode_name(file))
        stayed = {article_id for member, article_id in noted if member in without}
        came = "SELECT id FROM articles JOIN places USING (file, member) WHERE file = ? ORDER BY articles.rowid"
        return [article_id for article_id in self._database.column(came, encode_name(file)) if article_id not in stayed]

    def files_of_articles(self) -> list[str]:
        """Return the files and pages that articles have their own places in."""
        return list(map(decode_name, self._database.column("SELECT DISTINCT file FROM articles")))

    def files(self) -> list[str]:
        """Return the files and pages that articles lie in or that were read without yielding any."""
        known = "SELECT file FROM places WHERE present UNION SELECT path FROM files"
        return list(map(decode_name, self._database.column(known)))

    def is_present(self, place: Place) -> bool | None:
        """Say whether an article still lay at a place when its file was last read, or None where none ever did."""
        row = self._database.row("SELECT present FROM places WHERE file = ? AND member = ?", *_columns(place))
        return row and bool(row[0])

    def forget(self, place: Place) -> None:
        """Forget a place that an article has left, and have its file read again."""
        self._database.execute("DELETE FROM files WHERE path = ?", encode_name(place.file))
        self._database.execute("DELETE FROM places WHERE file = ? AND member = ?", *_columns(place))

    def forget_others(self, article_id: str, place: Place) -> None:
        """Forget all other places of an article, which hold its former text, and have their files read again."""
        others = "FROM places WHERE article_id = ? AND (file, member) != (?, ?)"
        again = f"UPDATE files SET mtime_ns = ? WHERE path IN (SELECT file {others})"  # noqa: S608
        self._database.execute(again, REREAD, article_id, *_columns(place))
        self._database.execute(f"DELETE {others}", article_id, *_columns(place))

    def keep_members(self, file: str, members: AbstractSet[str]) -> None:
        """Note that a file holds no other members than these any more."""
        absent = "UPDATE places SET present = 0 WHERE file = ? AND member = ?"
        for member in self._database.column("SELECT member FROM places WHERE file = ? AND present", encode_name(file)):
            if member not in members:
                self._database.execute(absent, encode_name(file), member)

    def note_missing(self, file: str) -> None:
        """Note that a file is not there any more."""
        self._database.execute("UPDATE places SET present = 0 WHERE file = ?", encode_name(file))
        self._database.execute("DELETE FROM files WHERE path = ?", encode_name(file))

    def articles_without_place(self) -> list[str]:
        """Return the ids of articles that no file or page holds any more; others move to a place that still does."""
        held = "SELECT article_id FROM places WHERE present"
        left = "SELECT DISTINCT article_id FROM places WHERE NOT present"
        others = "SELECT file, member FROM places WHERE article_id = id AND present ORDER BY places.rowid"
        moved = f"id IN ({left}) AND id IN ({held}) AND (file, member) NOT IN ({others})"
        self._database.execute(f"UPDATE articles SET (file, member) = ({others} LIMIT 1) WHERE {moved}")  # noqa: S608
        self._database.execute(f"DELETE FROM places WHERE NOT present AND article_id IN ({held})")  # noqa: S608
        return self._database.column(f"{left} AND article_id NOT IN ({held})")

    def note_removal(self, article_id: str, digest: str) -> None:
        """Remember that a person removed an article, so that only adding it again brings it back."""
        places = "SELECT file, member, ? FROM places WHERE article_id = ?"
        self._database.execute(f"INSERT OR REPLACE INTO thrown_out {places}", digest, article_id)

    def was_removed(self, place: Place, digest: str, *, anywhere: bool) -> bool:
        """Say whether a person removed this text from this place, or from ``anywhere`` in its file."""
        same = "SELECT 1 FROM thrown_out WHERE file = ? AND (member = ? OR ?) AND digest = ?"
        return bool(self._database.row(same, *_columns(place), anywhere, digest))

    def has_removals(self, file: str) -> bool:
        """Say whether a person removed anything that came from a file or page."""
        return bool(self._database.row("SELECT 1 FROM thrown_out WHERE file = ?", encode_name(file)))

    def forget_removals(self, file: str) -> None:
        """Let what a person removed from a file or page come in again."""
        self._database.execute("DELETE FROM thrown_out WHERE file = ?", encode_name(file))

    def forget_removal(self, place: Place) -> None:
        """Let what a person removed from one place come in again."""
        self._database.execute("DELETE FROM thrown_out WHERE file = ? AND member = ?", *_columns(place))


def _columns(place: Place) -> tuple[str | bytes, str]:
    return encode_name(place.file), place.member
