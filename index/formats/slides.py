"""PowerPoint slide shows: the words of each slide, its tables row by row, and what its speaker noted."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.formats import tables
from index.formats.archive import tree
from index.formats.decoding import clean
from index.formats.pdf import joined
from index.formats.properties import document
from index.formats.raw import Raw
from index.types import Draft, Problem

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DC = "{http://purl.org/dc/elements/1.1/}"
_RUNNING = {"dt", "ftr", "hdr", "sldNum", "sldImg"}  # what stands on every slide
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORDS = {f"{_A}t", f"{_A}br"}
_DRAWN = {"chart", "diagramData"}
_SLIDES = 5_000


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the whole show as one article, its slides as sections."""
    with raw.open() as stream, zipfile.ZipFile(stream) as archive:
        slides = list(_slides(archive, raw.name))
        about = tree(archive, "docProps/core.xml", raw.name, needed=False)
    text, sections = joined([(f"p. {number}", f"{said}\n") for number, (_, said) in enumerate(slides, 1)])
    head = next((title for title, _ in slides if title), None)
    title, by = about.findtext(f"{_DC}title"), about.findtext(f"{_DC}creator")
    yield document(raw, text, title=title, head=head, by=by, sections=sections)


def _slides(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    """Yield the title and the text of each slide that is shown, with its notes."""
    show = "ppt/presentation.xml"
    paths = {known: path for known, _, path in _related(archive, show, name)}
    for entry in [*tree(archive, show, name).iter(f"{_P}sldId")][:_SLIDES]:
        if (path := paths.get(entry.get(_R, ""))) is None:
            continue
        slide = tree(archive, path, name)
        told = [(kind, to) for _, kind, to in _related(archive, path, name)]
        shown = [line for kind, to in told if kind in _DRAWN for line in tables.drawn(tree(archive, to, name))]
        notes = [line for kind, to in told if kind == "notesSlide" for line in _lines(tree(archive, to, name))]
        yield _title(slide), clean("\n".join([*_lines(slide), *shown, *notes]))


def _related(archive: zipfile.ZipFile, path: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the kind and the path of each part that a part refers to."""
    folder, file = posixpath.split(path)
    for node in tree(archive, f"{folder}/_rels/{file}.rels", name, needed=False):
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))[1:]
            yield node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target


def _title(slide: Element) -> str:
    for shape in slide.iter(f"{_P}sp"):
        if _kind(shape) in {"title", "ctrTitle"} and (said := " ".join(" ".join(_paragraphs(shape)).split())):
            return said
    return ""


def _kind(shape: Element) -> str:
    """Return which place of the layout a shape fills, if any."""
    found = shape.find(f"./{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return found.get("type", "") if found is not None else ""


def _lines(node: Element) -> Iterator[str]:
    """Yield the paragraphs of the shapes of a slide, in the order in which they lie, and the rows of its tables."""
    for child in node:
        if child.tag == f"{_P}sp":
            if _kind(child) not in _RUNNING:
                yield from _paragraphs(child)
        elif child.tag == f"{_A}tbl":
            yield from tables.lines(
                [[" ".join(_paragraphs(cell)) for cell in row.iter(f"{_A}tc")] for row in child.iter(f"{_A}tr")]
            )
        elif child.tag != _FALLBACK:
            yield from _lines(child)


def _paragraphs(shape: Element) -> Iterator[str]:
    for paragraph in shape.iter(f"{_A}p"):
        said = "".join(" " if node.tag == f"{_A}br" else node.text or "" for node in paragraph.iter() if node.tag in _WORDS)
        if line := re.sub(r"\s+", " ", said).strip():
            yield line
