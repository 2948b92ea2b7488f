"""What a record, or the head of a file, states of its article under the names that people and programs give to it."""

import re
from datetime import date
from typing import Any, Literal

from index.formats.decoding import clean
from index.formats.published import parse
from index.language.digits import layout
from index.types import Dated

_NAMES = {
    "title": "title headline name subject resolved_title",
    "url": "url canonical canonical_url link permalink external_url source_url resolved_url",
    "author": "author authors creator byline by",
    "site": "site site_name publisher website feed_title",
}
_LANGUAGE = "language lang locale"
_PUBLISHED = "published date publish_date pubdate pub_date date_published datepublished published_at"
_MODIFIED = "modified updated updated_at lastmod last_modified date_modified datemodified modified_gmt"
_WITHIN = ("rendered", "name", "value")  # as WordPress wraps what is shown, and authors their names
_MANY = 20  # values of one field

Dates = tuple[Dated | None, Dated | None]  # published, modified


def facts(record: dict[str, Any], origin: str) -> dict[str, Any]:
    """Return what a draft takes of a record: title, url, author, site, language, dates with their ``origin``."""
    record = {str(name).lower(): value for name, value in record.items()}
    spoken = language(field(record, _LANGUAGE))
    first = layout(spoken).day_first
    dated = _date(record, _PUBLISHED, origin, first), _date(record, _MODIFIED, origin, first)
    return {"language": spoken, "dated": dated, **{ours: field(record, names) for ours, names in _NAMES.items()}}


def field(record: dict[str, Any], names: str) -> str | None:
    """Return the first of the named fields that says something, in one line."""
    return next(filter(None, (" ".join(said(record.get(name)).split()) for name in names.split())), None)


def said(value: object) -> str:
    """Return a value as text, "" where it is none. Only flat values: an alias bomb unfolds when it is written out."""
    items = value[:_MANY] if isinstance(value, list) else [value]
    told = [next((one[name] for name in _WITHIN if name in one), None) if isinstance(one, dict) else one for one in items]
    return clean(", ".join(str(one) for one in told if isinstance(one, str | int | float | date) and not isinstance(one, bool)))


def _date(record: dict[str, Any], names: str, origin: str, day_first: bool | None) -> Dated | None:  # noqa: FBT001 - of a language
    """Return a date, with where it came from when the record is our own export and says so."""
    for name in names.split():
        value = record.get(name)
        stated = value if isinstance(value, dict) else {"value": value}
        certainty: Literal["sure", "likely"] = "likely" if stated.get("certainty") == "likely" else "sure"
        whence = str(stated.get("origin") or f"{origin} {name}")
        if found := parse(stated.get("value"), whence, certainty, day_first=day_first):
            return found
    return None


def language(value: str | None) -> str | None:
    """Return a language's two letters: ``fr-FR``, ``fra`` and ``fre`` become ``fr``; None for codes that have none."""
    code = (value or "").strip().lower()
    if re.match(r"[a-z]{3}(?:[-_]|$)", code):
        from babel.core import get_global

        code = get_global("language_aliases").get(code[:3], "")
    match = re.match(r"([a-z]{2})(?:[-_]|$)", code)
    return match[1] if match else None
