"""Collections: articles that a person keeps together under a name. An article may be in several; a ``Scope`` names them."""

import json
from collections.abc import Iterable

from index.errors import LibraryError
from index.store.database import Part
from index.store.scope import LISTED


class Collections(Part):
    """The collections of one library."""

    def counts(self) -> dict[str, int]:
        """Return the collections by name, each with how many articles are in it."""
        counted = "SELECT name, count(article_id) FROM collections LEFT JOIN members ON collection_id = id GROUP BY name"
        return dict(self._database.rows(f"{counted} ORDER BY name"))

    def create(self, name: str) -> None:
        """Make an empty collection. Raises LibraryError when there is one of that name, or the name is blank."""
        with self._database.transaction():
            self._check_free(name)
            self._database.execute("INSERT INTO collections (name) VALUES (?)", name)

    def rename(self, name: str, to: str) -> None:
        """Give a collection another name. Raises LibraryError as ``create`` does, or when there is none of that name."""
        with self._database.transaction():
            number = self._number(name)
            if to != name:
                self._check_free(to)
            self._database.execute("UPDATE collections SET name = ? WHERE id = ?", to, number)

    def delete(self, name: str) -> None:
        """Delete a collection; its articles stay in the library. Raises LibraryError when there is none of that name."""
        with self._database.transaction():
            self._database.execute("DELETE FROM collections WHERE id = ?", self._number(name))

    def put_in(self, name: str, article_ids: Iterable[str]) -> None:
        """Put articles into a collection. Raises LibraryError when it or one of them is not there; then none is put in."""
        wanted = list(article_ids)
        with self._database.transaction():
            number = self._number(name)
            known = set(self._database.column(f"SELECT id FROM articles WHERE id IN {LISTED}", json.dumps(wanted)))  # noqa: S608
            if unknown := [article_id for article_id in wanted if article_id not in known]:
                raise LibraryError(f"There is no article {', '.join(unknown)}; `chatbot list` shows the ids.")
            for article_id in known:
                self._database.execute("INSERT OR IGNORE INTO members VALUES (?, ?)", number, article_id)

    def take_out(self, name: str, article_ids: Iterable[str]) -> None:
        """Take articles out of a collection, in which they need not be. Raises LibraryError when there is none of that name."""
        taken = f"DELETE FROM members WHERE collection_id = ? AND article_id IN {LISTED}"  # noqa: S608
        with self._database.transaction():
            self._database.execute(taken, self._number(name), json.dumps(list(article_ids)))

    def _number(self, name: str) -> int:
        row = self._database.row("SELECT id FROM collections WHERE name = ?", name)
        if row is None:
            raise LibraryError(f"There is no collection {name} in this library; create it first.")
        return int(row[0])

    def _check_free(self, name: str) -> None:
        if not name.strip():
            raise LibraryError("A collection needs a name; give one.")
        if self._database.row("SELECT 1 FROM collections WHERE name = ?", name):
            raise LibraryError(f"There is a collection {name} in this library already; give another name.")
