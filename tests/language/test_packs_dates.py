"""The dates of a language that nobody speaks, told in one file of data, are read as those of French and English are."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from index.formats.published import byline
from index.language import Moment, find_dates, packs
from index.language.periods import wants_latest, window
from index.language.say import say_date
from index.language.sentences import split_sentences

INVENTED = Path(__file__).with_name("invented_dates.toml")
TODAY = date(2025, 5, 14)


@pytest.fixture(autouse=True)
def kelen(tmp_path, monkeypatch):
    for path in (*packs.FOLDER.glob("*.toml"), INVENTED):
        shutil.copy(path, tmp_path / path.name.replace("invented_dates", "xk"))
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    packs.packs.cache_clear()
    yield
    packs.packs.cache_clear()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la 3a de Majo de 2025", [Moment(year=2025, month=5, day=3)]),
        ("ĵaŭdo, la 3 Aŭgusto", [Moment(month=8, day=3, weekday=3)]),
        ("3 gis 5 sept. 2025", [Moment(year=2025, month=9, day=3), Moment(year=2025, month=9, day=5)]),
        ("en Marto", [Moment(month=3)]),
        ("somero 2024", [Moment(year=2024, season=2)]),
        ("je 6 horo", [Moment(hour=6, minute=0)]),
        ("tagmezo", [Moment(hour=12, minute=0)]),
        ("morgaŭ", [Moment(year=2025, month=4, day=19, relative=("day", 1))]),
        ("lasta jaro", [Moment(year=2024, relative=("year", -1))]),
        ("44 a.K.E.", [Moment(year=-44)]),
        ("la 19a jarcento", [Moment(century=19)]),
        ("dua kvarono 2025", [Moment(year=2025, phase=("Q2", "year"))]),
        ("malfrua Aprilo", [Moment(month=4, phase=("late", "month"))]),
    ],
)
def test_its_dates_are_read_in_a_text(text, expected):
    assert expected == [found.moment for found in find_dates(text, published="2025-04-18")]


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Aperis la 3a de Majo de 2025 je 18:30", "2025-05-03T18:30", None),
        ("Far Ada Lovelace, 3 Marto 2025, ŝanĝita la 4 Marto 2025", "2025-03-03", "2025-03-04"),
    ],
)
def test_its_dates_are_read_in_a_byline(line, published, modified):
    dated = byline(f"Titolo\n{line}\nTeksto.")

    assert tuple(found and found.value for found in dated) == (published, modified)


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("Kion diras la gazetoj pri teo en Marto?", date(2025, 3, 1), date(2025, 3, 31)),
        ("Novaĵoj ekde Aprilo 2025", date(2025, 4, 1), TODAY),
        ("Novaĵoj pri teo dum la lastaj tri semajnoj", date(2025, 4, 23), TODAY),
    ],
)
def test_its_question_of_a_period_narrows(question, start, end):
    asked = window(question, today=TODAY)

    assert (asked.start, asked.end) == (start, end)


def test_its_question_of_the_latest_is_understood():
    assert wants_latest("Kio estas la plej nova?")
    assert not wants_latest("Kio estas la plej alta?")


def test_its_dates_are_said():
    said = [say_date(moment, "xk") for moment in (Moment(year=2025, month=8, day=3, weekday=3), Moment(century=-4))]

    assert said == ["ĵaŭdo 3 Aŭgusto 2025", "4a jarcento a.K.E."]


def test_its_abbreviations_end_no_sentence():
    assert len(split_sentences("Dno. Petro venis. Li parolis.")) == 2


def test_french_and_english_are_read_beside_it():
    assert [found.moment for found in find_dates("le 3 mai 2025, then May 4th")] == [
        Moment(year=2025, month=5, day=3),
        Moment(month=5, day=4),
    ]
