"""Which format a file is in: what it contains decides, its extension only helps."""

import json
import re
import zipfile

from index.errors import ReadError
from index.formats.raw import Raw

_MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "message/rfc822": "mail",
    "application/mbox": "mailbox",
    "application/jsonl": "records",
    "application/x-ndjson": "records",
    "application/json": "json",
    "application/feed+json": "json",
    "multipart/related": "mhtml",
    "text/csv": "table",
    "text/tab-separated-values": "table",
}
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".jsonl": "records",
    ".ndjson": "records",
    ".json": "json",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".csv": "table",
    ".tsv": "table",
}


_FOREIGN = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture, sound or film",
    b"ID3": "a sound",
    b"OggS": "a sound",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
}
_OFFICE = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "xl/workbook.xml": "xlsx"}
_NEVER_TEXT = {".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".ods", ".odp", ".epub", ".msg"}  # what begins otherwise is a ruin
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL = re.compile(
    r"(?:From|To|Subject|Date|Received|Message-ID|MIME-Version|Return-Path|Delivered-To|Content-Type|Reply-To|X-[\w-]+):",
    re.IGNORECASE,
)
_TELLING = re.compile(r"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(r"^(?:Snapshot-Content-Location:|From:\s*[\"<]*Saved by )", re.IGNORECASE | re.MULTILINE)

_PROLOGUE = re.compile(r"^(?:\s*<\?[^>]*>|\s*<!--[\s\S]*?-->|\s*<!doctype(?! html)[^>\[]*(?:\[[\s\S]*?\]\s*)?>)*\s*")


def kind(raw: Raw) -> str:
    """Return the name of the format; raise ReadError for one that no reader knows."""
    head = raw.head()
    if not head:
        raise ReadError(f"{raw.name} is empty; nothing was added.")
    if is_pdf(head):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(raw)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_OLE):
        return _ole(raw)
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise ReadError(f"{raw.name} is {what}, not text; nothing was added.")
    return _textual(head, raw)


def is_pdf(head: bytes) -> bool:
    """Say whether a file that begins so is a PDF."""
    return b"%PDF-" in head[:1024]


def _ole(raw: Raw) -> str:
    head = raw.head(1_000_000)
    if "EncryptedPackage".encode("utf-16-le") in head:
        raise ReadError(f"{raw.name} is protected by a password; save a copy without it and add that.")
    if "__substg1.0_".encode("utf-16-le") in head:
        return "outlook"
    raise ReadError(f"{raw.name} is in an old Office format; save it as .docx or PDF and add that.")


def _zipped(raw: Raw) -> str:
    try:
        with raw.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            marked = archive.open("mimetype").read(80).decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError) as error:
        raise ReadError(f"{raw.name} is damaged or incomplete; get a whole copy and add it again.") from error
    if "epub" in marked or "META-INF/container.xml" in names:
        return "epub"
    if re.search(r"opendocument\.(?:text|spreadsheet|presentation)", marked):
        return "odf"
    for known, kind in _OFFICE.items():
        if known in names:
            return kind
    if "opendocument" in marked or "[Content_Types].xml" in names:
        raise ReadError(f"{raw.name} is in an Office format that cannot be read; save it as PDF and add that.")
    return "zip"


def _textual(head: bytes, raw: Raw) -> str:
    start = re.sub(rb"[\x00\r\xef\xbb\xbf\xff\xfe]", b"", head).decode("latin-1").lstrip()
    media_type = (raw.media_type or "").partition(";")[0].strip().lower()
    hint = _MEDIA_TYPES.get(media_type) or _SUFFIXES.get(raw.suffix)
    telling = hint in {"mail", "mailbox"} or _TELLING.search(start.partition("\n\n")[0])
    signs = {
        "html": hint == "html" and "<" in start,
        "mailbox": re.match(r"From \S+.*\d\d:\d\d", start),
        "mhtml": _MAIL.match(start) and (hint == "mhtml" or _SAVED.search(start.partition("\n\n")[0])),
        "mail": telling and hint != "markdown" and _MAIL.match(start),
        "records": hint == "records" or _is_record(start.partition("\n")[0]),
        "json": hint == "json" or re.match(r"\[\s*\{\s*\"|\{\s*\"version\"\s*:\s*\"https?:", start),
        "table": hint == "table",
        "markdown": hint == "markdown" or re.match(r"---[ \t]*\n[\s\S]*?^---[ \t]*$", start, re.MULTILINE),
    }
    found = _markup(start[:4000].lower()) or next((kind for kind, sign in signs.items() if sign), "text")
    if found == "text" and raw.suffix in _NEVER_TEXT:
        raise ReadError(f"{raw.name} is damaged or incomplete; get a whole copy and add it again.")
    return found


def _markup(start: str) -> str | None:
    body = _PROLOGUE.sub("", start, count=1)
    if re.match(r"<(?:rss|feed|rdf:rdf)\b", body):
        return "feed"
    if re.match(r"<(?:urlset|sitemapindex|opml)\b", body):
        return "sitemap"
    return "html" if re.match(r"<(?:!doctype html|html|head|body)\b", body) else None


def _is_record(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        record = json.loads(line.encode("latin-1", "replace"))
    except (ValueError, RecursionError):
        return '"text"' in line  # cut off by the end of what is looked at
    return isinstance(record, dict) and "text" in record
