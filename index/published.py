"""True dates: when an article was published and modified, read from what it says and never from a file's time.

A date keeps the precision and the zone of its source. What is not stated is unknown.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from index.types import Dated

Certainty = Literal["sure", "likely"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january janvier jan janv",
            "february février fevrier feb févr fevr fév fev",
            "march mars mar",
            "april avril apr avr",
            "may mai",
            "june juin jun",
            "july juillet jul juil",
            "august août aout aug",
            "september septembre sep sept",
            "october octobre oct",
            "november novembre nov",
            "december décembre decembre dec déc",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
    r"(?:day)?|lun|mar|mer|jeu|ven|sam|dim)\.?,?\s+)?"
)
_CLOCK = (
    r"(?:\s*(?:,|-|–|—|\||·|•|\(|à|at|T)?\s*(?P<hour>[01]?\d|2[0-3])\s*(?:[:.hH]|heures?)\s*(?P<minute>[0-5]\d)?(?::[0-5]\d)?"
    r"(?!\d)\s*(?P<half>[ap]\.?m\b\.?)?)?"
)
_YEAR = r"(?P<year{0}>(?:1[5-9]|20)\d\d)\b"
DATE = re.compile(
    _WEEKDAY
    + "(?:"
    + "|".join(
        [
            r"(?P<iso>\d{4}-\d\d(?:-\d\d)?)(?!\d)",
            r"(?P<day1>\d{1,2})(?:er|st|nd|rd|th)?(?:\s+of|\s+de)?[\s-]+"
            + _MONTH.format(1)
            + r",?[\s-]+"
            + _YEAR.format(1),
            _MONTH.format(2) + r"\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR.format(2),
            r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)" + _YEAR.format(3),
            r"(?P<year5>(?:19|20)\d\d)(?P<mark5>[/.])(?P<month5>\d{1,2})(?P=mark5)(?P<day5>\d{1,2})\b",
            _MONTH.format(4) + r"\s+" + _YEAR.format(4),
        ]
    )
    + ")"
    + _CLOCK,
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:?\d\d(?::?\d\d)?(?:[.,]\d+)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?")
_PUBLISHED = (
    r"(?:(?:article\s+|billet\s+)?(?:publi[ée]e?|mise? en ligne|parue?|post[ée]e?|diffus[ée]e?|initialement publi[ée]e?)"
    r"(?:\s+(?:par|dans|sur)\s[^\n]{1,60}?)?,?\s*(?:le|du|en|à|:|ce|aujourd’hui,?)|date de (?:publication|parution|mise en ligne)\s*:?(?:\s*le)?"
    r"|(?:first |originally )?(?:published|posted|released|issued)(?:\s+(?:by|in|at)\s[^\n]{1,60}?)?,?\s*(?:on|in|:|at)?"
    r"|(?:publication|release|issue|posting) date\s*:?|date (?:published|of publication|posted)\s*:?|pubdate\s*:)"
)
_MODIFIED = (
    r"(?:(?:derni[èe]re |article )?(?:mise? [àa] jour|modifi[ée]e?|modification|actualis[ée]e?|r[ée]vis[ée]e?|corrig[ée]e?|màj|maj)\s*(?:le|du|à|:|:\s*le)?"
    r"|(?:last )?(?:updated?|modified|revised|corrected|edited)\s*(?:on|at|:)?|date modified\s*:?)"
)
_BYLINE = r"(?:par|by|de)\s[^\n\d]{2,80}?[\s,|·•—–-]+(?:(?:le|on|publi[ée] le)\s+)?"


def parse(
    value: object,
    origin: str,
    certainty: Certainty = "sure",
    *,
    day_first: bool | None = None,
    now: datetime | None = None,
) -> Dated | None:
    """Read one date as a machine or a person wrote it. ``None``: unreadable, a placeholder, or still to come."""
    text = " ".join(str(value or "").split())
    found = _machine(text)
    if not found and (match := DATE.match(text)):
        found, exact = _written(match, day_first=day_first)
        certainty = certainty if exact else "likely"
    return Dated(found, origin, certainty) if found and _possible(found, now) else None


def byline(
    text: str, *, day_first: bool | None = None, now: datetime | None = None
) -> tuple[Dated | None, Dated | None]:
    """Return the published and modified dates that an article's first and last lines state in words."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    edges = [line for line in [*lines[:8], *lines[8:][-4:]] if len(line) <= 200]
    published = _stated(edges, _PUBLISHED, day_first, now)
    modified = _stated(edges, _MODIFIED, day_first, now)
    return published or _stated(lines[:5], _BYLINE, day_first, now, "likely", at_start=True), modified


