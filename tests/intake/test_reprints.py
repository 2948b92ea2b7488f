import hashlib
import json

import pytest

from chatbot.testing import FakeEncoder
from index.library import Library
from index.types import Scope

BODY = (
    "The harbour opens on 3 May after two years of works that cost 12 million. The mayor cuts the ribbon at noon and the "
    "brass band of the fishermen plays on the quay. Boats from 40 towns are expected, among them a schooner of 1912. "
    "Visitors may go on board until six in the evening, and children sail for nothing all day long."
)
WEEKLY = "The market counted {} visitors this week, {} more than the week before, and sold {} crates of apples, {} of pears. "


@pytest.fixture
def add(library, write):
    def make(name, text, **facts):
        path = write(f"{name}.jsonl", json.dumps({"id": name, "title": name, "text": text, **facts}))
        return library.add(path)

    return make


def test_the_same_agency_text_on_three_sites_is_shown_once_as_published_first(library, add):
    add("second", BODY, url="https://b.example/1", published="2025-05-02")
    add("first", f"{BODY} Agency.", url="https://a.example/1", published="2025-05-01")
    add("third", BODY.replace("all day long", "the whole day"), url="https://c.example/1", published="2025-05-03")

    hits = library.search("when does the harbour open?")

    assert {hit.article.id for hit in hits} == {"first"}
    assert library.copies("third") == ["first", "second", "third"]
    assert library.count() == 3


def test_a_correction_stands_in_for_what_it_corrects(library, add):
    add("old", BODY, url="https://a.example/1", published="2025-05-01")
    add(
        "new",
        BODY.replace("3 May", "4 June").replace("40 towns", "45 towns"),
        url="https://a.example/1",
        published="2025-05-01",
        modified="2025-05-02",
    )

    assert library.copies("old") == ["new", "old"]
    assert "4 June" in library.search("harbour opens")[0].passage.text


def test_reports_of_one_form_with_other_numbers_are_no_copies(library, add):
    for number in range(3):
        figures = (number * 7 + base for base in (100, 200, 300, 400) * 4)
        add(f"week{number}", (WEEKLY * 4).format(*figures))

    assert [library.copies(f"week{number}") for number in range(3)] == [["week0"], ["week1"], ["week2"]]


def test_when_the_shown_copy_is_removed_another_takes_its_place(library, add):
    add("first", BODY, published="2025-05-01")
    add("second", f"{BODY} Agency.", published="2025-05-02")

    library.remove("first")

    assert library.search("harbour")[0].article.id == "second"
    assert library.copies("second") == ["second"]


def test_a_copy_that_is_rewritten_stands_alone(library, add):
    add("first", BODY)
    add("second", f"{BODY} Agency.")
    add("second", "A wholly different story about bees and honey in the hills. " * 6)

    assert library.copies("first") == ["first"]
    assert {hit.article.id for hit in library.search("harbour bees")} == {"first", "second"}


def test_copies_are_recognised_by_a_library_that_was_opened_anew(library, add, write):
    add("first", BODY)
    with Library.open(library.folder, encoder=FakeEncoder()) as again:
        again.add(write("x.jsonl", json.dumps({"id": "second", "title": "x", "text": f"{BODY} Agency."})))

        assert again.copies("second") == ["first", "second"]


def test_hiding_a_copy_hides_the_whole_group(library, add):
    add("first", BODY)
    add("second", f"{BODY} Agency.")

    assert library.search("harbour", scope=Scope(excluded=frozenset({"second"}))) == []


def test_signatures_are_those_of_datasketch_that_libraries_have(library, add):
    add("words", " ".join(f"word{number}" for number in range(100)))

    (signature,) = library.store.column("SELECT signature FROM articles")

    assert hashlib.sha256(signature).hexdigest() == "2c6d6bcdaf93209bee4cff34263693bdf6fc3ab3282ec6235552915c387a748e"


def test_the_bands_of_an_article_go_with_it_and_change_with_its_text(library, add):
    add("first", BODY)
    add("second", f"{BODY} Agency.")
    held = "SELECT DISTINCT article_id FROM bands ORDER BY 1"
    add("second", "A wholly different story about bees and honey in the hills. " * 6)

    assert (library.store.column(held), library.store.row("SELECT count(*) FROM bands")) == (["first", "second"], (32,))
    library.remove("first")
    assert library.store.column(held) == ["second"]
