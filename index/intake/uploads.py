"""Keeps uploaded files: each in the place of the file that it is another version of, or under a name of its own."""

import os
import re
import shutil
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from uuid import uuid4

from index.errors import LibraryError
from index.filenames import printable
from index.formats.confined import read
from index.intake.versions import pair
from index.store.articles import Store
from index.types import Draft, Problem

UPLOADS = "uploads"  # the folder in the library's own
_LONGEST_NAME, _LONGEST_SUFFIX = 255, 20  # bytes, as most file systems have it; letters


def keep(store: Store, uploads: Iterable[str | Path]) -> list[Path | Problem]:
    """Move uploaded files into the library's folder; return where each is now, or why it could not be kept.

    An edited file that is uploaded again takes the place of the earlier one. Raises LibraryError when nothing can be kept.
    """
    given = list(dict.fromkeys(map(Path, uploads)))  # the same file twice has come to the same place
    folder = _folder(store)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{folder} cannot be written ({error.strerror}); name another place.") from error
    return [_move(upload, target) for upload, target in zip(given, _places(store, given), strict=True)]


def delete_unused(store: Store, files: Iterable[str | Path]) -> None:
    """Delete those of the files that are uploads no article came from: broken ones, copies, those of articles since removed."""
    for path in map(Path, files):
        if is_unused(store, path):
            path.unlink(missing_ok=True)


def is_unused(store: Store, path: Path) -> bool:
    """Say whether a file is an upload that no article came from."""
    return path.parent == _folder(store) and path.is_file() and not store.places.articles_from(str(path))


def _folder(store: Store) -> Path:
    return store.path.parent / UPLOADS


def _move(source: Path, target: Path) -> Path | Problem:
    """Move a file whole or not at all, so that a full disk costs no earlier version; return where it is now."""
    part = target.with_name(f".{uuid4().hex}.part")  # as long as any name: its own may leave no room for more
    try:
        shutil.move(source, part)
        return part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        name = printable(target.name)
        return Problem(name, f"{name} cannot be kept ({error.strerror}); free space on the disk and add it again.")


def _places(store: Store, uploads: list[Path]) -> list[Path]:
    """Return where each upload is kept, among the articles that are there.

    A common name such as ``index.html`` says nothing: only what is alike is another version. Two of one batch are two.
    """
    folder = _folder(store)
    stored = [path for path in map(Path, store.places.files_of_articles()) if path.parent == folder]
    chosen: list[Path] = []
    for upload in uploads:
        same_name = [path for path in stored if path not in chosen and _shares_name(path, upload)]
        earlier = _earlier_version(store, upload, same_name) if same_name else None
        names = (folder / _numbered(upload, number) for number in count(1))
        free = (path for path in names if path not in chosen and path not in stored and not path.exists())
        chosen.append(earlier or next(free))
    return chosen


def _numbered(upload: Path, number: int) -> str:
    """Return the upload's name, from 2 on with the number in it, cut where the disk takes no name that long."""
    if number == 1:
        return upload.name
    stem, suffix = (upload.stem, upload.suffix) if len(upload.suffix) <= _LONGEST_SUFFIX else (upload.name, "")
    while len(os.fsencode(f"{stem} ({number}){suffix}")) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem} ({number}){suffix}"


def _shares_name(path: Path, upload: Path) -> bool:
    numbers = map(int, re.findall(r" \((\d+)\)", path.name))
    return any(path.name == _numbered(upload, number) for number in (1, *numbers))


def _earlier_version(store: Store, upload: Path, stored: list[Path]) -> Path | None:
    """Return the file of which most of what the upload would replace is alike."""
    drafts = [draft for draft in read(upload) if isinstance(draft, Draft)]
    for path in stored:
        known = [article for article in map(store.article, store.places.articles_from(str(path))) if article]
        found = sum(article is not None for article in pair(drafts, known))
        if 2 * found > min(len(drafts), len(known)):
            return path
    return None
