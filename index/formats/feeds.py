"""RSS and Atom feeds, one article an entry; sitemaps, which only list addresses."""

import io
import re
import warnings
from collections.abc import Iterator
from html import unescape
from typing import Any

from index.errors import ReadError
from index.filenames import printable
from index.formats.decoding import clean, decode
from index.formats.markup import shown
from index.formats.plain import Dates, draft, first_line, language, opening
from index.formats.published import parse
from index.formats.raw import MEGABYTE, Raw
from index.types import Draft, Problem

_LIMIT = 30 * MEGABYTE
_SYNDICATED = re.compile(  # what WordPress puts under each entry, in the language of the blog
    r"\n?(?:The post .{1,300}? (?:appeared first|first appeared) on|L[’']article .{1,300}? est apparu en premier sur"
    r"|Cet article .{0,300}? est apparu en premier sur|Der Beitrag .{1,300}? erschien zuerst auf"
    r"|La entrada .{1,300}? se publicó primero en"
    r"|L[’']articolo .{1,300}? (?:proviene da|sembra essere il primo su)|O post .{1,300}? apareceu primeiro em"
    r"|Het bericht .{1,300}? verscheen eerst op) .{1,200}$"
)


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
    if re.search(rb"<(?:urlset|sitemapindex)\b", data[:4000]):
        # by pattern, so that a cut-off or careless sitemap still gives what it holds
        found = [unescape(loc.strip()) for loc in re.findall(r"<loc>([^<]{1,2048})</loc>", data.decode("utf-8", "replace"))]
    elif re.search(rb"<opml\b", data[:4000]):
        found = [
            unescape(said)
            for said in re.findall(r"\b(?:xmlUrl|htmlUrl|url)=[\"']([^\"'<>]{1,2048})", data.decode("utf-8", "replace"))
        ]
    else:
        found = [str(dict.get(entry, "link") or "") for entry in _parse(data).entries]
    return tuple(dict.fromkeys(link for link in found if re.match(r"https?://", link)))


def read_sitemap(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield nothing to index: a sitemap is a list."""
    data = raw.load(_LIMIT)
    count = len(links(data))
    if not count and (said := re.findall(r"\btext=\"([^\"<>]+)", decode(data, raw.name))):  # an outline of somebody's thoughts
        yield draft(raw, clean(unescape("\n".join(said))))
        return
    yield Problem(raw.source, f"{raw.name} is a list of {count:,} addresses, not an article; add the addresses that you want.")


def _article(part: Raw, entry: Any, feed: Any) -> Draft:
    contents = [item.get("value", "") for item in dict.get(entry, "content") or []]
    page = max([*contents, str(dict.get(entry, "summary") or "")], key=len)
    link = str(dict.get(entry, "link") or "")
    text = _SYNDICATED.sub("", clean(shown(page)))
    return draft(
        part,
        text,
        title=shown(str(dict.get(entry, "title") or "")).replace("\n", " ") or first_line(text) or opening(text),
        url=link if link.startswith(("http://", "https://")) else None,
        language=language(str(dict.get(entry, "language") or dict.get(feed.feed, "language") or "")),
        author=str(dict.get(entry, "author") or "") or None,
        site=shown(str(dict.get(feed.feed, "title") or "")) or None,
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
