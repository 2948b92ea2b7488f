"""Finds articles while one types: by what stands in their titles, in the names of their sites and authors."""

from dataclasses import dataclass, field

from index.language import flat
from index.store.database import Part

_BETWEEN = "\0"  # titles; no title holds one, and ``flat`` leaves it


@dataclass
class Titles(Part):
    """The titles of one library, flat and held in memory: 50,000 are looked through in 20 ms, by SQL in 400."""

    _seen: tuple[int, int, int] | None = None
    _titles: dict[str, str] = field(default_factory=dict)  # by id

    def holding(self, words: str) -> frozenset[str]:
        """Return the ids of the articles of which title, site or author hold all that stands between the spaces."""
        if self._seen != (version := self._database.version()):
            named = "SELECT id, title || ' ' || coalesce(site, '') || ' ' || coalesce(author, '') FROM articles"
            rows = self._database.rows(named)
            titles = flat(_BETWEEN.join(title for _, title in rows)).split(_BETWEEN)  # at once, which is 3 times as fast
            self._titles, self._seen = {row[0]: title for row, title in zip(rows, titles, strict=False)}, version
        wanted = flat(words).split()
        return frozenset(article for article, title in self._titles.items() if all(word in title for word in wanted))
