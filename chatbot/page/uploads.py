"""What the page does with the library: takes uploads in, removes articles, and knows what to suggest asking."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from uuid import uuid4

from chatbot.page.upload_places import file_in, places
from index.errors import LibraryError
from index.filenames import printable
from index.library import Library
from index.types import Article, Problem, Report, Scope
from prompts import table

UPLOADS = "uploads"


@dataclass(frozen=True, slots=True)
class Step:
    """How far the reading of uploads has come."""

    done: int
    total: int


def take_in(library: Library, uploads: Sequence[str]) -> Iterator[Step | Report]:
    """Add uploaded files, yielding progress and at last the report.

    The files move from the browser's temporary place to the library's folder, where an edited file that is uploaded again
    takes the place of the earlier one: it replaces its article instead of adding a second.
    """
    uploads = list(dict.fromkeys(uploads))  # the same file twice has come to the same place
    folder = library.folder / UPLOADS
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{folder} cannot be written ({error.strerror}); name another place.") from error
    kept = places(folder, uploads, library)
    moved = [_move(Path(source), target) for source, target in zip(uploads, kept, strict=True)]
    stored = [path for path in moved if isinstance(path, Path)]
    refused = tuple(problem for problem in moved if isinstance(problem, Problem))
    steps: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(library.add, stored, progress=lambda done, total, _: steps.put(Step(done, total)))
        work.add_done_callback(lambda _: steps.put(None))
        while (step := steps.get()) is not None:
            yield step
    _tidy(library, stored)
    report = work.result()
    yield replace(report, problems=report.problems + refused)


def remove(library: Library, article_id: str) -> Article | None:
    """Remove an article, and its upload if it came as one; return it, or None when it was no longer there."""
    article = library.article(article_id)
    if article is None or not library.remove(article_id):
        return None
    if path := file_in(library.folder / UPLOADS, article):
        _tidy(library, [path])
    return article


def samples(library: Library, language: str) -> list[str]:
    """Return the sample questions whose article is in the library."""
    offered = table("questions.toml")[language]
    among = Scope(sources=frozenset(sample["url"] for sample in offered))
    known = {article.url for article in library.summaries(among)}
    return [sample["question"] for sample in offered if sample["url"] in known]


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


def _tidy(library: Library, stored: Iterable[Path]) -> None:
    """Delete the files that no article came from: broken ones, copies of what was there, articles since removed."""
    used = {file_in(library.folder / UPLOADS, article) for article in library.summaries()}
    for path in stored:
        if path not in used:
            path.unlink(missing_ok=True)
