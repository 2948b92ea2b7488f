"""Which articles can speak of a year."""

import pytest

from chatbot.answering.years import can_speak_of, years_asked
from index.types import Article, Dated, Place

RACE = "She won on Sunday, as she had in 2014 and 2018. The next race is in the season 2028-29. The club is of the 1950s."


def article(text, published=None):
    known = Dated(published, "front matter") if published else None
    return Article("a", Place(""), "", text, "en", "2025-05-01T00:00:00+00:00", published=known)


@pytest.mark.parametrize(
    ("question", "published", "can"),
    [
        ("Who won in 2018?", "2022-10-05", True),
        ("Who won in 2016?", "2022-10-05", False),
        ("Who won in 2022?", "2022-10-05", True),  # on Sunday
        ("Who won in 2021?", "2022-10-05", True),  # "last year"
        ("Who won in 2017?", "2022-10-05", False),
        ("Who won in 2017?", None, True),  # "the year before"
        ("Who runs in 2029?", "2022-10-05", True),
        ("Who founded the club in 1953?", "2022-10-05", True),
        ("Who won?", "2022-10-05", True),
    ],
)
def test_an_article_can_speak_of_the_years_that_it_names_and_of_those_beside_its_publication(question, published, can):
    assert can_speak_of(article(RACE, published), years_asked(question)) is can


def test_an_article_that_names_no_year_can_speak_of_any():
    assert can_speak_of(article("She won."), years_asked("Who won in 2016?"))


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Who won in 2016?", {2016}),
        ("Qui a payé 1500 euros ?", set()),
        ("How many of the 1200 visitors came by train?", set()),
        ("Qui a gagné la bataille de Poitiers en 732 ?", set()),
        ("Qui a pris Alésia en 52 av. J.-C. ?", set()),
        ("Who won on 2 May 2025?", {2025}),
    ],
)
def test_a_year_is_asked_for_where_no_amount_can_be_meant(question, years):
    assert years_asked(question) == years
