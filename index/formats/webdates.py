"""The true dates of a web page, from the most explicit statement to the least.

JSON-LD, meta tags, microdata, marked ``<time>`` elements, the byline, the address. Dates of comments, of related
articles, of events and of the copyright are not the article's.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from index.formats.facts import Dates
from index.formats.markup import INLINE, tokens
from index.formats.published import address, alone, byline, labelled_once, parse
from index.formats.structured import WebPage, is_of_another, json_ld, meta, scripted
from index.formats.surroundings import LONGEST_BLOCK, STANDFIRST, UNDER, Shown, block_of, elsewhere
from index.formats.titles import headlines
from index.language import bylines
from index.language.date_forms import line_date
from index.language.moments import DAY
from index.types import Dated

_SAYS_DATE = re.compile(
    r"^(?:[\w-]+(?:__|--))?(?:published|updated|modified|entry-date|post[-_]+date|posted[-_]+on|(?:article|entry|story|post|content|news)?[-_]*"
    r"(?:pub(?:lish(?:ed)?|lication)?[-_]*date|date[-_]*(?:pub\w*|modif\w*|created)?|timestamp|dateline|update\w*|time|date[-_]header))$",
    re.IGNORECASE,
)
_SAYS_MODIFIED = re.compile(r"modif|updat|revis", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(r"publ|posted|entry-date|pubdate|post[-_]date", re.IGNORECASE)
_CANDIDATES = 200  # elements looked at: an article's date is not the thousandth of its page
_HEADS = ("h1", "h2", "h3", "h4")
_ANY_HEAD = " or ".join(f"self::{tag}" for tag in _HEADS)
_ABOVE, _NEAR = 6, 12  # lines around the main heading where a byline stands


def dates(page: WebPage, text: str, shown: Shown, *, computed: str | None = None) -> Dates:
    """Return when a page was published and modified. ``text`` is its main text, ``computed`` a day that others make out."""
    own, around = json_ld(page)
    *marked, guess = _marked(page)
    told = [own, meta(page), around, tuple(marked), _byline(page, shown, text)]
    published, modified = (next(filter(None, dates), None) for dates in zip(*told, strict=True))
    if guess and (published is None or _is_vague(published)):
        published = guess  # a date under the heading says less than a label, and more than a line of words
    if published and modified and _is_vague(published) and published.value == modified.value:
        published = None  # one date, and it was called the modified one
    if published:
        published = _weighed(published, [*(found[0] for found in told), guess, address(page.url)], modified)
    return published or (_written(shown, computed) if computed else None) or scripted(page) or address(page.url), modified


def _is_vague(date: Dated) -> bool:
    return (date.origin, date.certainty) == ("byline", "likely")


def _written(shown: Shown, day: str) -> Dated | None:
    """Return a day that others have made out where a line near the headline says it."""
    year, number = int(day[:4]), int(day[8:10])
    for line in shown.near(_ABOVE, _NEAR):
        numbers = {*map(int, re.findall(r"\d{1,4}", line))} if len(line) <= LONGEST_BLOCK else set()
        if number in numbers and not numbers.isdisjoint({year, year % 100}):
            return parse(day, "date on the page", "likely")
    return None


def _weighed(first: Dated, told: list[Dated | None], modified: Dated | None) -> Dated:
    """Return the day that most statements of a page name, the readers' words before its data; *likely* where one differs."""
    said = [one for one in told if one and not (modified and one is not first and _same_day(one, modified))]
    if all(_same_day(one, first) for one in said):
        return first

    def votes(one: Dated) -> float:
        is_read = one.origin != "address" and not one.origin.startswith(("JSON-LD", "meta"))
        return sum(_same_day(one, other) for other in said) + (one.certainty == "sure") * (0.5 * is_read + 0.2)

    best = max([first, *said], key=votes)
    return Dated(best.value, best.origin, "likely")


def _same_day(one: Dated, other: Dated) -> bool:
    common = min(len(one.value), len(other.value), DAY)
    return one.value[:common] == other.value[:common]


def _marked(page: WebPage) -> tuple[Dated | None, Dated | None, Dated | None]:
    """Read elements that are marked as dates: microdata, ``<time>``, and the class names of publishing systems.

    Return the published date, the modified date, and the first date near the heading that does not say which one it is.
    """
    published = modified = guess = None
    is_elsewhere = elsewhere(page)
    for node, is_near in islice(_candidates(page), _CANDIDATES):
        if is_elsewhere(node) or is_of_another(node, page.head):
            continue
        is_modified, is_sure = _meaning(node)
        origin = "microdata" if node.get("itemprop") else "<time>" if node.tag == "time" else "date on the page"
        found = _element(node, origin, page)
        if is_modified:
            modified = modified or found
        elif is_sure:
            published = published or found
        else:
            guess = guess or (found if is_near and not _is_occasion(node) else None)
    return published, modified, guess and Dated(guess.value, guess.origin, "likely")


