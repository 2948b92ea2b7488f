"""What a web page states for machines: JSON-LD and meta tags."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

from index.formats.facts import Dates
from index.formats.plain import leaning
from index.formats.published import parse
from index.formats.titles import alike, heading_line, headline
from index.language.digits import layout
from index.language.moments import DAY
from index.types import Dated

ARTICLES = re.compile(r"(?:Article|BlogPosting|SocialMediaPosting|Report|ForumPosting|LiveBlogPosting)$")
_PAGES = "WebPage ItemPage AboutPage QAPage FAQPage CreativeWork Book Chapter Dataset Recipe HowTo"
_PUBLISHED_META = """
article:published_time og:article:published_time og:published_time article:published datepublished article.published
citation_publication_date citation_date citation_online_date parsely-pub-date sailthru.date cxenseparse:recs:publishtime
shareaholic:article_published_time rnews:datepublished bt:pubdate dcterms.issued dc.date.issued dc.issued dcterms.date
dc.date pubdate publishdate publish-date publish_date publication_date publication-date published-date date_published
article_date_original article.origdate prism.publicationdate ptime release_date date
"""
_MODIFIED_META = """
article:modified_time og:article:modified_time og:modified_time og:updated_time article:modified datemodified
dcterms.modified dc.date.modified dc.modified lastmod last-modified last_modified article.updated revised updated_time
date_modified
"""
_ADDRESS = re.compile(r"(?:https?://(?:www\.|m\.)?([^/?#]+)|(?=/[^/]))(/[^?#]*)?(?:\?([^#]*))?", re.IGNORECASE)
_SCRIPTS = "//script[contains(@type, 'ld+json') or not(@type) and contains(., 'schema.org') and contains(., '@type')]"
_SCRIPTED = re.compile(
    r"\\?[\"'](?:(?:date|first)_?published|publish(?:ed)?_?(?:at|date|on|time)|publication_?date|pub_?date)\\?[\"']?\s*:\s*\\?[\"']"
    r"([12]\d{3}-\d\d-\d\d[^\"'\\]{0,20})",
    re.IGNORECASE,
)
_VAGUE = {"date", "dc.date", "dcterms.date", "ptime", "release_date", "dcterms.created"}


class WebPage(NamedTuple):
    """What the stages need to know of a page. ``day_first``: whether 03/04 is the third of April on it."""

    tree: Any
    url: str | None
    head: Any
    title: str
    day_first: bool | None

    @classmethod
    def of(cls, tree: Any, url: str | None, text: str) -> "WebPage":
        """Look at a parsed page once: its heading, and the language that orders its dates."""
        return cls(tree, url, headline(tree), heading_line(tree), _day_first(tree, text))


def _day_first(tree: Any, text: str) -> bool | None:
    """Say how the page orders its dates; the language of its template does not count against that of its text."""
    written = leaning(text)
    if layout(written).day_first:
        return True
    tag = str(tree.xpath("string((//@lang | //meta[@property='og:locale']/@content)[1])")).lower().replace("_", "-")
    if tag.startswith("en"):
        return False if tag == "en-us" else None if tag in {"en", "en-ca"} else True
    return True if tag and not (tag.startswith("fr") and written == "en") else None


def json_ld(page: WebPage) -> tuple[Dates, Dates]:
    """Read schema.org data: what it says of the page's own article, and what of the page around it."""
    around = [node for node in _believed(page) if {*_PAGES.split()}.intersection(_types(node))]
    return _ld_dates(articles(page), page), _ld_dates(around, page)


def articles(page: WebPage) -> list[dict[str, Any]]:
    """Return what schema.org data say of the page's own article."""
    found = [node for node in _believed(page) if any(map(ARTICLES.search, _types(node)))]
    return [node for node in found if _is_own(node, page)] or found[:1]


def stated(page: WebPage) -> list[dict[str, Any]]:
    """Return the things that schema.org data on a page tell of."""
    return [node for script in page.tree.xpath(_SCRIPTS) for node in _nodes(_loaded(script.text))]


def _believed(page: WebPage) -> list[dict[str, Any]]:
    # others' data are told by their address, where the page's own is known
    return [node for node in stated(page) if _is_own(node, page) or not (page.url and _addresses(node))]


