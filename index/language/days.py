"""Read calendar dates and times of day: days, months, weekdays and seasons, in words and in digits; "18 h 30", "6:30 pm"."""

import re
from collections.abc import Iterator

from index.language.calendar_names import names
from index.language.digits import layout
from index.language.moments import Date, Moment
from index.language.numbers import counts
from index.language.packs import per_packs
from index.language.patterns import every, in_texts, table, text_packs
from index.language.vocabulary import flat

_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-\d)")
_NUMERIC = re.compile(r"(?<![\d/.,-])(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark)(?P<year>\d{4})(?![\d/])")
_SHORT = re.compile(r"(?<![\d/.,-])(?P<first>\d\d?)/(?P<second>\d\d)(?:/(?P<year>\d\d))?(?![\d/]|[.,]\d| ?%)")
_INSIDE = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ],? $")
_CAPITAL = re.compile(r" [A-ZÀ-ÖØ-Þ]")


_DAYS = r"(?P<days>{day}(?:{link}{day}){0,6})"
_WEEKDAY = r"(?:\b(?P<weekday>{weekday}),? {calendar.article }?)?"
_DAY_MONTH = in_texts(
    _WEEKDAY + r"(?<![\d.,/:])\b" + _DAYS + r"[ -]{calendar.of }?(?P<month>{month})(?:{of_year}[ -](?P<year>{year}))?"
)
_MONTH_DAY = in_texts(
    _WEEKDAY
    + r"\b(?P<month>{first_month})[ -]{calendar.article }?"
    + _DAYS
    + r"(?! ?[:h]\d| ?%)(?:{of_year} (?P<year>{year}))?"
)
_MONTH_YEAR = in_texts(r"\b(?P<month>{month}){of_year}[ /-](?P<year>{year})")
_SEASON = in_texts(r"\b(?P<season>{season}) {calendar.of }?(?P<year>{year})")
_EACH_DAY = in_texts(r"\d+|{calendar.first_day}")
_BARE_MONTH = in_texts(r"(?P<lead>\b{calendar.month_leads}[ '-]?)?\b(?P<month>{long_month})\b")
_BARE_SEASON = in_texts(r"\b(?:(?P<alone>{calendar.seasons_alone})|{season_shown})\b")
_BARE_DAY = in_texts(
    r"\b(?:(?P<ended>{ended_day})|{plain_day}) (?P<day>0?[1-9]|[12]\d|3[01])(?P<ending>{calendar.day_endings})?\b"
    r"(?! ?[%€$£]|[-:/]\d|[.,]\d| \d| {calendar.day_not_before}\b)"
)
# "du lundi 3 au vendredi 7 mars" shares its month, which dates.py lends
_BARE_WEEKDAY = in_texts(
    r"\b(?P<weekday>{weekday})\b(?: (?P<day>[12]?\d|3[01]){ending}(?= {links} {calendar.article }?{weekday} \d))?"
)
# months whose names are other words without a capital, and those that are others even with that of a sentence's head
_DOUBTFUL = per_packs(lambda: every("calendar.month_verbs") | every("calendar.month_adjectives"))
_OTHER = per_packs(lambda: _DOUBTFUL() | every("calendar.month_first_names"))
_NOUN = in_texts(r" (?!{function}\b)[a-z]|-[a-z]")
_names = per_packs(lambda: names(text_packs()))
_TIME = in_texts(
    r"(?<![\d:.,/])\b(?P<hour>[01]?\d|2[0-4])"
    r"(?: ?(?P<mark>{clock.mark})(?: ?(?P<past>[0-5]\d)(?!\d))?\b| {clock.hours} (?P<words>[0-5]\d)\b"
    r"| ?(?P<bare>[ap])(?:m\b|\.m\b\.?)| (?P<clock>{clock.hours_alone})\b"
    r"|[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|[.,:]\d|%) ?(?:(?P<half>[ap])(?:m\b|\.m\b\.?))?)"
    r"|\b{clock.hours_after} (?P<at>[01]?\d|2[0-4]) {clock.hours}\b(?! [0-5]\d)"
    r"|\b(?P<name>{clock.named})\b"
)
_NAMED_AFTER = in_texts(r"\b{clock.named_not_after}[ -]$")  # "après-midi"
_NEAR = 16  # letters before a named hour in which such a word stands


