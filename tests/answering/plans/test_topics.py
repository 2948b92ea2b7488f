"""What a question is about, and which words of an article say it."""

import pytest

from chatbot.answering.speaking import stands_alone
from chatbot.answering.topics import same, topic, topic_of
from index.language.names import tokens


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What do my articles say about solar energy?", "solar energy"),
        ("tell me about Ada Bell", "Ada Bell"),
        ("everything on bridges and tunnels in my documents", "bridges and tunnels"),
        ("que disent mes articles sur le prix du pain ?", "prix du pain"),
        ("parle-moi de Lisbonne", "Lisbonne"),
        ("chronologie de l'affaire Duval", "Duval"),
        ("toutes les dates du texte", ""),
        ("What happens in May?", "May"),
    ],
)
def test_the_topic_is_what_remains_without_the_words_that_ask(question, about):
    assert topic_of(question) == about


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("licence", "licences", True),
        ("deforestation", "deforested", True),
        ("oxygen", "oxygene", True),
        ("car", "cart", False),
        ("nuclear", "number", False),
    ],
)
def test_words_of_one_family_are_the_same(one, other, alike):
    assert same(one, other) is alike


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The old harbour of Vigo was closed to ships in March.", True),
        ("It was closed to all of the ships in March.", False),
        ("The old harbour of Vigo", False),
        ("Was the old harbour of Vigo closed to ships in March?", False),
        ("Cependant, le vieux port de Vigo reste fermé aux navires.", False),
    ],
)
def test_a_sentence_that_stands_alone_is_whole_and_leans_on_none(text, alone):
    assert stands_alone(text, "fr" if text.startswith("Cependant") else "en") is alone


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Nikola Tesla was born in 1856.", 1.0),
        ("In 1886 Tesla left the company.", 1.0),
        ("Its owner, Maria Tesla, sold it.", 0.0),
        ("Nikola went home.", 0.0),
    ],
)
def test_a_surname_is_the_name_unless_another_first_name_stands_before_it(library, text, held):
    about = topic(library, "Nikola Tesla")

    assert about.covered(about.held(tokens(text))) == held


def test_of_names_joined_by_and_one_will_do_and_of_words_none(library):
    names, words = (topic(library, text) for text in ("Denver and Oslo", "cats and dogs"))

    assert names.covered(names.held(tokens("We left Oslo at noon."))) == 1.0
    assert words.covered(words.held(tokens("The cats sleep."))) < 1.0
