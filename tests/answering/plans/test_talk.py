import pytest

from chatbot import Chatbot
from chatbot.testing import FakeReader


@pytest.fixture
def ask(library):
    return Chatbot(library, FakeReader()).ask


def test_a_greeting_is_returned_with_questions_that_the_articles_suggest(library, write, ask):
    library.add([write("harbour.txt", "The harbour reopens\n\nArles has a harbour. Arles is old. Arles is proud of its quay.")])

    answer = ask("bonjour")

    assert answer.text.startswith("Bonjour")
    assert answer.text.count("?") == 3
    assert (answer.plan, answer.answered, answer.certainty, answer.citations) == ("talk", True, "sure", ())


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("thanks a lot", "welcome"),
        ("salut", "Bonjour"),
        ("goodbye", "Goodbye"),
        ("who are you?", "Quotewise"),
        ("what can you do?", "summaries"),
        ("do you speak French?", "English, French"),
        ("turn off the lights", "only answer questions"),
    ],
)
def test_talk_is_answered_in_kind(ask, said, answered):
    assert answered in ask(said).text


def test_an_empty_library_says_what_to_do_first(ask):
    assert "add files" in ask("hello").text
