"""Mail and text wrapped at some column: the lines of a sentence become one again, those of verse, lists and addresses stay."""

import re
from itertools import pairwise

from index.formats.published import alone

_WRAPPED, _LONGEST = 45, 110  # characters: the longest line of what was wrapped lies between
_WRITTEN = 60  # characters: at less, a line that begins with a capital may be verse
_FIRST, _INNER = 30, 20  # characters: a shorter line is a heading, a greeting
_FINISHED = re.compile(r"[.!?…:;,»”][»”’\"')\]*_]*$")
_STOPPED = re.compile(r"[.!?…»”][»”’\"')\]*_]*$")
_OTHER = re.compile(r"[>|#\t]|\s{3}|.*(?:[|\t]|\s{3}|\S\s{2,}\S)|```|---|===|\w+://\S+$")
_ITEM = re.compile(r"\s*(?:[-–—*•+◦▪]\s|\(?\w{1,4}[.)]\s|\w+\s?:\s|[^\W\d_]{1,3}\)\s)")


def unwrapped(text: str) -> str:
    """Return a text whose wrapped sentences run on."""
    return "".join(part if part[:1] == "\n" else _joined(part.split("\n")) for part in re.split(r"(\n\n+)", text))


def _joined(lines: list[str]) -> str:
    longest = max(map(len, lines))
    prose = any(_STOPPED.search(line.rstrip()) for line in lines) and not any(map(_OTHER.match, lines))
    if not prose or not _WRAPPED <= longest <= _LONGEST:
        return "\n".join(lines)
    joined = [lines[0]]
    for number, (line, following) in enumerate(pairwise(lines)):
        if _goes_on(line.rstrip(), following, longest, _INNER if number else _FIRST):
            joined[-1] = f"{joined[-1].rstrip()} {following.lstrip()}"
        else:
            joined.append(following)
    return "\n".join(joined)


def _goes_on(line: str, following: str, longest: int, shortest: int) -> bool:
    """Say whether a line was wrapped within a sentence: before a number, before a word for which it had no room."""
    word = following.strip().partition(" ")[0]
    if len(line) < shortest or not word or _ITEM.match(following) or alone([following.strip()]) or alone([line.strip()]):
        return False
    full = len(line) + 1 + len(word) > longest
    if line.endswith(","):
        return full and longest >= _WRITTEN
    if _FINISHED.search(line):
        return False
    return word[0].islower() or word[0].isdigit() or (full and longest >= _WRITTEN)
