"""JSON as other programs export it: a list of articles by whatever names, a JSON Feed, a table of records."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from index.errors import ReadError
from index.formats import tables
from index.formats.decoding import decode
from index.formats.facts import facts, field, said
from index.formats.markup import shown
from index.formats.plain import draft
from index.formats.raw import TEXT_LIMIT, Raw, readable
from index.formats.records import article
from index.types import Draft, Problem

_LIMIT = 5 * TEXT_LIMIT
_LISTS = ("items", "articles", "posts", "entries", "documents", "results", "records", "data", "list", "bookmarks", "highlights")
_TEXTS = ["text", "content_text", "content", "content_html", "body", "articleBody", "article", "full_text", "html", "markdown"]
_SHORT = ["summary", "description", "excerpt", "abstract"]
_IDS = "id guid uuid slug"
_MARKUP = re.compile(r"<(?:p|div|br|h\d|ul|ol|a|span|article|em|strong|blockquote)\b[^<>]*>", re.IGNORECASE)


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the articles of a list, else the rows of one, else the file as a text."""
    text = decode(raw.load(_LIMIT), raw.name)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    found = _records(value)
    told = [(number, record) for number, record in enumerate(map(_plainly, found), 1) if record["text"]]
    seen: Counter[str] = Counter()
    for number, record in told:
        try:
            yield article(raw, record, f"{raw.name}, item {number}", seen)
        except ReadError as error:
            yield Problem(str(raw.place.within(str(number))), str(error))
    if told and len(told) < len(found):
        yield Problem(raw.source, f"{raw.name} has {len(found) - len(told):,} items without a text; the rest was added.")
    if not told:
        rows = list(_rows(found))
        yield draft(raw, "\n".join(rows) or text, title=readable(raw.name) if rows else None)


def _records(value: Any) -> list[dict[str, Any]]:
    """Return the records of a list, or of the first list that a record holds, or the record itself."""
    if isinstance(value, dict):
        inner = next((value[name] for name in _LISTS if isinstance(value.get(name), list) and value[name]), None)
        site = value.get("title") if "jsonfeed.org" in str(value.get("version")) else None
        records = _records(inner) if inner is not None else [value]
        return [{"site": site, **record} for record in records] if site else records
    return [record for record in value if isinstance(record, dict)] if isinstance(value, list) else []


def _plainly(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose text, title and id stand under the names that our own have."""
    about = facts(record, "record")
    known = about["title"] or about["url"] or about["dated"][0]  # one that only describes something is a row
    texts = (said(record.get(name)).strip() for name in (*_TEXTS, *(_SHORT if known else ())))
    plain = {"text": next(filter(None, texts), ""), "title": about["title"] or ""}
    shorn = {name: shown(value) if _MARKUP.search(value) else value for name, value in plain.items()}
    return {**record, **shorn, "id": field(record, _IDS)}


def _rows(records: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each of several records that say something in the same fields."""
    names = list(dict.fromkeys(str(name) for record in records[:100] for name in record))
    if len(records) > 1:
        cells = [[said(record.get(name)) for name in names] for record in records]
        yield from filter(None, tables.lines([names, *cells], named=True))
