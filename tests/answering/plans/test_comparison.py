from dataclasses import replace

import pytest

from chatbot import Chatbot
from chatbot.answering.plans.comparison import _sides
from chatbot.testing import FakeReader
from chatbot.types import Plan

TEXT = """The Ormond bridge is 300 metres long and carries trams. The Vesta bridge is 500 metres long and carries cars.

The Ormond bridge opened on 3 May 1953. The Vesta bridge opened on 9 June 1971.
"""


FESTIVAL = "Le pass coûte 140 euros. Un concert coûte 42 euros. La région a réduit son aide à 80 000 euros."


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("compare Oslo and Rome", ("Oslo", "Rome")),
        ("what is the difference between a ferry and a barge?", ("ferry", "barge")),
        ("Which is longer, the Ormond bridge or the Vesta bridge?", ("Ormond bridge", "Vesta bridge")),
        ("Did Acme sell more in 2019 or in 2020?", ("2019", "2020")),
        ("lequel est le plus long, le Rhône ou la Loire ?", ("Rhône", "Loire")),
        ("quelle différence entre le cidre et la bière ?", ("cidre", "bière")),
        ("compare le prix du billet de Lyon et de celui de Nantes", ("prix du billet de Lyon", "prix du billet de Nantes")),
        ("how are you", None),
    ],
)
def test_the_two_sides_of_a_question(question, sides):
    assert _sides(question) == sides


@pytest.fixture
def bot(library, write):
    library.add([write("bridges.txt", TEXT)])
    return Chatbot(library, FakeReader())


def test_of_two_amounts_the_greater_wins_and_of_two_days_the_first(bot):
    longer = bot.ask("Which is longer, the Ormond bridge or the Vesta bridge?")

    assert (longer.plan, longer.short) == (Plan.COMPARISON, "Vesta bridge")
    assert [(item.side, item.text.split(" long")[0][-10:]) for item in longer.items] == [
        ("Ormond bridge", "300 metres"),
        ("Vesta bridge", "500 metres"),
    ]
    assert bot.ask("Which opened first, the Vesta bridge or the Ormond bridge?").short == "Ormond bridge"


def test_what_is_not_spoken_of_is_said_to_be_missing(bot):
    answer = bot.ask("compare the Ormond bridge and the Quito tunnel")

    assert "Quito tunnel: your articles do not say." in answer.text


class Misled(FakeReader):
    """Finds the answer to everything in the largest sum."""

    def point(self, question, sentences, leads):
        pointed = super().point(question, sentences, leads)
        return [replace(one, refusal=-40.0) if "80 000" in text else one for one, text in zip(pointed, sentences, strict=True)]


def test_no_amount_of_something_else_wins_where_an_article_speaks_of_both(library, write):
    library.add([write("festival.txt", FESTIVAL)])

    answer = Chatbot(library, Misled()).ask("Lequel est le plus cher, le pass ou le concert ?")

    assert (answer.short, "80 000" in answer.text) == ("pass", False)
