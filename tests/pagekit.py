"""What the tests of the page stand on: a bot that says what it is told, and a browser that tells on the page."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, expect

from chatbot import Chatbot
from chatbot.protocols import LanguageModel
from chatbot.testing import FakeEncoder, FakeReader
from chatbot.types import Answer, Citation, Done, Event, Nearest, Refusal, Sources, Timings, Token, Turn
from index.library import Library
from index.types import EVERYTHING, Scope

expect.set_options(timeout=20_000)  # a busy machine may take its time

TRICKY = (
    "<script>window.pwned = 1</script> and <img src=x onerror='window.pwned=2'> are here. "
    "Then **bold** and # heading and {{value}} and ${value} and [7] stay as typed."
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def path_of_chromium() -> str | None:
    """Return where Chromium is; skip where there is none, except in CI, where that would hide a broken page."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None and not list(Path.home().glob(".cache/ms-playwright/chromium*")):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium on this machine to show the page in")
    return path  # None is playwright's own


def chromium(playwright: Playwright) -> Browser:
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=path_of_chromium(), args=ARGUMENTS)


@contextmanager
def visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    locale: str = "en-GB",
    user: tuple[str, str] | None = None,
    cut_off: bool = False,
) -> Iterator[Page]:
    """Open the page in a browser of its own, and afterwards hold it to speaking with this computer only.

    ``user`` logs in with a name and a password; ``cut_off`` when the connection is to break, which gradio's script tells.
    """
    complaints: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            complaints.append(f"request to {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not cut_off:
            complaints.append(f"console: {message.text}")

    account = {"username": user[0], "password": user[1]} if user else None
    viewport = {"width": width, "height": 844}
    with browser.new_context(viewport=viewport, locale=locale, http_credentials=account) as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.goto(address)
        page.locator("body.ready .welcome").wait_for()
        yield page
    assert not complaints, complaints


def ask(page: Page, question: str) -> None:
    """Ask by the keyboard."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


class ScriptedBot:
    """Answers with the sentence that follows ``say`` in the question, when an article holds it; otherwise refuses.

    The sentences after ``both``, between bars, become a list.

    It remembers the histories it was given, and how many of its streams were closed. While ``gate`` is closed, it stops
    after the first words.
    """

    def __init__(self, folder: Path) -> None:
        self.library = Library.open(folder, encoder=FakeEncoder())
        self.model: LanguageModel = FakeReader()
        self.settings = None
        self.asked: list[str] = []
        self.histories: list[list[Turn]] = []
        self.scopes: list[Scope] = []
        self.closed = 0
        self.gate, self.ready = threading.Event(), threading.Event()
        self.gate.set()
        self.ready.set()

    use = Chatbot.use

    def stream(self, question: str, *, history: list[Turn], scope: Scope = EVERYTHING) -> Iterator[Event]:
        self.asked.append(question)
        self.histories.append(list(history))
        self.scopes.append(scope)
        try:
            yield from self._answer(question)
        finally:
            self.closed += 1

    def _answer(self, question: str) -> Iterator[Event]:
        if question == "fail":
            raise RuntimeError("secret detail")
        if question.startswith("both "):
            yield Done(self._both(question.removeprefix("both ").split("|")))
            return
        quote = question.partition("say ")[2]
        articles = list(self.library.articles())
        cited = next((article for article in articles if quote and quote in article.text), None)
        if cited is None:
            yield Sources(())
            near = question.partition("near ")[2] or None
            offered = Nearest(articles[0], near) if articles else None
            yield Done(answer(question, "No article says so.", refusal=Refusal("another_thing", offered)))
            return
        start = cited.text.index(quote)
        citation = Citation(1, cited, quote, start, start + len(quote), verified=True)
        yield Sources((citation,))
        yield Token("It says: ")
        while not self.gate.wait(0.05):
            yield Token("")
        yield Token(quote)
        yield Done(answer(question, f"It says: {quote} [1]", citations=(citation,)))

    def _both(self, quotes: list[str]) -> Answer:
        """Return an answer that cites several sentences."""
        found = [(quote, article) for quote in quotes for article in self.library.articles() if quote in article.text]
        cited = [
            Citation(marker, article, quote, at := article.text.index(quote), at + len(quote), verified=True)
            for marker, (quote, article) in enumerate(found, 1)
        ]
        text = "\n".join(f"- {one.quote} [{one.marker}]" for one in cited)
        return answer("both", text, citations=tuple(cited))


def answer(question: str, text: str, *, citations: tuple[Citation, ...] = (), refusal: Refusal | None = None) -> Answer:
    return Answer(
        question=question,
        text=text,
        short=None,
        answered=bool(citations),
        language="en",
        citations=citations,
        nearest=refusal.nearest.article if refusal and refusal.nearest else None,
        model="script",
        timings=Timings(1, 1, 1),
        refusal=refusal,
    )