def _loaded(script: str | None) -> Any:
    body = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:\]\]>|-->)\s*$", "", script or "").strip().rstrip(";")
    )
    body = body if '"' in body else unescape(body)  # some systems escape what needs no escaping
    try:
        return json.loads(body, strict=False)
    except (ValueError, RecursionError):
        # written by hand and broken, but often still telling
        pairs = {*re.findall(r"\"(datePublished|dateModified)\"\s*:\s*\"([^\"]{4,40})\"", body)}
        return {"@type": "Article", **dict(pairs)} if len(pairs) <= len({key for key, _ in pairs}) else None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the things that describe the page itself, not those that it lists or shows beside."""
    if isinstance(value, list) and depth < len("page/graph/main"):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), dict | list):
                yield from _nodes(value[key], depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    return [str(item).rpartition("/")[2] for item in listed(node.get("@type"))]


def _is_own(node: dict[str, Any], page: WebPage) -> bool:
    said = str(node.get("headline") or node.get("name") or "")
    named = [*_addresses(node), str(node.get("@id") or "")]
    return any(_is_same(name, page.url or "") for name in named) or alike(said, page.title)


def _addresses(node: dict[str, Any]) -> list[str]:
    main = node.get("mainEntityOfPage")
    named = [node.get("url"), main.get("@id") if isinstance(main, dict) else main]
    told = [(name, _ADDRESS.match(name)) for name in named if isinstance(name, str)]
    # the first page of a site is no article's
    return [name for name, found in told if found and (found[2] not in {None, "/"} or found[3])]


def _is_same(address: str, url: str) -> bool:
    """Say whether an address leads to the page, whatever trackers, servers and templates have added to either."""
    there, here = _ADDRESS.match(address), _ADDRESS.match(url)
    if not there or not here:
        return False
    (host, path, query), (own_host, own_path, own_query) = there.groups(""), here.groups("")
    same = host.lower() in {own_host.lower(), ""} and unquote(path).rstrip("/") == unquote(own_path).rstrip("/")
    return same and (query == own_query or not query or not own_query)


def _ld_dates(nodes: list[dict[str, Any]], page: WebPage) -> Dates:
    return _ld_date(nodes, "datePublished", page), _ld_date(nodes, "dateModified", page)


def _ld_date(nodes: list[dict[str, Any]], key: str, page: WebPage) -> Dated | None:
    told = (item.get("@value") if isinstance(item, dict) else item for node in nodes for item in listed(node.get(key)))
    return next(filter(None, (parse(item, f"JSON-LD {key}", day_first=page.day_first) for item in told)), None)


def listed(value: Any) -> list[Any]:
    """Return what may be one thing or a list of several as a list."""
    return value if isinstance(value, list) else [value]


def is_of_another(node: Any, head: Any) -> bool:
    """Say whether microdata describe a thing that the article names: a work that it cites, a film, a comment."""
    things = (above for above in node.iterancestors() if above.get("itemprop") and above.get("itemscope") is not None)
    return any(head is None or thing not in head.iterancestors() for thing in things)


def meta(page: WebPage) -> Dates:
    """Read the meta tags, the most explicit names first."""
    said: dict[str, str] = {}
    for node in page.tree.iter("meta"):
        if node.get("itemprop") and is_of_another(node, page.head):
            continue
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        if name and node.get("content"):
            said.setdefault(name.replace("dcterms:", "dcterms.").replace("dc:", "dc."), node.get("content"))

    def first(names: str) -> Dated | None:
        for name in names.split():
            if found := parse(said.get(name), f"meta {name}", "likely" if name in _VAGUE else "sure", day_first=page.day_first):
                return found
        return None

    return first(_PUBLISHED_META), first(_MODIFIED_META)


def scripted(page: WebPage) -> Dated | None:
    """Return the day of publication that a page's scripts keep among their data, where they name no other."""
    found = [
        parse(said, "script", "likely")
        for said in _SCRIPTED.findall(" ".join(page.tree.xpath("//script[not(contains(@type, 'ld+json'))]/text()")))
    ]
    days = {one.value[:DAY]: one for one in found if one}
    return next(iter(days.values())) if len(days) == 1 else None
