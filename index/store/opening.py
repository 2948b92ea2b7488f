"""Opens the library's SQLite file where it lies: to be written, or where that cannot be, without writing."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from index.language import flat

WAIT = 30.0  # seconds for another process that writes
FileState = tuple[int, int, int]  # when the file was written, its size, that of its log


def connected(path: Path, *, read_only: bool) -> tuple[sqlite3.Connection, bool, FileState | None]:
    """Return a connection, whether it only reads, and the file as opened where SQLite itself would not notice a change.

    Where nothing can be written, SQLite gets no index of the log either, which it wants beside a database in WAL:
    ``immutable`` is sound as long as nobody writes (https://sqlite.org/wal.html#readonly), which ``Database`` watches.
    Raises sqlite3.Error, OSError.
    """
    if not read_only:
        with suppress(sqlite3.OperationalError):
            return _opened(path.as_uri(), "journal_mode = WAL"), False, None
    seen = state(path)
    logged = seen[-1] > 0
    return _opened(f"{path.as_uri()}?mode=ro{'' if logged else '&immutable=1'}"), True, None if logged else seen


def _opened(address: str, *pragmas: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=WAIT, check_same_thread=False, isolation_level=None)
    connection.create_function("flat", 1, flat, deterministic=True)
    try:
        for pragma in (*pragmas, "synchronous = FULL", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def state(path: Path) -> FileState:
    """Return what changes when somebody writes."""
    stat, log = path.stat(), path.with_name(f"{path.name}-wal")
    return stat.st_mtime_ns, stat.st_size, log.stat().st_size if log.exists() else 0
