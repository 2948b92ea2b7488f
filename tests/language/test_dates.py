import time

import pytest

from index.language import Moment, find_dates
from index.language.moments import parse_day

M = Moment

STATED = [
    # days and months
    ("prévu pour le 29 avril", [M(month=4, day=29)]),
    ("on April 29", [M(month=4, day=29)]),
    ("on 29 April", [M(month=4, day=29)]),
    ("on the 29th of April", [M(month=4, day=29)]),
    ("le 1er mai", [M(month=5, day=1)]),
    ("le premier mai", [M(month=5, day=1)]),
    ("on May 1st", [M(month=5, day=1)]),
    ("le 29 avril 2025", [M(year=2025, month=4, day=29)]),
    ("on April 29th, 2025", [M(year=2025, month=4, day=29)]),
    ("April 29, 2025", [M(year=2025, month=4, day=29)]),
    ("29 April, 2025", [M(year=2025, month=4, day=29)]),
    ("le 14 août 1945", [M(year=1945, month=8, day=14)]),
    ("le 3 févr. 2024", [M(year=2024, month=2, day=3)]),
    ("Sept. 3, 2024", [M(year=2024, month=9, day=3)]),
    ("3 Dec 2024", [M(year=2024, month=12, day=3)]),
    ("29\u00a0avril\u00a02025", [M(year=2025, month=4, day=29)]),
    ("29\u202favril", [M(month=4, day=29)]),
    ("mardi 29 avril", [M(month=4, day=29, weekday=1)]),
    ("Tuesday, April 29, 2025", [M(year=2025, month=4, day=29, weekday=1)]),
    ("Tuesday the 29th of April", [M(month=4, day=29, weekday=1)]),
    ("le 29", [M(day=29)]),
    ("au plus tard le 29.", [M(day=29)]),
    ("on the 29th", [M(day=29)]),
    # digits
    ("2025-04-29", [M(year=2025, month=4, day=29)]),
    ("le 29/04/2025", [M(year=2025, month=4, day=29)]),
    ("le 29.04.2025", [M(year=2025, month=4, day=29)]),
    ("le 29/04", [M(month=4, day=29)]),
    ("le 29/04/25", [M(year=2025, month=4, day=29)]),
    ("on 04/29/2025 in", [M(year=2025, month=4, day=29)]),
    ("le 04/05/2025", [M(year=2025, month=5, day=4)]),
    # months, seasons, years
    ("en avril 2025", [M(year=2025, month=4)]),
    ("in April 2025", [M(year=2025, month=4)]),
    ("in April, 2025", [M(year=2025, month=4)]),
    ("en mars", [M(month=3)]),
    ("since May", [M(month=5)]),
    ("au mois de juin", [M(month=6)]),
    ("in 1998", [M(year=1998)]),
    ("en 1998", [M(year=1998)]),
    ("the spring of 2024", [M(year=2024, season=1)]),
    ("au printemps 2024", [M(year=2024, season=1)]),
    ("l'été 2024", [M(year=2024, season=2)]),
    ("à l'automne", [M(season=3)]),
    ("in the winter", [M(season=4)]),
    ("les années 1990", [M(decade=1990)]),
    ("the 1990s", [M(decade=1990)]),
    ("the 90s", [M(decade=1990)]),
    ("les années 90", [M(decade=1990)]),
    ("the 1800s", [M(century=19)]),
    ("au XIXe siècle", [M(century=19)]),
    ("au XIXᵉ siècle", [M(century=19)]),
    ("in the 19th century", [M(century=19)]),
    ("the nineteenth century", [M(century=19)]),
    ("le dix-neuvième siècle", [M(century=19)]),
    ("au 21e siècle", [M(century=21)]),
    ("the 18th and 19th centuries", [M(century=18), M(century=19)]),
    ("du XVIe au XVIIIe siècle", [M(century=16), M(century=18)]),
    ("52 av. J.-C.", [M(year=-52)]),
    ("44 BC", [M(year=-44)]),
    ("5000 BC", [M(year=-5000)]),
    ("5 000 ans avant notre ère", [M(year=-5000)]),
    ("10th century BCE", [M(century=-10)]),
    ("the year 52", [M(year=52)]),
    ("Ve siècle av. J.-C.", [M(century=-5)]),
    ("en 476", [M(year=476)]),
    ("l'an 800", [M(year=800)]),
    ("late 2024", [M(year=2024, phase=("late", "year"))]),
    ("mid-2025", [M(year=2025, phase=("mid", "year"))]),
    ("à la mi-2025", [M(year=2025, phase=("mid", "year"))]),
    ("fin avril", [M(month=4, phase=("late", "month"))]),
    ("au début du XXe siècle", [M(century=20, phase=("early", "century"))]),
    ("in the mid-1990s", [M(decade=1990, phase=("mid", "decade"))]),
    ("la première moitié du XIXe siècle", [M(century=19, phase=("first half", "century"))]),
    ("Q3 2025", [M(year=2025, phase=("Q3", "year"))]),
    ("T3 2025", [M(year=2025, phase=("Q3", "year"))]),
    ("in the third quarter of 2025", [M(year=2025, phase=("Q3", "year"))]),
    ("au troisième trimestre 2025", [M(year=2025, phase=("Q3", "year"))]),
    ("le 1er trimestre de 2025", [M(year=2025, phase=("Q1", "year"))]),
    ("late in the fourth quarter of 2025", [M(year=2025, phase=("Q4", "year"))]),
    ("fin du troisième trimestre 2025", [M(year=2025, phase=("Q3", "year"))]),
    # times
    ("à 18 h 30", [M(hour=18, minute=30)]),
    ("à 18h30", [M(hour=18, minute=30)]),
    ("at 6:30 pm", [M(hour=18, minute=30)]),
    ("at 6.30 p.m.", [M(hour=18, minute=30)]),
    ("at 18:30", [M(hour=18, minute=30)]),
    ("around 18:30, it rained", [M(hour=18, minute=30)]),
    ("10:00-11:00", [M(hour=10, minute=0), M(hour=11, minute=0)]),
    ("at 6 p.m.", [M(hour=18, minute=0)]),
    ("at 12 am", [M(hour=0, minute=0)]),
    ("à midi", [M(hour=12, minute=0)]),
    ("à 18 heures", [M(hour=18, minute=0)]),
    # weekdays and relative words
    ("chaque mardi", [M(weekday=1)]),
    ("on Saturday", [M(weekday=5)]),
    ("demain", [M(relative=("day", 1))]),
    ("yesterday", [M(relative=("day", -1))]),
    ("la semaine prochaine", [M(relative=("week", 1))]),
    ("last week", [M(relative=("week", -1))]),
    ("cette année", [M(relative=("year", 0))]),
    ("this year", [M(relative=("year", 0))]),
    # ranges and lists
    ("du 29 au 30 avril", [M(month=4, day=29), M(month=4, day=30)]),
    ("April 29-30", [M(month=4, day=29), M(month=4, day=30)]),
    ("29–30 April 2025", [M(year=2025, month=4, day=29), M(year=2025, month=4, day=30)]),
    ("les 12, 13 et 14 juin", [M(month=6, day=12), M(month=6, day=13), M(month=6, day=14)]),
    ("du 29 avril au 3 mai 2025", [M(year=2025, month=4, day=29), M(year=2025, month=5, day=3)]),
    ("du 29 décembre au 3 janvier 2025", [M(month=12, day=29), M(year=2025, month=1, day=3)]),
    ("1914-1918", [M(year=1914), M(year=1918)]),
    ("1914–18", [M(year=1914), M(year=1918)]),
    ("from 1914 to 1918", [M(year=1914), M(year=1918)]),
    ("entre 1914 et 1918", [M(year=1914), M(year=1918)]),
    ("en mars et avril 2025", [M(year=2025, month=3), M(year=2025, month=4)]),
]

