"""Find quoted words, and look for words exactly as they stand, whatever the typography."""

import re
from dataclasses import dataclass

from index.language.vocabulary import flat


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: ``text[start:end]``, marks left out."""

    start: int
    end: int
    text: str


_QUOTED = re.compile(r"«([^«»\n]+)»|“([^“”\n]+)”|„([^„“”\n]+)[“”]|(?<!\w)\"([^\"\n]+)\"")
_CUT = re.compile(r"\[…\]|\[\.{3}\]|…|\.{3}")
_SPACE = re.compile(r"\s+")


def find_quoted(text: str) -> list[Quoted]:
    """Return what stands between « », “ ”, „ “ or straight double quotes, trimmed of white space."""
    found = []
    for quote in _QUOTED.finditer(text):
        group = quote.lastindex or 0
        inside = quote.group(group)
        start = quote.start(group) + len(inside) - len(inside.lstrip())
        if inside.strip():
            found.append(Quoted(start, start + len(inside.strip()), inside.strip()))
    return found


def says(text: str, quoted: str) -> bool:
    """Tell whether ``text`` holds the words of ``quoted`` in order, whole, but for case, typography and marked cuts."""
    line = _SPACE.sub(" ", flat(text))
    position = 0
    for piece in _CUT.split(_SPACE.sub(" ", flat(quoted))):
        wanted = piece.strip(" .,;:!?'\"«»“”")
        if not wanted:
            continue
        found = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)").search(line, position)
        if found is None:
            return False
        position = found.end()
    return True
