"""What is drawn in Office documents and kept in parts of its own: charts as tables, diagrams as their words."""

from collections.abc import Iterator
from typing import Any

from index.formats import tables

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIGITS = 10  # of a figure: what a program computes has more


def lines(part: Any) -> Iterator[str]:
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
    yield from tables.lines([["", *names], *rows], named=True)


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
