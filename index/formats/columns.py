"""The text of a printed page in the order in which a person reads it: columns one after the other, tables row by row."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from index.formats import tables
from index.formats.pdf_lines import Line, Page, Row

_GUTTER = 3.0  # points that stay free between two columns from row to row
_FAR = 3.0  # of the size: rows further apart are no neighbours in a table
_PROSE = 18  # characters in a line of a column, on average; a cell has less
_RUNS_ON = 0.3  # of the lines of prose begin in lower case
_OTHER_SIZE = 0.12
_HEADING = 1.12  # of the size of the text
_LONGEST_HEADING = 250  # characters
_LEADING = 1.35  # of the usual step from line to line: a wider one is a space between paragraphs
_INDENT = (0.7, 4.0)  # of the size
_FINISHED = re.compile(r"[.!?…:;»”\")]\s*$")

Gutter = tuple[float, float]


def text_of(page: Page, body: float) -> str:
    """Return the lines of a page, a blank one between blocks: headings, paragraphs as far as they show, rows of tables."""
    if not page.height:
        return "\n".join(line.text for row in page.rows for line in row)
    blocks: list[str] = []
    plain: list[Line] = []
    at = 0
    while at < len(page.rows):
        end, gutters = _zone(page.rows, at)
        columns = [_column(page.rows[at:end], gutters, number) for number in range(len(gutters) + 1)] if gutters else []
        if not columns:
            plain.append(_whole(page.rows[at]))
            at += 1
            continue
        blocks += _blocks(plain, body)
        plain = []
        if _is_prose(columns):
            blocks += [block for column in columns for block in _blocks(column, body)]
        else:
            blocks += filter(None, tables.lines(_cells(page.rows[at:end], gutters)))
        at = end
    return "\n\n".join([*blocks, *_blocks(plain, body)])


def headline(page: Page, body: float) -> str | None:
    """Return the line in the largest letters, or the lines where it has several."""
    lines = [_whole(row) for row in page.rows]
    told = [line for line in lines if line.size > _HEADING * body and re.search(r"[^\W\d_]{3}", line.text)]
    if not page.height or not told:
        return None
    largest = max(told, key=lambda line: line.size)
    heading = next(group for group in _grouped(lines, largest.size * 1.3) if largest in group)
    said = " ".join(line.text.strip() for line in heading)
    return said if len(said) <= _LONGEST_HEADING else None


def _zone(rows: tuple[Row, ...], start: int) -> tuple[int, list[Gutter]]:
    """Return where the rows end that leave the same gutters free as the one at ``start``; no gutters: it stands alone."""
    gutters = [(left.right, right.left) for left, right in pairwise(rows[start])]
    end = last = start + 1
    while gutters and end < len(rows):
        row, before = rows[end], rows[end - 1]
        near = 0 < before[0].top - row[0].top < _FAR * row[0].size
        kept = [_narrowed(gutter, row) for gutter in gutters]
        if not near or _differs(before[0], row[0]) or not all(kept) or len(row) > len(gutters) + 1:
            break
        gutters = [gutter for gutter in kept if gutter]
        end += 1
        if len(row) > 1 or any(_steps_on(piece, row[0]) for piece in before):
            last = end
    several = sum(len(row) > 1 for row in rows[start:last])
    return (last, gutters) if several > 1 else (start + 1, [])


def _narrowed(gutter: Gutter, row: Row) -> Gutter | None:
    """Return what a row leaves free of a gutter, None when it is crossed."""
    low, high = gutter
    for piece in row:
        if piece.right > low and piece.left < high:
            if piece.left + piece.right < low + high:
                low = piece.right
            else:
                high = piece.left
    return (low, high) if high - low >= _GUTTER else None


def _steps_on(before: Line, line: Line) -> bool:
    """Say whether a line stands below another as the next of its paragraph does."""
    return before.left - line.size < line.left < before.right and before.top - line.top < _LEADING * 1.25 * line.size


def _place(piece: Line, gutters: list[Gutter]) -> int:
    return sum(piece.left >= low for low, _ in gutters)


def _column(rows: tuple[Row, ...], gutters: list[Gutter], number: int) -> list[Line]:
    return [piece for row in rows for piece in row if _place(piece, gutters) == number]


def _cells(rows: tuple[Row, ...], gutters: list[Gutter]) -> list[list[str]]:
    """Return the cells of a table; a row that goes on with what the one above has begun is part of it."""
    table: list[list[str]] = []
    for row in rows:
        cells = [""] * (len(gutters) + 1)
        for piece in row:
            at = _place(piece, gutters)
            cells[at] = f"{cells[at]} {piece.text}".strip()
        if table and not cells[0] and all(cell[:1].islower() for cell in cells if cell):
            table[-1] = [f"{above} {cell}".strip() for above, cell in zip(table[-1], cells, strict=True)]
        else:
            table.append(cells)
    return table


def _is_prose(columns: list[list[Line]]) -> bool:
    lines = [line for column in columns for line in column]
    long = all(sum(len(line.text) for line in column) >= _PROSE * len(column) for column in columns)
    return long and sum(line.text[:1].islower() for line in lines) >= _RUNS_ON * len(lines)


def _blocks(lines: list[Line], body: float) -> Iterator[str]:
    steps = [a.top - b.top for a, b in pairwise(lines) if 0 < a.top - b.top < _FAR * a.size]
    step = median(steps) if steps else 0.0
    for group in _grouped(lines, step):
        said = [line.text for line in group]
        heading = group[0].size > _HEADING * body > 0 and sum(map(len, said)) < _LONGEST_HEADING
        yield (" " if heading else "\n").join(said)


def _grouped(lines: list[Line], step: float) -> Iterator[list[Line]]:
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or _breaks(lines[at - 1], lines[at], step):
            yield lines[start:at]
            start = at


def _breaks(line: Line, following: Line, step: float) -> bool:
    """Say whether another block begins: in other letters, after a space, in another column, with an indent."""
    down, indent = line.top - following.top, following.left - line.left
    if _differs(line, following) or not 0 < down <= _LEADING * max(step, line.size) or following.left >= line.right:
        return True
    return bool(_INDENT[0] < indent / max(line.size, 1.0) < _INDENT[1] and _FINISHED.search(line.text))


def _differs(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) > _OTHER_SIZE * max(line.size, other.size)


def _whole(row: Row) -> Line:
    return row[0]._replace(text=" ".join(piece.text for piece in row), right=row[-1].right) if len(row) > 1 else row[0]