def written_dates(line: str, text: str) -> Iterator[Date]:
    """Yield the dates of flat ``line`` that name a month: "29 et 30 avril 2025", "Tuesday, April 29th", "mars 2025"."""
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for found in pattern().finditer(line):
            counting = pattern is _MONTH_DAY and not found["year"] and counts(line, found.end())
            is_word = found["month"] in _OTHER() and not text[found.start("month")].isupper()
            if not counting and not is_word:  # "in May 20 people"
                yield from _days(found)
    for found in _MONTH_YEAR().finditer(line):
        yield Date(*found.span(), Moment(year=int(found["year"]), month=_month(found)))
    for found in _SEASON().finditer(line):
        yield Date(*found.span(), Moment(year=int(found["year"]), season=_names().seasons[found["season"]]))


def _month(found: re.Match[str]) -> int:
    return _names().months[found["month"].rstrip(".")]


def _days(found: re.Match[str]) -> Iterator[Date]:
    """Yield a date for each day of a list or range of days in one month."""
    year = int(found["year"]) if found["year"] else None
    days = list(_EACH_DAY().finditer(found["days"]))
    for index, each in enumerate(days):
        start = found.start() if index == 0 else found.start("days") + each.start()
        end = found.end() if index == len(days) - 1 else found.start("days") + each.end()
        weekday = _names().weekdays[found["weekday"]] if found["weekday"] and index == 0 else None
        day = int(each.group()) if each.group().isdigit() else 1
        yield Date(start, end, Moment(year=year, month=_month(found), day=day, weekday=weekday))


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
    known = _names()
    for found in _BARE_MONTH().finditer(line):
        start = found.start("month")
        name, capital = found["month"], text[start].isupper()
        inside = _INSIDE.search(text, max(0, start - 3), start) and not _CAPITAL.match(text, found.end())
        certain = found["lead"] or inside or line.strip(" .") == name
        if name in _DOUBTFUL() and not (capital and certain):
            continue
        if name in every("calendar.month_planets") and capital and not found["lead"]:
            continue
        if name in _OTHER() and not capital:
            continue
        yield Date(start, found.end(), Moment(month=_month(found)))
    for found in _BARE_WEEKDAY().finditer(line):
        day = int(found["day"]) if found["day"] else None
        yield Date(*found.span(), Moment(weekday=known.weekdays[found["weekday"]], day=day))
    for found in _BARE_DAY().finditer(line):
        ends = found["ending"] is not None
        if ends == bool(found["ended"] or found["day"] == "1") and not _NOUN().match(line, found.end()):
            yield Date(found.start("day"), found.end(), Moment(day=int(found["day"])), doubtful=True)
    for found in _BARE_SEASON().finditer(line):
        name = found["alone"] or re.split("[ '-]", found.group())[-1]
        yield Date(found.end() - len(name), found.end(), Moment(season=known.seasons[name]))


def times(line: str) -> Iterator[Date]:
    """Yield the times of flat ``line``. "18.30" is a time only before "am" or "pm"."""
    for found in _TIME().finditer(line):
        if found["name"]:
            if not _NAMED_AFTER().search(line, max(0, found.start() - _NEAR), found.start()):
                yield Date(*found.span(), Moment(hour=table("clock.named")[found["name"]], minute=0))
            continue
        dotted = found["minute"] and line[found.end("hour")] == "." and not found["half"]
        half = found["half"] or found["bare"]
        hour = int(found["hour"] or found["at"])
        if dotted or (half and not 1 <= hour <= 12):  # noqa: PLR2004 (a clock's hours)
            continue
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        minute = int(found["past"] or found["words"] or found["minute"] or 0)
        doubtful = found["at"] is not None or (found["mark"] is not None and not found["past"])  # eighteen hours?
        yield Date(found.start(), found.end(), Moment(hour=hour, minute=minute), doubtful=doubtful)


def is_month(word: str) -> bool:
    """Tell whether a word names a month by itself, in full; one that is a verb as well only with a capital."""
    plain = flat(word)
    return plain in _names().long_months and (plain not in every("calendar.month_verbs") or word[0].isupper())
