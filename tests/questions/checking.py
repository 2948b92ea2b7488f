"""Load the records of this folder, and tell what an answer object lacks of what a record demands (README.md has the fields)."""

import csv
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from babel.dates import format_date

from index.types import Article

Record = Mapping[str, Any]
Answer = Mapping[str, Any]  # the object that `ask --json` prints; fields that a product does not print yet count as absent
Files = Mapping[str, str]  # the name of an article's file by the article's id
Titles = tuple[set[str], set[str]]  # those that must be named, and those that may

HERE = Path(__file__).parent
LONGER = 6  # words that a short answer may have beside an accepted form
EXACT = {"list", "count", "timeline"}  # an item holds one thing, and there is none that was not asked for
FROM_RECORDS = {"library", "talk"}
POINTS = 0.7  # share of its points that a summary needs: all of three, three of four, four of five
_WHOLE = re.compile(r"[.!?…][»”\")\s]*$")
_MARKERS = re.compile(r"\s*\[\d+\]")
_LANGUAGES = {"en": ["English", "anglais"], "fr": ["French", "français"]}
_UNKNOWN = [
    *("unknown", "not known", "no date", "undated", "without a date", "do not say", "does not say"),
    *("inconnu", "pas connu", "n'est pas connue", "pas de date", "sans date", "ne connaît pas", "ne dit pas", "ne disent pas"),
]


def load(name: str) -> list[dict[str, Any]]:
    """Return the records of a ``.jsonl`` or ``.tsv`` file of this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        if name.endswith(".tsv"):
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        return [json.loads(line) for line in file]


def files_of(articles: Iterable[Article]) -> dict[str, str]:
    """Return the name of each article's file, by which records name articles."""
    return {article.id: Path(article.place.file).name for article in articles}


def plain(text: str) -> str:
    """Return ``text`` without case, accents, kinds of space and of apostrophe: what two people would call the same words."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).casefold().split())


def says(text: str, forms: Iterable[str]) -> bool:
    """Tell whether one of ``forms`` stands in ``text`` as whole words."""
    return any(re.search(rf"(?<!\w){re.escape(plain(form))}(?!\w)", plain(text)) for form in forms)


def contains(text: str, forms: Iterable[str]) -> bool:
    """Tell whether one of ``forms`` stands in ``text``, inside a word too."""
    return any(plain(form) in plain(text) for form in forms)


def short_is_right(short: str | None, forms: Sequence[str], *, first: bool = False) -> bool:
    """Tell whether a short answer is an accepted form, or holds one and little else; ``first``: its first word is one."""
    if first:
        return re.split(r"\W", plain(short or ""), maxsplit=1)[0] in forms
    fits = [form for form in forms if len((short or "").split()) <= len(form.split()) + LONGER]
    return says(short or "", fits)


def missing_items(answer: Answer, record: Record) -> list[str]:
    """Return what no item holds, by its first form. In a list, a count or a timeline an item holds one thing only."""
    groups = record.get("items", [])
    found = [[number for number, text in enumerate(_texts(answer)) if says(text, forms)] for forms in groups]
    held = set(_paired(found).values()) if record["plan"] in EXACT else {n for n, items in enumerate(found) if items}
    return [forms[0] for number, forms in enumerate(groups) if number not in held]


def wrong_items(answer: Answer, record: Record) -> list[str]:
    """Return the items of a list, a count or a timeline that are neither asked for nor allowed."""
    if record["plan"] not in EXACT or "items" not in record:
        return []
    right = [*record["items"], *record.get("may", [])]
    return [text for text in _texts(answer) if not any(says(text, forms) for forms in right)]


def cited(answer: Answer, files: Files) -> list[str]:
    """Return the file names of the articles that the items and then the citations name, each once, in that order."""
    by_marker = {c.get("marker"): c["article"]["id"] for c in answer.get("citations") or []}
    of_items = [article for item in _items(answer) for article in _articles(item, by_marker)]
    return list(dict.fromkeys(files.get(article, article) for article in [*of_items, *by_marker.values()]))


def covered(text: str, points: Sequence[Sequence[str]]) -> float:
    """Return the share of ``points`` that ``text`` speaks of; a summary covers its article from ``POINTS`` on."""
    return sum(contains(text, forms) for forms in points) / len(points)


def faults(answer: Answer, record: Record, files: Files) -> list[str]:
    """Return everything that a record of samples.jsonl or transcripts/ demands and ``answer`` does not hold, in words."""
    checks = (_plan_faults, _text_faults, _item_faults, _article_faults)
    return [fault for check in checks for fault in check(answer, record, files)]


def library_faults(answer: Answer, record: Record, database: sqlite3.Connection) -> list[str]:
    """Return how ``answer`` differs from what the SQL of a record of library.jsonl says of the library.

    Columns are told by name: every ``title`` is the title of an item's article and no item has another, every ``value``
    stands in the text, ``number`` is the count.
    """
    rows, also = (_rows(database, record.get(key)) for key in ("sql", "also"))
    told = [] if answer.get("plan") == "library" else [f"plan: {answer.get('plan')}"]
    if rows and "number" in rows[0] and answer.get("count") != rows[0]["number"]:
        told.append(f"count: {answer.get('count')}, not {rows[0]['number']}")
    said = str(answer.get("text"))
    told += [f"not said: {row['value']}" for row in rows if "value" in row and not contains(said, forms_of(row["value"]))]
    if rows and "title" not in rows[0]:
        return told
    titles = dict(database.execute("SELECT id, title FROM articles"))
    return told + _title_faults(answer, ({row["title"] for row in rows}, {row["title"] for row in also}), record, titles)


def forms_of(value: str | None) -> list[str]:
    """Return how a value of the library's records may be written: dates and languages in both languages, addresses as sites."""
    if value is None:
        return _UNKNOWN
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        french = format_date(day, "d MMMM y", locale="fr")
        english = [format_date(day, order, locale="en") for order in ("d MMMM y", "MMMM d, y")]
        return [value, *english, french, re.sub(r"^1 ", "1er ", french)]
    if value.startswith("https://"):
        return [value, value.split("/")[2]]
    return _LANGUAGES.get(value, [value])


