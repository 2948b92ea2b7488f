"""Excel workbooks: a row is a sentence, each cell after the name of its column, written as the sheet shows it."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from index.errors import ReadError
from index.formats import tables
from index.formats.archive import parts_in_xml
from index.formats.decoding import clean
from index.formats.pdf import joined
from index.formats.plain import draft
from index.formats.properties import author, named
from index.formats.raw import TEXT_LIMIT, Raw, readable
from index.types import Draft, Problem

_UNNAMED = re.compile(r"(?:sheet|feuil(?:le)?|tabelle|hoja|foglio|blad)\s*\d*", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,.]*")
_SPACES = re.compile(r"[_*].")  # as wide as the next sign, or filled with it
_COLUMNS = 500


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the whole workbook as one article, its sheets as sections."""
    import openpyxl

    for _ in parts_in_xml(raw):
        pass  # another parser reads them, once it is known that none is a bomb
    with raw.open() as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not keep for writing
        book: Any = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        parts = [(clean(sheet.title), _text(sheet)) for sheet in shown]
        about = book.properties
    own = [name for name, _ in parts if not _UNNAMED.fullmatch(name)]
    text, sections = joined([(name, f"{name}\n{said}" if name in own and said.strip() else said) for name, said in parts])
    yield draft(
        raw,
        text,
        title=named(about.title) or (own[0] if len(parts) == 1 and own else readable(raw.name)),
        author=author(about.creator),
        sections=sections,
    )


def _text(sheet: Any) -> str:
    """Return the tables of a sheet, which empty rows part."""
    lines: list[str] = []
    size = 0
    for table in _tables(sheet):
        for line in tables.lines(table, named=True):
            lines.append(line)
            size += len(line)
            if size > TEXT_LIMIT:
                raise ReadError("The document holds too much text for one article; split it and add the parts.")
        lines.append("")
    return clean("\n".join(lines)) + "\n"


def _tables(sheet: Any) -> Iterator[list[list[str]]]:
    sheet.reset_dimensions()  # which a file may give as it likes
    table: list[list[str]] = []
    for row in sheet.iter_rows(max_col=_COLUMNS):
        cells = [_shown(cell.value, str(cell.number_format)) if cell.value is not None else "" for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            table.append(cells)
        elif table:
            yield table
            table = []
    yield table


def _shown(value: object, form: str) -> str:
    """Return a value as its cell shows it, a day as people and programs read it alike: 2026-03-22."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time | timedelta | bool) or not isinstance(value, int | float):
        return str(value)
    form = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r'"\1"', form.partition(";")[0])
    form = _SPACES.sub("", re.sub(r"\[[^\]]*\]|\\", "", form))
    digits = _DIGITS.search(form)
    if not digits:
        return f"{value:.12g}"
    before, after = (re.sub(r'"', "", side).strip() for side in (form[: digits.start()], form[digits.end() :]))
    percent = "%" in after
    places = digits[0].rpartition(".")[2] if "." in digits[0] else ""
    said = f"{value * 100 if percent else value:.{min(len(places), 12)}f}"
    if "#" in places:
        said = said.rstrip("0").rstrip(".")
    return " ".join(filter(None, (before, said, after))) if len(before) + len(after) < len(form) else said
