"""A row of a table as a sentence that can be quoted by itself: each cell after the name of its column."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:\s?[-/–]\s?(?:\d\d|20\d\d))?")
_VALUE = re.compile(
    r"[-+−(~<>]?\s?\d[\d\s.,:/'’%-]*(?:\W|\w{1,3}\b|\s?\w+[²³]?)?\)?|[-–—]|n\.?[ad]\.?|yes|no|oui|non|x", re.IGNORECASE
)
_LONGEST_NAME = 80  # characters of the name of a column
_LONGEST = 600  # characters of a sentence; what a row holds more goes into another one
_MOSTLY = 0.7
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIGITS = 10  # of a figure: what a program computes has more


def lines(rows: Sequence[Sequence[str]], *, named: bool = False) -> Iterator[str]:
    """Yield a line a row: "City: Rennes; Price: 12 €." under a row of names, else "Rennes | 12 €".

    ``named`` says that a first row without values is one of names, as in a file that is a table.
    """
    table = [[" ".join(cell.split()) for cell in row] for row in rows]
    used = {at for row in table for at, cell in enumerate(row) if cell}
    table = [[cell for at, cell in enumerate(row) if at in used] for row in table]
    while table and sum(map(bool, table[0])) < 2:  # noqa: PLR2004 - a title has the row for itself
        yield " ".join(table.pop(0)).strip()
    if not _has_names(table, named=named):
        yield from (" | ".join(row) if any(row) else "" for row in table)
        return
    names = [name.rstrip(" :") for name in table[0]]
    for row in table[1:]:
        if sum(map(bool, row)) == 1 and row[0] and not named:
            yield row[0]  # the heading of the rows below
        else:
            yield from _sentences(names, row)


def _has_names(table: list[list[str]], *, named: bool) -> bool:
    """Say whether the first row names the columns: it holds no values, and others do, or it is known to be one of names."""
    if len(table) < 2 or not _are_names(table[0]):  # noqa: PLR2004 - names alone name nothing
        return False
    columns = [[row[at] for row in table[1:] if at < len(row) and row[at]] for at, name in enumerate(table[0]) if name]
    return named or any(cells and sum(map(_is_value, cells)) >= _MOSTLY * len(cells) for cells in columns)


def _are_names(row: list[str]) -> bool:
    said = [cell for cell in row if cell]
    whole = all(row[1:]) or len(said) > _MOSTLY * len(row)
    plain = not any(_is_value(cell) and not _YEAR.fullmatch(cell) for cell in said)
    return whole and plain and len(set(said)) == len(said) > 1 and max(map(len, said)) <= _LONGEST_NAME


def _is_value(cell: str) -> bool:
    return bool(_VALUE.fullmatch(cell))


def _sentences(names: list[str], row: list[str]) -> Iterator[str]:
    cells = [(names[at] if at < len(names) else "", cell) for at, cell in enumerate(row) if cell]
    said = [f"{name}: {cell}" if name else cell for name, cell in cells]
    while said:
        size, count = 0, 0
        while count < len(said) and (count < 2 or size + len(said[count]) < _LONGEST):  # noqa: PLR2004 - the row's name, a cell
            size += len(said[count]) + 2
            count += 1
        sentence = "; ".join(said[:count])
        yield sentence if sentence.endswith(".") else f"{sentence}."
        said = [said[0], *said[count:]] if count < len(said) else []


def drawn(part: Any) -> Iterator[str]:
    """Yield the lines of a chart, one for each of its categories, or the paragraphs of a diagram. ``part`` is its root."""
    series = [*part.iter(f"{_C}ser")]
    if not series:
        said = ("".join(node.text or "" for node in block.iter(f"{_A}t")).strip() for block in part.iter(f"{_A}p"))
        yield from filter(None, said)
        return
    yield "".join(node.text or "" for node in part.iterfind(f"{_C}chart/{_C}title//{_A}t"))
    names = ["".join(node.text or "" for node in one.iterfind(f"{_C}tx//{_C}v")) for one in series]
    kinds = _points(series[0], "cat") or _points(series[0], "xVal")
    values = [_points(one, "val") or _points(one, "yVal") for one in series]
    rows = [[kinds.get(at, ""), *(one.get(at, "") for one in values)] for at in {**kinds, **values[0]}]
    yield from lines([["", *names], *rows], named=True)


def _points(series: Any, axis: str) -> dict[str, str]:
    """Return the figures or words of a series by their number, as they are shown."""
    is_share = "%" in (series.findtext(f"{_C}{axis}//{_C}formatCode") or "")
    return {
        node.get("idx"): _figure(node.findtext(f"{_C}v") or "", is_share) for node in series.iterfind(f"{_C}{axis}//{_C}pt")
    }


def _figure(said: str, is_share: bool) -> str:  # noqa: FBT001 - of a cell
    try:
        return f"{float(said) * (100 if is_share else 1):.{_DIGITS}g}{' %' * is_share}"
    except ValueError:
        return said
