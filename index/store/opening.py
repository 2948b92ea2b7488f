"""Opens the library's SQLite file in the first of the ways that works: where it lies, without writing, or as a copy."""

import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

WAIT = 30.0  # seconds for another process that writes
FileState = tuple[int, int, int]  # when the file was written, its size, that of its log


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection that can read. ``seen``: the files as opened, where SQLite itself would not notice a change.

    ``borrowed`` is a folder that holds a copy, where the file itself cannot be read in its place.
    """

    connection: sqlite3.Connection
    read_only: bool = False
    seen: FileState | None = None
    borrowed: Path | None = None

    def close(self) -> None:
        """Close the connection and delete the copy."""
        self.connection.close()
        if self.borrowed:
            shutil.rmtree(self.borrowed, ignore_errors=True)


def connected(path: Path, *, read_only: bool) -> Opened:
    """Return a connection that can read. Raises sqlite3.OperationalError, OSError when there is no way."""
    ways = [_in_place, _untouched, _copied]
    for way in ways[1:] if read_only else ways:
        opened = None
        try:
            opened = way(path)
            for pragma in ("synchronous = FULL", "temp_store = MEMORY"):
                opened.connection.execute(f"PRAGMA {pragma}")
            opened.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite3.OperationalError, OSError) as error:
            if opened:
                opened.close()
            failed = error
        else:
            return opened
    raise failed


def state(path: Path) -> FileState:
    """Return what changes when somebody writes."""
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size, _log_size(path)


def _in_place(path: Path) -> Opened:
    connection = sqlite3.connect(path, timeout=WAIT, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error:
        connection.close()
        raise
    return Opened(connection)


def _untouched(path: Path) -> Opened:
    """Open without writing, not even the index of the log that SQLite wants beside a database in WAL.

    ``immutable`` is sound as long as nobody writes (https://sqlite.org/wal.html#readonly), which ``Database`` watches.
    """
    seen = None if (logged := _log_size(path)) else state(path)
    address = f"{path.as_uri()}?mode=ro{'' if logged else '&immutable=1'}"
    connection = sqlite3.connect(address, uri=True, timeout=WAIT, check_same_thread=False, isolation_level=None)
    return Opened(connection, read_only=True, seen=seen)


def _copied(path: Path) -> Opened:
    """Open a copy of the file and of its log, which holds what was written last."""
    seen = state(path)
    borrowed = Path(tempfile.mkdtemp(prefix="chatbot-library-"))
    for original in (path, _log(path)):
        shutil.copyfile(original, borrowed / original.name)
    copy = borrowed / path.name
    connection = sqlite3.connect(copy, timeout=WAIT, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")  # what was written here would be lost
    return Opened(connection, read_only=True, seen=seen, borrowed=borrowed)


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _log_size(path: Path) -> int:
    return _log(path).stat().st_size if _log(path).exists() else 0
