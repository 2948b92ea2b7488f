"""Dates as people write them in French and English: their forms, and what each one says."""

import re
from datetime import datetime

_NAMES = [
    "january|janvier|jan|janv",
    "february|février|fevrier|feb|févr|fevr|fév|fev",
    "march|mars|mar",
    "april|avril|apr|avr",
    "may|mai",
    "june|juin|jun",
    "july|juillet|jul|juil",
    "august|août|aout|aug",
    "september|septembre|sept|sep",
    "october|octobre|oct",
    "november|novembre|nov",
    "december|décembre|decembre|dec|déc",
]
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split("|")}
_MONTH = r"(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<{0}>(?:1[5-9]|20)\d\d)\b"
_WEEKDAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,?\s+(?:le\s+)?)?"
)
_CLOCK = (
    r"(?:\s*(?:[,|·•(T–—-]|à|at)*\s*(?P<hour>[01]?\d|2[0-3])\s*(?:(?:[:.hH]|heures?)\s*(?P<minute>[0-5]\d)?(?::[0-5]\d)?(?!\d)"
    r"\s*(?P<half>[ap]\.?m\b\.?)?|(?P<oclock>[ap]\.?m\b\.?)))?"
)
_FORMS = [
    r"(?P<iso>\d{4}-\d\d(?:-\d\d)?)(?!\d)",
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?(?:\s+of|\s+de)?[\s-]+" + _MONTH.format("month") + r",?[\s-]+" + _YEAR.format("year"),
    _MONTH.format("en_month") + r"\s+(?P<en_day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR.format("en_year"),
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)" + _YEAR.format("last"),
    r"(?P<lead>(?:19|20)\d\d)[/.](?P<lead_month>\d{1,2})(?:[/.](?P<lead_day>\d{1,2}))?(?!\d)",
    _MONTH.format("only_month") + r"\s+" + _YEAR.format("only_year"),
]
DATE = re.compile(_WEEKDAY + "(?:" + "|".join(_FORMS) + ")" + _CLOCK, re.IGNORECASE)


def iso_date(match: re.Match[str], *, day_first: bool | None) -> tuple[str | None, bool]:
    """Return ISO 8601 for a date in words, and whether it can mean nothing else."""
    part = match.groupdict()
    if part["last"]:
        return _numeric(part, day_first=day_first)
    year = part["year"] or part["en_year"] or part["only_year"] or part["lead"]
    month = part["month"] or part["en_month"] or part["only_month"]
    day = part["day"] or part["en_day"] or part["lead_day"]
    number = _MONTHS[month.lower()] if month else int(part["lead_month"] or 0)
    value = part["iso"] or f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    return (value + _clock(part, value), True) if exists(value) else (None, False)


def _numeric(part: dict[str, str], *, day_first: bool | None) -> tuple[str | None, bool]:
    first, second, year = int(part["first"]), int(part["second"]), part["last"]
    months = len(_NAMES)
    if day_first is None and max(first, second) <= months and first != second:
        return year, False  # 03/04/2025: nobody can tell, and only the year is sure
    swapped = second > months or (day_first is False and first <= months)
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
