"""The product, in the same steps as its peers."""

import time
from pathlib import Path

from chatbot import Chatbot
from chatbot.page.server import running
from index.library import Library


class System:
    """A library in a folder."""

    def __init__(self, encoder: str, folder: Path) -> None:  # noqa: ARG002 - it carries its own
        """Open the library."""
        self.folder, self.count = folder, 0
        self.library = Library.open(folder)

    def warm(self) -> None:
        """Load what a question needs."""
        self.library.search("?")

    def add(self, file: Path) -> None:
        """Index the articles of a file, and close."""
        self.library.add(file)
        self.library.close()

    def open(self, count: int, *, hybrid: bool) -> None:  # noqa: ARG002 - it always is
        """Note how many are asked for."""
        self.count = count

    def search(self, question: str) -> list[str]:
        """Return the texts of the passages found, best first."""
        return [hit.passage.text for hit in self.library.search(question, limit=self.count)]


def serve(folder: Path, questions: list[str]) -> None:
    """Serve the page, and answer the questions."""
    with Chatbot.open(folder) as bot, running(bot):
        bot.warm_up()
        for question in questions:
            bot.ask(question)


def ask(folder: Path, questions: list[str]) -> list[float]:
    """Return the CPU seconds of each question, once everything is loaded."""
    spent = []
    with Chatbot.open(folder) as bot:
        bot.warm_up()
        for question in questions:
            before = time.process_time()
            bot.ask(question)
            spent.append(time.process_time() - before)
    return spent
