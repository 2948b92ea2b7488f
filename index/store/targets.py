"""Where a person has something written: to a file of their own, whole or not at all, and never over the library."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import LibraryError


@contextmanager
def replacing(target: Path, *, spared: Path | None = None, inputs: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield a path to write to, which takes the place of ``target`` when all has gone well; else ``target`` stays as it was.

    Raises LibraryError when it cannot be written, or is part of the library in the folder ``spared`` or one of ``inputs``,
    under whatever name.
    """
    if _is_part(target, spared) or any(_same(target, path) for path in inputs):
        raise LibraryError(f"{target} is needed by this library or command; name another file.")
    if target.is_dir():
        raise LibraryError(f"{target} is a folder; name a file in it.")
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)  # of a process that was killed; or a link that leads elsewhere
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        raise LibraryError(f"{target} cannot be written ({error.strerror}); name another place.") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _is_part(target: Path, folder: Path | None) -> bool:
    """Say whether a file lies in the folder, or is one of the folder's files by another name (a link)."""
    if folder is None or not folder.is_dir():
        return False
    if any(_same(parent, folder) for parent in target.resolve().parents):
        return True
    return target.exists() and any(_same(target, path) for path in folder.rglob("*"))


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False
