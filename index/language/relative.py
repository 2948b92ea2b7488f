"""Read words that need the day of writing: "hier", "last Tuesday", "la semaine prochaine", "cette année"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from index.language.calendar_names import any_of, names, spaced, text_packs
from index.language.moments import Date, Moment
from index.language.packs import Pack
from index.language.vocabulary import either


@dataclass(frozen=True, eq=False)
class _Turns:
    """The patterns of one language's "last week" and "semaine dernière", with what their words mean."""

    patterns: tuple[re.Pattern[str], ...]
    words: dict[str, int]
    weekdays: dict[str, int]


@cache
def _days(known: tuple[Pack, ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    days = {word: shift for pack in known for word, shift in pack.relative.days.items()}
    return re.compile(rf"\b(?:{either(days)})\b(?!-)"), days


@cache
def _turns(pack: Pack) -> _Turns:
    told = pack.relative
    weekdays = dict(names((pack,)).weekdays)
    before, after = either(told.turns_before), either(told.turns_after)
    span, weekday = rf"(?P<span>{either(told.spans)})", rf"(?P<weekday>{either(weekdays)})"
    patterns = (
        re.compile(rf"\b(?P<turn>{before}) (?:{span}|{weekday})\b"),
        re.compile(rf"\b(?:{spaced(told.articles)}?{span}|{weekday}) (?P<turn>{after})\b"),
    )
    return _Turns(patterns, {**told.turns_before, **told.turns_after}, weekdays)


@cache
def _this(known: tuple[Pack, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    spans = {words: span for pack in known for words, span in pack.relative.this.items()}
    ends = any_of(known, lambda pack: pack.relative.this_ends)
    others = any_of(known, lambda pack: pack.relative.this_not)
    return re.compile(rf"\b(?P<this>{either(spans)})(?:{ends})?\b(?!{others})"), spans


def relative(line: str, published: date | None) -> Iterator[Date]:
    """Yield the words of flat ``line`` that count from the day of writing, resolved when it is known."""
    known = text_packs()
    day, shifts = _days(known)
    for found in day.finditer(line):
        shift = shifts[found.group()]
        yield _dated(found, ("day", shift), published and published + timedelta(days=shift))
    for pack in known:
        turns = _turns(pack)
        for pattern in turns.patterns:
            for found in pattern.finditer(line):
                turn = turns.words[found["turn"]]
                if found["span"]:
                    yield _spanned(found, pack.relative.spans[found["span"]], turn, published)
                else:
                    vague = pack.relative.vague_turns
                    yield _weekday(found, turns.weekdays[found["weekday"]], turn, published, strict=vague)
    this, spans = _this(known)
    for found in this.finditer(line):
        yield _spanned(found, spans[found["this"]], 0, published)


def names_past_month(line: str) -> bool:
    """Tell whether flat ``line`` says that a month lies before the day of writing: "mars dernier", "last March"."""
    return _past_month(text_packs()).search(line) is not None


@cache
def _past_month(known: tuple[Pack, ...]) -> re.Pattern[str]:
    month = either(names(known).months)
    before = either(word for pack in known for word, turn in pack.relative.turns_before.items() if turn < 0)
    after = either(word for pack in known for word, turn in pack.relative.turns_after.items() if turn < 0)
    return re.compile(rf"\b(?:{month}) (?:{after})\b|\b(?:{before}) (?:\w+ )?(?:{month})\b")


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
    """Resolve "mardi dernier"; a strict "last Tuesday" only when all readings agree: it lies in the week before."""
    word = ("last" if turn < 0 else "next" if turn else "this", weekday)
    unresolved = Date(*found.span(), Moment(weekday=weekday, relative=word))
    if published is None or turn == 0:
        return unresolved
    ahead = (weekday - published.weekday()) % 7
    day = published + timedelta(days=(ahead or 7) if turn > 0 else ahead - 7)
    same_week = day.isocalendar()[:2] == published.isocalendar()[:2]
    return unresolved if strict and same_week else Date(*found.span(), Moment.of(day, relative=word))
