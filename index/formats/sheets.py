"""Excel workbooks and CSV: a row is a sentence, each cell after the name of its column, written as the sheet shows it."""

import csv
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from index.formats import tables
from index.formats.archive import parts_in_xml
from index.formats.decoding import clean, decode
from index.formats.pdf import joined
from index.formats.plain import draft
from index.formats.properties import author, named
from index.formats.raw import TEXT_LIMIT, Raw, readable
from index.types import Draft, Problem

_UNNAMED = re.compile(r"(?:sheet|feuil(?:le)?|tabelle|hoja|foglio|blad)\s*\d*", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,.]*")
_SPACES = re.compile(r"[_*].")  # as wide as the next sign, or filled with it
_COLUMNS = 500
_SAMPLE = 50  # lines that tell how cells are parted
_SIGNS = ";\t|,"  # a comma parts the figures of numbers too, and is believed last


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


def read_delimited(raw: Raw) -> Iterator[Draft | Problem | Raw]:
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


def _text(sheet: Any) -> str:
    """Return the tables of a sheet, which empty rows part."""
    lines = [line for table in _tables(sheet) for line in (*tables.lines(table, named=True), "")]
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
