"""Who wrote a web page: what its data say, its meta tags, and the elements that are named as a byline's."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from index.formats.markup import visible
from index.formats.structured import WebPage, articles, listed, stated
from index.formats.titles import squashed
from index.language import bylines

_META = "author article:author dc.creator dcterms.creator citation_author parsely-author sailthru.author byl"
_NAME_CLASS = re.compile(r"(?:^|[-_])name$", re.IGNORECASE)
_TAGS = ("a", "address", "cite", "div", "em", "h3", "h4", "li", "p", "span", "strong", "ul")
_LONGEST, _LONGEST_NAME, _LOOKED_AT, _AUTHORS = 200, 60, 50, 12  # characters of a byline and of a name; elements; names
_CAPITAL = r"[\"“]?(?:\w{1,2}[’'])?(?![a-zß-öø-ÿ\d_])\w[\w’'.-]*[\"”]?"  # or a letter of a script without capitals
_NAME = re.compile(rf"{_CAPITAL}(?: (?:\w{{1,4}} ){{0,2}}{_CAPITAL}){{0,5}}")
_CUT = re.compile(r"[|·•–—(@\n]|\s-\s|https?:|\s[a-z]{3,4} (?:l[’'])?[A-Z]{2,5}$")  # "avec AFP"


def author(page: WebPage, is_elsewhere: Callable[[Any], bool], under: list[str], site: str | None) -> str | None:
    """Return the authors' names, with "; " between them. What ``is_elsewhere`` picks belongs to others.

    ``under`` are the lines under the headline, where "By Ada Lovelace" names her whatever its element is called.
    """
    others = {squashed(site or ""), squashed(page.title)}
    signed = next((found for line in under if bylines.signs().match(line) and (found := list(_names(line)))), [])
    for said in (_stated(page), _meta(page), _marked(page, is_elsewhere), signed):
        names = {key: name for name in said if (key := squashed(name)) not in others}
        if names:
            return "; ".join(islice(names.values(), _AUTHORS))
    return None


def _stated(page: WebPage) -> Iterator[str]:
    """Yield the persons that an article's JSON-LD names, or the organisations where it names nobody."""
    by_id = {str(node["@id"]): node for node in stated(page) if node.get("@id")}
    for node in articles(page):
        told = [{"name": one} if isinstance(one, str) else one for one in listed(node.get("author"))]
        known: list[dict[str, Any]] = [{**by_id.get(str(one.get("@id")), {}), **one} for one in told if isinstance(one, dict)]
        named = [one for one in known if isinstance(one.get("name"), str)]
        for one in [one for one in named if "Organization" not in str(one.get("@type"))] or named:
            yield from _names(one["name"])


def _meta(page: WebPage) -> Iterator[str]:
    for name in _META.split():
        for node in page.tree.xpath("//meta[@name=$name or @property=$name]", name=name)[:_AUTHORS]:
            # one word is the account of whoever runs the site
            yield from (said for said in _names(node.get("content") or "") if " " in said)


def _marked(page: WebPage, is_elsewhere: Callable[[Any], bool]) -> Iterator[str]:
    """Yield the names in the first element that says that it holds an author's, and in those beside it."""
    marked = [*islice(filter(_is_marked, page.tree.iter(*_TAGS)), _LOOKED_AT)]
    around = {above for node in marked for above in node.iterancestors()}
    first = None
    for node in marked:
        place = node.tag, node.getparent().getparent()
        if node not in around and first in {None, place} and len(node.text_content()) <= _LONGEST and not is_elsewhere(node):
            links = [link.text_content() for link in node.iterdescendants("a")]
            named = [inner.text_content() for inner in node.iterdescendants() if _NAME_CLASS.search(inner.get("class") or "")]
            lines = ["; ".join(links), "; ".join(named), *map(_without_role, visible(node).split("\n"))]
            if said := next(filter(None, map(list, map(_names, lines))), None):
                first = place
                yield from said


def _without_role(line: str) -> str:
    """Return a line up to its only comma, behind which stands a role or a newspaper, unless more names follow there."""
    before, _, after = line.partition(",")
    return line if "," in after or bylines.author_joins().search(after) else before


def _is_marked(node: Any) -> bool:
    said = " ".join(node.get(name) or "" for name in ("class", "id", "data-testid", "itemprop")).split()
    return node.get("rel") == "author" or any(map(bylines.author_names().search, said))


def _names(said: str) -> Iterator[str]:
    """Yield the names of a byline without its labels, its date, roles of one word and what else stands in the line."""
    whole = bylines.author_label().sub("", " ".join(said.split()), count=1)
    said = bylines.author_end().split(_CUT.split(whole, maxsplit=1)[0], maxsplit=1)[0]
    pieces = [piece.strip() for piece in bylines.author_joins().split(said[:_LONGEST])]
    first = next(iter(pieces), None) if "@" not in whole else None  # "Follow @mona"
    likely = (piece for piece in pieces if (" " in piece or piece == first) and 1 < len(piece) <= _LONGEST_NAME)
    yield from filter(_NAME.fullmatch, likely)
