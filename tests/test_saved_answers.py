"""An answer that was saved as JSON is read back as it was, whatever has become of its articles."""

import json
from dataclasses import fields

from chatbot.json_output import answer_from, answer_object, cited_in
from chatbot.types import Answer, Citation, Item, Nearest, Plan, Read, Refusal, Statement, Timings
from index.types import Article, ArticleSummary, Dated, Place, Section

DATE = Dated("2025-04-29", "meta", "likely")
ARTICLE = Article(
    "a", Place("/a.pdf"), "A title", "One. Two.", "fr", "2026-01-01T00:00:00+00:00",
    url="https://example.org/a", site="Example", published=DATE, sections=(Section(0, "p. 1"), Section(5, "p. 2")),
)  # fmt: skip
SUMMARY = ArticleSummary(**{one.name: getattr(ARTICLE, one.name, 9) for one in fields(ArticleSummary)})
WHOLE = Answer(
    "Q?", "Two [1]", "two", True, "fr", (Citation(1, ARTICLE, "Two.", 5, 9, verified=True),), None, "m", Timings(1, None, 3),  # noqa: FBT003
    plan=Plan.TIMELINE, certainty="sure", statements=(Statement("Two", (1,), "carried"),), left_out=1,
    items=(Item("Two", (1,), "2025", "left", SUMMARY), Item("Three")), count=2, read=Read(1, 2, 3, complete=False),
)  # fmt: skip
REFUSED = Answer(
    "Q?", "No.", None, False, "en", (), ARTICLE, "m", Timings(1, 2, 3),  # noqa: FBT003
    refusal=Refusal("another_thing", Nearest(ARTICLE, "One.")),
)  # fmt: skip


def read_back(answer: Answer, known: dict[str, ArticleSummary]) -> Answer:
    return answer_from(json.loads(json.dumps(answer_object(answer))), known)


def test_what_is_read_back_is_saved_as_the_same_again_whether_its_articles_are_there_or_not():
    for answer in (WHOLE, REFUSED):
        for known in ({}, {"a": SUMMARY}):
            assert answer_object(read_back(answer, known)) == answer_object(answer)
        assert cited_in(answer_object(answer)) == {"a"}


def test_an_article_that_is_there_is_told_of_as_it_is_now():
    (known,), (gone,) = read_back(WHOLE, {"a": SUMMARY}).citations, read_back(WHOLE, {}).citations

    assert (known.article.site, known.article.language, known.article.place) == ("Example", "fr", Place("/a.pdf"))
    assert (gone.article.title, gone.article.published.value, gone.article.section_at(5)) == ("A title", "2025-04-29", "p. 2")


def test_a_history_takes_the_same_turn_from_both():
    assert read_back(WHOLE, {}).turn == WHOLE.turn
