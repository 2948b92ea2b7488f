"""LibreOffice and RTF documents. Their properties date the file, so they give no published date."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from index.errors import ReadError
from index.formats import tables
from index.formats.archive import part, tree
from index.formats.decoding import clean
from index.formats.facts import language
from index.formats.pdf import joined
from index.formats.properties import document
from index.formats.raw import MEGABYTE, Raw
from index.types import Draft, Problem

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_REPEATED = 100  # times that a cell stands for itself
_RTF_LIMIT = 20 * MEGABYTE


def read_odf(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the article of an OpenDocument text, spreadsheet or slide show; sheets and slides are its sections."""
    with raw.open() as stream, zipfile.ZipFile(stream) as archive:
        manifest = part(archive, "META-INF/manifest.xml", raw.name) if "META-INF/manifest.xml" in archive.namelist() else b""
        if b"encryption-data" in manifest:
            raise ReadError(f"{raw.name} is protected by a password; save a copy without it and add that.")
        content = tree(archive, "content.xml", raw.name).find(f"{_OFFICE}body")
        about = tree(archive, "meta.xml", raw.name, needed=False)
    body = Element("none") if content is None else content
    for node in list(body.iter()):
        if node.tag in {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"}:
            del node[:]  # what was deleted, and what reviewers remark
    heads = ("".join(_spans(block)).strip() for block in body.iter(f"{_TEXT}h"))
    text, sections = joined([(label, _text(lines)) for label, lines in _parts(body)])
    title, by, spoken = (about.findtext(f".//{_DC}{name}") for name in ("title", "creator", "language"))
    named = tuple(section for section in sections if section.label)
    head = next(filter(None, heads), None)
    yield document(raw, text, title=title, head=head, by=by, language=language(spoken), sections=named)


def read_rtf(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the article of a rich text file."""
    from striprtf import striprtf

    rtf_to_text: Callable[..., str] = striprtf.rtf_to_text
    source = raw.load(_RTF_LIMIT).decode("latin-1")
    text = rtf_to_text(source, errors="replace")
    facts = {
        key: rtf_to_text(f"{{\\rtf1 {value}}}") for key, value in re.findall(r"\{\\(title|author) ([^{}]+)\}", source[:20_000])
    }
    yield document(raw, _text(text.split("\n")), title=facts.get("title"), head=None, by=facts.get("author"))


def _parts(body: Element) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the sheets or the slides of a document with their names, a text as a whole."""
    for kind in body:
        if kind.tag == f"{_OFFICE}spreadsheet":
            yield from ((sheet.get(f"{_TABLE}name", ""), _table(sheet, named=True)) for sheet in kind.iter(f"{_TABLE}table"))
        elif kind.tag == f"{_OFFICE}presentation":
            yield from ((f"p. {number}", _lines(slide)) for number, slide in enumerate(kind.iter(f"{_DRAW}page"), 1))
        else:
            yield "", _lines(kind)


def _lines(container: Element) -> Iterator[str]:
    """Yield the paragraphs of a part of a document, its tables row by row."""
    within = {node for table in container.iter(f"{_TABLE}table") for node in table.iter() if node is not table}
    for block in container.iter():
        if block.tag == f"{_TABLE}table" and block not in within:
            yield from _table(block)
        elif block.tag in {f"{_TEXT}p", f"{_TEXT}h"} and block not in within:
            yield "".join(_spans(block))


def _table(table: Element, *, named: bool = False) -> Iterator[str]:
    """Yield a table's rows, and behind them what other tables its cells hold."""
    rows = list(table.iter(f"{_TABLE}table-row"))
    within = {row for inner in table.iter(f"{_TABLE}table") if inner is not table for row in inner.iter(f"{_TABLE}table-row")}
    yield from tables.lines([list(_cells(row)) for row in rows if row not in within], named=named)
    for cell in table.iter(f"{_TABLE}table-cell"):
        for inner in cell.iterfind(f"{_TABLE}table"):
            yield from _table(inner)


def _cells(row: Element) -> Iterator[str]:
    for cell in row:
        said = " ".join("".join(_spans(block)) for block in cell.iter(f"{_TEXT}p"))
        times = cell.get(f"{_TABLE}number-columns-repeated", "1")
        # the last cell of a row is repeated to the edge of the sheet
        yield from [said] * (min(int(times), _REPEATED) if times.isdecimal() and len(times) < len("1000000") else 1)


def _spans(block: Element) -> Iterator[str]:
    """Yield the text of a paragraph; notes and comments are not part of it, nested paragraphs come by themselves."""
    yield block.text or ""
    for child in block:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), 100)
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield "\t" if child.tag.endswith("tab") else "\n"
        elif child.tag not in {f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TABLE}table"}:
            yield from _spans(child)
        yield child.tail or ""


def _text(lines: Iterable[str]) -> str:
    return clean(re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines))) + "\n"
