"""The product, in the same steps as its peers."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.worker import Index, Search
from chatbot import Chatbot
from chatbot.page.server import running
from index.library import Library


def indexer(_: str, folder: Path) -> Index:
    """Return what indexes articles and closes the library; from a file, as people do."""
    library = Library.open(folder)
    library.search("?")

    def index(articles: list[dict[str, str]]) -> None:
        file = folder.with_suffix(".jsonl")
        file.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
        if (report := library.add(file)).problems:
            raise SystemExit(f"{file}: {report.problems}")
        library.close()

    return index


def opened(_: str, folder: Path, count: int, *, hybrid: bool) -> Search:  # noqa: ARG001 - it always is
    """Return what searches the library."""
    library = Library.open(folder)
    return lambda question: [hit.passage.text for hit in library.search(question, limit=count)]


def answers(folder: Path, questions: list[str]) -> Iterator[str]:
    """Yield the answers once all is loaded, while the page is served."""
    with Chatbot.open(folder) as bot, running(bot):
        bot.warm_up()
        for question in questions:
            yield bot.ask(question).text
