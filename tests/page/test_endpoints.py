"""What programs may do with the page: gradio's own client asks and searches; others build, launch and mount it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import gradio as gr
import httpx
import pytest
from fastapi import FastAPI
from gradio_client import Client
from gradio_client.exceptions import AppError
from playwright.sync_api import expect

from chatbot import Chatbot
from chatbot.page import build
from tests.pagekit import ask, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]

SIX = "say The bakery opens at six."


def run(made):
    """Run a coroutine in a thread of its own: in this one the browser has its loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(made())).result()


@pytest.fixture
def client(address):
    return Client(address, verbose=False, analytics_enabled=False)


def test_gradio_s_client_asks_and_gets_what_the_command_line_prints(client, bot):
    bread = next(article for article in bot.library.articles() if article.title == "On bread")
    answer = client.predict(SIX, api_name="/ask")
    client.predict(question="and then?", scope={"articles": [bread.id], "since": "2025-04-01"}, api_name="/ask")

    assert (answer["answered"], answer["citations"][0]["quote"]) == (True, "The bakery opens at six.")
    assert bot.scopes[-1].articles == {bread.id}
    assert str(bot.scopes[-1].since) == "2025-04-01"
    assert bot.library.conversations.newest("") == []


def test_gradio_s_client_searches(client):
    hits = client.predict("When does the bakery open?", limit=2, api_name="/search")

    assert hits[0]["article"]["title"] == "On bread"
    assert len(hits) == 2
    assert "bakery opens at six" in hits[0]["text"]


def test_the_two_are_all_that_is_published_with_their_types(client):
    told = client.view_api(return_format="dict")["named_endpoints"]

    assert set(told) == {"/ask", "/search"}
    assert [one["parameter_name"] for one in told["/ask"]["parameters"]] == ["question", "scope"]
    assert told["/search"]["parameters"][1]["python_type"]["type"] == "int"


def test_what_goes_wrong_is_a_sentence_for_programs_too(client):
    with pytest.raises(AppError, match="Something unforeseen went wrong"):
        client.predict("fail", api_name="/ask")


def test_the_page_is_whole_where_others_launch_it(browser, bot, monkeypatch):
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "False")

    async def built():
        return build(bot)

    blocks = run(built)
    try:
        _, address, _ = blocks.launch(prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
        with visit(browser, address.rstrip("/")) as page:
            ask(page, SIX)
            expect(page.locator(".exchange.done .answer")).to_contain_text("The bakery opens at six.")
            expect(page.locator("#send")).to_have_css("background-color", "rgb(29, 90, 83)")
    finally:
        blocks.close()


def test_the_page_can_be_mounted_below_another_path(bot):
    async def answered():
        app = gr.mount_gradio_app(FastAPI(), build(bot), path="/articles")
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return await client.get("/articles/config")

    assert run(answered).json()["title"] == "Quotewise"


def test_a_chatbot_launches_its_page(bot, monkeypatch):
    told = []
    monkeypatch.setattr("chatbot.page.server.serve", lambda *given, **options: told.append((given, options)))
    chatbot = Chatbot(bot.library, bot.model)
    chatbot.launch(port=0, open_browser=True)

    assert told == [((chatbot,), {"port": 0, "open_browser": True})]
