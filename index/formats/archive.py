"""ZIP archives: each member is read as if it were a file, within limits that a bomb cannot pass."""

import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.errors import ReadError
from index.formats.raw import FILE_LIMIT, MEGABYTE, Raw
from index.types import Draft, Problem

_MEMBERS = 20_000
_RATIO = 200  # text packs five to twenty times; what packs more was made to burst
_SMALL = 10 * MEGABYTE
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the members, leaving out folders, hidden names and what macOS adds."""
    seen = 0
    with raw.open() as stream, zipfile.ZipFile(stream) as archive:
        for info in archive.infolist()[:_MEMBERS]:
            parts = info.filename.split("/")
            if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts):
                continue
            seen += 1
            try:
                yield raw.member(unpack(archive, info), info.filename)
            except ReadError as error:
                yield Problem(raw.member(b"", info.filename).source, str(error))
        if len(archive.infolist()) > _MEMBERS:
            yield Problem(raw.source, f"{raw.name} has more than {_MEMBERS:,} members; unpack it and add the rest.")
    if not seen:
        raise ReadError(f"{raw.name} is an archive with no files in it; nothing was added.")


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes; raise ReadError when it is locked, damaged or a bomb."""
    name = info.filename
    if info.flag_bits & 1:
        raise ReadError(f"{name} is protected by a password; unpack it and add the file.")
    if info.file_size > FILE_LIMIT or (info.file_size > _SMALL and info.file_size > _RATIO * info.compress_size):
        raise ReadError(f"{name} would unpack to {info.file_size / MEGABYTE:,.0f} MB; unpack it and add what you need.")
    try:
        with archive.open(info) as member:
            return member.read(info.file_size + 1)
    except _DAMAGE as error:
        raise ReadError(f"{name} is damaged in its archive; get a whole copy and add it again.") from error


def part(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """Return a part of a document that is a ZIP inside (DOCX, ODT, EPUB); raise ReadError when it is not there."""
    try:
        info = archive.getinfo(path)
    except KeyError as error:
        raise ReadError(f"{name} is damaged: it has no {path}; get a whole copy and add it again.") from error
    return unpack(archive, info)


def tree(archive: zipfile.ZipFile, path: str, name: str, *, needed: bool = True) -> Element:
    """Return a part in XML, an empty element for one that is not ``needed`` and not there; raise ReadError as ``part`` does."""
    from defusedxml.ElementTree import fromstring

    if not needed and path not in archive.namelist():
        return Element("none")
    root: Element = fromstring(part(archive, path, name))
    return root


def parts_in_xml(raw: Raw) -> Iterator[tuple[str, bytes]]:
    """Yield each part in XML of an Office document; raise ReadError at a bomb, before another parser meets it."""
    with raw.open() as stream, zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                yield info.filename, unpack(archive, info)
