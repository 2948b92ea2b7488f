"""PDF: text page by page, so that a citation can say "p. 3"."""

import re
import threading
from collections.abc import Iterator
from typing import Any

from index.errors import ReadError
from index.formats.columns import headline, text_of
from index.formats.facts import language
from index.formats.layout import paragraphs
from index.formats.pdf_lines import Page, PageReader
from index.formats.plain import said_dates
from index.formats.properties import document
from index.formats.published import parse
from index.formats.raw import FILE_LIMIT, TEXT_LIMIT, Raw
from index.formats.running import body_size, without_running
from index.types import Draft, Problem, Section

_PDFIUM = threading.Lock()  # the library serves one thread at a time
_PAGES = 50_000  # more were made to burst: few books have 2,000
_SCANNED = 40  # characters a page: who has more is not counted letter by letter


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the one article of a document; raise ReadError when it is locked or scanned."""
    data = raw.load(FILE_LIMIT)
    drawn, about = _extract(raw, data)
    lost, pictures = drawn.count(None), sum(page.is_picture for page in drawn if page)
    whole = [page or Page() for page in drawn]
    body = body_size(whole)
    pages = without_running(whole, body)
    texts = paragraphs([text_of(page, body) for page in pages])
    text, sections = joined([(f"p. {number}", page) for number, page in enumerate(texts, 1)])
    if len(text) < _SCANNED * len(pages) and len(re.findall(r"\w", text)) < min(20, 5 * len(pages)):
        raise ReadError(f"{raw.name} is scanned: its pages are pictures without text; run it through OCR and add the result.")
    said = said_dates(text)
    head = next((headline(page, body) for page in pages if page.rows), None)
    yield document(
        raw,
        text,
        title=about.get("Title"),
        head=head,
        by=about.get("Author"),
        language=language(about.get("Language")),
        dated=(_publication(data) or said[0], said[1]),
        sections=sections,
    )
    if lost:
        yield Problem(raw.source, f"{raw.name} has pages that cannot be read ({lost}); the rest was added.")
    if pictures:
        reason = f"{raw.name} has pages that are pictures without text ({pictures}): run it through OCR; the rest was added."
        yield Problem(raw.source, reason)


def joined(parts: list[tuple[str, str]]) -> tuple[str, tuple[Section, ...]]:
    """Join labelled parts into one text, and return where each begins. One without a line break at its end goes on."""
    text, sections = "", []
    for label, content in parts:
        if content.strip():
            text = f"{text.rstrip()}\n\n" if text.endswith("\n") else text
            sections.append(Section(len(text), label))
            text += content.lstrip()
    return text.rstrip(), tuple(sections)


def _extract(raw: Raw, data: bytes) -> tuple[list[Page | None], dict[str, str]]:
    import pypdfium2

    with _PDFIUM:
        try:
            file: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise ReadError(f"{raw.name} is protected by a password; save a copy without it and add that.") from error
            raise ReadError(f"{raw.name} is damaged or incomplete; get a whole copy and add it again.") from error
        try:
            return list(_pages(file)), file.get_metadata_dict(skip_empty=True)
        finally:
            file.close()


def _pages(file: Any) -> Iterator[Page | None]:
    import pypdfium2

    reader = PageReader()
    size, count = 0, len(file)
    if count > _PAGES:
        raise _too_much()
    for number in range(count):
        try:
            page = file[number]
        except pypdfium2.PdfiumError:
            yield None  # one damaged page does not cost the others
            continue
        words = page.get_textpage()
        size += words.count_chars()
        if size > TEXT_LIMIT:
            raise _too_much()
        read = reader.page(page, words)
        if not read.rows:
            pictured = next(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]), None)
            read = Page(is_picture=pictured is not None)
        words.close()
        page.close()
        yield read


def _too_much() -> ReadError:
    return ReadError("The document holds too much text for one article; split it and add the parts.")


def _publication(data: bytes) -> Any:
    """Return the date of an explicit publication field. When the file was made says nothing of when it came out."""
    if b"prism:" not in data:
        return None
    match = re.search(rb"<prism:(?:publicationDate|coverDate)[^>]*>\s*(?:<[^>]+>\s*)*([^<]{4,40})<", data)
    match = match or re.search(rb"prism:(?:publicationDate|coverDate)=\"([^\"]{4,40})\"", data)
    return parse(match[1].decode("ascii", "replace"), "PDF prism:publicationDate") if match else None
