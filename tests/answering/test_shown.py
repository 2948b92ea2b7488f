"""What a writer is shown of the passages that were found."""

from chatbot.answering.prompt import blocks, within
from index.types import Article, Place


def article(name: str, text: str) -> Article:
    return Article(name, Place(name), name, text, "en", "2025-01-01T00:00:00+00:00")


ONE = article("one", "Aa bb cc. " * 30 + "The end of one.")
TWO = article("two", "The harbour opens on 3 May with a feast.")


def test_passages_stand_by_article_in_reading_order_and_neighbours_are_joined():
    found = blocks([(ONE, 290, 315), (TWO, 0, 40), (ONE, 0, 20), (ONE, 20, 40)])

    assert [(one.marker, one.article.id, one.sentence.start, one.sentence.end) for one in found] == [
        (1, "one", 0, 40),
        (2, "one", 290, 315),
        (3, "two", 0, 40),
    ]
    assert all(one.article.text[one.sentence.start : one.sentence.end] == one.sentence.text for one in found)


def test_the_worst_go_first_where_the_window_is_narrow_and_none_is_cut():
    places = [(ONE, 0, 20), (TWO, 0, 40)]

    assert within(30, places, lambda kept: 20 * len(kept)) == places[:1]
    assert within(10, places, lambda kept: 20 * len(kept)) == places[:1]
