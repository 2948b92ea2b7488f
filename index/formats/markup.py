"""What a tree of HTML shows to a reader, line by line."""

import re
from collections.abc import Callable
from typing import Any

_INLINE = "a abbr b bdi cite code del em font i ins kbd mark meta q s small span strong sub sup time u"
_HIDDEN = "button footer form head iframe nav noscript script select style svg template textarea"
# 10<sup>9</sup>, 2025<sup><a>1</a></sup>, 2025<a><sup>1</sup></a>; but neither <sup>1</sup>/<sub>2</sub> nor 5€<sup>99</sup>
_SUPERSCRIPT = re.compile(
    r"(?P<link><a\b[^<>]*>\s*)?(?<![€$£])<sup\b[^<>]*>(?P<said>[^<]*(?:<(?!/?sup\b)[^<>]*>[^<]*){0,9})</sup>(?(link)\s*</a>)"
    r"(?!\s*[/⁄])",
    re.IGNORECASE,
)
_NOTE = re.compile(r"<a\b(?=[^<>]*\bnoteref\b)[^<>]*>\s*(\d{1,3})\s*</a>", re.IGNORECASE)  # raised by its style alone
# the end of a sentence, a long word, a year: what carries a note, and is no base of a power
_NO_BASE = re.compile(r"(?:[.!?…»”]|[^\W\d_]{4}|\b(?:1[5-9]|20)\d\d)$")
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
INLINE, HIDDEN = frozenset(_INLINE.split()), frozenset(_HIDDEN.split())


def visible(tree: Any, *, without: Callable[[Any], bool] | None = None) -> str:
    """Return the text of a page apart from its menus and forms, and from the elements that ``without`` picks."""
    from lxml import etree

    pieces: list[str] = []
    skipped: list[Any] = []  # the elements around that are left out
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if not isinstance(node.tag, str):  # a comment
            pieces.append((node.tail or "") if not skipped else "")
            continue
        if event == "start" and (node.tag in HIDDEN or (without and without(node))):
            skipped.append(node)
        # a line break of the source is a space, one between blocks is a line
        pieces.append("" if node.tag in INLINE else "\x00")
        if event == "end" and skipped and skipped[-1] is node:
            skipped.pop()
        said = node.text if event == "start" else node.tail if node is not tree else ""
        pieces.append("" if skipped else said or "")
    lines = (re.sub(r"[ \t\r\n]+", " ", line).strip() for line in "".join(pieces).split("\x00"))
    return "\n".join(line for line in lines if line)


def shown(fragment: str) -> str:
    """Return the text of a piece of HTML, such as the body of a letter or of a feed's entry."""
    return visible(parsed(f"<div>{superscripts(fragment)}</div>")) if fragment.strip() else ""


def parsed(page: str) -> Any:
    """Return the tree of a page in HTML, or None where there is nothing in it."""
    from lxml import html
    from lxml.etree import ParserError

    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except ParserError:
        return None
    unwrap(tree)
    return tree


def unwrap(tree: Any) -> None:
    """Make a plain box of a form around a whole page, as some servers put one."""
    for form in tree.xpath("//form[.//h1 or parent::body and .//p[2]]"):
        form.tag = "div"


def superscripts(page: str) -> str:
    """Set apart the raised figures of a page, lest 2025 with a note read 20251: ``2025 [1]``, ``10⁹``."""

    def apart(found: re.Match[str]) -> str:
        said = re.sub(r"<[^>]*>|\s", "", found["said"])
        before = re.sub(r"(?:</\w+>)+$", "", page[max(0, found.start() - 50) : found.start()])
        linked = bool(found["link"] or re.search(r"<a\b", found["said"], re.IGNORECASE))
        figures = raised(said, before, note=linked)
        return found[0] if figures == said else figures

    return _NOTE.sub(r" [\1]", _SUPERSCRIPT.sub(apart, page))


def raised(said: str, before: str, *, note: bool = False) -> str:
    """Return a superscript as it stands in plain text: the mark of a note as `` [1]``, other figures as ``⁹``."""
    if (note or _NO_BASE.search(before)) and re.fullmatch(r"\d{1,3}(?:,\d{1,3})*", said):
        return f" [{said}]"
    return said.translate(_RAISED) if re.fullmatch(r"[-+−–]?\d+(?:,\d+)*", said) else said


def tokens(node: Any) -> list[str]:
    """Return the names that an element bears."""
    return " ".join(node.get(name) or "" for name in ("class", "id", "data-testid")).split()