NOT_STATED = [
    "You may go",
    "They march on",
    "Mars est une planète rouge",
    "an august body",
    "Sept personnes",
    "1500 soldats",
    "2 025 personnes",
    "1,998 euros",
    "$1998",
    "1998 %",
    "le 3 pièces",
    "the 29th edition",
    "the 12th most populous city",
    "24/7",
    "20/20",
    "version 3.5",
    "a 2-1 win",
    "cette année-là",
    "le lendemain",
    "five centuries",
    "le second siège",
    "il a été vu",
    "12 siècles",
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_dates_are_read_as_far_as_they_are_told(text, expected):
    found = [date.moment for date in find_dates(text)]

    assert expected == found


@pytest.mark.parametrize("text", NOT_STATED)
def test_words_and_amounts_are_no_dates(text):
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ("Le 29 avril 2025, à 18 h 30.", ["29 avril 2025", "18 h 30"]),
        ("du 29 au 30 avril", ["29", "30 avril"]),
        ("In 1998 and the 1990s", ["1998", "1990s"]),
        ("l’été 2024", ["été 2024"]),
    ],
)
def test_offsets_are_those_of_the_text(text, slices):
    found = [text[date.start : date.end] for date in find_dates(text)]

    assert slices == found


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("demain", "2025-04-18", (2025, 4, 19)),
        ("tomorrow", "2025-04-30", (2025, 5, 1)),
        ("hier", "2025-01-01", (2024, 12, 31)),
        ("aujourd’hui", "2025-04-18T08:00:00+00:00", (2025, 4, 18)),
        ("avant-hier", "2025-04-18", (2025, 4, 16)),
        ("mardi dernier", "2025-04-18", (2025, 4, 15)),
        ("mardi dernier", "2025-04-15", (2025, 4, 8)),
        ("mardi prochain", "2025-04-18", (2025, 4, 22)),
        ("last Tuesday", "2025-04-14", (2025, 4, 8)),
        ("next Tuesday", "2025-04-18", (2025, 4, 22)),
        ("cette année", "2025-04-18", (2025, None, None)),
        ("last year", "2025-04-18", (2024, None, None)),
        ("l'an dernier", "2025-04-18", (2024, None, None)),
        ("l'année prochaine", "2025-04-18", (2026, None, None)),
        ("le mois dernier", "2025-01-18", (2024, 12, None)),
        ("next month", "2025-12-18", (2026, 1, None)),
        ("last Tuesday", "2025-04-18", (None, None, None)),  # three days ago, or ten?
        ("next Tuesday", "2025-04-14", (None, None, None)),  # tomorrow, or in eight days?
        ("demain", None, (None, None, None)),
        ("demain", "2025-04", (None, None, None)),
    ],
)
def test_relative_words_count_from_the_day_of_publication(text, published, expected):
    moment = find_dates(text, published=published)[0].moment

    assert expected == (moment.year, moment.month, moment.day)


