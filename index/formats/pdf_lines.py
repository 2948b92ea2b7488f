"""What PDFium tells of a page: its lines in the order in which they were drawn, and where each piece of one stands."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

_GAP = 0.8  # of the size: the least space between two pieces of a line
_WIDE = 0.72  # of the size for each character: a line that takes more has spaces in it that are not counted
_STRAIGHT = 0.5  # of the size: a line whose ends differ more in height is no horizontal one
_LINE = re.compile(r"[^\r\n\x02\ufffe]*[^\r\n\x02\ufffe ][^\r\n\x02\ufffe]*[\x02\ufffe]?")  # the marks are hyphens at its end
_DOUBLE = re.compile("[\U00010000-\U0010ffff]")  # that PDFium counts as two
_LEADERS = re.compile(r"(?:\. ?){4}|\u2026{2}|_{4}")
_BULLET = re.compile(r"(?:[^\w\s]|[\uf000-\uf0ff]|\(?\w{1,4}[.)])$")


class Line(NamedTuple):
    """A line or a piece of one, in points from the lower left corner of its page."""

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0

    @property
    def size(self) -> float:
        """How high its letters are, with what hangs down from them."""
        return self.top - self.bottom


Row = tuple[Line, ...]  # what stands side by side


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was drawn. Without a ``height`` its places are unknown; a picture says nothing."""

    rows: tuple[Row, ...] = ()
    height: float = 0.0
    is_picture: bool = False


class PageReader:
    """Reads pages. Places are asked for into one buffer, by as few calls as will do: each costs as much as reading a line."""

    def __init__(self) -> None:
        """Load the library."""
        import pypdfium2.raw as pdfium

        self._box = pdfium.FS_RECTF()
        self._to_box = ctypes.byref(self._box)
        self._letter: Any = pdfium.FPDFText_GetLooseCharBox
        self._count: Any = pdfium.FPDFText_CountRects  # as many as were drawn one by one

    def page(self, page: Any, words: Any) -> Page:
        """Return a page of pypdfium2, given with its text."""
        text, count = words.get_text_range(), words.count_chars()
        if len(text) < count:
            text = _DOUBLE.sub("\\g<0>\0", text)
        lines = list(_LINE.finditer(text))
        rows = [self._row(words.raw, text, *line.span()) for line in lines] if len(text) == count else []
        if rows and all(rows):
            return Page(tuple(_side_by_side(rows)), page.get_height())
        return Page(tuple((Line(line[0]),) for line in lines))

    def _row(self, words: Any, text: str, start: int, end: int) -> Row:
        """Return a line, cut where it leaves more space than there is between words; nothing when it is not horizontal."""
        left, bottom, _, top = self._place(words, start)
        _, last_bottom, right, last_top = self._place(words, end - 1)
        if abs(last_bottom - bottom) > _STRAIGHT * (top - bottom) and last_top > last_bottom:
            return ()
        top = min(top, last_top) if bottom < last_top else top  # an accent on a capital makes it no larger
        whole = Line(text[start:end].rstrip(), left, max(right, left), bottom, top)
        count = self._count(words, start, len(whole.text))
        if (count == 1 and whole.right - whole.left <= _WIDE * whole.size * len(whole.text)) or _LEADERS.search(whole.text):
            return (whole,)
        return tuple(_with_bullet(list(self._pieces(words, whole, start))))

    def _pieces(self, words: Any, line: Line, start: int) -> Iterator[Line]:
        first, left = 0, line.left
        for space in re.finditer(r"(?<=\S) +(?=\S)", line.text):
            right, following = self._place(words, start + space.start() - 1)[2], self._place(words, start + space.end())[0]
            if following - right > _GAP * line.size:
                yield Line(line.text[first : space.start()], left, right, line.bottom, line.top)
                first, left = space.end(), following
        yield Line(line.text[first:], left, line.right, line.bottom, line.top)

    def _place(self, words: Any, at: int) -> tuple[float, float, float, float]:
        self._letter(words, at, self._to_box)
        return self._box.left, self._box.bottom, self._box.right, self._box.top


def _with_bullet(pieces: list[Line]) -> list[Line]:
    """Leave the sign of a list's item with its words."""
    if len(pieces) > 1 and _BULLET.match(pieces[0].text):
        mark, words = pieces[:2]
        return [words._replace(text=f"{mark.text} {words.text}", left=mark.left), *pieces[2:]]
    return pieces


def _side_by_side(rows: list[Row]) -> Iterator[Row]:
    """Join rows that were drawn one after the other and stand at one height."""
    kept = rows[0]
    for row in rows[1:]:
        last, first = kept[-1], row[0]
        if first.left >= last.right and min(last.top, first.top) - max(last.bottom, first.bottom) > last.size / 2:
            kept += row
        else:
            yield kept
            kept = row
    yield kept
