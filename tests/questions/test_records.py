"""The records themselves: well formed, balanced, and true of the articles that they are about."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from chatbot.testing import FakeEncoder
from index.library import Library
from tests.questions.checking import HERE, contains, load, plain

SAMPLES = Path(__file__).parents[2] / "chatbot" / "samples"
PLANS = {
    *("fact", "explanation", "yes_no", "list", "count", "digest", "summary", "comparison", "timeline", "quotation"),
    *("library", "talk", "several"),
}
REASONS = {"nothing_near", "another_thing", "out_of_scope", "unreadable", "empty_library"}
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in (*SAMPLES.iterdir(), *(HERE / "documents").iterdir())}
TRANSCRIPTS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "transcripts").glob("*.json"))]
DEMANDS = [
    *(record for record in load("samples.jsonl") if not record.get("seed")),
    *load("cases.jsonl"),
    *(record for record in load("near_misses.jsonl") if record["answered"]),
    *TRANSCRIPTS,
]


def test_the_plan_questions_are_half_french_half_held_out_and_share_no_topic_between_the_halves():
    records = load("plans.tsv")
    topics = {half: {record["topic"] for record in records if record["half"] == half} - {""} for half in ("fit", "held")}
    halves = Counter((record["half"], record["language"]) for record in records)

    assert set(halves.values()) == {100}
    assert len({plain(record["question"] + record["history"]) for record in records}) == len(records) == 400
    assert not topics["fit"] & topics["held"]
    assert {record["plan"] for record in records} == PLANS
    assert {record["also"] for record in records} <= PLANS | {""}


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("samples.jsonl", 200),
        ("summaries.jsonl", 80),
        ("library.jsonl", 100),
        ("follow_ups.jsonl", 160),
        ("cases.jsonl", 15),
        ("near_misses.jsonl", 170),
    ],
)
def test_every_record_has_its_own_name_and_both_languages_are_there(name, least):
    records = load(name)

    assert len(records) >= least
    assert len({record["id"] for record in records}) == len(records)
    assert {record["language"] for record in records} == {"fr", "en"}


@pytest.mark.parametrize("record", DEMANDS, ids=lambda record: record["id"])
def test_what_a_record_demands_stands_in_the_articles_that_it_names(record):
    named = [name for key in ("articles", "any_article", "also") for name in record.get(key, [])]
    text = " ".join(TEXTS[name] for name in named or TEXTS)
    groups = [*record.get("items", []), *([] if record["plan"] == "yes_no" else [record.get("short", [""])])]
    absent = [forms for forms in groups if not contains(text, forms)]

    assert record["plan"] in PLANS
    assert set(record.get("refusal", [])) <= REASONS
    assert (record["answered"] is False) == ("refusal" in record)
    assert absent == []


def test_the_points_of_a_summary_of_a_sample_stand_in_the_sample():
    records = [record for record in load("summaries.jsonl") if record["set"] == "samples"]
    absent = [form for r in records for forms in r["points"] for form in forms if not contains(TEXTS[r["article"]], [form])]

    assert absent == []


def test_the_articles_of_follow_ups_over_the_samples_are_samples():
    records = [record for record in load("follow_ups.jsonl") if record["set"] == "samples"]

    assert {name for record in records for name in record["articles"]} <= set(TEXTS)
    assert all(record["history"] and record["rewrite"] for record in records)


def test_the_sql_of_every_question_about_the_library_runs_and_names_its_columns(tmp_path):
    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        library.add(SAMPLES)
    with closing(sqlite3.connect(tmp_path / "library" / "library.sqlite")) as database:
        columns = [
            {column[0] for column in database.execute(record[key]).description}
            for record in load("library.jsonl")
            for key in ("sql", "also")
            if key in record
        ]
        (articles,) = database.execute("SELECT count(*) FROM articles").fetchone()

    assert articles == 14
    assert all(names <= {"title", "value", "number"} for names in columns)
