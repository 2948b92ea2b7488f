"""A browser, a bot whose library holds two articles, and the address of its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from chatbot.page.server import running
from tests.pagekit import TRICKY, ScriptedBot, chromium

BREAD = "The bakery opens at six. A loaf costs 3 euros on Mondays. The oven is older than the baker."
FILLER = "\n\n".join(f"Paragraph {number} is about flour and nothing else." for number in range(60))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[ScriptedBot]:
    bot = ScriptedBot(tmp_path / "library")
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "bread.md").write_text(f"---\ntitle: On bread\ndate: 2025-04-29\n---\n{FILLER}\n\n{BREAD}\n\n{FILLER}")
    (articles / "tricky.md").write_text(f"---\ntitle: A <b>bold</b> title\n---\n{TRICKY}")
    bot.library.add(articles)
    yield bot
    bot.gate.set()
    bot.library.close()


@pytest.fixture
def address(bot: ScriptedBot) -> Iterator[str]:
    with running(bot) as address:
        yield address
