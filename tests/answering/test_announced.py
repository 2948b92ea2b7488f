"""What a sentence announces is what the next ones say, one thing each."""

import pytest

from chatbot.answering.announced import announces, numbered
from index.types import Sentence


@pytest.mark.parametrize(
    ("sentence", "question", "number"),
    [
        ("Three obstacles remain, the farmers say.", "What are the three obstacles?", 3),
        ("Deux limites comptent.", "What are the two limits of the licence?", 2),
        ("Plusieurs solutions sont étudiées.", "Quelles solutions sont étudiées ?", 0),
        ("Two ferries sank that winter.", "Which islands does she like?", None),
    ],
)
def test_a_sentence_announces_things_by_their_noun_and_number(sentence, question, number):
    assert announces(sentence, question, language=None) == number


def test_a_short_sentence_that_answers_announces_by_its_number_alone():
    said = "Two restrictions apply.", "What are the conditions of the lease?"

    assert announces(*said, language="en") is None
    assert announces(*said, language="en", answers=True) == 2
    assert announces("Two restrictions apply to whoever rents a boat here.", said[1], language="en", answers=True) is None


def test_what_ordinals_open_is_one_thing_each():
    said = ["The first is the price.", "It has doubled.", "The second one is the noise of the pumps at night."]
    rest = [Sentence("a", 0, len(text), text) for text in said]

    assert [[one.text for one in thing] for thing in numbered(rest, 2)] == [said[:2], said[2:]]
    assert numbered(rest, 3) == []