def _candidates(page: WebPage) -> Iterator[tuple[Any, bool]]:
    """Yield the elements that may date a page, and whether no more than a standfirst lies between the heading and them.

    Above the article stands the day of the visit, unless it is a heading itself: that of a blog's day.
    """
    said = STANDFIRST + 1
    headings = {*headlines(page.tree), page.head} - {None} or {*islice(page.tree.iter("h2"), 1)}
    for node in page.tree.iter():
        if not isinstance(node.tag, str) or node.tag in {"script", "style"}:
            continue
        if node.tag in {"main", "article"} or node in headings:
            said = 0
        if _may_date(node):
            heads = node.tag in _HEADS and node.xpath(f"following::*[{_ANY_HEAD}][1]") == [page.head]
            yield node, said <= STANDFIRST or heads
        said += len((node.text or "").strip()) + len((node.tail or "").strip())


def _may_date(node: Any) -> bool:
    prop = node.get("itemprop") or ""
    if node.tag not in {"time", "meta"} and next(node.iter("time"), None) is not None:
        return False  # its time elements speak for themselves
    return node.tag == "time" or "datePublished" in prop or "dateModified" in prop or any(map(_SAYS_DATE.match, tokens(node)))


def _is_occasion(node: Any) -> bool:
    """Say whether a date is told in a sentence or begins a span of time, as those of events and of lives do."""
    said, block = "".join(node.itertext()), block_of(node)
    holds_blocks = block is None or any(inner.tag not in {"br", *INLINE} for inner in block.iterdescendants("*"))
    before, _, after = ("" if holds_blocks else "".join(block.itertext())).partition(said or "\x00")
    in_words = re.search(r"(?:^|\s)[a-zß-ÿ][\w'’]*\s*$", before) and not bylines.day_word().search(before)
    return bool(
        (in_words and re.search(r"[.!?]\W*$", after))
        or bylines.span_from().search(before)
        or bylines.span_to().match(after)
        or len(line_date().findall(said)) > 1
    )


def _meaning(node: Any) -> tuple[bool, bool]:
    """Say whether an element means the modified date, and whether it says clearly which date it means."""
    label = _label(node)
    if bylines.modified_end().search(label):
        return True, True
    if bylines.published_end().search(label) or node.get("pubdate") is not None:
        return False, True
    inner = " ".join(node.itertext()).strip()
    if bylines.modified().match(inner) or bylines.last().match(inner):
        return True, True
    names = " ".join([node.get("itemprop") or "", *tokens(node)])
    names = names if _says_modified(names) or _SAYS_PUBLISHED.search(names) else " ".join(tokens(node.getparent()))
    is_published = bool(_SAYS_PUBLISHED.search(names) or bylines.published().match(inner))
    return _says_modified(names) and not is_published, is_published


def _says_modified(names: str) -> bool:
    return bool(_SAYS_MODIFIED.search(names) or bylines.modified_class().search(names))


def _label(node: Any) -> str:
    """Return the words right before an element: in its line, or in a short element before it."""
    before = node.xpath("normalize-space((preceding-sibling::node()[normalize-space()])[last()])")
    parent = node.getparent()
    if not before and parent is not None and parent.tag not in {"body", "article", "main"}:
        before = parent.xpath("normalize-space((preceding-sibling::node()[normalize-space()])[last()])")
    return str(before)[-60:]


def _element(node: Any, origin: str, page: WebPage) -> Dated | None:
    inner = " ".join(" ".join(node.itertext()).split())
    match = line_date().search(inner) if len(inner) <= LONGEST_BLOCK else None
    shown = parse(inner[match.start() :], origin, day_first=page.day_first) if match else None
    for value in (node.get("datetime"), node.get("content"), node.get("title")):
        if value and (found := parse(value, origin, day_first=page.day_first)):
            # a machine's day may be that of the last save, or that of Greenwich
            return found if shown is None or _same_day(found, shown) else Dated(shown.value, origin, "likely")
    return shown


def _byline(page: WebPage, shown: Shown, text: str) -> Dates:
    start = shown.start or 0
    near = byline("\n".join(shown.lines[max(0, start - 3) :][:_NEAR]), day_first=page.day_first)
    within = byline(text, day_first=page.day_first)
    under = alone(shown.near(-1, UNDER), day_first=page.day_first)
    return near[0] or within[0] or under or labelled_once(shown.lines, day_first=page.day_first), near[1] or within[1]