def address(url: str | None, *, now: datetime | None = None) -> Dated | None:
    """Return the date that an address spells out, such as ``/2025/04/29/`` or ``/2025-04-29-title``."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url or "").partition("?")[0]
    match = re.search(
        r"/(20\d\d|19[89]\d)([/-])(0?[1-9]|1[0-2])(?:\2(0?[1-9]|[12]\d|3[01]))?(?=[/.\-_]|$)", path
    ) or re.search(r"[/_-](20\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/._-]|$)", path)
    if not match:
        return None
    year, _, month, day = match.groups()
    if not day and match[2] == "-":
        return None  # /2025-12-reasons is a count as often as a month
    return parse("-".join(f"{int(part):02}" for part in (year, month, day) if part), "address", "likely", now=now)


def _stated(
    lines: list[str],
    lead: str,
    day_first: bool | None,
    now: datetime | None,
    certainty: Certainty = "sure",
    *,
    at_start: bool = False,
) -> Dated | None:
    pattern = re.compile((r"^\W*" if at_start else r"(?:^|(?<=[\s(|·•—–,.;:/-]))") + lead + r"\s*:?\s*", re.IGNORECASE)
    for line in lines:
        for match in pattern.finditer(line):
            written = DATE.match(line, match.end())
            if written and not _in_prose(line, match.start(), written.end()):
                value, exact = _written(written, day_first=day_first)
                if value and _possible(value, now):
                    return Dated(value, "byline", certainty if exact else "likely")
    return None


def _in_prose(line: str, start: int, end: int) -> bool:
    """Say whether the words around a date make a sentence of it ("The study published on March 3, 2025 found …")."""
    before, after = line[:start].strip(), line[end:].strip()
    return (
        bool(re.search(r"\w{2,}\s+\w+$", before) and re.match(r"[^\W\d_]", after))
        or len(before) > 90
        or len(after) > 90
    )


def _machine(text: str) -> str | None:
    """Return ISO 8601 for a machine's date (ISO, RFC 2822, seconds since 1970), at the precision given."""
    if _ISO.fullmatch(text):
        if len(text) <= 10:
            return text if _exists(text) else None
        try:
            stamp = datetime.fromisoformat(re.sub(r"\s+(?=[Z+-])", "", text.replace(",", ".")))
        except ValueError:
            return text[:10] if _exists(text[:10]) else None
        short = not re.search(r":\d\d:\d\d", text)
        return stamp.isoformat(timespec="minutes" if short else "seconds")
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        return _machine(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    if re.match(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d?:\d\d", text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except ValueError:
            return None
    return None


def _written(match: re.Match[str], *, day_first: bool | None) -> tuple[str | None, bool]:
    """Return ISO 8601 for a date in words, and whether it can mean nothing else."""
    part = match.groupdict()
    exact = True
    if part["iso"]:
        value = part["iso"]
    elif part["first"]:
        first, second = int(part["first"]), int(part["second"])
        if day_first is None and first <= 12 and second <= 12 and first != second:
            return part["year3"], False  # 03/04/2025: nobody can tell, only the year is sure
        day, month = (first, second) if first > 12 or (day_first is not False and second <= 12) else (second, first)
        value = f"{part['year3']}-{month:02}-{day:02}"
    elif part["year5"]:
        value = f"{part['year5']}-{int(part['month5']):02}-{int(part['day5']):02}"
    else:
        which = "1" if part["day1"] else "2" if part["day2"] else "4"
        value = f"{part['year' + which]}-{_MONTHS[part['month' + which].lower()]:02}"
        value += f"-{int(part['day' + which]):02}" if which != "4" else ""
    if not _exists(value):
        return None, False
    return value + (_clock(part) if len(value) == 10 else ""), exact


def _clock(part: dict[str, str | None]) -> str:
    if not part["hour"]:
        return ""
    hour = int(part["hour"])
    if part["half"]:
        hour = hour % 12 + (12 if part["half"].lower().startswith("p") else 0)
    return f"T{hour:02}:{part['minute'] or '00'}"


def _exists(value: str) -> bool:
    try:
        datetime.fromisoformat((value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10])
    except ValueError:
        return False
    return True


def _possible(value: str, now: datetime | None) -> bool:
    """Refuse what has not happened yet, and the zeros that publishing systems write for "no date"."""
    tomorrow = (now or datetime.now(UTC)) + timedelta(days=1)
    return (
        value[:10] not in {"1970-01-01", "1900-01-01", "0001-01-01"}
        and "1000" < value[:10] <= tomorrow.isoformat()[: len(value[:10])]
    )
