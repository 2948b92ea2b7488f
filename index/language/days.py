"""Read calendar dates: days, months, weekdays and seasons, in words and in digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.language.calendar_names import YEAR, Names, any_of, ending, every, link, link_words, names, spaced, text_packs
from index.language.digits import layout
from index.language.moments import Date, Moment
from index.language.numbers import counts
from index.language.packs import Pack
from index.language.vocabulary import FUNCTION, either, flat

_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-\d)")
_NUMERIC = re.compile(r"(?<![\d/.,-])(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark)(?P<year>\d{4})(?![\d/])")
_SHORT = re.compile(r"(?<![\d/.,-])(?P<first>\d\d?)/(?P<second>\d\d)(?:/(?P<year>\d\d))?(?![\d/]|[.,]\d| ?%)")
_INSIDE = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ],? $")
_CAPITAL = re.compile(r" [A-ZÀ-ÖØ-Þ]")


@dataclass(frozen=True, eq=False)
class _Grammar:
    names: Names
    capitals: frozenset[str]  # months that are other words without one
    doubtful: frozenset[str]  # months that are other words at the head of a sentence as well
    planets: frozenset[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    month_year: re.Pattern[str]
    season: re.Pattern[str]
    each_day: re.Pattern[str]
    bare_month: re.Pattern[str]
    bare_weekday: re.Pattern[str]
    bare_day: re.Pattern[str]
    bare_season: re.Pattern[str]
    noun: re.Pattern[str]


@cache
def _grammar(known: tuple[Pack, ...]) -> _Grammar:
    named = names(known)
    verbs = every(known, lambda pack: [*pack.calendar.month_verbs, *pack.calendar.month_adjectives])
    capitals = [*verbs, *every(known, lambda pack: pack.calendar.month_first_names)]
    planets = every(known, lambda pack: pack.calendar.month_planets)
    words = (frozenset(capitals), frozenset(verbs), frozenset(planets))
    return _Grammar(named, *words, *_full(known, named), *_bare(known, named))


def _full(known: tuple[Pack, ...], named: Names) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of days with their month, and of months and seasons with their year."""
    first = any_of(known, lambda pack: pack.calendar.first_day)
    of = every(known, lambda pack: pack.calendar.of)
    article = spaced(every(known, lambda pack: pack.calendar.article))
    english = names(tuple(pack for pack in known if pack.calendar.month_first))
    words = either(word for word in of if not word.endswith("'"))
    before_year = rf"(?:,|,? (?:{words}))?"
    day = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?!\d){ending(known)}|(?:{first})\b)"
    days = rf"(?P<days>{day}(?:{link(known)}{day}){{0,6}})"
    weekday = rf"(?:\b(?P<weekday>{either(named.weekdays)}),? {article}?)?"
    yield re.compile(
        rf"{weekday}(?<![\d.,/:])\b{days}[ -]{spaced(of)}?(?P<month>{named.month})(?:{before_year}[ -](?P<year>{YEAR}))?"
    )
    yield re.compile(
        rf"{weekday}\b(?P<month>{english.month})[ -]{article}?{days}(?! ?[:h]\d| ?%)(?:{before_year} (?P<year>{YEAR}))?"
    )
    yield re.compile(rf"\b(?P<month>{named.month}){before_year}[ /-](?P<year>{YEAR})")
    yield re.compile(rf"\b(?P<season>{either(named.seasons)}) {spaced(of)}?(?P<year>{YEAR})")
    yield re.compile(rf"\d+|{first}")


