"""Split an answer into statements and the markers that each carries, at once or as it streams in."""

import re
from dataclasses import dataclass

from chatbot.types import Statement
from index.language.sentences import split_sentences

MARKER = re.compile(r"\[(\d{1,3}(?: ?[,;–-] ?\d{1,3})*)\]")
_MARKED = re.compile(rf"\s*{MARKER.pattern}")
_RANGE = re.compile(r"(\d+)(?: ?[–-] ?(\d+))?")
_BEGUN = re.compile(r"\S+\s+\S")
_MARKS = re.compile(r"^(?:[-*•#]+|\(?\d{1,2}[.)])\s+|\*\*|__|`")  # of Markdown: an item, a heading, emphasis


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence of a text: ``answer[start:end]``. ``text`` is that without its markers, ``markers`` in order."""

    text: str
    start: int
    end: int
    markers: tuple[int, ...]


def split_statements(answer: str) -> list[Written]:
    """Return the statements of ``answer`` in order; markers that stand alone belong to the statement before them."""
    ranges: list[tuple[int, int]] = []
    for start, end in split_sentences(answer):
        if ranges and not MARKER.sub("", answer[start:end]).strip(" .,;"):
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return [Written(without_markers(answer[start:end]), start, end, markers(answer[start:end])) for start, end in ranges]


def plain(text: str) -> str:
    """Return a statement without the marks of Markdown."""
    return _MARKS.sub("", _MARKS.sub("", text)).strip()


def stated(text: str) -> tuple[Statement, ...]:
    """Return the sentences of a text that bear markers."""
    return tuple(Statement(said.text, said.markers, "carried") for said in split_statements(text) if said.markers)


def complete(text: str) -> int:
    """Return how many characters of an answer that is still being written are whole statements.

    A statement is whole once the next one has begun for sure: markers may follow a full stop, and what follows an
    abbreviation decides whether it ended a sentence.
    """
    ends = [0, 0, 0, *(statement.end for statement in split_statements(text))]
    start = ends[-2] + len(text[ends[-2] :]) - len(text[ends[-2] :].lstrip())
    new_line = "\n" in text[ends[-2] : start]
    begun = text[start : start + 1] != "[" and (new_line or _BEGUN.match(text, start))
    return ends[-2] if begun else ends[-3]


def markers(text: str) -> tuple[int, ...]:
    """Return the numbers of the markers of ``text`` in order, each once: "[1][2]", "[1, 2]" and "[1-2]" are alike."""
    found: dict[int, None] = {}
    for marker in MARKER.finditer(text):
        for low, high in _RANGE.findall(marker.group(1)):
            found |= dict.fromkeys(range(int(low), int(high or low) + 1))
    return tuple(found)


def without_markers(text: str) -> str:
    """Return ``text`` without its markers and the white space before them."""
    return _MARKED.sub("", text).strip()
