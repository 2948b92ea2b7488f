"""Dates in the lines that date an article, and what each one says.

They are made of the same names as those of texts, and differ in form: they have their year, they may abbreviate their weekday
and begin with the year, and their hour stands beside. So DATE is a template that a byline's can hold, for running text.
"""

import re
from datetime import datetime

from index.language.calendar_names import month_forms
from index.language.packs import packs, per_packs
from index.language.patterns import in_lines
from index.language.vocabulary import flat

_YEAR = r"(?P<{}>(?:1[5-9]|20)\d\d)\b"
_MONTH = r"(?P<{}>{{month_form}})\b\.?"
_OF = r"(?:\s+{calendar.of})?"
_FORMS = [
    r"(?P<iso>\d{4}-\d\d(?:-\d\d)?)(?!\d)",
    r"(?P<day>\d{1,2}){ending}" + _OF + r"[\s-]+" + _MONTH.format("month") + ",?" + _OF + r"[\s-]+" + _YEAR.format("year"),
    _MONTH.format("en_month") + r"\s+(?P<en_day>\d{1,2}){ending},?\s+" + _YEAR.format("en_year"),
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<last>(?:(?:1[5-9]|20)\d\d|(?<=[/.])\d\d)\b)(?![./]\d)",
    r"(?P<lead>(?:19|20)\d\d)[/.](?P<lead_month>\d{1,2})(?:[/.](?P<lead_day>\d{1,2}))?(?!\d)",
    _MONTH.format("only_month") + _OF + r"\s+" + _YEAR.format("only_year"),
]
_CLOCK = (
    r"(?:\s*(?:[,|·•(T–—-]|{clock.at})*\s*(?P<hour>[01]?\d|2[0-3])\s*(?:(?:[:.]|{clock.mark}|{clock.hours})"
    r"\s*(?P<minute>[0-5]\d)?(?::[0-5]\d)?(?!\d)\s*(?P<half>[ap]\.?m\b\.?)?|(?P<oclock>[ap]\.?m\b\.?)))?"
)
DATE = rf"(?:{{weekday_form}}\b\.?,?\s+(?:{{calendar.article}}\s+)?)?(?:{'|'.join(_FORMS)}){_CLOCK}"
line_date = in_lines(DATE)
_MONTHS = 12


@per_packs
def _numbers() -> dict[str, int]:
    return {flat(name): number for pack in packs() for name, number in month_forms(pack).items()}


def iso_date(match: re.Match[str], *, day_first: bool | None) -> tuple[str | None, bool]:
    """Return ISO 8601 for a date in words, and whether it can mean nothing else."""
    part = match.groupdict()
    if part["last"]:
        return _numeric(part, day_first=day_first)
    year = part["year"] or part["en_year"] or part["only_year"] or part["lead"]
    month = part["month"] or part["en_month"] or part["only_month"]
    day = part["day"] or part["en_day"] or part["lead_day"]
    number = _numbers()[flat(month)] if month else int(part["lead_month"] or 0)
    value = part["iso"] or f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    return (value + _clock(part, value), True) if exists(value) else (None, False)


def _numeric(part: dict[str, str], *, day_first: bool | None) -> tuple[str | None, bool]:
    first, second, year = int(part["first"]), int(part["second"]), part["last"]
    if len(year) == len("25"):  # of this century, or of the last where that is still to come
        year = f"{'20' if int(year) <= datetime.now().astimezone().year % 100 else '19'}{year}"
    if day_first is None and part["mark"] != "." and max(first, second) <= _MONTHS and first != second:
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
