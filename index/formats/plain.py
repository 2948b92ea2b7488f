"""Plain text, and Markdown with front matter."""

import re
from collections.abc import Iterator
from typing import Any

from index.errors import ReadError
from index.formats.decoding import clean, decode
from index.formats.facts import Dates, facts, field
from index.formats.published import alone, byline
from index.formats.raw import TEXT_LIMIT, Raw, readable
from index.formats.wrapping import unwrapped
from index.language.digits import layout
from index.language.vocabulary import guess_language
from index.types import Draft, Problem

_LONGEST_TITLE = 120
_OPENING = 80  # characters
_LONGEST_HEADING = 2_000  # looked at
_FRONT_MATTER = 64_000  # characters; more is no front matter
_SAMPLE = 3_000  # characters
_HEAD, _HEAD_LINES = 1_000, 5  # characters and lines of a letter's head, of a title and what stands under it
_DATE_FIELD = re.compile(r"^\s*(?:date|datum|fecha|data)\s*:\s*", re.IGNORECASE)


def read_text(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the one article of a text file."""
    text = unwrapped(decode(raw.load(TEXT_LIMIT), raw.name))
    yield draft(raw, text, dated=said_dates(text))


def read_markdown(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the one article of a Markdown file."""
    meta, body = front_matter(decode(raw.load(TEXT_LIMIT), raw.name))
    heading = re.search(r"^#{1,2}\s+(.+)$|^(.+)\n=+\s*$", body, re.MULTILINE)
    stated = facts(meta, "front matter")
    published, modified = (stated or said for stated, said in zip(stated.pop("dated"), said_dates(body), strict=True))
    title = stated.pop("title") or (_heading(heading) if heading else None)
    yield draft(raw, body, id=field(meta, "id"), title=title, dated=(published, modified), **stated)


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
    first = layout(leaning(text)).day_first
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
