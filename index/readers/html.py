"""Web pages: the main text without menus, banners and comments, and what the page says of itself."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from index.errors import ReadError
from index.readers.decoding import clean, decode
from index.readers.plain import draft, language
from index.readers.raw import MEGABYTE, Raw
from index.types import Draft, Problem

_LIMIT = 10 * MEGABYTE
# trafilatura folds every space into a plain one, so French typography crosses it in disguise
_SPACES = {"\u00a0": "\u2e4e", "\u202f": "\u2e4f"}
_ENTITIES = {"\u2e4e": r"&(?:nbsp|#160|#x0*a0);", "\u2e4f": r"&(?:#8239|#x0*202f);"}


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the one article of a page."""
    data = raw.load(_LIMIT)
    page = decode(data, raw.name, _declared(data, raw.media_type))
    yield article(raw, page)


def article(raw: Raw, page: str) -> Draft:
    """Return the article of a decoded page; raise ReadError when it has no text of its own."""
    import trafilatura
    from lxml import html as lxml_html
    from lxml.etree import ParserError

    from index.readers.webdates import dates, is_beside

    try:
        tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except ParserError as error:
        raise ReadError(f"{raw.name} holds no text; nothing was added.") from error
    url = raw.source if re.match(r"https?://", raw.source) else None
    found: Any = trafilatura.bare_extraction(_disguise(page), url=url, include_comments=False, with_metadata=True)
    text = _reveal(found.text) if found and found.text else ""
    if len(text) < 100:
        text = max(text, visible(tree), key=len)
    meta = trafilatura.extract_metadata(page, default_url=url)
    link = tree.xpath("string((//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)[1])")
    canonical = urljoin(url or "", link) if re.match(r"https?://|/", link) and (url or "://" in link) else url
    text = clean(text)
    return draft(
        raw,
        text,
        title=_reveal(meta.title) if meta and meta.title else None,
        url=canonical,
        language=language(tree.xpath("string((/html/@lang | //meta[@property='og:locale']/@content)[1])")),
        author=(meta.author if meta else None) or None,
        site=(meta.sitename if meta else None) or None,
        dated=dates(tree, url=canonical, lines=visible(tree, without=is_beside).split("\n"), text=text),
    )


def visible(tree: Any, *, without: Callable[[Any], bool] = lambda _: False) -> str:  # noqa: ANN401 - lxml has no types
    """Return all the text that a page shows, apart from its menus and forms, and from elements that ``without`` names."""
    from lxml import etree

    lines: list[str] = []
    hidden = {
        "script",
        "style",
        "nav",
        "footer",
        "noscript",
        "template",
        "form",
        "button",
        "select",
        "iframe",
        "svg",
        "head",
    }
    blocks = {
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "section",
        "article",
        "header",
        "main",
        "aside",
        "br",
    }
    line: list[str] = []
    skipping = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):
            if event == "end" and not skipping:
                line.append(node.tail or "")
            continue
        if node.tag in blocks and not skipping:
            lines.append(" ".join("".join(line).split(" ")))
            line = []
        if event == "start":
            skipping += node.tag in hidden or bool(without(node))
            line.append("" if skipping else node.text or "")
        else:
            skipping -= node.tag in hidden or bool(without(node))
            line.append("" if skipping else node.tail or "")
    lines.append("".join(line))
    return "\n".join(tidy for each in lines if (tidy := re.sub(r"[ \t\n]+", " ", each).strip()))


def _disguise(page: str) -> str:
    for plain, mask in _SPACES.items():
        page = re.sub(_ENTITIES[mask], mask, page.replace(plain, mask), flags=re.IGNORECASE)
    return page


def _reveal(text: str) -> str:
    for plain, mask in _SPACES.items():
        text = text.replace(mask, plain)
    return text


def _declared(data: bytes, media_type: str | None) -> str | None:
    match = re.search(r"charset=\"?([\w-]+)", media_type or "", re.IGNORECASE)
    within = re.search(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE)
    return match[1] if match else within[1].decode("ascii") if within else None
