"""What runs along the margins of printed pages: headers, footers and numbers of pages, which are no part of the text."""

import re
from collections import Counter
from collections.abc import Iterator

from index.formats.pdf_lines import Line, Page

_MARGIN = 0.12  # of the page's height, above and below, where what is said on several pages runs along
_EDGE = 0.06  # where small print runs along though it is said once
_SMALL = 0.93  # of the size of the text
_OUTERMOST = 4  # rows looked at on each side
_SAME_HEIGHT = 4.0  # points
_NUMBER = re.compile(
    r"[\W_]*(?:(?:pages?|pg?\.|seite|página|pagina|стр\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,7})[\W_]*(?:(?:of|sur|de|von|di|из)?\s*\d{1,4}[\W_]*)?",
    re.IGNORECASE,
)


def without_running(pages: list[Page], body: float) -> list[Page]:
    """Return the pages without what runs along their margins. ``body`` is the size of the text, in points."""
    said = Counter(key for page in pages for key in {_key(line, page) for line in _marginal(page)})
    return [_without(page, said, body) for page in pages]


def body_size(pages: list[Page]) -> float:
    """Return the size in which most of the text is set, 0 when it is unknown."""
    sizes: Counter[float] = Counter()
    for page in pages:
        if page.height:
            for row in page.rows:
                for line in row:
                    sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without(page: Page, said: Counter[tuple[str, int]], body: float) -> Page:
    low, high = _EDGE * page.height, (1 - _EDGE) * page.height
    # heights are counted in steps, and two that are near may fall into neighbouring ones
    dropped = {
        line
        for line in _marginal(page)
        if sum(said[key, step + by] for key, step in [_key(line, page)] for by in (-1, 0, 1)) > 1
        or _NUMBER.fullmatch(line.text)
        or ((line.top < low or line.bottom > high) and line.size < _SMALL * body)
    }
    if not dropped:
        return page
    rows = (tuple(line for line in row if line not in dropped) for row in page.rows)
    return Page(tuple(row for row in rows if row), page.height)


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
