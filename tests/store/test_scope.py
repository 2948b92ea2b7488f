"""A scope holds for lists, counts and both sides of the search alike."""

import json
from datetime import date
from itertools import islice
from threading import Thread

import pytest

from chatbot.bot import Chatbot
from chatbot.testing import FakeReader
from index.errors import LibraryError
from index.store import articles
from index.types import EVERYTHING, Scope

RECORDS = [
    {"id": "month", "language": "en", "published": "2025-04", "url": "https://a.example/news/1"},
    {"id": "day", "language": "fr", "published": "2025-04-29", "url": "https://a.example/news"},
    {"id": "year", "language": "fr", "published": "2024", "url": "https://a.example/newspaper"},
    {"id": "undated", "language": "en", "url": "https://b.example/"},
]


def some(*names: str) -> frozenset[str]:
    return frozenset(names)


@pytest.fixture
def quays(library, write):
    texts = {r["id"]: f"The quay of {r['id']} opens at noon. Nothing else is on {n}." for n, r in enumerate(RECORDS)}
    records = [{**record, "title": record["id"], "text": texts[record["id"]]} for record in RECORDS]
    library.add(write("quays.jsonl", "\n".join(map(json.dumps, records))))
    library.collections.create("spring")
    library.collections.put_in("spring", ["month", "day"])
    return library


SCOPES = [
    (EVERYTHING, {"month", "day", "year", "undated"}),
    (Scope(since=date(2025, 4, 30)), {"month"}),
    (Scope(until=date(2025, 4, 1)), {"month", "year"}),
    (Scope(since=date(2024, 12, 31), until=date(2024, 12, 31)), {"year"}),
    (Scope(languages=some("fr")), {"day", "year"}),
    (Scope(languages=some("fr", "de"), since=date(2025, 1, 1)), {"day"}),
    (Scope(sources=some("https://a.example/news/")), {"month", "day"}),
    (Scope(sources=some("https://b.example", "https://a.example/newspaper")), {"undated", "year"}),
    (Scope(collections=some("spring")), {"month", "day"}),
    (Scope(collections=some("autumn")), set()),
    (Scope(articles=some("day", "gone")), {"day"}),
    (Scope(articles=some()), set()),
    (Scope(excluded=some("day", "gone")), {"month", "year", "undated"}),
    (Scope(collections=some("spring"), excluded=some("day")), {"month"}),
]


@pytest.mark.parametrize(("scope", "kept"), SCOPES)
def test_a_scope_holds_for_the_list_the_count_and_both_sides_of_the_search(quays, scope, kept):
    hits = quays.search("quay noon", scope=scope)

    assert {summary.id for summary in quays.summaries(scope)} == kept
    assert quays.count(scope) == len(kept)
    assert {hit.article.id for hit in hits if hit.dense_rank} == kept
    assert {hit.article.id for hit in hits if hit.lexical_rank} == kept


def test_articles_are_counted_by_month_and_those_that_are_of_none_apart(quays, write):
    records = [{"title": day, "text": f"A quay of {day}.", "published": day} for day in ("2025-04-01", "2025-12-31")]
    quays.add(write("more.jsonl", "\n".join(map(json.dumps, records))))

    assert quays.store.count_months() == {"": 1, "2024": 1, "2025-04": 3, "2025-12": 1}


def test_an_article_is_of_its_file_and_of_the_folders_above(quays, write):
    (other,) = quays.add(write("more/other.txt", "Another quay opens at ten.")).added
    folder = write("more/other.txt", "").parent

    assert [summary.id for summary in quays.summaries(Scope(sources=some(str(folder))))] == [other]
    assert [summary.id for summary in quays.summaries(Scope(sources=some(str(folder / "other.txt"))))] == [other]
    assert quays.count(Scope(sources=some(f"{folder.parent}/"))) == len(RECORDS) + 1
    assert quays.count(Scope(sources=some(str(folder)[:-1]))) == 0


