"""The body of a web page made whole before it is extracted: its parts joined, its lead put in, other articles taken out.

Extractors take the first element that is named like a body. What stands around it in the tree of a page is mended here.
"""

import re
from itertools import islice
from typing import Any

from index.formats.markup import INLINE, tokens, unwrap
from index.formats.surroundings import BEHIND
from index.formats.titles import headline, squashed
from index.language import bylines

_HEADS = ("h2", "h3", "h4")
_LOOKED_AT = 2_000  # elements after the headline
_CARD, _CARDS = 600, 100  # characters of a teaser, headings looked at
_BODIES = 10  # boxes that are looked at for one
_LEVELS = 4  # between the heading of a teaser and its box
_OWN = 200  # characters of paragraphs that are left where teasers are taken out; a list of teasers alone is a page's text
_LEAD, _LEADS = 60, 3  # characters at least, and blocks at most
_LINKED = 0.3  # the share of links from which on a block is a menu
_ENDED = re.compile(r"[.!?…]\W*$")
_BESIDE = re.compile(
    r"^(?:newsletter|promo|related|recommend|recirc|similar|popular|trending|read-also|comments?(?:[-_]|list|$))"
    rf"|(?:^|[-_])comments?[-_]?(?:list|section|thread)|{BEHIND}",
    re.IGNORECASE,
)
_SEE = re.compile(r"\s*[^\W\d]+ [^:.\d]{2,25}:\s")  # "Read also:"
_HIDDEN = re.compile(r"display:\s*none")
_LEADING = re.compile(
    r"(?:^|[-_])(?:lead|lede|chapo|standfirst|summary|intro|deck?|excerpt|sub-?(?:title|head\w*))$", re.IGNORECASE
)
_WITHIN = INLINE | {"br"}
_APART = {"aside", "nav", "footer", "figure", "form", "ul", "ol", "table", "blockquote", "button"}


def mend(tree: Any, url: str | None) -> None:
    """Change the tree of a page so that an extractor finds its whole text, and no other article's."""
    from trafilatura.xpaths import BODY_XPATH

    unwrap(tree)
    head = headline(tree)
    around = {*head.iterancestors()} if head is not None else set()
    _take_out_teasers(tree, around, _host(url or ""))
    for _ in range(_BODIES):
        body = next((found[0] for look in BODY_XPATH if (found := look(tree))), None)
        leads = _leads(head, body if body not in around else None) if head is not None else []
        if body is None or len("".join(map(_says, leads))) <= len(_says(body)):
            break
        body.tag = "div"  # a box that is named like a body; the text stands before it
        body.attrib.clear()
    else:
        body, leads = None, []
    if body is not None:
        _join(body)
    for place, node in enumerate(leads[:_LEADS]):
        node.tag = "p"
        node.attrib.clear()  # leads are also named as teasers are
        if body is not None and body not in around:
            body.insert(place, node)


def _take_out_teasers(tree: Any, around: set[Any], host: str) -> None:
    cards: set[Any] = set()
    for heading in islice(tree.iter(*_HEADS), _CARDS):
        if cards.isdisjoint(heading.iterancestors()) and _leads_elsewhere(heading, host):
            cards.update(_cards(heading, host))
    named = [
        node for node in tree.iter("div", "section", "aside", "ul") if any(map(_is_beside, tokens(node))) or _is_hidden(node)
    ]
    named += [node for node in tree.iter("p") if _SEE.match(node.text_content()) and _leads_elsewhere(node, host)]
    boxes = [box for box in [*cards, *named] if box not in around]
    within = {node for box in boxes for node in box.iter("p")}
    if sum(len(node.text_content().strip()) for node in tree.iter("p") if node not in within) < _OWN:
        return
    for box in filter(lambda box: box.getparent() is not None, boxes):
        parent = box.getparent()
        box.drop_tree()
        while not (parent in around or _says(parent)) and parent.getparent() is not None:
            over, empty, parent = parent.getprevious(), parent, parent.getparent()
            if over is not None and over.tag in _HEADS and not (over.tail or "").strip():
                over.drop_tree()  # "Read also"
            empty.drop_tree()


def _is_beside(name: str) -> bool:
    return bool(_BESIDE.search(name) or bylines.beside_names().match(name))


def _is_hidden(node: Any) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _says(node: Any) -> str:
    return squashed(node.text_content())


def _leads_elsewhere(heading: Any, host: str) -> bool:
    """Say whether a heading is one link to another page of the site, but for a rubric."""
    links = [*heading.iter("a"), *islice(heading.iterancestors("a"), 1)]
    address = (links[0].get("href") or "").strip() if len(links) == 1 else "#"
    return address[:1] != "#" and _host(address) in {"", host} and 2 * len(_says(links[0])) > len(_says(heading))


def _host(address: str) -> str:
    found = re.match(r"(?:https?:)?//(?:www\.)?([^/?#]*)", address, re.IGNORECASE)
    return found[1].lower() if found else ""


def _cards(heading: Any, host: str) -> list[Any]:
    """Return the boxes of one list that each show an article by its heading, a link, and a few words."""
    for card in islice(heading.iterancestors(), _LEVELS):
        parent = card.getparent()
        if parent is None or len(card.text_content()) > _CARD:
            return []
        alike = [one for one in parent.iterchildren(card.tag) if _kind(one) == _kind(card)]
        told = [one for one in alike if any(_leads_elsewhere(inner, host) for inner in one.iter(*_HEADS))]
        if len(told) > 1:
            return [one for one in told if len(one.text_content()) <= _CARD]
    return []


def _join(body: Any) -> None:
    """Put the later containers of a body, which advertisements cut, into its first."""
    joined, kind = {body}, _kind(body)
    for node in body.xpath(f"following::*[position() <= {_LOOKED_AT}]"):
        if any(above in joined or above.tag in _APART for above in node.iterancestors()):
            continue
        if node.tag in {"article", "h1", *_HEADS}:
            return  # another article begins
        if _kind(node) == kind and any(kind[1:]):
            body.append(node)
            joined.add(node)


def _kind(node: Any) -> tuple[str, ...]:
    return node.tag, *(node.get("class") or "").split()[:1], node.get("itemprop") or ""


def _leads(head: Any, body: Any) -> list[Any]:
    """Return what stands as prose between a headline and the body, which is None around the headline."""
    following = head.xpath(f"following::*[position() <= {_LOOKED_AT}]")
    ends = [at for at, node in enumerate(following) if node is body or (body is None and node.tag == "p" and _is_lead(node))]
    said = _says(body) if body is not None else ""
    return [node for node in following[: ends[0] if ends else 0] if _is_lead(node) and _says(node) not in said]


def _is_lead(node: Any) -> bool:
    """Say whether an element is a paragraph of prose by its words, whatever its tag."""
    if node.tag not in {"div", "section", "p", *_HEADS} or any(inner.tag not in _WITHIN for inner in node.iterdescendants()):
        return False
    said = " ".join(node.text_content().split())
    linked = sum(len(link.text_content()) for link in node.iter("a"))
    apart = any(above.tag in _APART for above in node.iterancestors()) or (node.tail or "").strip()
    is_prose = bool(_ENDED.search(said)) or any(map(_LEADING.search, tokens(node)))
    return len(said) >= _LEAD and is_prose and linked <= _LINKED * len(said) and not apart
