"""Read calendar dates: days, months, weekdays and seasons, in words and in digits."""

import re
from collections.abc import Iterator

from index.language.digits import layout
from index.language.moments import Date, Moment
from index.language.numbers import counts
from index.language.vocabulary import (
    ENGLISH_MONTHS,
    MONTHS,
    SEASONS,
    SHORT_MONTHS,
    WEEKDAYS,
    either,
    function_words,
    word_set,
)

_LONG = frozenset(MONTHS) - SHORT_MONTHS
_DAY = r"(?:(?:0?[1-9]|[12]\d|3[01])(?!\d)(?: ?(?:er|st|nd|rd|th)\b)?|premier\b)"
YEAR = r"[12]\d{3}(?![\d%])(?![.,]\d)"
_MONTH = rf"(?:(?:{either(_LONG)})\b|(?:{either(SHORT_MONTHS)})\b\.?)"
_ENGLISH_MONTH = rf"(?:(?:{either(ENGLISH_MONTHS & _LONG)})\b|(?:{either(ENGLISH_MONTHS & SHORT_MONTHS)})\b\.?)"
LINK = r"(?: ?[,/&-] ?| (?:jusqu')?(?:au|a|et|ou|to|and|or|through|until|till) )(?:(?:et|ou|and|or) )?(?:le |the )?"
_DAYS = rf"(?P<days>{_DAY}(?:{LINK}{_DAY}){{0,6}})"
_WEEKDAY = rf"(?:\b(?P<weekday>{either(WEEKDAYS)}),? (?:the )?)?"
_LEADS = word_set(
    "in of since until till by from to during before after between early late mid last next this and en de depuis"
) | word_set("jusqu jusqu'en debut fin courant mi a et au des avant apres mois d'ici")

_EACH = re.compile(r"\d+|premier")

_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-\d)")
_NUMERIC = re.compile(r"(?<![\d/.,-])(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark)(?P<year>\d{4})(?![\d/])")
_SHORT = re.compile(r"(?<![\d/.,-])(?P<first>\d\d?)/(?P<second>\d\d)(?:/(?P<year>\d\d))?(?![\d/]|[.,]\d| ?%)")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(?<![\d.,/:])\b{_DAYS}[ -](?:of |de |d')?(?P<month>{_MONTH})(?:(?:,|,? de"
    rf"|,? of)?[ -](?P<year>{YEAR}))?"
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}\b(?P<month>{_ENGLISH_MONTH})[ -](?:the )?{_DAYS}(?! ?[:h]\d| ?%)(?:(?:,| of)? (?P<year>{YEAR}))?"
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})(?:,| de| of)?[ /-](?P<year>{YEAR})")
_SEASON = re.compile(rf"\b(?P<season>{either(SEASONS)}) (?:of |de )?(?P<year>{YEAR})")
_BARE_MONTH = re.compile(rf"(?P<lead>\b(?:{either(_LEADS)}|d')[ '-]?)?\b(?P<month>{either(_LONG)})\b")
_BARE_SEASON = re.compile(
    r"\b(?:(?P<always>printemps|automne|hiver|autumn|winter|summer)|(?:in|this|last|next|the|early|late"
    r"|mid)[ -](?P<spring>spring)"
    r"|(?:in the|this|last|next) (?P<fall>fall)|(?:l'|en |cet |d'|mi-)(?P<ete>ete))\b"
)
_BARE_DAY = re.compile(
    r"\b(?:(?P<the>the)|le|du|au) (?P<day>0?[1-9]|[12]\d|3[01])(?P<suffix>er|st|nd|rd|th)?\b"
    r"(?! ?[%€$£]|[-:/]\d|[.,]\d| \d| (?:most|best|least|and last|largest|of the)\b)"
)
# "du lundi 3 au vendredi 7 mars" shares its month, which dates.py lends
_BARE_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{either(WEEKDAYS)})\b"
    rf"(?: (?P<day>[12]?\d|3[01])(?:er)?(?= (?:au|et|ou|to|and) (?:le )?(?:{either(WEEKDAYS)}) \d))?"
)
_INSIDE = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ],? $")
_CAPITAL = re.compile(r" [A-ZÀ-ÖØ-Þ]")
_NOUN = re.compile(rf" (?!(?:{either(function_words())})\b)[a-z]|-[a-z]")
_ENGLISH_WORDS = word_set("may march august april june")  # a verb, a step, an adjective, two first names


def written_dates(line: str, text: str) -> Iterator[Date]:
    """Yield the dates of flat ``line`` that name a month: "29 et 30 avril 2025", "Tuesday, April 29th", "mars 2025"."""
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for found in pattern.finditer(line):
            counting = pattern is _MONTH_DAY and not found["year"] and counts(line, found.end())
            if not counting and not _is_word(found, text):  # "in May 20 people"
                yield from _days(found)
    for found in _MONTH_YEAR.finditer(line):
        yield Date(*found.span(), Moment(year=int(found["year"]), month=_month(found)))
    for found in _SEASON.finditer(line):
        yield Date(*found.span(), Moment(year=int(found["year"]), season=SEASONS[found["season"]]))


def _month(found: re.Match[str]) -> int:
    return MONTHS[found["month"].rstrip(".")]


def _is_word(found: re.Match[str], text: str) -> bool:
    return found["month"] in _ENGLISH_WORDS and not text[found.start("month")].isupper()


def _days(found: re.Match[str]) -> Iterator[Date]:
    """Yield a date for each day of a list or range of days in one month."""
    year = int(found["year"]) if found["year"] else None
    days = list(_EACH.finditer(found["days"]))
    for index, day in enumerate(days):
        start = found.start() if index == 0 else found.start("days") + day.start()
        end = found.end() if index == len(days) - 1 else found.start("days") + day.end()
        weekday = WEEKDAYS[found["weekday"]] if found["weekday"] and index == 0 else None
        yield Date(
            start,
            end,
            Moment(year=year, month=_month(found), day=int(day.group().replace("premier", "1")), weekday=weekday),
        )


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
    for found in _BARE_MONTH.finditer(line):
        start = found.start("month")
        name, capital = found["month"], text[start].isupper()
        inside = _INSIDE.search(text, max(0, start - 3), start) and not _CAPITAL.match(text, found.end())
        certain = found["lead"] or inside or line.strip(" .") == name
        if name in {"may", "march", "august"} and not (capital and certain):
            continue
        if name == "mars" and capital and not found["lead"]:  # the planet
            continue
        if name in _ENGLISH_WORDS and not capital:
            continue
        yield Date(start, found.end(), Moment(month=_month(found)))
    for found in _BARE_WEEKDAY.finditer(line):
        day = int(found["day"]) if found["day"] else None
        yield Date(*found.span(), Moment(weekday=WEEKDAYS[found["weekday"]], day=day))
    for found in _BARE_DAY.finditer(line):
        suffix = found["suffix"] is not None
        if suffix == bool(found["the"] or found["day"] == "1") and not _NOUN.match(line, found.end()):
            yield Date(found.start("day"), found.end(), Moment(day=int(found["day"])), doubtful=True)
    for found in _BARE_SEASON.finditer(line):
        name = found["always"] or found["spring"] or found["fall"] or found["ete"]
        yield Date(found.end() - len(name), found.end(), Moment(season=SEASONS[name]))
