import pytest

from chatbot import Chatbot
from chatbot.answering.polarity import decide
from chatbot.testing import FakeReader
from index.search.lexical import terms


def said(question, quote, *, language, context=""):
    rarity = dict.fromkeys(terms(question), 1.0)
    return decide(question, quote, context=context, rarity=rarity, language=language, said=language)


@pytest.mark.parametrize(
    ("question", "quote", "language", "right"),
    [
        ("Is the tower open on Mondays?", "The tower is open on Mondays and on Fridays.", "en", True),
        ("Is the tower open on Mondays?", "The tower is not open on Mondays.", "en", False),
        ("Did the tower open in 1904?", "The tower opened in 1904.", "en", True),
        ("Did the tower open in 1904?", "The tower opened in 1907.", "en", False),
        ("Does the tower have a lift?", "The tower has no lift.", "en", False),
        ("Are dogs allowed in the tower?", "Dogs are banned from the tower.", "en", False),
        ("Does the tower have a lift?", "The tower is 60 metres high.", "en", None),
        ("La tour est-elle ouverte le lundi ?", "La tour n'est pas ouverte le lundi.", "fr", False),
        ("Faut-il réserver la visite ?", "Il n'est pas obligatoire de réserver la visite.", "fr", False),
        ("Faut-il un billet pour la tour ?", "Aucun billet n'est demandé pour la tour.", "fr", False),
        ("Is the tower free on Mondays?", "The tower is not free on Mondays, and a ticket costs 9 euros.", "en", False),
        ("Peut-on vendre la tour ?", "Il est interdit de vendre la tour.", "fr", False),
        ("Doit-on payer la visite de la tour ?", "Vous pouvez payer la visite de la tour.", "fr", None),
        ("Can children climb the tower?", "Only trained children can climb the tower.", "en", None),
        ("Do most visitors climb the tower?", "Visitors climb the tower.", "en", None),
        ("Le guide existe-t-il toujours ?", "Le guide est supprimé depuis 2015 et n'a pas été remplacé.", "fr", False),
        ("La tour peut-elle fermer l'hiver ?", "La tour peut fermer l'hiver, même si le musée ne ferme pas.", "fr", True),
    ],
)
def test_a_sentence_says_yes_or_no_where_it_speaks_of_the_same_things_and_neither_where_it_does_not(
    question, quote, language, right
):
    assert said(question, quote, language=language) is right


@pytest.fixture
def ask(library, write, monkeypatch):
    # the fake encoder's scores mean nothing
    monkeypatch.setattr("chatbot.answering.inquiry.weighed", lambda _question, evidence, _library: evidence)
    monkeypatch.setattr("chatbot.answering.ranking.refused", lambda *_: 0.1)

    def make(question, text, *replies):
        library.add([write("0.txt", text)])
        return Chatbot(library, FakeReader(*replies)).ask(question)

    return make


def test_the_answer_is_in_the_question_s_language_with_the_sentence_that_decides_it(ask):
    answer = ask("La tour est-elle ouverte le lundi ?", "La tour n'est pas ouverte le lundi.")

    assert (answer.plan, answer.short, answer.certainty) == ("yes_no", "non", "likely")
    assert answer.citations[0].quote == "La tour n'est pas ouverte le lundi."


def test_what_is_not_decided_is_not_guessed(ask):
    answer = ask("Is the old tower open on Mondays?", "The old tower stands on a hill near the mill.", "on a hill")

    assert (answer.short, answer.answered, answer.certainty) == ("on a hill", True, "unsure")
    assert "do not say so outright" in answer.text
    assert "on a hill near the mill." in answer.text


def test_a_sentence_that_names_nobody_is_about_whom_its_article_speaks_of(ask):
    answer = ask("Do tickets for Mill Night remain valid?", "Mill Night was moved to Friday. All tickets remain valid.")

    assert answer.short == "yes"
    assert answer.citations[0].quote == "All tickets remain valid."


def test_a_sentence_that_says_it_of_something_else_decides_nothing(ask):
    answer = ask("Is Millfest free?", "Millfest opens in May. The Quern Guide is free until June.", "free until June")

    assert answer.certainty == "unsure"
    assert answer.short not in {"yes", "no"}


def test_a_sentence_that_only_names_who_is_asked_about_is_no_answer(ask):
    answer = ask("Does Anna Petit own horses?", "Anna Petit opened the mill in 1904.", "the mill")

    assert answer.refusal.reason == "another_thing"


def test_what_does_not_answer_at_all_is_refused(ask):
    answer = ask("Is the old tower open on Mondays?", "The old tower stands on a hill near the mill.")

    assert not answer.answered