def _bare(known: tuple[Pack, ...], named: Names) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of months, weekdays, days and seasons that stand alone."""
    leads = any_of(known, lambda pack: pack.calendar.month_leads)
    yield re.compile(rf"(?P<lead>\b(?:{leads})[ '-]?)?\b(?P<month>{either(named.long_months)})\b")
    # "du lundi 3 au vendredi 7 mars" shares its month, which dates.py lends
    weekday, article = either(named.weekdays), spaced(every(known, lambda pack: pack.calendar.article))
    yield re.compile(
        rf"\b(?P<weekday>{weekday})\b"
        rf"(?: (?P<day>[12]?\d|3[01]){ending(known)}(?= (?:{link_words(known)}) {article}?(?:{weekday}) \d))?"
    )
    ended = either(every(known, lambda pack: pack.calendar.day_leads if pack.calendar.days_end else ()))
    plain = either(every(known, lambda pack: () if pack.calendar.days_end else pack.calendar.day_leads))
    endings = any_of(known, lambda pack: pack.calendar.day_endings)
    others = any_of(known, lambda pack: pack.calendar.day_not_before)
    yield re.compile(
        rf"\b(?:(?P<ended>{ended})|{plain}) (?P<day>0?[1-9]|[12]\d|3[01])(?P<ending>{endings})?\b"
        rf"(?! ?[%€$£]|[-:/]\d|[.,]\d| \d| (?:{others})\b)"
    )
    alone = any_of(known, lambda pack: pack.calendar.seasons_alone)
    shown = [
        rf"(?:{either(lead if lead.endswith(chr(39)) else f'{lead}[ -]' for lead in leads)}){season}"
        for pack in known
        for season, leads in pack.calendar.seasons_after.items()
    ]
    yield re.compile(rf"\b(?:(?P<alone>{alone})|{either(shown)})\b")
    yield re.compile(rf" (?!(?:{either(FUNCTION)})\b)[a-z]|-[a-z]")


def written_dates(line: str, text: str) -> Iterator[Date]:
    """Yield the dates of flat ``line`` that name a month: "29 et 30 avril 2025", "Tuesday, April 29th", "mars 2025"."""
    grammar = _grammar(text_packs())
    for pattern in (grammar.day_month, grammar.month_day):
        for found in pattern.finditer(line):
            counting = pattern is grammar.month_day and not found["year"] and counts(line, found.end())
            is_word = found["month"] in grammar.capitals and not text[found.start("month")].isupper()
            if not counting and not is_word:  # "in May 20 people"
                yield from _days(found, grammar)
    for found in grammar.month_year.finditer(line):
        yield Date(*found.span(), Moment(year=int(found["year"]), month=_month(found, grammar)))
    for found in grammar.season.finditer(line):
        yield Date(*found.span(), Moment(year=int(found["year"]), season=grammar.names.seasons[found["season"]]))


def _month(found: re.Match[str], grammar: _Grammar) -> int:
    return grammar.names.months[found["month"].rstrip(".")]


def _days(found: re.Match[str], grammar: _Grammar) -> Iterator[Date]:
    """Yield a date for each day of a list or range of days in one month."""
    year = int(found["year"]) if found["year"] else None
    days = list(grammar.each_day.finditer(found["days"]))
    for index, each in enumerate(days):
        start = found.start() if index == 0 else found.start("days") + each.start()
        end = found.end() if index == len(days) - 1 else found.start("days") + each.end()
        weekday = grammar.names.weekdays[found["weekday"]] if found["weekday"] and index == 0 else None
        day = int(each.group()) if each.group().isdigit() else 1
        yield Date(start, end, Moment(year=year, month=_month(found, grammar), day=day, weekday=weekday))


def numeric(line: str, language: str | None) -> Iterator[Date]:
    """Yield the dates in digits: 2025-04-29, 29/04/2025, 29.04.2025, 29/04; in English 04/05 has two readings."""
    for found in _ISO.finditer(line):
        moment = Moment(year=int(found["year"]), month=int(found["month"]), day=int(found["day"]))
        if moment.calendar:
            yield Date(*found.span(), moment)
    for pattern in (_NUMERIC, _SHORT):
        for found in pattern.finditer(line):
            year = int(found["year"]) if found["year"] else None
            year = 2000 + year if year is not None and pattern is _SHORT else year
            first, second = int(found["first"]), int(found["second"])
            readings = [Moment(year=year, month=second, day=first)] if _exists(first, second) else []
            if not (readings and layout(language).day_first) and first != second and _exists(second, first):
                readings.append(Moment(year=year, month=first, day=second))
            if readings:
                yield Date(*found.span(), readings[0], readings[1] if len(readings) > 1 else None)


def _exists(day: int, month: int) -> bool:
    return Moment(year=2024, month=month, day=day).calendar is not None  # a leap year


def bare(line: str, text: str) -> Iterator[Date]:
    """Yield months, weekdays, days and seasons that stand alone: "in May", "mars", "mardi", "le 29", "l'été"."""
    grammar = _grammar(text_packs())
    for found in grammar.bare_month.finditer(line):
        start = found.start("month")
        name, capital = found["month"], text[start].isupper()
        inside = _INSIDE.search(text, max(0, start - 3), start) and not _CAPITAL.match(text, found.end())
        certain = found["lead"] or inside or line.strip(" .") == name
        if name in grammar.doubtful and not (capital and certain):
            continue
        if name in grammar.planets and capital and not found["lead"]:
            continue
        if name in grammar.capitals and not capital:
            continue
        yield Date(start, found.end(), Moment(month=_month(found, grammar)))
    for found in grammar.bare_weekday.finditer(line):
        day = int(found["day"]) if found["day"] else None
        yield Date(*found.span(), Moment(weekday=grammar.names.weekdays[found["weekday"]], day=day))
    for found in grammar.bare_day.finditer(line):
        ends = found["ending"] is not None
        if ends == bool(found["ended"] or found["day"] == "1") and not grammar.noun.match(line, found.end()):
            yield Date(found.start("day"), found.end(), Moment(day=int(found["day"])), doubtful=True)
    for found in grammar.bare_season.finditer(line):
        name = found["alone"] or re.split("[ '-]", found.group())[-1]
        yield Date(found.end() - len(name), found.end(), Moment(season=grammar.names.seasons[name]))


def is_month(word: str) -> bool:
    """Tell whether a word names a month by itself, in full; one that is a verb as well only with a capital."""
    plain, known = flat(word), text_packs()
    verb = plain in every(known, lambda pack: pack.calendar.month_verbs)
    return plain in names(known).long_months and (not verb or word[0].isupper())
