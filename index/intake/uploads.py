"""Keeps uploaded files: each in the place of the file that it is another version of, or under a name of its own."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

from index.errors import LibraryError
from index.filenames import printable
from index.formats.confined import read
from index.formats.raw import readable
from index.intake.versions import ALIKE, pair, sequences
from index.store.articles import Store
from index.types import Article, Draft, Problem

UPLOADS = "uploads"  # the folder in the library's own
ALIKE_WITH_TITLE = 0.1  # the share of common sequences, where the title is one
_LONGEST_NAME, _LONGEST_SUFFIX = 255, 20  # bytes, as most file systems have it; letters


def keep(store: Store, uploads: Iterable[str | Path]) -> tuple[list[Path], list[Problem]]:
    """Move uploaded files into the library's folder; return where they are now, and what could not be kept.

    An edited file that is uploaded again takes the place of the earlier one. Raises LibraryError when nothing can be kept.
    """
    given = list(dict.fromkeys(map(Path, uploads)))  # the same file twice has come to the same place
    folder = _folder(store)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{folder} cannot be written ({error.strerror}); name another place.") from error
    moved = [_move(upload, target) for upload, target in zip(given, _places(store, given), strict=True)]
    return [path for path in moved if isinstance(path, Path)], [refused for refused in moved if isinstance(refused, Problem)]


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
        free = (path for path in _names(folder, upload) if path not in chosen and path not in stored and not path.exists())
        chosen.append(earlier or next(free))
    return chosen


def _names(folder: Path, upload: Path) -> Iterator[Path]:
    yield folder / upload.name
    yield from (folder / _numbered(upload, f" ({number})") for number in count(2))


def _numbered(upload: Path, number: str) -> str:
    """Return the upload's name with a number in it, cut where the disk takes no name that long."""
    stem, suffix = (upload.stem, upload.suffix) if len(upload.suffix) <= _LONGEST_SUFFIX else (upload.name, "")
    while len(os.fsencode(f"{stem}{number}{suffix}")) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem}{number}{suffix}"


def _shares_name(path: Path, upload: Path) -> bool:
    numbers = re.findall(r" \(\d+\)", path.name)
    return path.name == upload.name or any(path.name == _numbered(upload, number) for number in numbers)


def _earlier_version(store: Store, upload: Path, stored: list[Path]) -> Path | None:
    """Return the file of which most of what the upload would replace is alike."""
    drafts = [draft for draft in read(upload) if isinstance(draft, Draft)]
    for path in stored:
        articles = filter(None, map(store.article, store.places.articles_from(str(path))))
        known = {article.place.member: article for article in articles}
        pairs = [(draft, known.pop(draft.place.member, None)) for draft in drafts]
        same = [_is_version(draft, article, upload.name) for draft, article in pairs if article]
        nameless = [draft for draft, article in pairs if not article and draft.anonymous]
        found = sum(article is not None for article in pair(nameless, list(known.values())))
        same += [True] * found + [False] * (min(len(nameless), len(known)) - found)
        if 2 * sum(same) > len(same):
            return path
    return None


def _is_version(draft: Draft, article: Article, name: str) -> bool:
    if draft.url and article.url:
        return draft.url == article.url
    of_its_own = not draft.title.startswith(readable(name))  # a title, not the file's name
    one_title = of_its_own and draft.title.casefold() == article.title.casefold()
    one, other = sequences(draft.text), sequences(article.text)
    return len(one & other) >= (ALIKE_WITH_TITLE if one_title else ALIKE) * len(one | other)
