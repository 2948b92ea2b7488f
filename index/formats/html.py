"""Web pages: the main text without menus, banners and comments, and what the page says of itself."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import urljoin

from index.errors import ReadError
from index.formats.body import mend
from index.formats.decoding import clean, decode
from index.formats.facts import language
from index.formats.mail import parts
from index.formats.markup import parsed, superscripts, visible
from index.formats.plain import draft
from index.formats.raw import MEGABYTE, Raw
from index.formats.titles import title
from index.types import Draft, Place, Problem

_LIMIT = 10 * MEGABYTE
_SAVED_LIMIT = 100 * MEGABYTE  # most of it pictures
_LARGE, _HUGE = 3_000, 30_000  # elements
_SHORT = 100  # characters; a page with less than this is taken as it shows
_TELLING = 200  # characters; from so many on the text tells its language better than the page does
_DECLARED = "string((/html/@lang | //meta[@property='og:locale']/@content)[1])"
# trafilatura folds every space into a plain one, so French typography crosses it in disguise
_SPACES = {"\u00a0": "\u2e4e", "\u202f": "\u2e4f"}
_REVEALED = str.maketrans({mask: plain for plain, mask in _SPACES.items()})
_ENTITIES = {"\u2e4e": r"&(?:nbsp|#160|#x0*a0);", "\u2e4f": r"&(?:#8239|#x0*202f);"}
# it also drops the elements of dates and of forms with their words, and tears quotes out of their line
_DROPPED = re.compile(r"(</?)(?:time|label|output)(?=[\s/>])", re.IGNORECASE)
# signs of control within a script say nothing against a page
_SCRIPT = re.compile(rb"<script\b[^<]*(?:<(?!/script)[^<]*)*", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_QUOTED = re.compile(r"<(/?)q(?:\s[^<>]*)?>", re.IGNORECASE)


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the one article of a page."""
    data = _SCRIPT.sub(lambda script: _CONTROLS.sub(b"", script[0]), raw.load(_LIMIT))
    page = decode(data, raw.name, _declared(data, raw.media_type))
    yield article(raw, page)


def read_saved(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the article of a page as Chrome and Edge save it: a letter by its form only, whose date is the day of saving."""
    message = message_from_bytes(raw.load(_SAVED_LIMIT), policy=policy.default)
    page = next((part for part in parts(message) if part.get_content_type() in {"text/html", "application/xhtml+xml"}), None)
    data = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(data, bytes):
        raise ReadError(f"{raw.name} holds no text; nothing was added.")
    stated = (message.get("Snapshot-Content-Location"), page.get("Content-Location"))
    address = next((str(said).strip() for said in stated if re.match(r"\s*https?://", str(said or ""))), None)
    text = decode(Raw(data, raw.place, raw.name).load(_LIMIT), raw.name, page.get_content_charset())
    found = article(Raw(b"", Place(address) if address else raw.place, raw.name), text)
    yield replace(found, place=raw.place)


def article(raw: Raw, page: str) -> Draft:
    """Return the article of a decoded page; raise ReadError when it has no text of its own."""
    from index.formats.authors import author
    from index.formats.structured import WebPage
    from index.formats.surroundings import UNDER, Shown, elsewhere
    from index.formats.webdates import dates

    page = superscripts(page)
    tree = parsed(page)
    if tree is None:
        raise ReadError(f"{raw.name} holds no text; nothing was added.")
    url = raw.source if re.match(r"https?://", raw.source) else None
    link = tree.xpath("string((//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)[1])")
    canonical = urljoin(url or "", link) if re.match(r"https?://|/", link) and (url or "://" in link) else url
    found = _main(tree, page, canonical)
    text = clean((found.get("text") or "").translate(_REVEALED))
    if len(text) < _SHORT:
        text = max(text, clean(visible(tree)), key=len)
    seen = WebPage.of(tree, canonical, text)
    shown = Shown.of(seen)
    site = " ".join((found.get("sitename") or "").translate(_REVEALED).split()) or None
    return draft(
        raw,
        text,
        title=title(tree),
        url=canonical,
        # templates often declare the language of their maker, so a text that is long enough speaks for itself
        language=None if len(text) > _TELLING else language(tree.xpath(_DECLARED)),
        author=author(seen, elsewhere(seen), shown.near(-1, UNDER), site),
        site=site,
        dated=dates(seen, text, shown, computed=found.get("date")),
    )


def _main(tree: Any, page: str, url: str | None) -> dict[str, Any]:
    """Return what trafilatura makes of a page; its second opinions take quadratic time, so large pages go without."""
    import trafilatura

    size = int(tree.xpath("count(//*)"))
    if size > _HUGE:
        return {"text": visible(tree)}
    whole = trafilatura.load_html(_disguise(page))
    if whole is None:
        return {}
    mend(whole, url)
    found: Any = trafilatura.bare_extraction(whole, url=url, include_comments=False, with_metadata=True, fast=size > _LARGE)
    return found.as_dict() if found else {}


def _disguise(page: str) -> str:
    page = _DROPPED.sub(r"\1span", page)
    page = _QUOTED.sub(lambda mark: "”" if mark[1] else "“", page)
    for plain, mask in _SPACES.items():
        page = re.sub(_ENTITIES[mask], mask, page.replace(plain, mask), flags=re.IGNORECASE)
    return page


def _declared(data: bytes, media_type: str | None) -> str | None:
    match = re.search(r"charset=\"?([\w-]+)", media_type or "", re.IGNORECASE)
    within = re.search(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE)
    return match[1] if match else within[1].decode("ascii") if within else None
