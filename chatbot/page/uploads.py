"""Uploads as the page follows them, step by step, and what it suggests to ask."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from index.library import Library
from index.types import Report, Scope
from prompts import table


@dataclass(frozen=True, slots=True)
class Step:
    """How far the reading of uploads has come."""

    done: int
    total: int


def take_in(library: Library, uploads: Sequence[str]) -> Iterator[Step | Report]:
    """Add uploaded files, to the end even when nobody looks on; yield how far that has come, and at last the report."""
    steps: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(library.add_uploads, uploads, progress=lambda done, total, _: steps.put(Step(done, total)))
        work.add_done_callback(lambda _: steps.put(None))
        while (step := steps.get()) is not None:
            yield step
    yield work.result()


def samples(library: Library, language: str) -> list[str]:
    """Return the sample questions whose article is in the library."""
    offered = table("questions.toml")[language]
    among = Scope(sources=frozenset(sample["url"] for sample in offered))
    known = {article.url for article in library.summaries(among)}
    return [sample["question"] for sample in offered if sample["url"] in known]
