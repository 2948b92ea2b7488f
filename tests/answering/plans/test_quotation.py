import pytest

from chatbot import Chatbot
from chatbot.testing import FakeReader
from chatbot.types import Plan

TEXT = """The bridge is old. Ada Bell, the mayor, waited at the gate. "A bridge is a promise," she said. "We keep ours."

Ada Bell walked home. According to Tom Reed, the cables are new. Ada Bell announced that tolls will end in June.
"""


@pytest.fixture
def bot(library, write):
    library.add([write("bridge.txt", TEXT)])
    return Chatbot(library, FakeReader())


def test_what_somebody_said_is_quoted_with_the_speaker_whole_and_reported(bot):
    answer = bot.ask("What did Ada Bell say?")

    assert answer.plan is Plan.QUOTATION
    assert {item.text for item in answer.items} == {
        '"A bridge is a promise," she said. "We keep ours."',
        "Ada Bell announced that tolls will end in June.",
    }
    assert answer.text.startswith("Ada Bell: “")


def test_what_is_asked_about_comes_first(bot):
    assert "tolls" in bot.ask("What did Ada Bell say about tolls?").items[0].text


def test_another_one_s_words_are_not_the_speaker_s(bot):
    (item,) = bot.ask("what did Tom Reed say").items

    assert item.text == "According to Tom Reed, the cables are new."


def test_who_says_nothing_is_not_quoted(bot):
    answer = bot.ask("what did Marie Curie say?")

    assert not answer.answered
    assert answer.refusal.reason == "another_thing"
