"""The page's handlers, without a browser."""

import asyncio
import json
import re
from types import SimpleNamespace

import pytest

from chatbot.page.components import Page
from chatbot.page.conversation import Conversation
from chatbot.page.render import MARKER, origin
from tests.pagekit import ScriptedBot

VISITOR = SimpleNamespace(cookies={"quotewise_language": "fr"}, headers={}, user=None)
NEW = Conversation()
LOAF, DINNER = "A loaf costs 3 euros on Mondays.", "Dinner costs 12 euros at the club.[1]"


@pytest.fixture
def page(tmp_path):
    records = [
        {"title": "Bakery", "text": LOAF, "url": "http://[your-site]/bakery"},
        {"title": "Club", "text": f"{DINNER} It was good."},
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    bot = ScriptedBot(tmp_path / "library")

    async def built():
        return Page(bot)

    with bot.library as library:
        library.add(tmp_path / "articles.jsonl")
        yield asyncio.run(built())  # outside a running loop gradio makes some of its own and leaves them open


def begun(page, question, conversation=NEW):
    """Ask on the page and return the conversation."""
    return page.ask(conversation.id, "", conversation, question, VISITOR)[page.conversation]


def asked(page, question, conversation=NEW):
    """Ask on the page and return the conversation and the last updates."""
    return ended(page, begun(page, question, conversation))


def ended(page, conversation):
    *_, last = page.answer(conversation, VISITOR)
    return last[page.conversation], last


def test_an_address_that_nobody_filled_in_is_no_link_and_spoils_neither_the_answer_nor_the_reader(page):
    article = next(article for article in page.bot.library.articles() if article.title == "Bakery")
    conversation, shown = asked(page, f"say {LOAF}")

    assert conversation.exchanges[-1].state == "done"
    assert "Bakery" in shown[page.live]
    assert LOAF in page.read({"article": article.id, "quote": "", "start": 0}, VISITOR)
    assert origin(article) == "articles.jsonl"


def test_what_cannot_be_shown_ends_in_a_sentence_and_the_next_question_is_answered(page, monkeypatch):
    def broken(*_):
        raise RuntimeError("unforeseen")

    conversation = begun(page, f"say {LOAF}")
    with monkeypatch.context() as patch:
        patch.setattr("chatbot.page.render._citation", broken)
        failed, shown = ended(page, conversation)

    assert failed.exchanges[-1].state == "failed"
    assert "Un incident imprévu" in shown[page.live]
    assert asked(page, f"say {LOAF}", failed)[0].exchanges[-1].state == "done"


def added(page, first):
    """Follow an addition to its end and return all updates, the beginning first."""
    number = int(re.search(r'data-adding="(\d+)"', first[page.notice])[1])
    return [first, *page.watch(SimpleNamespace(adding=number), VISITOR)]


def test_an_upload_that_ends_leaves_the_answer_that_came_meanwhile(page, tmp_path):
    (tmp_path / "new.md").write_text("# New\n\nSomething new happened in Lyon.", encoding="utf-8")
    upload = page.take_in([str(tmp_path / "new.md")], VISITOR)
    conversation, _ = asked(page, f"say {LOAF}")

    assert all(page.live not in updates for updates in added(page, upload))
    assert "<section" not in str(page.greet(conversation, VISITOR)[page.live])
    assert "welcome" in page.greet(NEW, VISITOR)[page.live]


def test_an_upload_that_cannot_be_kept_or_read_ends_in_a_sentence(page, tmp_path, monkeypatch):
    upload = tmp_path / "new.md"
    upload.write_text("Something new happened in Lyon.", encoding="utf-8")
    (page.bot.library.folder / "uploads").write_text("a file where the folder should be", encoding="utf-8")
    first, *_, last = added(page, page.take_in([str(upload)], VISITOR))
    monkeypatch.setattr(page.bot.library, "add_uploads", lambda *_, **__: 1 / 0)
    *_, unforeseen = added(page, page.take_in([str(upload)], VISITOR))

    assert "ne peut pas être écrit" in last[page.notice]
    assert "Un incident imprévu" in unforeseen[page.notice]
    assert first[page.upload] is None


def test_the_footnote_marks_of_an_article_stay_text_in_its_quote(page):
    _, shown = asked(page, f"say {DINNER}")
    answer = shown[page.live].split('class="answer"')[1].split("</div>")[0]

    assert "club.[1]" in answer
    assert answer.count('data-do="cite"') == 1
    assert not MARKER.search(answer.replace("club.[1]", ""))


@pytest.mark.parametrize(("language", "told"), [("en", "already been removed."), ("fr", "avait déjà été retiré.")])
def test_why_an_article_that_is_gone_cannot_be_corrected_is_told(page, language, told):
    visitor = SimpleNamespace(cookies={"quotewise_language": language}, headers={}, user=None)
    correction = {"article": "gone", "title": "Bread", "published": "", "language": "en"}

    assert page.correct(correction, visitor).endswith(told)
