"""Where an upload is kept: in the place of the file that it is another version of, or under a name of its own."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from index.formats.confined import read
from index.formats.raw import readable
from index.intake.versions import ALIKE, pair, sequences
from index.library import Library
from index.types import Article, ArticleSummary, Draft

ALIKE_WITH_TITLE = 0.1  # the share of common sequences, where the title is one
_LONGEST_NAME, _LONGEST_SUFFIX = 255, 20  # bytes, as most file systems have it; letters


def places(folder: Path, uploads: Sequence[str], library: Library) -> list[Path]:
    """Return where in ``folder`` each upload is kept, among the articles of the library that are there.

    A common name such as ``index.html`` says nothing: only what is alike is another version. Two of one batch are two.
    """
    stored: dict[Path, list[str]] = defaultdict(list)
    for article in library.summaries():
        if path := file_in(folder, article):
            stored[path].append(article.id)
    chosen: list[Path] = []
    for upload in map(Path, uploads):
        kept = {path: held for path, held in stored.items() if path not in chosen and _shares_name(path, upload)}
        earlier = _earlier_version(upload, kept, library) if kept else None
        free = (path for path in _names(folder, upload) if path not in chosen and path not in stored and not path.exists())
        chosen.append(earlier or next(free))
    return chosen


def file_in(folder: Path, article: Article | ArticleSummary) -> Path | None:
    """Return the file of ``folder`` that an article came from, or None when it came from elsewhere."""
    path = Path(article.place.file)
    return path if path.parent == folder else None


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


def _earlier_version(upload: Path, kept: dict[Path, list[str]], library: Library) -> Path | None:
    """Return the file of which most of what the upload would replace is alike."""
    drafts = [draft for draft in read(upload) if isinstance(draft, Draft)]
    for path, ids in kept.items():
        known = {article.place.member: article for article in filter(None, map(library.article, ids))}
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
