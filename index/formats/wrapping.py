"""Mail and text wrapped at some column: the lines of a sentence become one again, those of verse, lists and addresses stay."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

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
    blocks = groupby(text.split("\n"), key=lambda line: bool(line.strip()))
    return "\n".join(line for is_said, lines in blocks for line in (_joined(list(lines)) if is_said else lines))


def _joined(lines: list[str]) -> Iterator[str]:
    longest = max(map(len, lines))
    prose = _WRAPPED <= longest <= _LONGEST and not any(map(_OTHER.match, lines))
    if not prose or not any(_STOPPED.search(line.rstrip()) for line in lines):
        yield from lines
        return
    run = [lines[0]]
    for number, (line, following) in enumerate(pairwise(lines)):
        if _goes_on(line.rstrip(), following, longest, _INNER if number else _FIRST):
            run[-1] = run[-1].rstrip()
            run.append(following.lstrip())
        else:
            yield " ".join(run)
            run = [following]
    yield " ".join(run)


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
