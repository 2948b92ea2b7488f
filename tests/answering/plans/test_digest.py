import pytest

from chatbot import Chatbot, Sources
from chatbot.testing import FakeReader
from chatbot.types import Plan

FIRST = "---\ntitle: {title}\ndate: {date}\n---\n\n{text}\n"
OPENING = "The Ormond bridge opened to cyclists and to walkers on a windy morning."
CLOSING = "Engineers say the Ormond bridge needs new cables before the winter begins."
PASSING = "The bakery on the square sells bread, cakes and coffee from six in the morning."


@pytest.fixture
def bot(library, write):
    texts = {"a": ("2021-03-01", OPENING), "b": ("2023-05-02", CLOSING), "c": ("2022-01-01", PASSING)}
    library.add([write(f"{n}.md", FIRST.format(title=f"Title {n}", date=day, text=text)) for n, (day, text) in texts.items()])
    return Chatbot(library, FakeReader())


def test_a_digest_quotes_each_article_that_speaks_of_the_topic_the_newest_first(bot):
    answer = bot.ask("What do my articles say about the Ormond bridge?")

    assert answer.plan is Plan.DIGEST
    assert [(item.date, item.text) for item in answer.items] == [("2023-05-02", CLOSING), ("2021-03-01", OPENING)]
    assert answer.text.splitlines()[0] == f"2 May 2023, Title b: “{CLOSING}” [1]"
    assert all(c.article.text[c.start : c.end] == c.quote and c.verified for c in answer.citations)
    assert (answer.read.articles, answer.read.unsure) == (2, 0)


def test_a_digest_is_said_in_the_language_of_the_question_and_quoted_as_it_stands(bot):
    answer = bot.ask("Que disent mes articles sur Ormond ?")

    assert answer.text.splitlines()[1].startswith("1er mars 2021, Title a")
    assert OPENING in answer.text


def test_sources_come_before_the_lines(bot):
    assert isinstance(next(iter(bot.stream("tell me about the Ormond bridge"))), Sources)


def test_a_text_that_lies_in_two_places_is_quoted_once(bot, library, write):
    library.add([write("again.md", FIRST.format(title="Title a again", date="2021-03-02", text=OPENING))])

    assert len(bot.ask("tell me about the Ormond bridge").items) == 2


def test_more_articles_than_are_shown_are_counted(bot, monkeypatch):
    monkeypatch.setattr("chatbot.answering.plans.digest.MOST", 1)
    answer = bot.ask("tell me about the Ormond bridge")

    assert len(answer.items) == answer.read.unsure == 1
    assert answer.text.endswith("And 1 more articles that are not shown here.")


def test_a_correction_stands_beside_what_it_corrects(library, write):
    texts = {
        "a": ("2021-03-01", "The Ormond bridge opens", "The Ormond bridge will open to all cyclists on 3 May 2021."),
        "b": ("2021-04-01", "Correction: the Ormond bridge opens later", "The Ormond bridge will open to all on 9 May 2021."),
    }
    library.add([write(f"{n}.md", FIRST.format(title=f'"{t}"', date=d, text=x)) for n, (d, t, x) in texts.items()])
    last = Chatbot(library, FakeReader()).ask("tell me about the Ormond bridge").text.splitlines()[-1]

    assert last.startswith("Your articles disagree")
    assert "9 May 2021" in last
    assert "3 May 2021" in last
