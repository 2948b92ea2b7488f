"""A few words after an answer, and the question that they stand for."""

from dataclasses import replace

import pytest

from chatbot.answering.dialogue import stand_alone
from chatbot.answering.follow_up_forms import in_language, listed
from chatbot.answering.pipeline import inquire
from chatbot.answering.router import route
from chatbot.testing import FakeEncoder, FakeReader
from chatbot.types import Plan, Turn
from index.library import Library
from index.types import EVERYTHING

SUMMARY = Turn("Summarise the article about the port of Brest", "It grows. [1]")
RESUME = Turn("Résume l'article sur le port de Brest", "Il grandit. [1]")
FACT = Turn("When does the fair of Arles open?", "3 May [1]")
BRIDGES = Turn("List the bridges of Bath", "Pulteney [1], Halfpenny [1] and Skew [2]")


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (SUMMARY, "shorter please", "Summarise the article about the port of Brest, in one sentence"),
        (SUMMARY, "ok, a bit longer", "Summarise the article about the port of Brest, in eight sentences"),
        (SUMMARY, "in three points", "Summarise the article about the port of Brest, in three points"),
        (SUMMARY, "again", "Summarise the article about the port of Brest"),
        (RESUME, "encore plus court stp", "Résume l'article sur le port de Brest, en une phrase"),
        (RESUME, "et en 3 points ?", "Résume l'article sur le port de Brest, en 3 points"),
        (FACT, "shorter", FACT.question),
    ],
)
def test_a_wish_for_another_length_repeats_the_question_unless_that_asks_for_another_kind_of_answer(before, question, whole):
    assert stand_alone(question, [before]) == whole


def test_who_wrote_an_article_and_when_it_came_out_is_asked_of_the_article_just_asked_for():
    authored = Turn("Who wrote the article about the fair of Arles?", "Anna Petit.")

    assert stand_alone("tell me when it came out", [SUMMARY]) == "When was the article about Brest published?"
    assert stand_alone("dis-moi quand il est paru", [RESUME]) == "Quand a été publié l'article sur Brest ?"
    assert stand_alone("and when was it published?", [authored]) == "When was the article about Arles published?"


@pytest.mark.parametrize(
    ("questions", "whole"),
    [
        (["shorter", "longer"], "Summarise the article about the port of Brest, in eight sentences"),
        (["in French", "shorter"], "Summarise the article about the port of Brest, in french, in one sentence"),
        (["in French", "in English please"], "Summarise the article about the port of Brest, in english"),
    ],
)
def test_a_second_wish_replaces_the_first_of_its_kind_and_keeps_the_other(questions, whole):
    *before, last = questions

    assert stand_alone(last, [SUMMARY, *(Turn(question, "Brest. [1]") for question in before)]) == whole


@pytest.mark.parametrize(
    ("question", "rest", "language"),
    [
        ("Summarise the article on Brest in French please", "Summarise the article on Brest please", "fr"),
        ("When is the fair, in french?", "When is the fair?", "fr"),
        ("Résume l'article sur Brest, en anglais, en une phrase", "Résume l'article sur Brest, en une phrase", "en"),
        ("What is bread called in French?", "What is bread called in French?", None),
        ("Que dit-on en anglais ?", "Que dit-on en anglais ?", None),
    ],
)
def test_the_language_of_the_answer_is_told_from_a_language_that_is_asked_about(question, rest, language):
    assert in_language(question) == (rest, language)


@pytest.mark.parametrize(("question", "language"), [("in French please", "fr"), ("traduis", "fr"), ("shorter", "en")])
def test_an_answer_comes_in_the_language_that_is_asked_for(tmp_path, question, language):
    with Library.open(tmp_path, encoder=FakeEncoder()) as library:
        inquiry = inquire(stand_alone(question, [SUMMARY]), question, library, FakeReader(), EVERYTHING)

    assert inquiry.question.language == language


@pytest.mark.parametrize(
    ("before", "question", "whole", "plan"),
    [
        (SUMMARY, "who wrote it?", "Who wrote the article about Brest?", Plan.LIBRARY),
        (RESUME, "de quand date-t-il ?", "Quand a été publié l'article sur Brest ?", Plan.LIBRARY),
        (replace(FACT, articles=("The fair",)), "who wrote it?", "Who wrote the article “The fair”?", Plan.LIBRARY),
        (FACT, "who wrote it?", "who wrote it? (Arles)", Plan.FACT),
        (FACT, "summarise it", "Summarise the article about Arles", Plan.SUMMARY),
        (FACT, "tell me more", "What do my articles say about Arles?", Plan.DIGEST),
        (RESUME, "dis-m'en plus", "Que disent mes articles sur Brest ?", Plan.DIGEST),
        (Turn("Quel est l'article le plus récent ?", "« La mer monte », 3 mai 2024."), "résume-le",
         "Résume l'article « La mer monte »", Plan.SUMMARY),
        (Turn("Quel est l'article le plus récent ?", "« La mer monte »"), "et le plus ancien ?",
         "Quel est l'article le plus ancien ?", Plan.LIBRARY),
        (Turn("How many articles mention Arles?", "3 [1]"), "which ones?", "which articles mention Arles?", Plan.LIBRARY),
        (Turn("Combien d'articles parlent d'Arles ?", "3 [1]"), "lesquels ?", "quels articles parlent d'Arles ?", Plan.LIBRARY),
    ],
)  # fmt: skip
def test_what_is_asked_of_the_article_or_of_the_count_becomes_a_question_of_its_own(before, question, whole, plan):
    assert stand_alone(question, [before]) == whole
    assert route(whole).plan is plan


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("how old is the second one?", "how old is Halfpenny?"),
        ("and the last?", "and Skew?"),
        ("c'est où, le premier ?", "c'est où, Pulteney ?"),
        ("and the fourth?", "and the fourth? (bridges Bath)"),
        ("who was the first president of France?", "who was the first president of France?"),
    ],
)
def test_an_ordinal_means_an_item_of_the_answer(question, whole):
    assert stand_alone(question, [BRIDGES]) == whole


def test_the_items_of_an_answer_stand_before_its_markers_or_between_quotation_marks():
    assert listed("2 : la mer [1] et le port [2] [3].") == ["la mer", "le port"]
    assert listed("« La mer » et « Le port ».") == ["“La mer”", "“Le port”"]


def test_small_talk_leaves_what_was_spoken_of():
    assert stand_alone("why?", [Turn("Hello", "Hello!")]) == "why?"
    assert stand_alone("shorter", [SUMMARY, Turn("thanks a lot!", "You are welcome.")]).endswith("in one sentence")


def test_few_words_to_nothing_are_left_alone():
    assert stand_alone("in French please", []) == "in French please"
