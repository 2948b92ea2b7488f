"""Where articles come from: the files and pages behind them, in what state they were read, and the folders to look in again."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.filenames import kept, named
from index.intake.sources import Address, Source, expand, is_pattern
from index.store.database import Database
from index.types import Place

FileState = tuple[int, int, int]  # size, modification time in nanoseconds, version of the format readers
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


def note(database: Database, place: Place, article_id: str) -> None:
    """Remember that an article lies at a place."""
    row = (*_columns(place), article_id, 1)
    if database.row("SELECT * FROM places WHERE file = ? AND member = ?", *_columns(place)) != row:
        with database.transaction():
            database.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)", *row)


def articles_of(database: Database, file: str) -> list[str]:
    """Return the ids of the articles that lie in a file or page."""
    return database.column("SELECT DISTINCT article_id FROM places WHERE file = ? AND present", kept(file))


def left(database: Database, file: str, members: set[str]) -> list[str]:
    """Return the ids of the articles that came from a file or page and are none of the ``members`` that it holds now."""
    noted = database.rows("SELECT member, article_id FROM places WHERE file = ?", kept(file))
    stayed = {article_id for member, article_id in noted if member in members}
    came = "SELECT id FROM articles JOIN places USING (file, member) WHERE file = ? ORDER BY articles.rowid"
    return [article_id for article_id in database.column(came, kept(file)) if article_id not in stayed]


def has_gone(database: Database, place: Place) -> bool:
    """Say whether an article is no longer where it was found."""
    row = database.row("SELECT present FROM places WHERE file = ? AND member = ?", *_columns(place))
    return row is not None and (not row[0] or is_missing(place.file))


def moved(database: Database, place: Place) -> None:
    """Forget a place that an article has left. Call within a transaction."""
    database.execute("DELETE FROM files WHERE path = ?", kept(place.file))
    database.execute("DELETE FROM places WHERE file = ? AND member = ?", *_columns(place))


def read_elsewhere_again(database: Database, article_id: str, place: Place) -> None:
    """Let the other places of an article, which still hold its former text, be read again. Call within a transaction."""
    others = "FROM places WHERE article_id = ? AND (file, member) != (?, ?)"
    again = f"UPDATE files SET mtime_ns = ? WHERE path IN (SELECT file {others})"  # noqa: S608
    database.execute(again, AGAIN, article_id, *_columns(place))
    database.execute(f"DELETE {others}", article_id, *_columns(place))


def only_these(database: Database, file: str, members: set[str]) -> None:
    """Note which articles a file no longer holds. Call within a transaction."""
    for member in database.column("SELECT member FROM places WHERE file = ? AND present", kept(file)):
        if member not in members:
            database.execute("UPDATE places SET present = 0 WHERE file = ? AND member = ?", kept(file), member)


def thrown_out(database: Database, article_id: str, digest: str) -> None:
    """Remember that a person removed an article, so that only adding it again brings it back. Call within a transaction."""
    places = "SELECT file, member, ? FROM places WHERE article_id = ?"
    database.execute(f"INSERT OR REPLACE INTO thrown_out {places}", digest, article_id)


def is_thrown_out(database: Database, place: Place, digest: str, *, anywhere: bool) -> bool:
    """Say whether a person removed this text from this place, or from ``anywhere`` in its file."""
    same = "SELECT 1 FROM thrown_out WHERE file = ? AND (member = ? OR ?) AND digest = ?"
    return bool(database.row(same, *_columns(place), anywhere, digest))


def welcome_back(database: Database, file: str) -> bool:
    """Forget what was removed from a file that is added again, and say whether there was anything."""
    if not database.row("SELECT 1 FROM thrown_out WHERE file = ?", kept(file)):
        return False
    with database.transaction():
        database.execute("DELETE FROM thrown_out WHERE file = ?", kept(file))
    return True


def without_place(database: Database) -> list[str]:
    """Return the ids of articles that no file or page holds any more; others move to a place that still does.

    Call within a transaction.
    """
    for file in database.column("SELECT file FROM places WHERE present UNION SELECT path FROM files"):
        if is_missing(named(file)):
            database.execute("UPDATE places SET present = 0 WHERE file = ?", file)
            database.execute("DELETE FROM files WHERE path = ?", file)
    gone = []
    for article_id in database.column("SELECT DISTINCT article_id FROM places WHERE NOT present"):
        held = "SELECT file, member FROM places WHERE article_id = ? AND present ORDER BY rowid"
        if place := database.row(held, article_id):
            database.execute("DELETE FROM places WHERE article_id = ? AND NOT present", article_id)
            database.execute(
                "UPDATE articles SET (file, member) = (?, ?) WHERE id = ? AND (file, member) NOT IN"
                " (SELECT file, member FROM places WHERE article_id = id)",
                *place, article_id,
            )  # fmt: skip
        else:
            gone.append(article_id)
    return gone


def file_state(database: Database, path: str) -> FileState | None:
    """Return the state in which a file was last read."""
    row = database.row("SELECT size, mtime_ns, reader FROM files WHERE path = ?", kept(path))
    return row and (row[0], row[1], row[2])


def set_file_state(database: Database, path: str, state: FileState) -> None:
    """Remember that a file has been read in this state."""
    database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", kept(path), *state)


def files(database: Database) -> list[str]:
    """Return the paths of the files that have been read."""
    return list(map(named, database.column("SELECT path FROM files ORDER BY path")))


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
    rows = database.rows("SELECT * FROM pages WHERE file IN (SELECT file FROM places) ORDER BY address")
    return [KnownPage(*row) for row in rows]


def roots(database: Database) -> list[str]:
    """Return the folders and patterns that were added."""
    return list(map(named, database.column("SELECT path FROM roots ORDER BY path")))


def set_roots(database: Database, paths: list[str]) -> None:
    """Remember folders and patterns, to find new files there later."""
    if set(paths) - set(roots(database)):
        with database.transaction():
            for path in paths:
                database.execute("INSERT OR IGNORE INTO roots VALUES (?)", kept(path))


def known(database: Database) -> Iterator[Source]:
    """Yield all that was added before: folders and patterns with their new files, single files, pages."""
    seen, read = set(), files(database)
    for root in roots(database):
        if is_missing(root) and (not is_pattern(root) or any(file.startswith(f"{root}{os.sep}") for file in read)):
            continue  # a folder that is gone; its articles are those whose file is
        for source in expand([root]):
            seen.add(str(source))
            yield source
    for file in read:
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


def _columns(place: Place) -> tuple[str | bytes, str]:
    return kept(place.file), place.member
