"""On 20,000 articles nothing reads a text that it does not show, as the database itself tells."""

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest

from chatbot.answering.refusal import calibration
from chatbot.bot import Chatbot
from chatbot.terminal.command_line import main
from chatbot.testing import FakeEncoder, FakeReader
from index.library import Library
from index.store import database
from index.store.articles import blob
from index.types import Scope

ARTICLES = 20_000
SHOWN = 8  # articles at most, whose texts a question may read: those that it is answered from
TEXTS = {("texts", "text"), ("words", "text"), ("words_content", "c1")}
VISITOR = SimpleNamespace(cookies={}, headers={}, user=None)


class Watch:
    """What the connections that are opened from now on read, and what they are asked."""

    def __init__(self, monkeypatch) -> None:
        self.read: set[tuple[str, str]] = set()
        self.statements: list[str] = []
        open_file = database.connected

        def connected(*place, **options):
            opened = open_file(*place, **options)
            opened[0].set_authorizer(self._note)
            opened[0].set_trace_callback(self.statements.append)
            return opened

        monkeypatch.setattr(database, "connected", connected)

    def _note(self, _action, table, column, *_) -> int:
        self.read.add((table, column))
        return 0

    def texts(self) -> list[set[str]]:
        """Return the articles whose texts were read, statement by statement."""
        statements = [said for said in self.statements if re.search(r"\btexts\b", said)]
        return [set(re.findall(r"a\d{5}", said)) for said in statements]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Make a library of one short article a day, more or less: from 2000 on, in three languages, some undated."""
    folder, encoder = tmp_path_factory.mktemp("many") / "library", FakeEncoder()
    days = [date.fromordinal(date(2000, 1, 1).toordinal() + n // 2).isoformat() for n in range(ARTICLES)]
    texts = [f"The quay number{n} opens in Town{n % 97} with {n} boats." for n in range(ARTICLES)]
    vectors = [blob(vector) for vector in encoder.encode_passages(texts)]
    with Library.open(folder, encoder=encoder) as library, library.store.transaction():
        connection = library.store._connection
        connection.executemany(
            "INSERT INTO articles (id, digest, file, member, title, language, added, published, characters, sections)"
            " VALUES (?, ?, ?, '', ?, ?, '2026-01-01', ?, ?, '[]')",
            (
                (
                    f"a{n:05}", str(n), f"/articles/{n % 7}/{n}.txt", f"Title {n}", ("en", "fr", "de")[n % 3],
                    json.dumps({"value": days[n], "origin": "test", "certainty": "sure"}) if n % 10 else None, len(texts[n]),
                )
                for n in range(ARTICLES)
            ),
        )  # fmt: skip
        ids = [f"a{n:05}" for n in range(ARTICLES)]
        connection.executemany("INSERT INTO texts VALUES (?, ?)", zip(ids, texts, strict=True))
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, 0, 0, ?, ?, ?, ?)",
            (
                (n + 1, ids[n], len(texts[n]), b"\0\0\0\0" + len(texts[n]).to_bytes(4, "little"), vectors[n], vectors[n])
                for n in range(ARTICLES)
            ),
        )
        connection.execute(
            "INSERT INTO words (rowid, title, text) SELECT passages.id, title, text FROM passages"
            " JOIN articles ON articles.id = article_id JOIN texts USING (article_id)"
        )
    return folder


@pytest.fixture
def watch(monkeypatch) -> Watch:
    return Watch(monkeypatch)


@pytest.fixture
def bot(folder, watch) -> Iterator[Chatbot]:  # noqa: ARG001 - watched from its opening on
    with Library.open(folder, encoder=FakeEncoder()) as library:
        yield Chatbot(library, FakeReader())


@pytest.mark.parametrize("filters", [[], ["--since", "2020-05", "--language", "fr"]])
def test_a_list_reads_no_text(folder, watch, capsys, filters):
    status = main(["list", "--json", "--library", str(folder), *filters])
    listed = json.loads(capsys.readouterr().out)

    assert status == 0
    assert len(listed) == (len(listed) if filters else ARTICLES)
    assert all(article["characters"] and (not filters or article["published"] >= "2020-05") for article in listed)
    assert ("articles", "title") in watch.read
    assert not watch.read & TEXTS


def test_a_page_load_reads_no_text(bot, watch):
    from chatbot.page.components import Page  # gradio takes seconds to load
    from chatbot.page.conversation import Conversation

    async def built() -> Page:
        return Page(bot)

    page = asyncio.run(built())  # outside a running loop gradio makes some of its own and leaves them open
    shown = page.show(Conversation(), VISITOR)

    assert "Title 19999" in shown[page.shelf]
    assert "20000" in shown[page.shelf]
    assert ("articles", "title") in watch.read
    assert not watch.read & TEXTS


def test_a_question_with_a_date_reads_the_texts_that_it_is_answered_from(bot, watch):
    calibration(bot.library)  # reads a sample, a few texts at a time

    assert all(len(read) <= SHOWN for read in watch.texts())
    assert 0 < len(set().union(*watch.texts())) < ARTICLES // 20

    watch.statements.clear()
    bot.ask("Which colour of boats in Town7 was reported in articles from March 2020?")
    (read,) = watch.texts()
    assert 0 < len(read) <= SHOWN
    assert read <= {summary.id for summary in bot.library.summaries(Scope(since=date(2020, 3, 1), until=date(2020, 3, 31)))}
