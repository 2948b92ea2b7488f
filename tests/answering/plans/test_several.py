import pytest

from chatbot import Chatbot
from chatbot.testing import FakeReader


@pytest.fixture(autouse=True)
def always_enough(monkeypatch):
    # the fake encoder's scores mean nothing
    monkeypatch.setattr("chatbot.answering.inquiry.weighed", lambda _question, evidence, _library: evidence)


def test_each_part_has_its_line_its_item_and_its_citation(library, write):
    library.add([write("a.txt", "The harbour opens on 3 May 2025."), write("b.txt", "The market costs 12 euros.")])

    answer = Chatbot(library, FakeReader("3 May 2025", "12 euros")).ask(
        "When does the harbour open, and how much does the market cost?"
    )

    assert answer.plan == "several"
    assert [(item.text, item.markers) for item in answer.items] == [("3 May 2025", (1,)), ("12 euros", (2,))]
    assert [citation.quote for citation in answer.citations] == [
        "The harbour opens on 3 May 2025.",
        "The market costs 12 euros.",
    ]
    assert "\n" in answer.text


def test_a_part_without_an_answer_says_so_and_the_other_is_answered(library, write):
    library.add([write("a.txt", "The harbour opens on 3 May 2025.")])

    answer = Chatbot(library, FakeReader("3 May 2025")).ask("When does the harbour open, and who paints the walls?")

    assert answer.answered
    assert "do not answer" in answer.text.splitlines()[1]