def test_a_reprint_is_searched_when_one_of_its_copies_is_in_the_scope_and_none_is_excluded(library, write):
    text = "The quay opens at noon after two years of works, says the mayor, who cuts the ribbon. " * 4
    records = [{"id": name, "title": name, "text": f"{text} By {name}."} for name in ("shown", "copy")]
    library.add(write("all.jsonl", "\n".join(map(json.dumps, records))))

    assert library.shown_copies() == {"copy": "shown"}
    assert {hit.article.id for hit in library.search("quay", scope=Scope(articles=some("copy")))} == {"shown"}
    assert library.search("quay", scope=Scope(articles=some("copy"), excluded=some("shown"))) == []


@pytest.mark.parametrize(("chosen", "nearest"), [(["year"], "year"), (["undated"], "undated"), ([], None)])
def test_a_question_can_be_put_to_some_articles(quays, chosen, nearest):
    answer = Chatbot(quays, FakeReader()).ask("When does the quay open?", scope=Scope(articles=some(*chosen)))

    assert (answer.nearest and answer.nearest.id) == nearest


@pytest.mark.parametrize("newest_first", [False, True])
def test_summaries_come_in_the_order_of_their_addition_some_at_a_time(quays, monkeypatch, newest_first):
    monkeypatch.setattr(articles, "_AT_ONCE", 2)
    with quays.store.transaction():
        quays.store.execute("UPDATE articles SET added = '2025-01-01' WHERE id != 'undated'")
    order = ["month", "day", "year", "undated"]

    found = quays.summaries(newest_first=newest_first)

    assert [summary.id for summary in islice(found, 3)] == (order[::-1] if newest_first else order)[:3]
    other = Thread(target=quays.collections.delete, args=["spring"], daemon=True)
    other.start()
    other.join(20)
    assert not other.is_alive(), "a lock is held between two summaries"
    assert [summary.id for summary in found] == [order[0] if newest_first else order[-1]]


def test_a_collection_is_made_renamed_filled_emptied_and_deleted(quays):
    quays.collections.create("été")
    quays.collections.put_in("été", ["day", "day", "year"])
    quays.collections.take_out("été", ["day", "month"])
    quays.collections.rename("été", "autumn")
    quays.collections.rename("spring", "spring")

    assert quays.collections.counts() == {"autumn": 1, "spring": 2}
    assert [summary.id for summary in quays.summaries(Scope(collections=some("autumn")))] == ["year"]

    quays.collections.delete("autumn")
    quays.remove("day")

    assert quays.collections.counts() == {"spring": 1}
    assert quays.count() == len(RECORDS) - 1


def test_an_article_that_is_read_anew_stays_in_its_collections(library, write):
    path = write("quay.txt", "The quay opens at noon.")
    library.collections.create("spring")
    library.collections.put_in("spring", library.add(path).added)
    path.write_text("The quay opens at ten.", encoding="utf-8")
    library.sync()

    assert library.collections.counts() == {"spring": 1}
    assert library.search("quay", scope=Scope(collections=some("spring")))[0].article.text == "The quay opens at ten."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda c: c.create("spring"), "There is a collection spring in this library already; give another name."),
        (lambda c: c.create(" "), "A collection needs a name; give one."),
        (lambda c: c.rename("spring", ""), "A collection needs a name; give one."),
        (lambda c: c.rename("autumn", "winter"), "There is no collection autumn in this library; create it first."),
        (lambda c: c.delete("autumn"), "There is no collection autumn in this library; create it first."),
        (lambda c: c.take_out("autumn", []), "There is no collection autumn in this library; create it first."),
        (lambda c: c.put_in("spring", ["year", "gone"]), "There is no article gone; `chatbot list` shows the ids."),
    ],
)
def test_what_cannot_be_done_with_a_collection_is_said_and_changes_nothing(quays, wrong, said):
    with pytest.raises(LibraryError) as error:
        wrong(quays.collections)

    assert str(error.value) == said
    assert quays.collections.counts() == {"spring": 2}