def _items(answer: Answer) -> list[Mapping[str, Any]]:
    return answer.get("items") or []


def _texts(answer: Answer) -> list[str]:
    return [str(item.get("text")) for item in _items(answer)]


def _articles(item: Mapping[str, Any], by_marker: Mapping[int, str]) -> list[str]:
    named = item.get("article")
    if named:
        return [named["id"] if isinstance(named, Mapping) else str(named)]
    return [by_marker[marker] for marker in item.get("markers") or [] if marker in by_marker]


def _paired(found: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return a largest pairing of items with the groups that they hold (augmenting paths), groups by item."""
    pairs: dict[int, int] = {}

    def place(group: int, tried: set[int]) -> bool:
        for item in found[group]:
            if item not in tried:
                tried.add(item)
                if item not in pairs or place(pairs[item], tried):
                    pairs[item] = group
                    return True
        return False

    for group in range(len(found)):
        place(group, set())
    return pairs


def _plan_faults(answer: Answer, record: Record, _: Files) -> Iterator[str]:
    if answer.get("plan") not in {record["plan"], *record.get("also_plans", [])}:
        yield f"plan: {answer.get('plan')}, not {record['plan']}"
    if record.get("answered") is not None and answer.get("answered") != record["answered"]:
        yield f"answered: {answer.get('answered')}"
    reason = (answer.get("refusal") or {}).get("reason")
    if "refusal" in record and reason not in record["refusal"]:
        yield f"refusal: {reason}, not {' or '.join(record['refusal'])}"
    if record["plan"] in FROM_RECORDS and record.get("answered") and answer.get("plan") == record["plan"]:
        if answer.get("citations"):
            yield "citations: the library's records are not quoted"
        if answer.get("certainty") != "sure":
            yield f"certainty: {answer.get('certainty')}"


def _text_faults(answer: Answer, record: Record, _: Files) -> Iterator[str]:
    text, yes_no = str(answer.get("text")), record["plan"] == "yes_no"
    if "short" in record and not short_is_right(answer.get("short"), record["short"], first=yes_no):
        yield f"short: {answer.get('short')}"
    yield from (f"not said: {forms[0]}" for forms in record.get("must", []) if not contains(text, forms))
    yield from (f"said: {form}" for form in record.get("must_not", []) if contains(text, [form]))
    if text.count("?") < record.get("asks", 0):
        yield f"asks {text.count('?')} questions"
    statements = [statement["text"] for statement in answer.get("statements") or [{"text": text}]]
    if "sentences" in record and not record["sentences"][0] <= len(statements) <= record["sentences"][1]:
        yield f"sentences: {len(statements)}"
    if record["plan"] in {"explanation", "summary"} and answer.get("answered"):
        yield from (f"cut off: {one}" for one in statements if not _WHOLE.search(_MARKERS.sub("", one)))


def _item_faults(answer: Answer, record: Record, _: Files) -> Iterator[str]:
    if "count" in record and answer.get("count") != record["count"]:
        yield f"count: {answer.get('count')}, not {record['count']}"
    yield from (f"missing: {item}" for item in missing_items(answer, record))
    yield from (f"wrong: {item}" for item in wrong_items(answer, record))
    for forms, day in zip(record.get("items", []), record.get("dates", []), strict=False):
        told = [str(item.get("date")) for item in _items(answer) if says(str(item.get("text")), forms)]
        if told and not any(one.startswith(day) for one in told):
            yield f"date of {forms[0]}: {told[0]}, not {day}"
    if record.get("ordered"):
        first = [
            next((n for n, text in enumerate(_texts(answer)) if says(text, forms)), -1) for forms in record.get("items", [])
        ]
        if first != sorted(first) and -1 not in first:
            yield "items: not in order"


def _article_faults(answer: Answer, record: Record, files: Files) -> Iterator[str]:
    named, needed = cited(answer, files), record.get("articles", [])
    yield from (f"not cited: {name}" for name in needed if name not in named)
    either = record.get("any_article", [])
    if either and not set(either) & set(named):
        yield f"not cited: {' or '.join(either)}"
    if record["plan"] in {"digest", "library"} and "articles" in record:
        right = {*needed, *either, *record.get("also", [])}
        yield from (f"wrongly cited: {name}" for name in named if name not in right)
    if record["plan"] == "digest" and record.get("ordered") and [name for name in named if name in needed] != needed:
        yield "articles: not newest first"


def _title_faults(answer: Answer, rows: Titles, record: Record, titles: Mapping[str, str]) -> list[str]:
    needed, also = rows
    named = {titles.get(article, article) for item in _items(answer) for article in _articles(item, {})}
    missing = set() if record.get("part") and named & needed else needed - named
    return [f"missing: {title}" for title in sorted(missing)] + [f"wrong: {title}" for title in sorted(named - needed - also)]


def _rows(database: sqlite3.Connection, query: str | None) -> list[dict[str, Any]]:
    if query is None:
        return []
    cursor = database.execute(query)
    return [dict(zip([column[0] for column in cursor.description], row, strict=True)) for row in cursor]
