"""Word documents: paragraphs, tables and those within them, text boxes, notes. Their properties date the file, not the text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.formats import tables
from index.formats.archive import parts_in_xml
from index.formats.decoding import clean
from index.formats.facts import language
from index.formats.markup import raised
from index.formats.properties import document
from index.formats.raw import Raw
from index.types import Draft, Problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WITHDRAWN = (  # by whoever tracks the changes, or by Word: a form not filled in, the contents, a copy for old programs
    ".//w:del | .//w:moveFrom | .//w:sdt[w:sdtPr/w:showingPlcHdr] | .//w:sdtPr | .//w:sdtEndPr"
    " | .//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery/@w:val='Table of Contents'] | .//*[local-name()='Fallback']"
)
_WRAPPINGS = ".//w:ins | .//w:moveTo | .//w:sdt | .//w:sdtContent | .//w:fldSimple | .//w:smartTag | .//w:customXml"
_SUPERSCRIPTS = ".//w:r[w:rPr/w:vertAlign/@w:val='superscript']/w:t"
_NOTES = {f"{_W}footnoteReference": "word/footnotes.xml", f"{_W}endnoteReference": "word/endnotes.xml"}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_UNSAID = {f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}txbxContent"}
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = {  # what refers to a part of its own, and by which attribute
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": f"{_RELATED}id",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": f"{_RELATED}dm",
}
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the article of a Word document, its tables row by row, its notes at the end."""
    import docx

    parts = dict(parts_in_xml(raw))
    with raw.open() as stream:
        docx_file: Any = docx.Document(stream)
    body = docx_file.element.body
    _settle(body)
    story = _Story(parts, docx_file.part.related_parts)
    text = clean(re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in [*story.lines(body), *story.notes()])))
    about = docx_file.core_properties
    head = _heading(docx_file, story)
    yield document(raw, text, title=about.title, head=head, by=about.author, language=language(about.language))


class _Story:
    """The lines of a document, which number its notes as they come to them."""

    def __init__(self, parts: dict[str, bytes], related: Mapping[str, Any]) -> None:
        self._parts, self._related = parts, related
        self._referred: list[Any] = []

    def lines(self, container: Any) -> Iterator[str]:
        """Yield paragraphs, the text boxes, charts and diagrams that hang on them, and the rows of tables."""
        from docx.oxml import parse_xml

        for block in container:
            if block.tag == f"{_W}p":
                yield "".join(self.said(block))
                for box in block.iter(f"{_W}txbxContent"):
                    yield from self.lines(box)
                for node in block.iter(*_DRAWN):
                    if part := self._related.get(node.get(_DRAWN[node.tag])):
                        yield from tables.drawn(parse_xml(part.blob))
            elif block.tag == f"{_W}tbl":
                yield from self._table(block)

    def said(self, node: Any) -> Iterator[str]:
        """Yield the text of a paragraph."""
        for child in node:
            if child.tag in {f"{_W}t", _FORMULA}:
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag in _NOTES:
                self._referred.append(child)
                yield f" [{len(self._referred)}]"
            elif child.tag not in _UNSAID:
                yield from self.said(child)

    def notes(self) -> Iterator[str]:
        """Yield the notes that were referred to, each after its number."""
        from docx.oxml import parse_xml

        found: dict[tuple[str, str | None], str] = {}
        for kind, part in _NOTES.items():
            notes: Any = parse_xml(self._parts[part]) if self._referred and part in self._parts else ()
            for note in notes:
                found[kind, note.get(f"{_W}id")] = " ".join(" ".join(self.lines(note)).split())
        for number, node in enumerate(self._referred, 1):
            if note := found.get((node.tag, node.get(f"{_W}id"))):
                yield f"[{number}] {note}"

    def _table(self, table: Any) -> Iterator[str]:
        """Yield a table's rows, and behind them what other tables its cells hold."""
        rows: list[list[str]] = []
        for row in table.iterchildren(f"{_W}tr"):
            cells: list[str] = [""] * _number(row, "trPr/gridBefore", 0)
            for cell in row.iterchildren(f"{_W}tc"):
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
                above = rows[-1][len(cells)] if goes_on and rows and len(cells) < len(rows[-1]) else ""
                said = " ".join(line for block in cell.iterchildren(f"{_W}p") for line in self.lines([block]))
                cells += [said.strip() or above, *[""] * (_number(cell, "tcPr/gridSpan", 1) - 1)]
            rows.append(cells)
        yield from tables.lines(rows)
        for inner in table.iterfind(f"{_W}tr/{_W}tc/{_W}tbl"):
            yield from self._table(inner)


def _number(node: Any, path: str, least: int) -> int:
    """Return how many columns a cell spans or a row leaves out: as many as fit on a page."""
    found = node.find("/".join(f"{_W}{step}" for step in path.split("/")))
    said = found.get(f"{_W}val", "") if found is not None else ""
    return min(max(int(said), least), 100) if said.isdecimal() and len(said) < 9 else least  # noqa: PLR2004 - digits


def _heading(docx_file: Any, story: _Story) -> str | None:
    """Return the first paragraph in the style of a title."""
    names = {style.style_id: style.name or "" for style in docx_file.styles}
    for block in docx_file.element.body.iterchildren(f"{_W}p"):
        if names.get(block.style or "", "").startswith(("Title", "Titre", "Heading 1")):
            return " ".join("".join(story.said(block)).split()) or None
    return None


def _settle(body: Any) -> None:
    """Accept the tracked changes of a Word document, and unwrap its fields and forms."""
    for node in body.xpath(_WITHDRAWN):
        if node.getparent() is not None:
            node.getparent().remove(node)
    for node in body.xpath(_WRAPPINGS):
        for child in list(node):
            node.addprevious(child)
        node.getparent().remove(node)
    for node in body.xpath(_SUPERSCRIPTS):
        before = node.xpath("string(preceding::w:t[1])")
        node.text = raised(node.text or "", before)
