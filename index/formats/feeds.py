"""RSS and Atom feeds, one article an entry; sitemaps, which only list addresses."""

import io
import re
import warnings
from collections.abc import Iterator
from html import unescape
from typing import Any

from index.errors import ReadError
from index.filenames import printable
from index.formats.decoding import clean
from index.formats.facts import Dates, language
from index.formats.markup import shown
from index.formats.plain import draft, first_line, opening
from index.formats.published import parse
from index.formats.raw import MEGABYTE, Raw
from index.types import Draft, Problem

_LIMIT = 30 * MEGABYTE


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield what a feed holds of each entry; the whole page of one is to be had at its address."""
    feed = _parse(raw.load(_LIMIT))
    if not feed.entries:
        raise ReadError(f"{raw.name} is a feed without entries; nothing was added.")
    for number, entry in enumerate(feed.entries, 1):
        name = dict.get(entry, "id") or dict.get(entry, "link") or f"entry {number}"
        part = Raw(b"", raw.place.within(str(name)), printable(str(name)))
        try:
            yield _article(part, entry, feed)
        except ReadError as error:
            yield Problem(part.source, str(error))


def links(data: bytes) -> tuple[str, ...]:
    """Return the addresses that a sitemap or a feed lists, in order."""
    head = data[:4000]
    # by pattern, so that a cut-off or careless list still gives what it holds
    if re.search(rb"<(?:urlset|sitemapindex)\b", head):
        found = re.findall(r"<loc>\s*([^<]{1,2048}?)\s*</loc>", data.decode("utf-8", "replace"))
    elif re.search(rb"<opml\b", head):
        found = re.findall(r"\b(?:xmlUrl|htmlUrl|url)=[\"']([^\"'<>]{1,2048})", data.decode("utf-8", "replace"))
    else:
        found = [str(dict.get(entry, "link") or "") for entry in _parse(data).entries]
    return tuple(dict.fromkeys(unescape(link) for link in found if re.match(r"https?://", link)))


def read_sitemap(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield nothing to index: a sitemap is a list."""
    count = len(links(raw.load(_LIMIT)))
    yield Problem(raw.source, f"{raw.name} is a list of {count:,} addresses, not an article; add the addresses that you want.")


def _article(part: Raw, entry: Any, feed: Any) -> Draft:
    contents = [item.get("value", "") for item in dict.get(entry, "content") or []]
    page = max([*contents, str(dict.get(entry, "summary") or "")], key=len)
    link = str(dict.get(entry, "link") or "")
    title = shown(str(dict.get(entry, "title") or "")).replace("\n", " ")
    site = shown(str(dict.get(feed.feed, "title") or ""))
    text = clean(shown(page))
    before, _, last = text.rpartition("\n")
    if title and site and title in last and site in last:
        text = before  # "The post … appeared first on …", as WordPress puts under each entry
    return draft(
        part,
        text,
        title=title or first_line(text) or opening(text),
        url=link if link.startswith(("http://", "https://")) else None,
        language=language(str(dict.get(entry, "language") or dict.get(feed.feed, "language") or "")),
        author=str(dict.get(entry, "author") or "") or None,
        site=site or None,
        dated=_dates(entry, feed),
    )


def _dates(entry: Any, feed: Any) -> Dates:
    published = parse(dict.get(entry, "published"), "feed published")
    updated = dict.get(entry, "updated")
    if not published and feed.version in {"rss10", "rss090"}:
        return parse(updated, "feed dc:date"), None  # RSS 1.0 knows one date only
    return published, parse(updated, "feed updated")


def _parse(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning)  # feedparser's own affairs
        import feedparser

        return feedparser.parse(io.BytesIO(data))
