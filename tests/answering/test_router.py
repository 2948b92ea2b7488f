"""The router: on the half of the questions that it was fitted on, and on courtesies and joins."""

import csv
from pathlib import Path

import pytest

from chatbot.answering.router import route
from chatbot.types import Plan

FILE = Path(__file__).parents[1] / "questions" / "plans.tsv"
with FILE.open(encoding="utf-8", newline="") as lines:
    FITTED = [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row["half"] == "fit"]


@pytest.mark.parametrize("row", FITTED, ids=lambda row: row["question"])
def test_a_question_gets_its_plan(row):
    assert route(row["question"]).plan in {row["plan"], row["also"]}


def test_two_questions_in_one_are_told_apart():
    assert route("Quand a lieu la finale et où ?").parts == ("Quand a lieu la finale", "où ?")
    assert route("Is breakfast included? And what time is check-out?").parts == (
        "Is breakfast included",
        "what time is check-out?",
    )
    assert route("Who won the match between Rovers and Lacey?") == route("Who won?")
    assert route("Who won?").plan is Plan.FACT
