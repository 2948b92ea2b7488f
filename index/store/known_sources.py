"""What was read and how it was then: files, pages of the web, and the folders and patterns in which new files may appear."""

from dataclasses import astuple, dataclass

from index.filenames import decode_name, encode_name
from index.store.database import Part

FileState = tuple[int, int, int]  # size, modification time in nanoseconds, version of the formats that read it


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page: ``file`` is where its address led, ``version`` that of the formats, ``private`` whether it may lie inside."""

    address: str
    file: str
    etag: str | None
    last_modified: str | None
    version: int
    private: int


class KnownSources(Part):
    """The files, pages and folders that one library was made from."""

    def files(self) -> list[str]:
        """Return the paths of the files that have been read."""
        return list(map(decode_name, self._database.column("SELECT path FROM files ORDER BY path")))

    def count_outdated(self, version: int) -> int:
        """Return how many files were read by another version of the formats."""
        return int(self._database.row("SELECT count(*) FROM files WHERE reader != ?", version)[0])

    def file_state(self, path: str) -> FileState | None:
        """Return the state in which a file was last read."""
        row = self._database.row("SELECT size, mtime_ns, reader FROM files WHERE path = ?", encode_name(path))
        return row and (row[0], row[1], row[2])

    def set_file_state(self, path: str, state: FileState) -> None:
        """Remember that a file has been read in this state. Call within a transaction."""
        self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", encode_name(path), *state)

    def pages(self) -> list[KnownPage]:
        """Return the pages that were fetched and still have an article."""
        rows = self._database.rows("SELECT * FROM pages WHERE file IN (SELECT file FROM places) ORDER BY address")
        return [KnownPage(*row) for row in rows]

    def page(self, address: str) -> KnownPage | None:
        """Return what is known of a page."""
        row = self._database.row("SELECT * FROM pages WHERE address = ?", address)
        return KnownPage(*row) if row else None

    def set_page(self, page: KnownPage) -> None:
        """Remember a page as it was fetched. Call within a transaction."""
        self._database.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", *astuple(page))

    def roots(self) -> list[str]:
        """Return the folders and patterns that were added."""
        return list(map(decode_name, self._database.column("SELECT path FROM roots ORDER BY path")))

    def add_roots(self, paths: list[str]) -> None:
        """Remember folders and patterns, to find new files there later."""
        if set(paths) - set(self.roots()):
            with self._database.transaction():
                for path in paths:
                    self._database.execute("INSERT OR IGNORE INTO roots VALUES (?)", encode_name(path))
