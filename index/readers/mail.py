"""Letters and mailboxes: the message, its sender, its date, and the documents attached to it."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

from index.published import parse
from index.readers.decoding import clean, decode
from index.readers.markup import shown
from index.readers.plain import draft, language
from index.readers.raw import FILE_LIMIT, MEGABYTE, Raw
from index.types import Draft, Problem

_MESSAGE_LIMIT = 50 * MEGABYTE
_NO_DOCUMENT = {"image", "audio", "video", "font"}
_SIGNATURES = (".p7s", ".asc", ".sig", ".ics", ".vcf")


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the message, then its attached documents to be read in their turn."""
    message = message_from_bytes(raw.load(FILE_LIMIT), policy=policy.default)
    subject, sender = _header(message, "Subject"), _header(message, "From")
    name, mailbox = parseaddr(sender)
    yield draft(
        raw,
        _text(message, raw),
        title=subject,
        author=name or mailbox or None,
        language=language(_header(message, "Content-Language")),
        dated=(parse(_header(message, "Date"), "mail Date"), None),
    )
    for number, item in enumerate(message.walk(), 1):
        filename = item.get_filename()
        if not filename or item.is_multipart() or item.get_content_maintype() in _NO_DOCUMENT:
            continue
        if not filename.lower().endswith(_SIGNATURES) and isinstance(content := item.get_payload(decode=True), bytes):
            yield raw.member(content, clean(filename) or f"attachment {number}")


def read_mailbox(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield each message of an mbox file, one in memory at a time."""
    lines: list[bytes] = []
    size = number = 0
    with raw.open() as stream:
        for line in stream:
            if line.startswith(b"From ") and (not lines or not lines[-1].strip()):
                if lines:
                    number += 1
                    yield _message(raw, lines, number)
                lines, size = [], 0
            elif size < _MESSAGE_LIMIT:
                lines.append(re.sub(rb"^>(>*From )", rb"\1", line))
                size += len(line)
    if lines:
        yield _message(raw, lines, number + 1)


def _message(raw: Raw, lines: list[bytes], number: int) -> Raw:
    content = b"".join(lines)
    found = re.search(rb"^message-id:\s*<([^>\s]+)>", content[:20_000], re.IGNORECASE | re.MULTILINE)
    name = found[1].decode("ascii", "replace") if found else f"message {number}"
    return Raw(content, f"{raw.source}#{name}", f"{name}.eml", "message/rfc822")


def _header(message: EmailMessage, name: str) -> str:
    """Return a header in words. Taken raw, since the parser of the standard library gives up on many that are in use."""
    written = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    text = decode(written.encode("utf-8", "surrogateescape"), name)
    try:
        text = str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(text.split())  # as it was written
    return " ".join(clean(text).split())


def _text(message: EmailMessage, raw: Raw) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    payload = body.get_payload(decode=True) if body else None
    if not isinstance(payload, bytes) or body is None:
        return ""
    text = decode(payload, raw.name, body.get_content_charset())
    return clean(shown(text)) if body.get_content_subtype() == "html" else text