@pytest.mark.parametrize(
    ("language", "readings"),
    [
        ("fr", {(4, 5)}),
        ("en", {(4, 5), (5, 4)}),
        (None, {(4, 5), (5, 4)}),
    ],
)
def test_an_ambiguous_date_keeps_both_readings_outside_french(language, readings):
    found = find_dates("04/05", language=language)[0].readings

    assert readings == {(moment.day, moment.month) for moment in found}


@pytest.mark.parametrize(
    ("quote", "claim", "expected"),
    [
        ("29 avril 2025", "April 2025", True),
        ("29 avril 2025", "2025", True),
        ("29 avril 2025", "April", True),
        ("29 avril 2025", "29 April", True),
        ("29 avril 2025", "in the 2020s", True),
        ("29 avril 2025", "21st century", True),
        ("29 avril 2025", "Tuesday 29 April 2025", True),
        ("29 avril 2025", "Wednesday 29 April 2025", False),
        ("29 avril", "29 April 2025", False),
        ("avril 2025", "29 April 2025", False),
        ("2025", "April 2025", False),
        ("les années 1990", "1990", False),
        ("1990", "the 1990s", True),
        ("1998", "XXe siècle", True),
        ("1998", "fin du XXe siècle", False),
        ("fin 1998", "1998", True),
        ("décembre 1998", "late 1998", True),
        ("décembre 1998", "early 1998", False),
        ("29 avril", "late April", True),
        ("3 avril", "late April", False),
        ("fin 1998", "early 1998", False),
        ("Q4 1998", "fin 1998", True),
        ("Q3 1998", "fin 1998", False),
        ("août 1998", "Q3 1998", True),
        ("August 1998", "Q2 1998", False),
        ("fin 1998", "second half of 1998", True),
        ("second half of 1998", "fin 1998", False),
        ("troisième trimestre 1998", "third quarter of 1998", True),
        ("1998", "Q3 1998", False),
        ("31 août", "late August", True),
        ("XIXe siècle", "1850", False),
        ("52 av. J.-C.", "52 BC", True),
        ("52 av. J.-C.", "in the year 52", False),
        ("18 h 30", "6:30 pm", True),
        ("18 h 30", "18:00", False),
        ("6:30", "6:30 pm", False),
        ("printemps 2024", "spring 2024", True),
        ("demain", "tomorrow", True),
        ("demain", "yesterday", False),
    ],
)
def test_a_date_supports_what_is_less_precise_and_never_what_is_more(quote, claim, expected):
    assert expected is find_dates(quote)[0].supports(find_dates(claim)[0])


def test_an_ambiguous_quote_supports_neither_reading_alone():
    quote = find_dates("04/05/2025", language="en")[0]

    assert not quote.supports(find_dates("4 May 2025")[0])
    assert not quote.supports(find_dates("April 5, 2025")[0])
    assert quote.supports(find_dates("04/05/2025", language="en")[0])


@pytest.mark.parametrize(
    ("moment", "published", "year"),
    [
        (M(month=4, day=29), "2025-03-01", 2025),
        (M(month=1, day=5), "2024-12-20", 2025),
        (M(month=12, day=20), "2025-01-05", 2024),
        (M(month=4, day=29), "2025-10-28", None),  # half a year away either way
        (M(month=4, day=29, weekday=1), "2025-04-01", 2025),
        (M(month=4, day=29, weekday=4), "2025-04-01", None),  # a Friday in no near year
        (M(month=2, day=29), "2024-03-01", 2024),
        (M(month=2, day=29), "2025-03-01", None),
        (M(month=4), "2025-03-01", None),
    ],
)
def test_a_day_takes_its_year_from_publication_only_when_one_year_is_plausible(moment, published, year):
    resolved = moment.resolved(parse_day(published))

    assert year == (resolved.year if resolved else None)


@pytest.mark.parametrize("hostile", ["1, " * 50_000, "29 et " * 20_000, "1998-" * 20_000, "du 3 au " * 10_000, "9" * 100_000])
def test_hostile_text_is_read_in_linear_time(hostile):
    started = time.process_time()
    find_dates(hostile)

    assert time.process_time() - started < 5
