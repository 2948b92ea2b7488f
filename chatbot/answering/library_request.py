"""What a question about the library itself asks for. The words of it are data of each language's pack (``[library]``)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from chatbot.answering.article_choice import ADDRESS, authors_of, says_little, sites_of
from index.language import Number, find_dates, find_numbers, find_quoted, flat
from index.language.detection import QUESTION_LANGUAGES
from index.language.moments import parse_day
from index.language.packs import packs
from index.language.patterns import compiled, told
from index.language.periods import Window, stated_period
from index.language.vocabulary import either
from index.library import Library
from index.types import ArticleSummary

FEW = 5  # "the latest articles"
# of each, what is said more exactly first
_FIELDS = ("author", "added", "modified", "language", "length", "source", "published")
_VALUES = ("authors", "sources", "languages", "collections")
_ORDERS = ("longest", "shortest", "oldest", "newest")
_SIGNS = re.compile(r"[^\w]|_")  # so that one pattern reads "L'auteur," and "l auteur"; offsets hold
_ABOUT = "{library.about}|{library.mention}"
_SUBJECT = f"(?:{_ABOUT}) $"
_COUNTED = " {library.counted}"
_WORD = re.compile(r"[^\W_]+")
_LEAST = 4  # letters of a name by a part of which somebody may be called
_LEADS = (("author", "by"), ("source", "source"))
_MANY = 100  # more is no number of articles to show


@dataclass(frozen=True, slots=True)
class Request:
    """``field`` is asked of the articles that are meant, ``values`` of all; else the articles themselves, or how many.

    ``dated`` tells of which date ``period`` and ``order`` are: published, added or modified. ``author`` and ``source`` are
    as the library knows them, or as they were said where it knows none such. ``lacks`` is a field that is unknown.
    """

    field: str | None = None
    values: str | None = None
    counts: bool = False
    order: str | None = None
    most: int = 1
    dated: str = "published"
    period: Window | None = None
    author: str | None = None
    source: str | None = None
    language: str | None = None
    collection: str | None = None
    lacks: str | None = None
    topic: str = ""
    mentions: bool = False


def read_request(question: str, articles: list[ArticleSummary], library: Library, *, today: date) -> Request:
    """Return what a question asks of some articles."""
    quoted = next((question[item.start : item.end].strip(" «»“”\"'") for item in find_quoted(question)), "")
    period = None if quoted else _period(question, articles, today)
    text = question.replace(quoted, "") if quoted else period.question if period else question
    line = _line(text)
    field, values, order = _first("fields", _FIELDS, line), _first("values", _VALUES, line), _first("orders", _ORDERS, line)
    lacks = _first("lacks", ("published", "author"), line)
    number = _number(text, line)
    text = _blank(text, number.start, number.end) if number else text
    few = FEW if _says("plural", line) and not _says("single", line) else 1
    counts = field != "length" and _says("counts", line)
    request = Request(
        field=None if lacks or values or counts else field,
        values=None if lacks or order else values,
        counts=counts,
        order=order,
        most=int(number.value) if number and number.value else few,
        dated=_first("dated", ("added", "modified"), line) or "published",
        period=period,
        lacks=lacks,
        mentions=_says("mention", line),
    )
    return replace(request, topic=quoted) if quoted else _named(request, text, articles, library)


def _named(request: Request, text: str, articles: list[ArticleSummary], library: Library) -> Request:
    """Return the request with the names that it holds; what is left over is its topic."""
    line, found = _line(text), dict[str, Any]()
    named: tuple[tuple[str, Iterable[str], str], ...] = (
        ("author", {name for article in articles for name in authors_of(article)}, "{library.by}|{library.of}"),
        ("source", {name for article in articles for name in sites_of(article)}, "{library.source}|{library.of}"),
        ("collection", library.collections.counts(), "(?!)"),
    )
    for key, names, leads in named:
        if place := _place(line, names, leads):
            found[key] = place[2]
            line = _blank(line, place[0], place[1])
    for pattern in told("library.spoken", packs()):
        known = language_codes()
        spoken = re.search(pattern.replace("<name>", f"(?P<name>{either(map(re.escape, known))})"), line)
        if spoken and "language" not in found:
            found["language"] = known[spoken["name"]]
            line = _blank(line, *spoken.span("name"))
    address = ADDRESS.search(text)
    if address and "source" not in found:
        found["source"] = address[1].lower()
        line = _blank(line, *address.span())
    words = [word for word in _WORD.finditer(line) if not says_little(word[0])]
    start, end = (words[0].start(), words[-1].end()) if words else (0, 0)
    led = [key for key, lead in _LEADS if key not in found and compiled(f"{{library.{lead}}} $").search(line, 0, start)]
    if start < end and request.field is None and led and text[start].isupper():
        found[led[0]], start = text[start:end], end
    return replace(request, topic=text[start:end], **found)


def _blank(line: str, start: int, end: int) -> str:
    return f"{line[:start]}{' ' * (end - start)}{line[end:]}"


def _place(line: str, names: Iterable[str], leads: str) -> tuple[int, int, str] | None:
    """Return where the longest name stands, and the name; a part of one counts only behind what leads such a name."""
    padded, best = f" {line} ", (0, 0, "")
    for name in names:
        whole, *parts = _spoken(name)
        for said in (whole, *parts):
            at = padded.find(f" {said} ")
            longer = at >= 0 and len(said) > best[1] - best[0] and not compiled(_SUBJECT).search(line, 0, at)
            if longer and (said == whole or compiled(f"(?:{leads}) $").search(line, 0, at)):
                best = at, at + len(said), name
    return best if best[2] else None


def _spoken(name: str) -> Iterator[str]:
    """Yield a name as it stands in a line, and the parts by which one may call it: the host's own name, the last words."""
    yield _line(name)
    if "." in name and " " not in name:
        yield _line(name.split(".", maxsplit=1)[0])
        return
    words = _line(name).split()
    yield from (part for first in range(1, len(words)) if len(part := " ".join(words[first:])) >= _LEAST)


