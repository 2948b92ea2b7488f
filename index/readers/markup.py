"""What a tree of HTML shows to a reader, line by line."""

import re
from collections.abc import Callable
from typing import Any

_INLINE = "a abbr b bdi cite code del em font i ins kbd mark meta q s small span strong sub sup time u"
_HIDDEN = "button footer form head iframe nav noscript script select style svg template textarea"
INLINE, HIDDEN = frozenset(_INLINE.split()), frozenset(_HIDDEN.split())


def visible(tree: Any, *, without: Callable[[Any], bool] | None = None) -> str:
    """Return the text of a page apart from its menus and forms, and from the elements that ``without`` picks."""
    from lxml import etree

    pieces: list[str] = []
    skipped: list[Any] = []  # the elements around that are left out
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):  # a comment
            pieces.append((node.tail or "") if event == "end" and not skipped else "")
            continue
        if event == "start" and (node.tag in HIDDEN or (without and without(node))):
            skipped.append(node)
        # a line break of the source is a space, one between blocks is a line
        pieces.append("" if node.tag in INLINE else "\x00")
        if event == "end" and skipped and skipped[-1] is node:
            skipped.pop()
        said = node.text if event == "start" else node.tail
        pieces.append("" if skipped else said or "")
    lines = (re.sub(r"[ \t\r\n]+", " ", line).strip() for line in "".join(pieces).split("\x00"))
    return "\n".join(line for line in lines if line)


def shown(fragment: str) -> str:
    """Return the text of a piece of HTML, such as the body of a letter or of a feed's entry."""
    from lxml import html

    return visible(html.document_fromstring(f"<div>{fragment}</div>")) if fragment.strip() else ""
