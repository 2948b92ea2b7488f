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
        if not name.strip():
            raise LibraryError("A collection needs a name; give one.")
        with self._database.transaction():
            if self._database.row("SELECT 1 FROM collections WHERE name = ?", name):
                raise LibraryError(f"There is a collection {name} in this library already; give another name.")
            self._database.execute("INSERT INTO collections (name) VALUES (?)", name)

    def put_in(self, name: str, article_ids: Iterable[str]) -> None:
        """Put articles into a collection. Raises LibraryError when it or one of them is not there; then none is put in."""
        wanted = list(article_ids)
        with self._database.transaction():
            collection = self._database.row("SELECT id FROM collections WHERE name = ?", name)
            if collection is None:
                raise LibraryError(f"There is no collection {name} in this library; create it first.")
            known = set(self._database.column(f"SELECT id FROM articles WHERE id IN {LISTED}", json.dumps(wanted)))  # noqa: S608
            if unknown := [article_id for article_id in wanted if article_id not in known]:
                raise LibraryError(f"There is no article {', '.join(unknown)}; `chatbot list` shows the ids.")
            for article_id in known:
                self._database.execute("INSERT OR IGNORE INTO members VALUES (?, ?)", *collection, article_id)
