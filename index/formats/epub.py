"""E-books: chapters in reading order, each one a section."""

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from index.errors import ReadError
from index.formats.archive import part, tree
from index.formats.decoding import clean, decode
from index.formats.facts import facts
from index.formats.markup import parsed, superscripts, visible
from index.formats.pdf import joined
from index.formats.plain import draft
from index.formats.published import parse
from index.formats.raw import Raw
from index.formats.titles import one_line, squashed
from index.types import Dated, Draft, Problem

_CHAPTERS = 5_000


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the whole book as one article."""
    with raw.open() as stream, zipfile.ZipFile(stream) as archive:
        names = set(archive.namelist())
        locks = part(archive, "META-INF/encryption.xml", raw.name) if "META-INF/encryption.xml" in names else b""
        if b"EncryptedData" in locks and b"xhtml" in locks:
            raise ReadError(f"{raw.name} is locked by its seller (DRM); add a copy without the lock.")
        container = tree(archive, "META-INF/container.xml", raw.name)
        root = next((node.get("full-path", "") for node in container.iter() if node.tag.endswith("rootfile")), "")
        package = tree(archive, root, raw.name)
        folder = posixpath.dirname(root)
        contents = _contents(package, folder, archive, raw.name)
        book = squashed(package.findtext(".//{http://purl.org/dc/elements/1.1/}title") or "")
        chapters = [
            _chapter(part(archive, path, raw.name), path, contents.get(path), book, number)
            for number, path in enumerate(_spine(package, folder), 1)
            if path in names and number <= _CHAPTERS
        ]
    text, sections = joined(chapters)
    about = {
        node.tag.partition("}")[2]: (node.text or "").strip()
        for node in reversed(list(package.iter()))
        if "dc/elements" in node.tag
    }
    told = facts(about, "EPUB") | {"dated": (_publication(package), None)}
    yield draft(raw, text, sections=sections, **told)


def _spine(package: Element, folder: str) -> Iterator[str]:
    files = {
        node.get("id"): posixpath.normpath(posixpath.join(folder, unquote(node.get("href", ""))))
        for node in package.iter()
        if node.tag.endswith("}item")
        and "html" in node.get("media-type", "")
        and "nav" not in node.get("properties", "").split()
    }
    for node in package.iter():
        if node.tag.endswith("}itemref") and node.get("idref") in files:
            yield files[node.get("idref")]


def _contents(package: Element, folder: str, archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return the names that the book's contents give to its files, the first where one holds several chapters."""
    found: dict[str, str] = {}
    for item in package.iter():
        is_contents = "nav" in item.get("properties", "").split() or item.get("media-type") == "application/x-dtbncx+xml"
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if not item.tag.endswith("}item") or not is_contents or path not in archive.namelist():
            continue
        page = parsed(decode(part(archive, path, name), path))
        if page is None:
            continue
        entries = [(node.get("href"), one_line(node)) for node in page.xpath("//nav//a[@href]")]
        points = page.xpath("//navpoint")  # names come in lower case out of a parser of HTML
        entries += [
            (point.xpath("string(./content/@src)"), " ".join(point.xpath("string(./navlabel)").split())) for point in points
        ]
        for target, said in entries:
            if said:
                place = posixpath.join(posixpath.dirname(path), unquote(str(target).partition("#")[0]))
                found.setdefault(posixpath.normpath(place), said)
    return found


def _chapter(data: bytes, path: str, listed: str | None, book: str, number: int) -> tuple[str, str]:
    page = parsed(superscripts(decode(data, path)))
    if page is None:
        return "", ""  # an empty chapter is no fault
    headings, tabs = (list(map(one_line, page.xpath(path))) for path in ("(//h1|//h2|//h3)[1]", "//title[1]"))
    named = [*(said for said in headings if squashed(said) != book), listed, *(said for said in tabs if squashed(said) != book)]
    heading = next(filter(None, named), "")
    return clean(heading)[:200] or f"chap. {number}", clean(visible(page)) + "\n"


def _publication(package: Element) -> Dated | None:
    """Return the publication date: EPUB 3 gives ``dc:date`` that meaning alone, EPUB 2 only with its event."""
    modern = package.get("version", "").startswith("3")
    for node in package.iter("{http://purl.org/dc/elements/1.1/}date"):
        event = next((value for key, value in node.attrib.items() if key.endswith("event")), None)
        if event in {"publication", "original-publication"} or (modern and not event):
            return parse(node.text, "EPUB dc:date")
    return None
