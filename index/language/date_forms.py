"""Dates in the lines that date an article, and what each one says.

They are made of the same names as those of texts, and differ in form: they have their year, they may abbreviate their weekday
and begin with the year, and their hour stands beside. So they are patterns that a byline's can hold, on running text.
"""

import re
from datetime import datetime
from functools import cache

from index.language.calendar_names import any_of, ending, every, month_forms, running, weekday_forms
from index.language.packs import Pack, packs
from index.language.vocabulary import either, flat

_YEAR = r"(?P<{0}>(?:1[5-9]|20)\d\d)\b"
_MONTHS = 12


@cache
def line_date(known: tuple[Pack, ...]) -> re.Pattern[str]:
    """Return the pattern of a date, any language's: a line does not tell its own."""
    month = rf"(?P<{{0}}>{running(name for pack in known for name in month_forms(pack))})\b\.?"
    of = rf"(?:\s+(?:{any_of(known, lambda pack: [word for word in pack.calendar.of if word[-1] != chr(39)])}))?"
    forms = [
        r"(?P<iso>\d{4}-\d\d(?:-\d\d)?)(?!\d)",
        rf"(?P<day>\d{{1,2}}){ending(known)}{of}[\s-]+{month.format('month')},?{of}[\s-]+{_YEAR.format('year')}",
        rf"{month.format('en_month')}\s+(?P<en_day>\d{{1,2}}){ending(known)},?\s+{_YEAR.format('en_year')}",
        rf"(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark){_YEAR.format('last')}",
        r"(?P<lead>(?:19|20)\d\d)[/.](?P<lead_month>\d{1,2})(?:[/.](?P<lead_day>\d{1,2}))?(?!\d)",
        rf"{month.format('only_month')}{of}\s+{_YEAR.format('only_year')}",
    ]
    weekday = running(name for pack in known for name in weekday_forms(pack))
    article = any_of(known, lambda pack: pack.calendar.article)
    before = rf"(?:(?:{weekday})\b\.?,?\s+(?:(?:{article})\s+)?)?"
    return re.compile(f"{before}(?:{'|'.join(forms)}){_clock_pattern(known)}", re.IGNORECASE)


def _clock_pattern(known: tuple[Pack, ...]) -> str:
    at = any_of(known, lambda pack: pack.clock.at)
    hours = either([*every(known, lambda pack: pack.clock.mark), *every(known, lambda pack: pack.clock.hours)])
    return (
        rf"(?:\s*(?:[,|·•(T–—-]|{at})*\s*(?P<hour>[01]?\d|2[0-3])\s*(?:(?:[:.]|{hours})\s*(?P<minute>[0-5]\d)?(?::[0-5]\d)?(?!\d)"
        r"\s*(?P<half>[ap]\.?m\b\.?)?|(?P<oclock>[ap]\.?m\b\.?)))?"
    )


@cache
def _numbers(known: tuple[Pack, ...]) -> dict[str, int]:
    return {flat(name): number for pack in known for name, number in month_forms(pack).items()}


def iso_date(match: re.Match[str], *, day_first: bool | None) -> tuple[str | None, bool]:
    """Return ISO 8601 for a date in words, and whether it can mean nothing else."""
    part = match.groupdict()
    if part["last"]:
        return _numeric(part, day_first=day_first)
    year = part["year"] or part["en_year"] or part["only_year"] or part["lead"]
    month = part["month"] or part["en_month"] or part["only_month"]
    day = part["day"] or part["en_day"] or part["lead_day"]
    number = _numbers(packs())[flat(month)] if month else int(part["lead_month"] or 0)
    value = part["iso"] or f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    return (value + _clock(part, value), True) if exists(value) else (None, False)


def _numeric(part: dict[str, str], *, day_first: bool | None) -> tuple[str | None, bool]:
    first, second, year = int(part["first"]), int(part["second"]), part["last"]
    if day_first is None and max(first, second) <= _MONTHS and first != second:
        return year, False  # 03/04/2025: nobody can tell, and only the year is sure
    swapped = second > _MONTHS or (day_first is False and first <= _MONTHS)
    day, month = (second, first) if swapped else (first, second)
    value = f"{year}-{month:02}-{day:02}"
    return (value + _clock(part, value), True) if exists(value) else (None, False)


def _clock(part: dict[str, str], value: str) -> str:
    if not part["hour"] or len(value) != len("2025-04-29"):
        return ""
    hour, half = int(part["hour"]), (part["half"] or part["oclock"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"T{hour:02}:{part['minute'] or '00'}"


def exists(value: str) -> bool:
    """Say whether the calendar has a date, given in ISO 8601 at any precision."""
    try:
        datetime.fromisoformat(value + "2000-01-01"[len(value) :])
    except ValueError:
        return False
    return True
