"""CSV and its like: a row is a sentence, each cell after the name of its column."""

import csv
import re
from collections.abc import Iterator

from index.formats import tables
from index.formats.decoding import decode
from index.formats.plain import draft
from index.formats.raw import TEXT_LIMIT, Raw, readable
from index.types import Draft, Problem

_SAMPLE = 50  # lines that tell how cells are parted
_SIGNS = ";\t|,"  # a comma parts the figures of numbers too, and is believed last


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the one article of a table."""
    text = decode(raw.load(TEXT_LIMIT), raw.name)
    csv.field_size_limit(TEXT_LIMIT)
    said = re.match(r"sep=(.)\n", text)  # as Excel writes it for itself
    body = text[said.end() :] if said else text
    rows = list(csv.reader(body.split("\n"), delimiter=said[1] if said else _delimiter(body), skipinitialspace=True))
    yield draft(raw, "\n".join(tables.lines([row for row in rows if row], named=True)), title=readable(raw.name))


def _delimiter(text: str) -> str:
    """Return the sign that parts most lines into the same number of cells."""
    lines = [line for line in text[:100_000].split("\n")[:_SAMPLE] if line.strip()]

    def agreement(sign: str) -> int:
        counts = [len(re.sub(r'"[^"]*"', "", line).split(sign)) for line in lines]
        return max((counts.count(count) for count in set(counts) if count > 1), default=0)

    return max(_SIGNS, key=agreement)
