"""What stands beside the article of a web page: comments, other articles, events, the copyright."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from index.formats.markup import INLINE, tokens, visible
from index.formats.structured import ARTICLES, WebPage
from index.formats.titles import squashed
from index.language import bylines

BEHIND = r"(?<!has)(?<!no)(?<!with)[-_](?:comments|related|recommended|recirculation|similar|teasers)$"  # at the end of a name
_ELSEWHERE = re.compile(
    r"^(?:comment|related|recommend|sidebar|widget|teaser|similar|popular|trending|most-|read-|also|agenda|event"
    r"|copyright|newsletter|promo|respond|reply|replies|footer|archive|recirc|ticker|latest|more-|aside|footnote|list)"
    rf"|{BEHIND}",
    re.IGNORECASE,
)
# names of places on a page, which say nothing of what stands there
_LAYOUT = re.compile(r"(?:^|\s)(?:aside|sidebar|widget|teaser|footer|list|header|meta)(?![a-z])", re.IGNORECASE)
STANDFIRST = 300  # characters
LONGEST_BLOCK = 160  # characters around a date; in longer ones it belongs to a sentence
_LONGEST = {"li": 40, "p": LONGEST_BLOCK, "td": 40}  # a longer item of a list shows another article
_LONGEST_LINE = 60  # of a place under the headline that is a byline
_ARTICLES = 200  # looked at
_BROKEN = 4  # lines of a headline
UNDER = 4  # lines under the heading where a date or a name needs no label


class Shown(NamedTuple):
    """The lines that a page shows without what stands beside its article; ``start`` counts those above its headline."""

    lines: list[str]
    start: int | None

    @classmethod
    def of(cls, page: WebPage) -> "Shown":
        """Look at a page; its headline is a line whatever its spaces."""
        lines = visible(page.tree, without=beside(page)).split("\n")
        said, title = [*map(squashed, lines)], squashed(page.title)
        # a headline may be broken over several lines, of which the last counts
        ends = (
            at for at in range(len(said)) for size in range(1, _BROKEN + 1) if "".join(said[at + 1 - size : at + 1]) == title
        )
        return cls(lines, next(ends, None))

    def near(self, above: int, below: int) -> list[str]:
        """Return so many lines above and below the headline; -1 above leaves it out. Nothing where there is none."""
        return self.lines[max(0, self.start - above) : self.start + below + 1] if self.start is not None else []


def elsewhere(page: WebPage) -> Callable[[Any], bool]:
    """Return what says whether an element belongs to a comment, to another article, to an event or to a sentence."""
    main, is_apart = _main_article(page.tree), beside(page)
    headed = {*page.head.iterancestors()} if page.head is not None else set()

    def picks(node: Any) -> bool:
        around = [node, *node.iterancestors()]
        told = next((above for above in around[1:] if above.get("itemscope") is not None), None)
        if node.get("itemprop") and told is not None and told in headed and ARTICLES.search(told.get("itemtype") or ""):
            return False  # the article's own, wherever it stands
        within = next((above for above in around if above.tag == "article"), None)
        if any(map(is_apart, around)) or within not in {None, main}:
            return True
        follows = main is not None and node.xpath("boolean(preceding::article)") and node not in main.iter()
        if within is None and (follows or any(above.tag == "footer" for above in around)):
            return True
        block = block_of(node)
        if block is None or block.tag not in _LONGEST:
            return False
        return len(" ".join(block.itertext())) - len(" ".join(node.itertext())) > _LONGEST[block.tag]

    return picks


def beside(page: WebPage) -> Callable[[Any], bool]:
    """Return what says whether an element holds something beside the article: comments, other articles, events, the copyright.

    What stands around the headline does not, nor does a short line under it.
    """
    around = {*page.head.iterancestors()} if page.head is not None else set()
    under = {node for node in _following(page.head, STANDFIRST) if _LAYOUT.search(" ".join([node.tag, *tokens(node)]))}
    under = {node for node in under if len(" ".join(node.text_content().split())) <= _LONGEST_LINE}

    def picks(node: Any) -> bool:
        kind = str(node.get("itemtype") or "").rpartition("/")[2]
        names = tokens(node) if node.tag not in {"html", "body"} else []
        named = any(map(_ELSEWHERE.search, names)) or any(map(bylines.beside_names().match, names))
        found = named or node.tag in {"aside", "nav"} or kind in {"Comment", "UserComments", "Event", "Review", "Answer"}
        return found and node not in around and node not in under

    return picks


def _following(head: Any, limit: int) -> Iterator[Any]:
    """Yield the elements that begin at most so many characters under a heading."""
    said = 0
    for node in head.xpath("following::*") if head is not None else ():
        if said > limit:
            return
        if isinstance(node.tag, str) and node.tag not in {"script", "style"}:
            yield node
            said += len((node.text or "").strip()) + len((node.tail or "").strip())


def _main_article(tree: Any) -> Any:
    """Return the element of the page's article, or None: the one with the main heading, or with most of the text."""
    articles = tree.xpath("//article[not(ancestor::article)]")[:_ARTICLES]
    headed = [article for article in articles if article.find(".//h1") is not None]
    sizes = [len("".join(article.itertext())) for article in articles]
    longest = articles[sizes.index(max(sizes))] if sizes and max(sizes) > sum(sizes) / 2 else None
    return headed[0] if len(headed) == 1 else longest


def block_of(node: Any) -> Any:
    """Return the nearest element around one that is no part of a line, or None."""
    return next((above for above in node.iterancestors() if above.tag not in INLINE), None)
