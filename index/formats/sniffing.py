"""Which format a file is in: what it contains decides, its extension only helps."""

import json
import re
import zipfile

from index.errors import ReadError
from index.formats.raw import Raw

_NAMES = {  # media types and extensions
    "plain.read_markdown": "text/markdown .md .markdown .mdown",
    "html.read": "text/html application/xhtml+xml .html .htm .xhtml",
    "mail.read": "message/rfc822 .eml",
    "mail.read_mailbox": "application/mbox .mbox",
    "records.read": "application/jsonl application/x-ndjson .jsonl .ndjson",
    "records.read_export": "application/json application/feed+json .json",
    "html.read_saved": "multipart/related .mht .mhtml",
    "sheets.read_delimited": "text/csv text/tab-separated-values .csv .tsv",
}
_HINTS = {name: reader for reader, names in _NAMES.items() for name in names.split()}
_FOREIGN = {
    "a picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    "a picture, sound or film": (b"RIFF",),
    "a sound": (b"ID3", b"OggS"),
    "an archive other than a ZIP": (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"),
    "a program": (b"\x7fELF", b"MZ\x90"),
    "a database": (b"SQLite format 3",),
}
_OFFICE = {"word/document.xml": "word.read", "ppt/presentation.xml": "slides.read", "xl/workbook.xml": "sheets.read"}
_NEVER_TEXT = {".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".ods", ".odp", ".epub", ".msg"}  # what begins otherwise is a ruin
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL = re.compile(
    r"(?:From|To|Subject|Date|Received|Message-ID|MIME-Version|Return-Path|Delivered-To|Content-Type|Reply-To|X-[\w-]+):",
    re.IGNORECASE,
)
_TELLING = re.compile(r"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(r"^(?:Snapshot-Content-Location:|From:\s*[\"<]*Saved by )", re.IGNORECASE | re.MULTILINE)

_EXPORT = re.compile(r"\[\s*\{\s*\"|\{\s*\"version\"\s*:\s*\"https?:")  # a list of records, a JSON Feed
_FRONT_MATTER = re.compile(r"---[ \t]*\n[\s\S]*?^---[ \t]*$", re.MULTILINE)
_PROLOGUE = re.compile(r"^(?:\s*<\?[^>]*>|\s*<!--[\s\S]*?-->|\s*<!doctype(?! html)[^>\[]*(?:\[[\s\S]*?\]\s*)?>)*\s*")


def reader(raw: Raw) -> str:
    """Return the module and the function that read a format; raise ReadError for one that no reader knows."""
    head = raw.head()
    if not head:
        raise ReadError(f"{raw.name} is empty; nothing was added.")
    if is_pdf(head):
        return "pdf.read"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(raw)
    if head.startswith(b"{\\rtf"):
        return "office.read_rtf"
    if head.startswith(_OLE):
        return _ole(raw)
    for what, beginnings in _FOREIGN.items():
        if head.startswith(beginnings):
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
        return "mail.read_outlook"
    raise ReadError(f"{raw.name} is in an old Office format; save it as .docx or PDF and add that.")


def _zipped(raw: Raw) -> str:
    try:
        with raw.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            marked = archive.open("mimetype").read(80).decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError) as error:
        raise ReadError(f"{raw.name} is damaged or incomplete; get a whole copy and add it again.") from error
    if "epub" in marked or "META-INF/container.xml" in names:
        return "epub.read"
    if re.search(r"opendocument\.(?:text|spreadsheet|presentation)", marked):
        return "office.read_odf"
    for known, reader in _OFFICE.items():
        if known in names:
            return reader
    if "opendocument" in marked or "[Content_Types].xml" in names:
        raise ReadError(f"{raw.name} is in an Office format that cannot be read; save it as PDF and add that.")
    return "archive.read"


def _textual(head: bytes, raw: Raw) -> str:
    start = re.sub(rb"[\x00\r\xef\xbb\xbf\xff\xfe]", b"", head).decode("latin-1").lstrip()
    media_type = (raw.media_type or "").partition(";")[0].strip().lower()
    hint = _HINTS.get(media_type) or _HINTS.get(raw.suffix)
    telling = hint in {"mail.read", "mail.read_mailbox"} or _TELLING.search(start.partition("\n\n")[0])
    signs = {
        "html.read": hint == "html.read" and "<" in start,
        "mail.read_mailbox": re.match(r"From \S+.*\d\d:\d\d", start),
        "html.read_saved": _MAIL.match(start) and (hint == "html.read_saved" or _SAVED.search(start.partition("\n\n")[0])),
        "mail.read": telling and hint != "plain.read_markdown" and _MAIL.match(start),
        "records.read": hint == "records.read" or _is_record(start.partition("\n")[0]),
        "records.read_export": hint == "records.read_export" or _EXPORT.match(start),
        "sheets.read_delimited": hint == "sheets.read_delimited",
        "plain.read_markdown": hint == "plain.read_markdown" or _FRONT_MATTER.match(start),
    }
    found = _markup(start[:4000].lower()) or next((reader for reader, sign in signs.items() if sign), "plain.read_text")
    if found == "plain.read_text" and raw.suffix in _NEVER_TEXT:
        raise ReadError(f"{raw.name} is damaged or incomplete; get a whole copy and add it again.")
    return found


def _markup(start: str) -> str | None:
    body = _PROLOGUE.sub("", start, count=1)
    if re.match(r"<(?:rss|feed|rdf:rdf)\b", body):
        return "feeds.read"
    if re.match(r"<(?:urlset|sitemapindex|opml)\b", body):
        return "feeds.read_sitemap"
    return "html.read" if re.match(r"<(?:!doctype html|html|head|body)\b", body) else None


def _is_record(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        record = json.loads(line.encode("latin-1", "replace"))
    except (ValueError, RecursionError):
        return '"text"' in line  # cut off by the end of what is looked at
    return isinstance(record, dict) and "text" in record
