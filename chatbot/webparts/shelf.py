"""What the page does with the library: takes uploads in, removes articles, and knows what to suggest asking."""

import shutil
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from queue import SimpleQueue

from index.library import Library
from index.types import Article, Report

UPLOADS = "uploads"


@dataclass(frozen=True, slots=True)
class Step:
    """How far the reading of uploads has come."""

    done: int
    total: int


def take_in(library: Library, uploads: Sequence[str]) -> Iterator[Step | Report]:
    """Add uploaded files, yielding progress and at last the report.

    The files move from the browser's temporary place to the library's folder, where a name stands for one document:
    uploading an edited file again replaces its article instead of adding a second.
    """
    uploads = list(dict.fromkeys(uploads))  # the same file twice has come to the same place
    folder = library.folder / UPLOADS
    folder.mkdir(parents=True, exist_ok=True)
    stored = _places(folder, uploads)
    for source, target in zip(uploads, stored, strict=True):
        shutil.move(source, target)
    steps: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(library.add, stored, progress=lambda done, total, _: steps.put(Step(done, total)))
        work.add_done_callback(lambda _: steps.put(None))
        while (step := steps.get()) is not None:
            yield step
    _tidy(library, stored)
    yield work.result()


def remove(library: Library, article_id: str) -> Article | None:
    """Remove an article, and its upload if it came as one; return it, or None when it was no longer there."""
    article = library.article(article_id)
    if article is None or not library.remove(article_id):
        return None
    path = _file(article)
    if path.parent == library.folder / UPLOADS:
        _tidy(library, [path])
    return article


def samples(articles: Iterable[Article], language: str) -> list[str]:
    """Return the sample questions whose article is in the library."""
    known = {article.url for article in articles}
    table = tomllib.loads(files("prompts").joinpath("questions.toml").read_text("utf-8"))
    return [sample["question"] for sample in table[language] if sample["url"] in known]


def _places(folder: Path, uploads: Sequence[str]) -> list[Path]:
    """Return where each upload is kept; two of one batch that share a name are two documents."""
    places: list[Path] = []
    for path in map(Path, uploads):
        place, number = folder / path.name, 2
        while place in places:
            place, number = folder / f"{path.stem} ({number}){path.suffix}", number + 1
        places.append(place)
    return places


def _tidy(library: Library, stored: Iterable[Path]) -> None:
    """Delete the files that no article came from: broken ones, copies of what was there, articles since removed."""
    used = {_file(article) for article in library.articles()}
    for path in stored:
        if path not in used:
            path.unlink(missing_ok=True)


def _file(article: Article) -> Path:
    return Path(article.source.partition("#")[0])
