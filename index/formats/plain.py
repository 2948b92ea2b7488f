"""Plain text, and Markdown with front matter."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from index.errors import ReadError
from index.formats.decoding import clean, decode
from index.formats.published import alone, byline, parse
from index.formats.raw import TEXT_LIMIT, Raw, readable
from index.formats.wrapping import unwrapped
from index.language.digits import layout
from index.language.vocabulary import guess_language
from index.types import Dated, Draft, Problem

_LONGEST_TITLE = 120
_OPENING = 80  # characters
_LONGEST_HEADING = 2_000  # looked at
_FRONT_MATTER = 64_000  # characters; more is no front matter
_SAMPLE = 3_000  # characters
_HEAD, _HEAD_LINES = 1_000, 5  # characters and lines of a letter's head, of a title and what stands under it
_DATE_FIELD = re.compile(r"^\s*(?:date|datum|fecha|data)\s*:\s*", re.IGNORECASE)
Dates = tuple[Dated | None, Dated | None]  # published, modified
_SCALARS = (str, int, float, date)


def read_text(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the one article of a text file."""
    text = unwrapped(decode(raw.load(TEXT_LIMIT), raw.name))
    yield draft(raw, text, dated=said_dates(text))


def read_markdown(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the one article of a Markdown file."""
    meta, body = front_matter(decode(raw.load(TEXT_LIMIT), raw.name))
    heading = re.search(r"^#{1,2}\s+(.+)$|^(.+)\n=+\s*$", body, re.MULTILINE)
    said = said_dates(body)
    yield draft(
        raw,
        body,
        id=field(meta, "id"),
        title=field(meta, "title") or (_heading(heading) if heading else None),
        url=field(meta, "url", "canonical", "canonical_url", "link", "source_url", "permalink"),
        language=language(field(meta, "language", "lang", "locale")),
        author=field(meta, "author", "authors", "by"),
        site=field(meta, "site", "publisher", "website"),
        dated=(
            stated(meta, "published", "date", "publish_date", "pubdate", "date_published", "datepublished") or said[0],
            stated(meta, "modified", "updated", "lastmod", "last_modified", "date_modified", "datemodified") or said[1],
        ),
    )


def draft(raw: Raw, text: str, *, title: str | None = None, dated: Dates = (None, None), **facts: Any) -> Draft:
    """Return the article of a text, with a title in any case; raise ReadError when there is nothing to read in it."""
    text = text.strip()
    if not re.search(r"\w", text):
        raise ReadError(f"{raw.name} holds no text; nothing was added.")
    if len(text) > TEXT_LIMIT:
        raise ReadError(f"{raw.name} holds too much text for one article; split it and add the parts.")
    title = " ".join((title or "").split())[:500] or first_line(text) or readable(raw.name)
    return Draft(raw.place, clean(title), text, published=dated[0], modified=dated[1], **facts)


def said_dates(text: str) -> Dates:
    """Return the published and modified dates that a text states in words, or with a day that stands alone in its head."""
    first = day_first(text)
    published, modified = byline(text, day_first=first)
    head = [plain(_DATE_FIELD.sub("", line)) for line in text[:_HEAD].strip().split("\n") if line.strip()]
    return published or alone(head[:_HEAD_LINES], day_first=first), modified


def first_line(text: str) -> str | None:
    """Return the first line where it can stand as a title: short, alone, no full sentence and no date."""
    line, _, rest = text.partition("\n")
    line = line.strip().lstrip("#").strip()
    if len(line) <= _LONGEST_TITLE and alone([line]) and not re.search(r"\s[|·•—–-]\s", line):
        return first_line(rest.lstrip())
    short = len(line) <= _LONGEST_TITLE and not line.endswith((".", ",", ";", ":"))
    return line if short and rest.strip() and re.search(r"\w", line) else None


def opening(text: str) -> str:
    """Return the first words of a text that has no title."""
    words = " ".join(text[: 2 * _OPENING].split())
    return words if len(words) <= _OPENING else words[:_OPENING].rsplit(" ", 1)[0] + "…"


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Split a text into its front matter and its body. What is no YAML is read line by line, as ``key: value``."""
    import yaml

    match = re.match(r"\s*---[ \t]*\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.MULTILINE)
    if not match or len(match[1]) > _FRONT_MATTER:
        return {}, text
    try:
        # the loader in C dies of deep nesting, this one only complains
        meta = yaml.load(match[1], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        # a colon in an unquoted title is enough to get here
        pairs = re.findall(r"^([\w-]+)[ \t]*:[ \t]*([^ \t\n].*)$", match[1], re.MULTILINE)
        meta = {key: value.rstrip(" \t").strip("\"'") for key, value in pairs}
    if not isinstance(meta, dict) or not meta:
        return {}, text  # two rules with prose between them
    return {str(key).lower(): value for key, value in meta.items()}, text[match.end() :]


def field(meta: dict[str, Any], *names: str) -> str | None:
    """Return the first of the named fields that says something."""
    for name in names:
        value = meta.get(name)
        # only flat values: an alias bomb unfolds when it is written out
        items = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, _SCALARS)]
        if said := clean(" ".join(", ".join(map(str, items)).split())):
            return said
    return None


def stated(meta: dict[str, Any], *names: str) -> Dated | None:
    """Return the first readable date of the named front matter fields."""
    first = layout(language(field(meta, "lang", "language"))).day_first
    found = (parse(field(meta, name), f"front matter {name}", day_first=first) for name in names)
    return next(filter(None, found), None)


def language(value: str | None) -> str | None:
    """Return a language's two letters: ``fr-FR``, ``fra`` and ``fre`` become ``fr``; None for codes that have none."""
    said = (value or "").strip().lower()
    if re.match(r"[a-z]{3}(?:[-_]|$)", said):
        from babel.core import get_global

        said = get_global("language_aliases").get(said[:3], "")
    match = re.match(r"([a-z]{2})(?:[-_]|$)", said)
    return match[1] if match else None


def day_first(text: str) -> bool | None:
    """Say whether 03/04 is the third of April in the language that a text begins in: yes in French; English does not tell."""
    return layout(leaning(text)).day_first


def leaning(text: str) -> str | None:
    """Say which language a text begins in, by its small words."""
    return guess_language(text[:_SAMPLE])


def _heading(found: re.Match[str]) -> str:
    line = (found[1] or found[2])[:_LONGEST_HEADING].rstrip()
    return plain((found[1] and line.rstrip("#").rstrip()) or line)


def plain(line: str) -> str:
    """Take the marks out of a line of Markdown."""
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    return re.sub(r"(\*\*|__|[*_`])(.+?)\1", r"\2", line).strip()
