import json
from dataclasses import replace
from datetime import date

import pytest

from chatbot.answering.inquiry import newest, restrict
from index.types import EVERYTHING, Article, Dated, Hit, Passage, Place, Scope

TODAY = date(2025, 5, 14)
HARBOUR = (
    "The harbour opens on 3 May after two years of works that cost 12 million. The mayor cuts the ribbon at noon and the "
    "brass band of the fishermen plays on the quay. Boats from 40 towns are expected, among them a schooner of 1912."
)


def shelf(library, *published):
    with library.store.transaction():
        for number, day in enumerate(published):
            library.store.put(replace(article(day), id=day or f"undated {number}", place=Place(str(number))), str(number), [])
    return library


def article(published):
    dated = Dated(published, "front matter") if published else None
    return Article(published or "undated", Place(""), "", "", "en", "2025-05-01T00:00:00+00:00", published=dated)


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("What was said about tea in April 2025?", {"2025-04", "2025", "2025-04-30T08:00:00+02:00"}),
        ("Qu'a-t-on dit du thé en mars 2025 ?", {"2025-03-31", "2025"}),
        ("What was said about tea in 2024?", {"2024"}),
        ("What was said about tea since May 2025?", {"2025"}),
    ],
)
def test_a_partial_date_is_of_each_period_that_it_touches(library, question, kept):
    published = ("2024", "2025", "2025-03-31", "2025-04", "2025-04-30T08:00:00+02:00", None)
    rest, scope = restrict(question, shelf(library, *published), today=TODAY)

    assert rest != question
    assert {summary.id for summary in library.summaries(scope)} == kept


@pytest.mark.parametrize(
    ("question", "published"),
    [
        ("What was written in 1789?", ["2025-04-01", None]),
        ("Que dit la presse sur les élections en 2022 ?", ["2025-04-01", "2024-12"]),
        ("What was said about tea in March?", [None, None]),
        ("Qu'a-t-on dit du thé en mars ?", []),
    ],
)
def test_a_period_in_which_nothing_was_published_restricts_nothing(library, question, published):
    assert restrict(question, shelf(library, *published), today=TODAY) == (question, EVERYTHING)


def test_a_month_is_newer_than_its_first_days():
    hits = [
        Hit(article(day), Passage(day, 0, 0, 0, "", ()), 0.5, 1, 1, 0.5, 1.0, ())
        for day in ("2025-04-03", "2025-04", "2025-03-31")
    ]

    assert [hit.article.id for hit in newest("What is the latest on tea?", hits)] == ["2025-04"]


@pytest.mark.parametrize("month", ["March", "April"])
def test_a_reprint_is_of_the_period_of_each_of_its_copies(library, write, month):
    days = {"first": "2025-03-20", "reprint": "2025-04-02", "undated": ""}
    records = [{"id": name, "title": name, "text": f"{HARBOUR} By {name}.", "published": day} for name, day in days.items()]
    records.append({"id": "other", "title": "other", "text": "The market of May sells honey.", "published": "2025-05-01"})
    library.add(write("all.jsonl", "\n".join(map(json.dumps, records))))

    rest, scope = restrict(f"What was said about the harbour in {month} 2025?", library, today=TODAY)

    assert "other" not in {summary.id for summary in library.summaries(scope)}
    assert [hit.article.id for hit in library.search(rest, scope=scope)] == ["first"]


def test_a_period_lies_within_the_scope_that_is_asked(library):
    french = Scope(until=date(2025, 4, 10), languages=frozenset({"fr"}))
    shelf(library, "2025-04-01")

    _, scope = restrict("What was said about tea in April 2025?", library, french, today=TODAY)

    assert scope == Scope(date(2025, 4, 1), date(2025, 4, 10), frozenset({"fr"}))
