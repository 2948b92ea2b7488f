"""JSONL: one article a line, as this project and its question sets write them."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from index.errors import ReadError
from index.formats.decoding import clean, decode
from index.formats.facts import facts, field
from index.formats.plain import draft, first_line, opening
from index.formats.raw import TEXT_LIMIT, Raw, readable
from index.types import Draft, Problem, Section

_PROBLEMS_SHOWN = 20  # bad lines told one by one; the rest are counted


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


def _article(raw: Raw, line: bytes, number: int, seen: Counter[str]) -> Draft:
    where = f"{raw.name}, line {number},"
    try:
        record = json.loads(decode(line, raw.name))
    except (ValueError, RecursionError, ReadError) as error:
        raise ReadError(f"{where} is not JSON; mend it and add the file again.") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ReadError(f"{where} has no text; give it a field text and add the file again.")
    return article(raw, record, where.rstrip(","), seen)


def article(raw: Raw, record: dict[str, Any], where: str, seen: Counter[str]) -> Draft:
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
