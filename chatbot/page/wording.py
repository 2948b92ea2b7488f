"""The page's wording, from ``prompts/ui.toml``, and dates as a person writes them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from chatbot.page.reasons import reason_in
from index.language.moments import DAY, parse_iso
from index.language.say import say_date
from index.types import Dated
from prompts import table

LANGUAGES = tuple(table("ui.toml"))
# spaces at which no line may break: before and after the spaced marks of French, between a number and its unit or its next part
_TIED = re.compile(r" (?=[?!;:»%])|(?<=«) |(?<=\d) (?=(?:\d{2,3}|h|min|s|km|kg|cm|°C|€|\$|£)(?!\w))|(?<=\d h) (?=\d)")
NARROW_SPACE = "\u202f"
_MINUTES = 90  # seconds from which one counts in minutes


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording in one language. Values are put in as they are: whoever makes HTML escapes the result."""

    language: str
    table: Mapping[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """Return the wording under ``key`` with ``values`` in their places."""
        return str(self.table[key]).format(**values)

    def count(self, key: str, count: int) -> str:
        """Return the wording for one or for many."""
        return self(f"{key}_one" if count == 1 else f"{key}_many", count=count)

    def date(self, dated: Dated | None) -> str:
        """Return a date as precise as it is known: "2025", "April 2025", "29 April 2025", or that it is unknown."""
        if dated is None:
            return self("date_unknown")
        written = say_date(parse_iso(dated.value), self.language)
        return written if dated.certainty == "sure" else self("likely", date=written)

    def dated(self, key: str, dated: Dated) -> str:
        """Return the wording for a date, or that for one without its day: "on 29 April 2025", "in April 2025"."""
        return self(key if len(dated.value) >= DAY else f"{key}_in", date=self.date(dated))

    def decimal(self, number: float) -> str:
        """Return a number with one decimal."""
        return f"{number:.1f}".replace(".", self("decimal_mark"))

    def lasting(self, seconds: float) -> str:
        """Return a duration as one says it: "40 s", "12 min"."""
        return self("minutes", minutes=round(seconds / 60)) if seconds >= _MINUTES else self("seconds", seconds=round(seconds))

    def day(self, timestamp: str) -> str:
        """Return the local day of an ISO 8601 time."""
        return self.date(Dated(datetime.fromisoformat(timestamp).astimezone().date().isoformat(), origin="clock"))

    def reason(self, problem: object) -> str:
        """Return why something could not be done, which the library says in English, or that nobody foresaw it."""
        return typeset(reason_in(self.language, str(problem)) or self("failed_unexpectedly"))

    def tongue(self, code: str) -> str:
        """Return a language's name, or its code where there is none."""
        return str(self.table["languages"].get(code, code.upper()))


def typeset(text: str) -> str:
    """Keep spaced marks on the line of the word that they belong to, and the parts of a time or a number on one line."""
    return _TIED.sub(NARROW_SPACE, text)


@cache
def wording(language: str) -> Wording:
    """Return the wording in ``language``, one of LANGUAGES."""
    return Wording(language, table("ui.toml")[language])


def preferred(cookie: str | None, accepted: str) -> str:
    """Return the language chosen on the page, else the first one that the browser accepts, else English.

    ``accepted`` is an Accept-Language header, which browsers write in order of preference.
    """
    codes = [part.strip()[:2].lower() for part in accepted.split(",")]
    return next((code for code in [cookie, *codes] if code in LANGUAGES), LANGUAGES[0])
