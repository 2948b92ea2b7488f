"""Read times of day: "18 h 30", "6:30 pm", "18:30", "midi"."""

import re
from collections.abc import Iterator
from functools import cache

from index.language.calendar_names import any_of, every, text_packs
from index.language.moments import Date, Moment
from index.language.packs import Pack


@cache
def _pattern(known: tuple[Pack, ...]) -> re.Pattern[str]:
    mark = any_of(known, lambda pack: pack.clock.mark)
    hours = any_of(known, lambda pack: pack.clock.hours)
    alone = any_of(known, lambda pack: pack.clock.hours_alone)
    leads = any_of(known, lambda pack: pack.clock.hours_after)
    named = any_of(known, lambda pack: pack.clock.named)
    apart = "".join(rf"(?<!{word}[ -])" for word in every(known, lambda pack: pack.clock.named_not_after))
    return re.compile(
        r"(?<![\d:.,/])\b(?P<hour>[01]?\d|2[0-4])"
        rf"(?: ?(?P<mark>{mark})(?: ?(?P<past>[0-5]\d)(?!\d))?\b| (?:{hours}) (?P<words>[0-5]\d)\b"
        rf"| ?(?P<bare>[ap])(?:m\b|\.m\b\.?)| (?P<clock>{alone})\b"
        r"|[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|[.,:]\d|%) ?(?:(?P<half>[ap])(?:m\b|\.m\b\.?))?)"
        rf"|\b(?:{leads}) (?P<at>[01]?\d|2[0-4]) (?:{hours})\b(?! [0-5]\d)"
        rf"|\b{apart}(?P<name>{named})\b"
    )


@cache
def _named(known: tuple[Pack, ...]) -> dict[str, int]:
    return {name: hour for pack in known for name, hour in pack.clock.named.items()}


def times(line: str) -> Iterator[Date]:
    """Yield the times of flat ``line``. "18.30" is a time only before "am" or "pm"."""
    known = text_packs()
    for found in _pattern(known).finditer(line):
        if found["name"]:
            yield Date(*found.span(), Moment(hour=_named(known)[found["name"]], minute=0))
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
