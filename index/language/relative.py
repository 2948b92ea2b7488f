"""Read words that need the day of writing: "hier", "last Tuesday", "la semaine prochaine", "cette année"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from index.language.moments import Date, Moment
from index.language.vocabulary import WEEKDAYS, either

_DAYS = {
    "avant-hier": -2,
    "hier": -1,
    "yesterday": -1,
    "aujourd'hui": 0,
    "today": 0,
    "tonight": 0,
    "ce soir": 0,
    "ce matin": 0,
}
_DAYS |= {"this morning": 0, "this evening": 0, "demain": 1, "tomorrow": 1, "apres-demain": 2}
_DAYS |= {"the day before yesterday": -2, "the day after tomorrow": 2}
_SPANS = {
    "week": "week",
    "semaine": "week",
    "month": "month",
    "mois": "month",
    "year": "year",
    "an": "year",
    "annee": "year",
}
_TURNS = {
    "last": -1,
    "this": 0,
    "next": 1,
    "dernier": -1,
    "derniere": -1,
    "passe": -1,
    "passee": -1,
    "prochain": 1,
    "prochaine": 1,
}

_DAY = re.compile(rf"\b(?:{either(_DAYS)})\b(?!-)")
_ENGLISH = re.compile(rf"\b(?P<turn>last|this|next) (?:(?P<span>week|month|year)|(?P<weekday>{either(WEEKDAYS)}))\b")
_FRENCH = re.compile(
    rf"\b(?:(?:l'|la |le )?(?P<span>semaine|mois|annee|an)|(?P<weekday>{either(WEEKDAYS)})) (?P<turn>dernier"
    rf"|derniere|passe|passee|prochain|prochaine)\b"
)
_THIS = re.compile(r"\b(?:cette (?P<feminine>semaine|annee)|ce (?P<month>mois))(?:-ci)?\b(?!-la)")


def relative(line: str, published: date | None) -> Iterator[Date]:
    """Yield the words of flat ``line`` that count from the day of writing, resolved when it is known."""
    for found in _DAY.finditer(line):
        shift = _DAYS[found.group()]
        yield _dated(found, ("day", shift), published and published + timedelta(days=shift))
    for pattern in (_ENGLISH, _FRENCH):
        for found in pattern.finditer(line):
            turn = _TURNS[found["turn"]]
            if found["span"]:
                yield _spanned(found, _SPANS[found["span"]], turn, published)
            else:
                yield _weekday(found, WEEKDAYS[found["weekday"]], turn, published, strict=pattern is _ENGLISH)
    for found in _THIS.finditer(line):
        yield _spanned(found, _SPANS[found["feminine"] or found["month"]], 0, published)


def _dated(found: re.Match[str], word: tuple[str, int], day: date | None) -> Date:
    return Date(*found.span(), Moment.of(day, relative=word) if day else Moment(relative=word))


def _spanned(found: re.Match[str], span: str, turn: int, published: date | None) -> Date:
    """Resolve a month or a year; a week stays a word."""
    moment = Moment(relative=(span, turn))
    if published and span == "year":
        moment = Moment(year=published.year + turn, relative=(span, turn))
    elif published and span == "month":
        months = published.year * 12 + published.month - 1 + turn
        moment = Moment(year=months // 12, month=months % 12 + 1, relative=(span, turn))
    return Date(*found.span(), moment)


def _weekday(found: re.Match[str], weekday: int, turn: int, published: date | None, *, strict: bool) -> Date:
    """Resolve "mardi dernier"; English "last Tuesday" only when all readings agree: it lies in the week before."""
    word = ("last" if turn < 0 else "next" if turn else "this", weekday)
    unresolved = Date(*found.span(), Moment(weekday=weekday, relative=word))
    if published is None or turn == 0:
        return unresolved
    ahead = (weekday - published.weekday()) % 7
    day = published + timedelta(days=(ahead or 7) if turn > 0 else ahead - 7)
    same_week = day.isocalendar()[:2] == published.isocalendar()[:2]
    return unresolved if strict and same_week else Date(*found.span(), Moment.of(day, relative=word))
