"""Read times of day: "18 h 30", "6:30 pm", "18:30", "midi"."""

from collections.abc import Iterator

from index.language.moments import Date, Moment
from index.language.patterns import in_texts, table

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
