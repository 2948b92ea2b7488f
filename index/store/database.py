"""The library's SQLite file: opened, brought up to date, written in transactions, checked and copied.

WAL with ``synchronous=FULL``: what was acknowledged survives ``kill -9`` and power loss. Reading needs no writing: where the
place is read-only or its disk full, the file is opened all the same.
"""

import os
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import LibraryError
from index.store.opening import WAIT, connected, state
from index.store.schema import SCRIPTS, upgrade
from index.store.targets import replacing

_LARGE = 1000


class Database:
    """One SQLite file, ``read_only`` where nothing can be written. Several threads and processes may use it."""

    def __init__(self, path: Path) -> None:
        """Open the file, creating it when absent. Raises LibraryError when that cannot be done."""
        self.path = path
        self.read_only = path.exists() and not os.access(path, os.W_OK)
        self._lock = threading.RLock()
        self._openings = 0
        self._numbers: tuple[tuple[int, ...], dict[tuple[Any, ...], int]] = ((), {})
        self._apart = 0  # changes that no cache of articles need hear of
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
            self._open()
            self._prepare()
            self._connection.execute("PRAGMA foreign_keys = ON")  # not before: an upgrade may replace tables
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(f"The library {path.parent} cannot be opened ({error}); name another with --library.") from error

    def _open(self) -> None:
        self._openings += 1
        self._connection, self.read_only, self._seen = connected(self.path, read_only=self.read_only)

    def _prepare(self) -> None:
        """Make the tables, or bring them up to date."""
        folder, version = self.path.parent, self._version()
        if version > len(SCRIPTS):
            raise LibraryError(f"The library {folder} was made by a newer version of this program; update it.")
        if self.read_only and version < len(SCRIPTS):
            raise LibraryError(
                f"The library {folder} is of an earlier version and cannot be written here;"
                " copy its folder elsewhere and name that with --library."
            )
        if self.read_only or (version == len(SCRIPTS) and self.identity):
            return
        with self.transaction():
            if (version := self._version()) < len(SCRIPTS):
                upgrade(self._connection, version)
                self.set_meta("schema", str(len(SCRIPTS)))
                if broken := self.rows("PRAGMA foreign_key_check"):
                    raise sqlite3.IntegrityError(f"{len(broken)} rows stand alone")
            if not self.identity:
                self.renew_identity()

    def _version(self) -> int:
        known = self.row("SELECT 1 FROM sqlite_master WHERE name = 'meta'")
        return int(self.meta("schema") or 0) if known else 0

    def close(self) -> None:
        """Close the database; it cannot be used afterwards."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside happen, or none of it; one within another is part of it. Raises LibraryError."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._connection.execute("COMMIT")
                finally:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
            except sqlite3.Error as error:
                if self.read_only or "readonly" in str(error):
                    said = "here; copy its folder elsewhere and name that"
                else:
                    said = f"({error}); free space or wait"
                raise LibraryError(f"The library {self.path.parent} cannot be written {said}.") from error

    @contextmanager
    def transaction_apart(self) -> Iterator[None]:
        """Do what ``transaction`` does, with changes that leave ``version`` as it was: they concern no article."""
        with self.transaction():
            before = self._connection.total_changes
            yield
            self._apart += self._connection.total_changes - before

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Let what is tried inside fail at once, instead of waiting for another process that writes."""
        with self._lock:
            self._connection.execute("PRAGMA busy_timeout = 0")
            try:
                yield
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        """Run one statement that writes. Raises sqlite3.Error, of which ``transaction`` makes a LibraryError."""
        with self._lock:
            return self._connection.execute(statement, values)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._seen and self._seen != state(self.path):  # somebody else has written
                    self.close()
                    self._open()
                yield self._connection
            except sqlite3.ProgrammingError:  # a closed database or a wrong statement is no fault of the file
                raise
            except (sqlite3.Error, OSError) as error:
                raise LibraryError(
                    f"The library {self.path.parent} cannot be read ({error}); close what else uses it, or bring back a backup."
                ) from error

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return all rows of a query. Raises LibraryError when the file cannot be read."""
        with self._reading() as connection:
            return connection.execute(statement, values).fetchall()

    def row(self, statement: str, *values: Any) -> Any:
        """Return the first row of a query, or None. Raises LibraryError when the file cannot be read."""
        with self._reading() as connection:
            return connection.execute(statement, values).fetchone()

    def column(self, statement: str, *values: Any) -> list[Any]:
        """Return the first value of every row. Raises LibraryError when the file cannot be read."""
        return [row[0] for row in self.rows(statement, *values)]

    def number(self, statement: str, *values: Any) -> int:
        """Return the number that a query finds, or 0; a large one, slow to count, is kept as long as nobody writes."""
        if self._numbers[0] != (version := self.version()):
            self._numbers = version, {}
        numbers, asked = self._numbers[1], (statement, *values)
        if asked in numbers:
            return numbers[asked]
        number = int((self.row(statement, *values) or [0])[0])
        if number > _LARGE:
            numbers[asked] = number
        return number

    def meta(self, key: str) -> str | None:
        """Return what is remembered under ``key``."""
        row = self.row("SELECT value FROM meta WHERE key = ?", key)
        return row[0] if row else None

    def set_meta(self, key: str, value: str | None) -> None:
        """Remember ``value`` under ``key``; None forgets it."""
        if value is None:
            self.execute("DELETE FROM meta WHERE key = ?", key)
        else:
            self.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    @property
    def identity(self) -> str:
        """What tells this database's vectors from any other's; it changes when they are all replaced."""
        return self.meta("identity") or ""

    def renew_identity(self) -> None:
        """Declare all caches of this database void."""
        self.set_meta("identity", uuid.uuid4().hex)

    def version(self) -> tuple[int, int, int]:
        """Return a value that changes whenever this or any other process has written what caches mirror."""
        with self._reading() as connection:
            (others,) = connection.execute("PRAGMA data_version").fetchone()
            return self._openings, others, connection.total_changes - self._apart

    def check(self) -> list[str]:
        """Return what is wrong with the file, one sentence each."""
        found = []
        try:
            found += [line for line in self.column("PRAGMA integrity_check") if line != "ok"]
            found += [f"{table}, row {row}, stands alone" for table, row, *_ in self.rows("PRAGMA foreign_key_check")]
            with self.without_waiting(), suppress(sqlite3.OperationalError):  # which needs to write
                self.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except sqlite3.DatabaseError:
            found.append("the words of the lexical search do not agree with its index")
        except LibraryError as error:
            return [str(error)]
        return [f"The database {self.path} is damaged: {line}." for line in found]

    def backup(self, target: Path) -> None:
        """Copy the database to a file, as it is now, whole or not at all, while others go on writing. Raises LibraryError.

        In a folder of its own, and named as it is here, the file is a library again.
        """
        with replacing(target, spared=self.path.parent) as partial:
            try:
                with closing(sqlite3.connect(partial)) as copy:
                    with self._lock:
                        self._connection.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            except sqlite3.Error as error:
                raise LibraryError(f"The backup {target} cannot be written ({error}); name another place.") from error


@dataclass
class Part:
    """What one library's database tells of one kind of thing."""

    _database: Database
