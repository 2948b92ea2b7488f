"""Damages a database as a failing disk would."""

import sqlite3
from contextlib import closing
from pathlib import Path


def spoil_page(file: Path, table: str) -> None:
    """Overwrite the page at which a table begins."""
    with closing(sqlite3.connect(file)) as database:
        (root,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    content = bytearray(file.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    file.write_bytes(content)