def _period(question: str, articles: Iterable[ArticleSummary], today: date) -> Window | None:
    """Return the period that a question names; one without its year is the last in which anything was published."""
    dates = find_dates(question)
    starts = {found.start for found in dates}
    weakly = all(found.end() + 1 in starts for found in compiled(_ABOUT).finditer(_line(question)))
    period = stated_period(question, today=today, weakly=weakly)
    if period is None or not dates or any(found.moment.relative for found in dates):
        return period
    days = [day for article in articles if (day := parse_day(f"{article.day}-01-01"[:10]))]
    if not days or any(period.start <= day <= period.end for day in days):
        return period
    return stated_period(question, today=max(days), weakly=weakly) or period


def _number(text: str, line: str) -> Number | None:
    """Return the number that says how many articles are asked for: "the last three", "the 2 longest"."""
    orders = [found.span() for name in _ORDERS for found in compiled(f"{{library.orders.{name}}}").finditer(line)]
    for number in find_numbers(text):
        near = any(number.end + 1 == start or end + 1 == number.start for start, end in orders)
        if number.value and 0 < number.value < _MANY and (near or compiled(_COUNTED).match(line, number.end)):
            return number
    return None


def _first(table: str, keys: Iterable[str], line: str) -> str | None:
    return next((key for key in keys if compiled(f"{{library.{table}.{key}}}").search(line)), None)


def _says(field: str, line: str) -> bool:
    return compiled(f"{{library.{field}}}").search(line) is not None


def _line(text: str) -> str:
    return _SIGNS.sub(" ", flat(text))


@cache
def language_codes() -> Mapping[str, str]:
    """Return the languages by their names in those that the product speaks (CLDR), flat, to ISO 639-1."""
    from babel import Locale

    named = (pair for spoken in QUESTION_LANGUAGES for pair in Locale(spoken).languages.items())
    return {_line(name): code for code, name in named if len(code) == len("en")}


def language_name(code: str, spoken: str) -> str:
    """Return what a language is called in another."""
    from babel import Locale

    return str(Locale(spoken).languages.get(code, code))
