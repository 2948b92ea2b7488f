"""Letters, mailboxes and messages of Outlook: the message, its sender, its date, and the documents attached to it."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from mimetypes import guess_type
from typing import Any

from index.errors import ReadError
from index.formats.decoding import clean, decode
from index.formats.facts import language
from index.formats.markup import shown
from index.formats.plain import draft
from index.formats.published import parse
from index.formats.raw import FILE_LIMIT, MEGABYTE, Raw
from index.formats.wrapping import unwrapped
from index.types import Draft, Problem

_MESSAGE_LIMIT = 50 * MEGABYTE
_NO_DOCUMENT = {"image", "audio", "video", "font"}
_BODIES = {"text/plain", "text/html"}
_STUB = 2  # times longer than the plain version, another one is the letter itself
_SIGNATURES = (".p7s", ".asc", ".sig", ".ics", ".vcf")
_SENDER_NAME, _METHOD, _MESSAGE = 0x0C1A, 0x3705, 5  # how a file is attached: as a message of its own


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the message, then the documents and the letters attached to it to be read in their turn."""
    message = message_from_bytes(_narrow(raw.load(FILE_LIMIT)), policy=policy.default)
    subject, sender = _header(message, "Subject"), _header(message, "From")
    name, mailbox = parseaddr(sender)
    text = _text(message, raw)
    attached = [(number, part) for number, part in enumerate(parts(message), 1) if _is_document(part)]
    if text.strip() or not attached:
        yield draft(
            raw,
            text,
            title=subject,
            author=name or mailbox or None,
            language=language(_header(message, "Content-Language")),
            dated=(parse(_header(message, "Date"), "mail Date"), None),
        )
    for number, part in attached:
        yield _document(part, raw, number)


def read_mailbox(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield each message of an mbox file, one in memory at a time."""
    lines: list[bytes] = []
    size = number = 0
    with raw.open() as stream:
        for line in stream:
            if line.startswith(b"From ") and (not lines or not lines[-1].strip()):
                if lines:
                    number += 1
                    yield _message(raw, b"".join(lines), number)
                lines, size = [], 0
            elif size < _MESSAGE_LIMIT:
                lines.append(re.sub(rb"^>(>*From )", rb"\1", line))
                size += len(line)
    if lines:
        yield _message(raw, b"".join(lines), number + 1)


def read_outlook(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the message, then the documents attached to it to be read in their turn."""
    from oxmsg import Message

    try:
        message: Any = Message.load(raw.load(FILE_LIMIT))
        plain = clean(message.body or "")
        text = unwrapped(plain) if plain.strip() else clean(shown(message.html_body or ""))
        name, mailbox = parseaddr(message.sender or "")
        name = name or message.properties.str_prop_value(_SENDER_NAME) or ""
        sent = message.sent_date
        subject = message.subject
        attached = [(file.properties.int_prop_value(_METHOD), file) for file in message.attachments if file.attached_by_value]
        inner = sum(method == _MESSAGE for method, _ in attached)
        files = [(file.file_name or "", file.file_bytes or b"") for method, file in attached if method != _MESSAGE]
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise ReadError(
            f"{raw.name} is an Outlook message that is damaged or incomplete; save it as .eml and add that."
        ) from error
    documents = [(name, data) for name, data in files if name and _may_say_something(name, guess_type(name)[0] or "")]
    if text.strip() or not documents:
        yield draft(
            raw,
            text,
            title=clean(subject),
            author=clean(name or mailbox) or None,
            dated=(parse(sent.isoformat(), "mail Date") if sent else None, None),
        )
    for file, data in documents:
        yield raw.member(data, clean(file))
    if inner:
        reason = f"{raw.name} holds messages that cannot be read in it ({inner}); save them as .eml and add those."
        yield Problem(raw.source, reason)


def _message(raw: Raw, content: bytes, number: int) -> Raw:
    found = re.search(rb"^message-id:\s*<([^>\s]+)>", content[:20_000], re.IGNORECASE | re.MULTILINE)
    name = found[1].decode("ascii", "replace") if found else f"message {number}"
    return replace(raw.member(content, name), name=f"{name}.eml", media_type="message/rfc822")


def _narrow(data: bytes) -> bytes:
    """Return a message byte by letter, as its parser wants it, also when an editor saved it in UTF-16."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]
    return decode(data, "").encode() if wide else data


def _header(message: EmailMessage, name: str) -> str:
    """Return a header in words. Taken raw, since the parser of the standard library gives up on many that are in use."""
    written = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    text = decode(written.encode("utf-8", "surrogateescape"), name)
    try:
        text = str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(text.split())  # as it was written
    return " ".join(clean(text).split())


def parts(message: MIMEPart) -> Iterator[MIMEPart]:
    """Walk through a letter without opening the letters attached to it."""
    yield message
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            yield from parts(part)


def _is_document(part: MIMEPart) -> bool:
    if part.is_multipart():
        return part.get_content_type() == "message/rfc822"
    filename = part.get_filename()
    attached = (filename or part.is_attachment()) and not _is_body(part)
    return bool(attached) and _may_say_something(str(filename), part.get_content_type())


def _may_say_something(name: str, media_type: str) -> bool:
    return media_type.partition("/")[0] not in _NO_DOCUMENT and not name.lower().endswith(_SIGNATURES)


def _document(part: MIMEPart, raw: Raw, number: int) -> Raw:
    if part.is_multipart():
        # the older policy writes headers as they came; the newer one folds them anew, and fails on odd ones
        return _message(raw, part.get_content().as_bytes(policy=policy.compat32), number)
    content = part.get_payload(decode=True)
    return raw.member(
        content if isinstance(content, bytes) else b"", clean(part.get_filename() or "") or f"attachment {number}"
    )


def _is_body(part: MIMEPart) -> bool:
    """Tell whether a part is a text of the letter: some mailers name even those, but only a file has a disposition as well."""
    as_file = part.is_attachment() or (part.get_content_disposition() and part.get_filename())
    return part.get_content_type() in _BODIES and not as_file


def _text(part: MIMEPart, raw: Raw) -> str:
    """Return all the texts of a letter in their order, and of versions of one text the plainest that says it all."""
    if part.get_content_maintype() == "multipart":
        texts = [text for inner in part.iter_parts() if (text := _text(inner, raw).strip())]
        if part.get_content_subtype() != "alternative" or not texts:
            return "\n\n".join(texts)
        longest = max(texts, key=len)
        return longest if len(longest) > _STUB * len(texts[0]) else texts[0]  # "activate HTML to read this letter"
    payload = part.get_payload(decode=True) if _is_body(part) else None
    if not isinstance(payload, bytes):
        return ""
    text = decode(payload, raw.name, part.get_content_charset())
    return clean(shown(text)) if part.get_content_subtype() == "html" else unwrapped(text)
