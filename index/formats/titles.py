"""The headline of a web page, which is neither the name of its site nor a label that runs into the words."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from index.formats.markup import HIDDEN, INLINE

_HOME = re.compile(r"(?:(?:https?:)?//[^/?#]+/?|/)(?:\?.*)?")
_BETWEEN = r"(?<!\s)\s+[|·•–—‹›«»-]\s+"
_LOWER = "//*[self::h2 or self::h3 or self::h4 or (self::div or self::p or self::span) and contains(@class, 'title')]"
_APART = HIDDEN | {"aside"}
_HEADINGS = 20  # looked at: the headline of a page is not the hundredth of its headings
_LINKS = 200  # looked at for one that leads home
_DOMAIN = re.compile(r"[\w-]+(?:\.[a-z]{2,12})+", re.IGNORECASE)
_FILE_NAME = re.compile(r"[a-z\d]+(?:[-_][a-z\d]+)+")
_PLAIN = ("div", "p", "span", "strong", "b", "td", "font", "dt")  # that stand for a heading where there is none


def title(tree: Any) -> str:
    """Return the title of a page: its headline, unless what it is shared by says more."""
    names, head, shared, tab = _site_names(tree), headline(tree), _shared(tree), _tab(tree)
    shown = one_line(head) if head is not None else ""
    if shown and any(alike(shown, bare) or _opens(shown, bare) for bare in (_without(names, said) for said in (shared, tab))):
        shared = shown
    elif not shared and _is_label(shown, tab):
        shared = tab
    for said in (shared, shown, tab):
        bare = _without(names, said)
        if bare and squashed(bare) not in names:
            return shown if squashed(bare) == squashed(shown) else bare
    return shown or shared or tab


def _opens(shown: str, said: str) -> bool:
    """Say whether a heading is what stands before the first mark between parts of a title."""
    return " " in shown and squashed(re.split(_BETWEEN, said)[0]) == squashed(shown)


def _is_label(shown: str, tab: str) -> bool:
    """Say whether a heading is one word beside a tab that says something else altogether, as "News" is."""
    mine, theirs = (set(re.findall(r"\w+", text.casefold())) for text in (shown, tab))
    return len(mine) == 1 < len(theirs) and mine.isdisjoint(theirs)


def heading_line(tree: Any) -> str:
    """Return the line under which a page's byline stands: its headline letter by letter, or what ``<title>`` makes of it."""
    head = headline(tree)
    return " ".join(head.text_content().split()) if head is not None else _without(_site_names(tree), _tab(tree))


def headline(tree: Any) -> Any:
    """Return the main heading of a page, or None.

    It is the one that the page is called by, at any level; first headings are also the names of sites and sections, labels
    for screen readers, and what a browser's translator has added.
    """
    first = [*headlines(tree)]
    lower = (node for node in tree.xpath(_LOWER)[:_HEADINGS] if not any(above.tag in _APART for above in node.iterancestors()))
    by_name = {squashed(node.text_content()): node for node in reversed([*first, *lower])}
    said = [" ".join(whole.split()) for whole in (_shared(tree), _tab(tree))]
    parts = [part for mark in (_BETWEEN, rf"{_BETWEEN}|\s*:\s") for whole in said for part in re.split(mark, whole)]
    parts.sort(key=len, reverse=True)  # the name of a site is shorter than most headlines
    others = _site_names(tree) | {""}
    keys = [key for key in dict.fromkeys(map(squashed, said + parts)) if key not in others]
    named = next((by_name[key] for key in keys if key in by_name), None)
    if named is not None:
        return named
    if not first:
        plain = {squashed(node.text or ""): node for node in tree.iter(*_PLAIN) if not len(node) and " " in (node.text or "")}
        return next((plain[key] for key in sorted(keys, key=len, reverse=True) if key in plain), None)
    return next((node for node in first if any(alike(node.text_content(), name) for name in said + parts)), first[0])


def headlines(tree: Any) -> Iterator[Any]:
    """Yield the main headings of a page; blogs set their own name as one too, and link it home."""
    return (node for node in _headings(tree) if squashed(node.text_content()) and not _names_site(node))


def _names_site(node: Any) -> bool:
    """Say whether a heading is the name of the site: a link to its first page."""
    links = [*node.iter("a"), *node.iterancestors("a")]
    home = (link for link in links if link.get("rel") == "home" or _HOME.fullmatch((link.get("href") or "").strip()))
    return any(squashed(link.text_content()) == squashed(node.text_content()) for link in home)


def one_line(node: Any) -> str:
    """Return a heading in one line, with a space where elements meet: after a label, at a line break."""
    from lxml import etree

    pieces = [node.text or ""]
    for event, inner in etree.iterwalk(node, events=("start", "end", "comment")):
        if inner is not node:
            if event != "comment":
                pieces.append("\x00" if inner.tag not in INLINE else "\x01" if event == "start" else "\x02")
            pieces.append((inner.text if event == "start" else inner.tail) or "")
    line = re.sub(r"\x00|\x02\x01|(?<=[a-zß-ÿ])[\x01\x02]+(?=[A-ZÀ-Þ])", " ", "".join(pieces))
    return " ".join(re.sub(r"[\x01\x02]", "", line).split())


def squashed(text: str) -> str:
    """Return a text as it is compared: without its spaces, which pages set as they like, and its capitals."""
    return "".join(text.split()).casefold()


def alike(one: str, other: str) -> bool:
    """Say whether two titles have most of their words in common."""
    mine, theirs = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return 2 * len(mine & theirs) > len(mine | theirs)


def _headings(tree: Any) -> Iterator[Any]:
    return islice(tree.iter("h1"), _HEADINGS)


def _tab(tree: Any) -> str:
    return str(tree.xpath("normalize-space((//title)[1])"))


def _shared(tree: Any) -> str:
    said = str(tree.xpath("normalize-space((//meta[@property='og:title']/@content)[1])"))
    return "" if _FILE_NAME.fullmatch(said) else said


def _site_names(tree: Any) -> set[str]:
    headings = [node.text_content() for node in _headings(tree) if _names_site(node)]
    home = [link for link in islice(tree.iter("a"), _LINKS) if _HOME.fullmatch((link.get("href") or "").strip())]
    linked = [said for link in home for said in (link.text_content(), *link.xpath(".//img/@alt"))]
    return {squashed(name) for name in [*headings, *linked, *tree.xpath("//meta[@property='og:site_name']/@content")]} - {""}


def _without(names: set[str], said: str) -> str:
    """Take the site's name off either end of a title."""
    first, *_ = parts = re.split(f"({_BETWEEN})", " ".join(said.split()))
    if len(parts) > 1 and (squashed(parts[-1]) in names or _DOMAIN.fullmatch(parts[-1])):
        parts = parts[:-2]
    elif len(parts) > 1 and squashed(first) in names:
        parts = parts[2:]
    return "".join(parts).strip()
