"""JSON: an article a line, as this project writes them, and what other programs export: lists, a JSON Feed, tables."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from index.errors import ReadError
from index.formats import tables
from index.formats.decoding import clean, decode
from index.formats.facts import facts, field, said
from index.formats.markup import shown
from index.formats.plain import draft, first_line, opening
from index.formats.raw import TEXT_LIMIT, Raw, readable
from index.types import Draft, Problem, Section

_PROBLEMS_SHOWN = 20  # bad lines told one by one; the rest are counted
_LIMIT = 5 * TEXT_LIMIT
_LISTS = ("items", "articles", "posts", "entries", "documents", "results", "records", "data", "list", "bookmarks", "highlights")
_TEXTS = ["text", "content_text", "content", "content_html", "body", "articleBody", "article", "full_text", "html", "markdown"]
_SHORT = ["summary", "description", "excerpt", "abstract"]
_IDS = "id guid uuid slug"
_MARKUP = re.compile(r"<(?:p|div|br|h\d|ul|ol|a|span|article|em|strong|blockquote)\b[^<>]*>", re.IGNORECASE)


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield an article a line: ``id, title, text`` and what else is known, of which only ``text`` is needed."""
    bad = 0
    seen: Counter[str] = Counter()
    with raw.open() as stream:
        for number, line in enumerate(iter(lambda: stream.readline(6 * TEXT_LIMIT), b""), 1):
            if not line.strip():
                continue
            try:
                yield _article(raw, line, number, seen)
            except ReadError as error:
                bad += 1
                if bad <= _PROBLEMS_SHOWN:
                    yield Problem(str(raw.place.within(str(number))), str(error))
    if bad > _PROBLEMS_SHOWN:
        yield Problem(
            raw.source, f"{raw.name} has {bad - _PROBLEMS_SHOWN:,} more lines that are no articles; mend them and add it again."
        )


def read_export(raw: Raw) -> Iterator[Draft | Problem | Raw]:
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
            yield _draft(raw, record, f"{raw.name}, item {number}", seen)
        except ReadError as error:
            yield Problem(str(raw.place.within(str(number))), str(error))
    if told and len(told) < len(found):
        yield Problem(raw.source, f"{raw.name} has {len(found) - len(told):,} items without a text; the rest was added.")
    if not told:
        rows = list(_rows(found))
        yield draft(raw, "\n".join(rows) or text, title=readable(raw.name) if rows else None)


def _article(raw: Raw, line: bytes, number: int, seen: Counter[str]) -> Draft:
    where = f"{raw.name}, line {number},"
    try:
        record = json.loads(decode(line, raw.name))
    except (ValueError, RecursionError, ReadError) as error:
        raise ReadError(f"{where} is not JSON; mend it and add the file again.") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ReadError(f"{where} has no text; give it a field text and add the file again.")
    return _draft(raw, record, where.rstrip(","), seen)


def _draft(raw: Raw, record: dict[str, Any], where: str, seen: Counter[str]) -> Draft:
    """Return the article of a record that has a text. ``seen`` counts the names made for those without an id."""
    name = field(record, "id")
    told = facts(record, "record")
    untitled = first_line(record["text"].strip()) or (f"{readable(raw.name)}, {name}" if name else opening(record["text"]))
    return draft(
        Raw(b"", raw.place.within(name or _digest(record["text"], seen)), where),
        clean(record["text"]),
        id=name,
        title=told.pop("title") or untitled,
        sections=tuple(_sections(record.get("sections"))),
        added=_added(field(record, "added")),
        anonymous=name is None,
        **told,
    )


def _digest(text: str, seen: Counter[str]) -> str:
    """Return a name for a text: its line's number would pass to another text as soon as a line is put above."""
    name = hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} {seen[name]}"


def _added(said: str | None) -> str | None:
    """Return when another library took the article up, in UTC as libraries keep it."""
    try:
        moment = datetime.fromisoformat(said or "")
        return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _sections(value: object) -> Iterator[Section]:
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict) and isinstance(item.get("start"), int) and isinstance(item.get("label"), str):
            yield Section(item["start"], clean(item["label"]))


def _records(value: Any) -> list[dict[str, Any]]:
    """Return the records of a list, or of the first list that a record holds, or the record itself."""
    if isinstance(value, dict):
        inner = next((value[name] for name in _LISTS if isinstance(value.get(name), list) and value[name]), None)
        if inner is None and len(value) == 1:
            inner = next((one for one in value.values() if isinstance(one, dict)), None)  # {"response": {"results": […]}}
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
