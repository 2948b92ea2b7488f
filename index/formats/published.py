"""True dates: when an article came out and when it was changed, read from what it says and never from a file's time.

A date keeps the precision and the zone of its source. What is not stated is unknown, and so is what has yet to come.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from index.language import bylines
from index.language.date_forms import exists, iso_date, line_date
from index.language.moments import DAY
from index.types import Dated

Certainty = Literal["sure", "likely"]

_ISO = re.compile(
    r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ](\d\d:?\d\d(?::?\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")  # no date is without
_HOURS = re.compile(r"\d{1,2}\s*(?:[:h]|[ap]m|\.\d\d(?!\.\d))", re.IGNORECASE)  # no "12.03.2026", no "12. März"
_LONGEST_LINE = 200  # what is longer is no byline
_LONGEST_REST = 90  # of other words in the line of a byline
_EDGE = 5_000  # characters at either end of an article that are looked at
_HEAD, _TAIL = 8, 4  # lines of an article where its byline stands


def parse(value: object, origin: str, certainty: Certainty = "sure", *, day_first: bool | None = None) -> Dated | None:
    """Read one date as a machine or a person wrote it. ``None``: unreadable, a placeholder, or still to come."""
    text = " ".join(str("" if value is None else value).split())
    found = _machine(text)
    if not found and (match := line_date().match(text)):
        found, exact = iso_date(match, day_first=day_first)
        certainty = certainty if exact else "likely"
    return Dated(found, origin, certainty) if found and _possible(found) else None


def byline(text: str, *, day_first: bool | None = None) -> tuple[Dated | None, Dated | None]:
    """Return the published and modified dates that an article's first and last lines state in words."""
    if len(text) > 2 * _EDGE:
        text = text[:_EDGE] + text[-_EDGE:].partition("\n")[2]
    text = bylines.label_line().sub(r"\1 ", text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    edges = [line for line in [*lines[:_HEAD], *lines[_HEAD:][-_TAIL:]] if len(line) <= _LONGEST_LINE]
    published = _labelled(edges, bylines.published_date(), day_first=day_first) or _signed(edges[:_HEAD], day_first=day_first)
    return published, _labelled(edges, bylines.modified_date(), day_first=day_first)


def _labelled(lines: Iterable[str], pattern: re.Pattern[str], *, day_first: bool | None) -> Dated | None:
    """Return the first date that follows a label outside of a sentence."""
    for line in filter(_DIGIT.search, lines):
        for match in pattern.finditer(line):
            found = _worded(match, "sure", day_first=day_first)
            if found and not _in_prose(line[: match.start()], line[match.end() :]):
                return found
    return None


def _worded(match: re.Match[str], certainty: Certainty, *, day_first: bool | None) -> Dated | None:
    value, exact = iso_date(match, day_first=day_first)
    return Dated(value, "byline", certainty if exact else "likely") if value and _possible(value) else None


def alone(lines: Iterable[str], *, day_first: bool | None = None) -> Dated | None:
    """Return the date that stands in a line by itself or beside a name: "3 mars 2025", "Ada · March 3, 2025".

    Or the one that opens a paragraph, as in news: "Paris, le 3 mars 2025 – Le groupe …"; several tell a chronology.
    """
    opening = []
    for line in lines:
        parts = re.split(r"\s+(?:[|·•—–-]|--)\s+", line)
        is_long = len(line) > _LONGEST_REST
        if any(map(_HOURS.match, parts)):
            continue  # from one hour to another: an event
        days = [match for match in map(bylines.alone().fullmatch, parts[:1] if is_long else parts) if match]
        # from one day to another: an event, or a life
        found = _worded(days[0], "likely", day_first=day_first) if len(days) == 1 else None
        if found and ("," not in line or len(found.value) >= DAY):  # "Seuil, mars 2019": a book
            if not is_long:
                return found
            opening.append(found)
    return opening[0] if len(opening) == 1 else None


def labelled_once(lines: Iterable[str], *, day_first: bool | None = None) -> Dated | None:
    """Return the day of publication that lines state wherever they stand; several days are those of several articles."""
    said = (_labelled([line], bylines.published_date(), day_first=day_first) for line in lines if len(line) <= _LONGEST_LINE)
    days = {one.value[:DAY]: one for one in said if one}
    return Dated(next(iter(days.values())).value, "byline", "likely") if len(days) == 1 else None


def address(url: str | None) -> Dated | None:
    """Return the date that an address spells out, such as ``/2025/04/29/`` or ``/2025-04-29-title``."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url or "").partition("?")[0]
    whole = r"/(20\d\d|19[89]\d)([/-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=[/.\-_]|$)"
    close = r"[/_-](20\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/._-]|$)"
    month = r"/(20\d\d|19[89]\d)(/)(0?[1-9]|1[0-2])()/"  # /2025-12- is a count as often as a month
    match = re.search(whole, path) or re.search(close, path) or re.search(month, path)
    parts = [match[number] for number in (1, 3, 4) if match[number]] if match else []
    return parse("-".join(part.zfill(2) for part in parts), "address", "likely")


def _signed(lines: list[str], *, day_first: bool | None) -> Dated | None:
    """Return the date that follows a name: "Par Ada Lovelace, le 3 mars 2025", "By Ada Lovelace | March 3, 2025"."""
    for line in filter(_DIGIT.search, lines):
        match = bylines.signed().match(line)
        if match and not _in_prose("", line[match.end() :]) and (found := _worded(match, "likely", day_first=day_first)):
            return found
    return None


def _in_prose(before: str, after: str) -> bool:
    """Say whether the words around a date make a sentence of it: "The study published on March 3, 2025 found …"."""
    opens, closes = bylines.opening().search(before), bylines.closing().match(after)
    if not opens or not closes or max(len(before), len(after)) > _LONGEST_REST:
        return True
    return bool(opens["weak"] and not bylines.begun().match(re.split(r"[|·•]|\s[—–-]\s", before[: opens.start()])[-1]))


def _machine(text: str) -> str | None:
    """Return ISO 8601 for a machine's date (ISO, compact, RFC 2822, seconds since 1970), at the precision given."""
    if re.fullmatch(r"(?:19|20)\d{6}(?:T\d{4}.*)?", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if found := _ISO.fullmatch(text):
        return _iso(*found.groups(""))
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    if re.match(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d?:\d\d", text):
        with suppress(ValueError):
            return parsedate_to_datetime(text).isoformat()
    return None


def _iso(day: str, time: str, zone: str) -> str | None:
    if not time or not exists(day):
        return day if exists(day) else None
    try:
        moment = datetime.fromisoformat(f"{day}T{time}{'Z' if zone.isalpha() else zone}")
    except ValueError:
        return day
    return moment.isoformat(timespec="minutes" if len(time.replace(":", "")) == len("1805") else "seconds")


def _possible(value: str) -> bool:
    """Refuse what has not happened yet, and the zeros that publishing systems write for "no date"."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    day = value[:10]
    # west of Greenwich the zero of computers is the evening before
    nothing = day in {"1970-01-01", "1900-01-01"} or re.match(r"1969-12-31T(?:1[2-9]|2\d).*-\d\d:\d\d$", value)
    return not nothing and "1000" < day <= tomorrow[: len(day)]
