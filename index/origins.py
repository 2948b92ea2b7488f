"""Where articles come from: the files and pages behind them, in what state they were read, and the folders to look in again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.database import Database
from index.sources import Address, Source, expand, is_pattern

FileState = tuple[int, int, int]  # size, modification time in nanoseconds, version of the readers
AGAIN = -1  # the modification time of a file that is to be read again, whatever its state


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page that was fetched: ``file`` is where its address led, ``private`` whether the person allowed private networks."""

    address: str
    file: str
    etag: str | None
    last_modified: str | None
    reader: int
    private: int


def note(database: Database, source: str, article_id: str, file: str) -> None:
    """Remember that an article lies at ``source``, in ``file``."""
    row = (source, article_id, file, 1)
    if database.row("SELECT * FROM origins WHERE source = ?", source) != row:
        with database.transaction():
            database.execute("INSERT OR REPLACE INTO origins VALUES (?, ?, ?, ?)", *row)


def articles_of(database: Database, file: str) -> list[str]:
    """Return the ids of the articles that lie in a file or page."""
    return database.column("SELECT DISTINCT article_id FROM origins WHERE file = ? AND present", file)


def left(database: Database, file: str, sources: set[str]) -> list[str]:
    """Return the ids of the articles that came from a file or page and lie at none of ``sources``, which it holds now."""
    noted = database.rows("SELECT source, article_id FROM origins WHERE file = ?", file)
    stayed = {article_id for source, article_id in noted if source in sources}
    came = "SELECT id FROM articles WHERE source IN (SELECT source FROM origins WHERE file = ?) ORDER BY rowid"
    return [article_id for article_id in database.column(came, file) if article_id not in stayed]


def has_gone(database: Database, source: str) -> bool:
    """Say whether an article is no longer where it was found."""
    row = database.row("SELECT file, present FROM origins WHERE source = ?", source)
    return row is not None and (not row[1] or is_missing(row[0]))


def moved(database: Database, source: str) -> None:
    """Forget a place that an article has left. Call within a transaction."""
    database.execute("DELETE FROM files WHERE path = (SELECT file FROM origins WHERE source = ?)", source)
    database.execute("DELETE FROM origins WHERE source = ?", source)


def parted(database: Database, article_id: str, source: str) -> None:
    """Let the other places of an article, which still hold its former text, be read again. Call within a transaction."""
    others = "FROM origins WHERE article_id = ? AND source != ?"
    again = f"UPDATE files SET mtime_ns = ? WHERE path IN (SELECT file {others})"  # noqa: S608
    database.execute(again, AGAIN, article_id, source)
    database.execute(f"DELETE {others}", article_id, source)


def only_these(database: Database, file: str, sources: set[str]) -> None:
    """Note which articles a file no longer holds. Call within a transaction."""
    for source in database.column("SELECT source FROM origins WHERE file = ? AND present", file):
        if source not in sources:
            database.execute("UPDATE origins SET present = 0 WHERE source = ?", source)


def thrown_out(database: Database, article_id: str, digest: str) -> None:
    """Remember that a person removed an article, so that only adding it again brings it back. Call within a transaction."""
    for source, file in database.rows("SELECT source, file FROM origins WHERE article_id = ?", article_id):
        database.execute("INSERT OR REPLACE INTO removed VALUES (?, ?, ?)", source, digest, file)


def is_thrown_out(database: Database, place: str, digest: str) -> bool:
    """Say whether a person removed this text from this source, or from anywhere in this file."""
    return bool(database.row("SELECT 1 FROM removed WHERE ? IN (source, file) AND digest = ?", place, digest))


def welcome_back(database: Database, file: str) -> bool:
    """Forget what was removed from a file that is added again, and say whether there was anything."""
    if not database.row("SELECT 1 FROM removed WHERE file = ?", file):
        return False
    with database.transaction():
        database.execute("DELETE FROM removed WHERE file = ?", file)
    return True


def homeless(database: Database) -> list[str]:
    """Return the ids of articles that no file or page holds any more; others move to a place that still does.

    Call within a transaction.
    """
    for file in database.column("SELECT file FROM origins WHERE present UNION SELECT path FROM files"):
        if is_missing(file):
            database.execute("UPDATE origins SET present = 0 WHERE file = ?", file)
            database.execute("DELETE FROM files WHERE path = ?", file)
    absent = "SELECT article_id FROM origins WHERE NOT present"
    gone = []
    for article_id in database.column(f"SELECT DISTINCT article_id FROM ({absent})"):  # noqa: S608
        places = database.column("SELECT source FROM origins WHERE article_id = ? AND present ORDER BY rowid", article_id)
        if places:
            database.execute("DELETE FROM origins WHERE article_id = ? AND NOT present", article_id)
            database.execute(
                "UPDATE articles SET source = ? WHERE id = ? AND source NOT IN"
                " (SELECT source FROM origins WHERE article_id = ?)",
                places[0], article_id, article_id,
            )  # fmt: skip
        else:
            gone.append(article_id)
    return gone


def file_state(database: Database, path: str) -> FileState | None:
    """Return the state in which a file was last read."""
    row = database.row("SELECT size, mtime_ns, reader FROM files WHERE path = ?", path)
    return row and (row[0], row[1], row[2])


def set_file_state(database: Database, path: str, state: FileState) -> None:
    """Remember that a file has been read in this state."""
    database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", path, *state)


def files(database: Database) -> list[str]:
    """Return the paths of the files that have been read."""
    return database.column("SELECT path FROM files ORDER BY path")


def page(database: Database, address: str) -> KnownPage | None:
    """Return what is known of a page."""
    row = database.row("SELECT * FROM pages WHERE address = ?", address)
    return KnownPage(*row) if row else None


def set_page(database: Database, page: KnownPage) -> None:
    """Remember a page as it was fetched."""
    database.execute(
        "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)",
        page.address, page.file, page.etag, page.last_modified, page.reader, page.private,
    )  # fmt: skip


def pages(database: Database) -> list[KnownPage]:
    """Return the pages that were fetched and still have an article."""
    rows = database.rows("SELECT * FROM pages WHERE file IN (SELECT file FROM origins) ORDER BY address")
    return [KnownPage(*row) for row in rows]


def roots(database: Database) -> list[str]:
    """Return the folders and patterns that were added."""
    return database.column("SELECT path FROM roots ORDER BY path")


def set_roots(database: Database, paths: list[str]) -> None:
    """Remember folders and patterns, to find new files there later."""
    if set(paths) - set(roots(database)):
        with database.transaction():
            for path in paths:
                database.execute("INSERT OR IGNORE INTO roots VALUES (?)", path)


def known(database: Database) -> Iterator[Source]:
    """Yield all that was added before: folders and patterns with their new files, single files, pages."""
    seen = set()
    for root in roots(database):
        if not is_pattern(root) and is_missing(root):
            continue  # its articles are those whose file is gone
        for source in expand([root]):
            seen.add(str(source))
            yield source
    for file in files(database):
        if file not in seen and not is_missing(file):
            yield Path(file)
    for page in pages(database):
        yield Address(page.address, bool(page.private))


def is_missing(file: str) -> bool:
    """Say whether a file is not there; what cannot be looked at now is not missing."""
    if not Path(file).is_absolute():  # an address, or standard input
        return False
    try:
        Path(file).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
