"""Split an answer into statements and the markers that each carries, at once or as it streams in."""

import re
from dataclasses import dataclass

from index.sentences import split_sentences

MARKER = re.compile(r"\[(\d{1,3}(?: ?[,;–-] ?\d{1,3})*)\]")
_GAP = re.compile(r"\s+(?=[.,;:!?…)»]|$)|^\s+")
_RANGE = re.compile(r"(\d+)(?: ?[–-] ?(\d+))?")
_BEGUN = re.compile(r"\S+\s+\S")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer: ``answer[start:end]``. ``text`` is that without its markers, ``markers`` in order."""

    text: str
    start: int
    end: int
    markers: tuple[int, ...]


def split_statements(answer: str) -> list[Statement]:
    """Return the statements of ``answer`` in order; markers that stand alone belong to the statement before them."""
    ranges: list[tuple[int, int]] = []
    for start, end in split_sentences(answer):
        if ranges and not MARKER.sub("", answer[start:end]).strip(" .,;"):
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return [
        Statement(without_markers(answer[start:end]), start, end, markers(answer[start:end])) for start, end in ranges
    ]


def complete(text: str) -> int:
    """Return how many characters of an answer that is still being written are whole statements.

    A statement is whole once the next one has begun for sure: markers may follow a full stop, and what follows an
    abbreviation decides whether it ended a sentence.
    """
    statements = split_statements(text)
    if len(statements) < 2:  # noqa: PLR2004 (the last one is never known to be whole)
        return 0
    before, last = statements[-2], statements[-1]
    if text[last.start] == "[":
        return statements[-3].end if len(statements) > 2 else 0  # noqa: PLR2004
    new_line = "\n" in text[before.end : last.start]
    return (
        before.end if new_line or _BEGUN.match(text, last.start) else statements[-3].end if len(statements) > 2 else 0
    )


def markers(text: str) -> tuple[int, ...]:
    """Return the numbers of the markers of ``text`` in order, each once: "[1][2]", "[1, 2]" and "[1-2]" are alike."""
    found: dict[int, None] = {}
    for marker in MARKER.finditer(text):
        for low, high in _RANGE.findall(marker.group(1)):
            found |= dict.fromkeys(range(int(low), int(high or low) + 1))
    return tuple(found)


def without_markers(text: str) -> str:
    """Return ``text`` without its markers and the spaces that they leave behind."""
    return _GAP.sub("", MARKER.sub("", text))
