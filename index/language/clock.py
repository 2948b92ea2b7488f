"""Read times of day: "18 h 30", "6:30 pm", "18:30", "midi"."""

import re
from collections.abc import Iterator

from index.language.moments import Date, Moment

_TIME = re.compile(
    r"(?<![\d:.,/])\b(?P<hour>[01]?\d|2[0-4])"
    r"(?: ?h(?: ?(?P<past>[0-5]\d)(?!\d))?\b| heures? (?P<words>[0-5]\d)\b| ?(?P<bare>[ap])(?:m\b|\.m\b\.?)"
    r"| (?P<clock>o'clock)\b"
    r"|[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|[.,:]\d|%) ?(?:(?P<half>[ap])(?:m\b|\.m\b\.?))?)"
    r"|\b(?:a|des|vers|avant|apres|entre) (?P<at>[01]?\d|2[0-4]) heures?\b(?! [0-5]\d)"
    r"|\b(?<!apres[ -])(?P<name>midnight|minuit|noon|midi)\b"
)


def times(line: str) -> Iterator[Date]:
    """Yield the times of flat ``line``. "18.30" is a time only before "am" or "pm"."""
    for found in _TIME.finditer(line):
        if found["name"]:
            yield Date(*found.span(), Moment(hour=12 if found["name"] in {"noon", "midi"} else 0, minute=0))
            continue
        dotted = found["minute"] and line[found.end("hour")] == "." and not found["half"]
        half = found["half"] or found["bare"]
        hour = int(found["hour"] or found["at"])
        if dotted or (half and not 1 <= hour <= 12):  # noqa: PLR2004 (a clock's hours)
            continue
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        minute = int(found["past"] or found["words"] or found["minute"] or 0)
        doubtful = line[found.end() - 1] == "h" or found["at"] is not None  # eighteen hours?
        yield Date(found.start(), found.end(), Moment(hour=hour, minute=minute), doubtful=doubtful)
