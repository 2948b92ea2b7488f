"""Word, LibreOffice and RTF documents. Their properties date the file, so they give no published date."""

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from index.errors import ReadError
from index.formats.archive import part, unpack
from index.formats.decoding import clean
from index.formats.markup import raised
from index.formats.plain import day_first, draft, language
from index.formats.published import byline
from index.formats.raw import MEGABYTE, Raw
from index.types import Draft, Problem

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_WITHDRAWN = (  # by whoever tracks the changes, or by Word: a form not filled in, the list of contents
    ".//w:del | .//w:moveFrom | .//w:sdt[w:sdtPr/w:showingPlcHdr] | .//w:sdtPr | .//w:sdtEndPr"
    " | .//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery/@w:val='Table of Contents']"
)
_WRAPPINGS = ".//w:ins | .//w:moveTo | .//w:sdt | .//w:sdtContent | .//w:fldSimple | .//w:smartTag | .//w:customXml"
_SUPERSCRIPTS = ".//w:r[w:rPr/w:vertAlign/@w:val='superscript']/w:t"
_RTF_LIMIT = 20 * MEGABYTE


def read_docx(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the article of a Word document, its tables row by row."""
    import docx
    from docx.table import Table

    with raw.open() as stream, zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                unpack(archive, info)  # refuses a bomb before another parser meets it
    with raw.open() as stream:
        document = docx.Document(stream)
    _settle(document.element.body)
    title: str | None = None
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += map(_row, block.rows)
            continue
        lines.append(block.text)
        style = (block.style.name if block.style else "") or ""
        if not title and style.startswith(("Title", "Titre", "Heading 1")):
            title = block.text.strip()
    about = document.core_properties
    yield _document(raw, lines, about.title or title, about.author, about.language)


def read_odt(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the article of an OpenDocument text."""
    from defusedxml.ElementTree import fromstring

    with raw.open() as stream, zipfile.ZipFile(stream) as archive:
        manifest = part(archive, "META-INF/manifest.xml", raw.name) if "META-INF/manifest.xml" in archive.namelist() else b""
        if b"encryption-data" in manifest:
            raise ReadError(f"{raw.name} is protected by a password; save a copy without it and add that.")
        body = fromstring(part(archive, "content.xml", raw.name)).find(f".//{_OFFICE}text")
        about = fromstring(part(archive, "meta.xml", raw.name)) if "meta.xml" in archive.namelist() else Element("none")
    lines, title = [], None
    for node in list(body.iter()) if body is not None else []:
        if node.tag in {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"}:
            del node[:]  # what was deleted, and what reviewers remark
    for block in body.iter() if body is not None else []:
        if block.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            lines.append("".join(_spans(block)))
            title = title or (lines[-1].strip() if block.tag == f"{_TEXT}h" else None)
    yield _document(
        raw,
        lines,
        about.findtext(f".//{_DC}title") or title,
        about.findtext(f".//{_DC}creator"),
        about.findtext(f".//{_DC}language"),
    )


def read_rtf(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the article of a rich text file."""
    from striprtf import striprtf

    rtf_to_text: Callable[..., str] = striprtf.rtf_to_text
    source = raw.load(_RTF_LIMIT).decode("latin-1")
    text = rtf_to_text(source, errors="replace")
    facts = {
        key: rtf_to_text(f"{{\\rtf1 {value}}}") for key, value in re.findall(r"\{\\(title|author) ([^{}]+)\}", source[:20_000])
    }
    yield _document(raw, text.split("\n"), facts.get("title"), facts.get("author"), None)


def _settle(body: Any) -> None:
    """Accept the tracked changes of a Word document, and unwrap its fields and forms, which python-docx does not open."""
    for node in body.xpath(_WITHDRAWN):
        node.getparent().remove(node)
    for node in body.xpath(_WRAPPINGS):
        for child in list(node):
            node.addprevious(child)
        node.getparent().remove(node)
    for node in body.xpath(_SUPERSCRIPTS):
        before = node.xpath("string(preceding::w:t[1])")
        node.text = raised(node.text or "", before)


def _row(row: Any) -> str:
    """Return a row of a Word table; a cell that spans several columns is given for each of them, and counts once."""
    cells = {cell._tc: cell.text.strip() for cell in row.cells}
    return " | ".join(cells.values()) if any(cells.values()) else ""


def _spans(block: Element) -> Iterator[str]:
    """Yield the text of a paragraph; notes and comments are not part of it, nested paragraphs come by themselves."""
    yield block.text or ""
    for child in block:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), 100)
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield "\t" if child.tag.endswith("tab") else "\n"
        elif child.tag not in {f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}note", f"{_OFFICE}annotation"}:
            yield from _spans(child)
        yield child.tail or ""


def _document(raw: Raw, lines: list[str], title: Any, author: Any, lang: Any) -> Draft:
    text = clean(re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)))
    return draft(
        raw,
        text,
        title=str(title or ""),
        author=clean(str(author)).strip() if author and author != "python-docx" else None,
        language=language(str(lang or "")),
        dated=byline(text, day_first=day_first(text)),
    )
