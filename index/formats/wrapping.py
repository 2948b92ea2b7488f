"""Mail and text wrapped at some column: the lines of a sentence become one again, those of verse, lists and addresses stay."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from index.formats.published import alone
from index.language.sentences import breaks_off

_WRAPPED, _LONGEST = 45, 110  # characters: the longest line of what was wrapped lies between
_WRITTEN = 60  # characters: at less, a line that begins with a capital may be verse
_FIRST, _INNER = 30, 20  # characters: a shorter line is a heading, a greeting
_FINISHED = re.compile(r"[.!?…:;,»”][»”’\"')\]*_]*$")
_STOPPED = re.compile(r"[.!?…»”][»”’\"')\]*_]*$")
_MARKED = re.compile(r"[>#|]|```|---|===|\s{3}|\w+://\S+$")  # a line that is quoted, a heading, code, an address
_SPACED = re.compile(r"[^\s.!?:] {2,}\S| {3}")  # columns
_DAY = re.compile(r"\d\d")  # in a line that may be a date alone
_LONGEST_DAY, _LONGEST_END = 80, 8  # characters of such a line, and of what ends a sentence
_ITEM = re.compile(r"\s*(?:[-–—*•+◦▪]\s|\(?\w{1,4}[.)]\s|\w+\s?:\s|[^\W\d_]{1,3}\)\s)")


def unwrapped(text: str) -> str:
    """Return a text whose wrapped sentences run on."""
    blocks = groupby(text.split("\n"), key=lambda line: bool(line.strip()))
    return "\n".join(line for is_said, lines in blocks for line in (_joined(list(lines)) if is_said else lines))


def _joined(lines: list[str]) -> Iterator[str]:
    longest = max(map(len, lines))
    if not _WRAPPED <= longest <= _LONGEST or not _is_prose(lines):
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


def _is_prose(lines: list[str]) -> bool:
    block = "\n".join(lines)
    columns = "|" in block or "\t" in block or ("  " in block and _SPACED.search(block))
    return (
        not columns
        and not any(map(_MARKED.match, lines))
        and any(_STOPPED.search(line[-_LONGEST_END:].rstrip()) for line in lines)
    )


def _goes_on(line: str, following: str, longest: int, shortest: int) -> bool:
    """Say whether a line was wrapped within a sentence: before a number, before a word for which it had no room."""
    word = following.strip().partition(" ")[0]
    if len(line) < shortest or not word:
        return False
    comma = line[-1] == ","
    if not comma and _FINISHED.search(line[-_LONGEST_END:]) and not breaks_off(line):
        return False
    full = len(line) + 1 + len(word) > longest >= _WRITTEN
    starts = word[0].islower() or word[0].isdigit()
    if not (full or (starts and not comma)) or _ITEM.match(following):
        return False
    return not (_is_day(line) or _is_day(following))


def _is_day(line: str) -> bool:
    return len(line) <= _LONGEST_DAY and bool(_DAY.search(line) and alone([line.strip()]))
