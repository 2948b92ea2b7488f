"""Read words that need the day of writing: "hier", "last Tuesday", "la semaine prochaine", "cette année"."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from index.language.calendar_names import names
from index.language.moments import Date, Moment
from index.language.packs import Pack, per_packs
from index.language.patterns import in_texts, made, table, text_packs

_DAY = in_texts(r"\b{relative.days}\b(?!-)")
_THIS = in_texts(r"\b(?P<this>{relative.this}){relative.this_ends}?\b(?!{relative.this_not})")
_PAST_MONTH = in_texts(r"\b{any_month} {relative.turns_after}\b|\b{relative.turns_before} (?:\w+ )?{any_month}\b")
# of one language, with its own weekdays
_TURN_FIRST = r"\b(?P<turn>{relative.turns_before}) (?:(?P<span>{relative.spans})|(?P<weekday>{weekday}))\b"
_TURN_LAST = r"\b(?:{relative.articles }?(?P<span>{relative.spans})|(?P<weekday>{weekday})) (?P<turn>{relative.turns_after})\b"


def relative(line: str, published: date | None) -> Iterator[Date]:
    """Yield the words of flat ``line`` that count from the day of writing, resolved when it is known."""
    for found in _DAY().finditer(line):
        shift = table("relative.days")[found.group()]
        day, word = published and published + timedelta(days=shift), ("day", shift)
        yield Date(*found.span(), Moment.of(day, relative=word) if day else Moment(relative=word))
    for pattern, turns, pack in _turns():
        told = pack.relative
        for found in pattern.finditer(line):
            turn = turns[found["turn"]]
            if found["span"]:
                yield _spanned(found, told.spans[found["span"]], turn, published)
            else:
                weekday = names((pack,)).weekdays[found["weekday"]]
                yield _weekday(found, weekday, turn, published, strict=told.vague_turns)
    for found in _THIS().finditer(line):
        yield _spanned(found, table("relative.this")[found["this"]], 0, published)


@per_packs
def _turns() -> list[tuple[re.Pattern[str], Mapping[str, int], Pack]]:
    """Return the patterns of "last week" and "semaine dernière" with the meaning of their turns, each of one language."""
    told = [
        (template, turns, pack)
        for pack in text_packs()
        for template, turns in ((_TURN_FIRST, pack.relative.turns_before), (_TURN_LAST, pack.relative.turns_after))
    ]
    return [(made(template, (pack,)), turns, pack) for template, turns, pack in told if turns]


def names_past_month(line: str) -> bool:
    """Tell whether flat ``line`` says that a month lies before the day of writing: "mars dernier", "last March"."""
    turns = table("relative.turns_before") | table("relative.turns_after")
    return any(turns[word] < 0 for found in _PAST_MONTH().finditer(line) for word in found.group().split() if word in turns)


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
    """Resolve "mardi dernier"; a strict "last Tuesday" only when all readings agree: it lies in the week before."""
    word = ("last" if turn < 0 else "next" if turn else "this", weekday)
    unresolved = Date(*found.span(), Moment(weekday=weekday, relative=word))
    if published is None or turn == 0:
        return unresolved
    ahead = (weekday - published.weekday()) % 7
    day = published + timedelta(days=(ahead or 7) if turn > 0 else ahead - 7)
    same_week = day.isocalendar()[:2] == published.isocalendar()[:2]
    return unresolved if strict and same_week else Date(*found.span(), Moment.of(day, relative=word))
