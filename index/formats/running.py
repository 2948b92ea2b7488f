"""What runs along the margins of printed pages: headers, footers and numbers of pages, which are no part of the text."""

import re
from collections import Counter
from collections.abc import Iterator

from index.formats.pdf_lines import Line, Page

_MARGIN = 0.12  # of the page's height, above and below, where what is said on several pages runs along
_EDGE = 0.06  # where small print runs along though it is said once
_HEAD = 0.075  # where a line runs along that stands at one height on most pages, whatever it says: the name of a chapter
_SMALL, _LARGE = 0.93, 1.05  # of the size of the text
_APART = 0.8  # of its size: the least space between a header and the text
_MANY = 0.3  # of the pages: who stands on fewer must be set apart from the text
_NOTE = re.compile(r"(?:\d{1,3}[.)]|[*†‡¹²³⁴-⁹]+) ?\w|\d{1,3} .*[.!?»”]$")
_OUTERMOST = 4  # rows looked at on each side
_SAME_HEIGHT = 4.0  # points
_NUMBER = re.compile(
    r"[\W_]*(?:(?:pages?|pg?\.|seite|página|pagina|стр\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})[\W_]*(?:(?:of|sur|de|von|di|из)?\s*\d{1,4}[\W_]*)?",
    re.IGNORECASE,
)


def without_running(pages: list[Page], body: float) -> list[Page]:
    """Return the pages without what runs along their margins. ``body`` is the size of the text, in points."""
    said = Counter(key for page in pages for key in {_key(line, page) for line in _marginal(page)})
    tops = Counter(
        at for page in pages for at in {_key(line, page)[1] for line in _marginal(page) if _is_head(line, page, body)}
    )

    def runs(line: Line, page: Page) -> bool:
        low, high = _EDGE * page.height, (1 - _EDGE) * page.height
        words, height = _key(line, page)
        # heights are counted in steps, and two that are near may fall into neighbouring ones
        times = sum(said[words, height + by] for by in (-1, 0, 1))
        level = sum(tops[height + by] for by in (-1, 0, 1)) if _is_head(line, page, body) else 0
        small = (line.top < low or line.bottom > high) and line.size < _SMALL * body
        return bool(
            (times > 1 and (times >= _MANY * len(pages) or _is_apart(line, page)))
            or (level > 1 and level > len(pages) / 2)
            or _NUMBER.fullmatch(line.text)
            or (small and not _is_note(line, page))
        )

    return [_without(page, {line for line in _marginal(page) if runs(line, page)}) for page in pages]


def body_size(pages: list[Page]) -> float:
    """Return the size in which most of the text is set, 0 when it is unknown."""
    sizes: Counter[float] = Counter()
    for line in (line for page in pages if page.height for row in page.rows for line in row):
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without(page: Page, dropped: set[Line]) -> Page:
    rows = (tuple(line for line in row if line not in dropped) for row in page.rows)
    return Page(tuple(row for row in rows if row), page.height) if dropped else page


def _is_head(line: Line, page: Page, body: float) -> bool:
    at_edge = min(page.height - line.bottom, line.top) < _HEAD * page.height
    return at_edge and line.size < _LARGE * body and _is_apart(line, page)


def _is_note(line: Line, page: Page) -> bool:
    """Say whether a small line at the foot of a page belongs to a note, which begins with its mark or further up."""
    first = line
    for row in sorted(page.rows, key=lambda row: row[0].top):
        if -first.size / 2 < row[0].bottom - first.top < _APART * first.size and row[0].size < _LARGE * first.size:
            first = row[0]
    return first.top < page.height / 2 and (first.top > _EDGE * page.height or bool(_NOTE.match(first.text)))


def _is_apart(line: Line, page: Page) -> bool:
    """Say whether more space than between lines lies between a line and the text towards the middle of its page."""
    above = line.bottom > page.height / 2
    gaps = (line.bottom - row[0].top if above else row[0].bottom - line.top for row in page.rows)
    return min((gap for gap in gaps if gap > -line.size / 2), default=page.height) > _APART * line.size


def _marginal(page: Page) -> Iterator[Line]:
    """Yield what stands in the margins, by place and not by the order of drawing."""
    if not page.height:
        return
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    rows = sorted((row for row in page.rows if row[0].bottom > high or row[0].top < low), key=lambda row: -row[0].top)
    above = [row for row in rows if row[0].bottom > high][:_OUTERMOST]
    below = [row for row in rows if row[0].top < low][-_OUTERMOST:]
    for row in [*above, *below]:
        yield from row


def _key(line: Line, page: Page) -> tuple[str, int]:
    """Return what is the same on each page: the words without their numbers, at one height."""
    height = line.bottom if line.bottom < page.height / 2 else line.top - page.height
    return re.sub(r"[\d\W]+", "", line.text).casefold(), round(height / _SAME_HEIGHT)
