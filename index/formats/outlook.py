"""Messages as Outlook keeps them (.msg): the text, its sender, its date, and the documents attached to it."""

import re
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any

from index.errors import ReadError
from index.formats.decoding import clean
from index.formats.markup import shown
from index.formats.plain import draft
from index.formats.published import parse
from index.formats.raw import FILE_LIMIT, Raw
from index.formats.wrapping import unwrapped
from index.types import Draft, Problem

_DOCUMENT = re.compile(
    r"\.(?:pdf|docx|xlsx|pptx|odt|ods|odp|rtf|txt|md|csv|html?|epub|eml|msg|zip|jsonl?)$",  # letters and containers as well
    re.IGNORECASE,
)
_SENDER_NAME, _METHOD, _MESSAGE = 0x0C1A, 0x3705, 5  # how a file is attached: as a message of its own


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the message, then the documents attached to it to be read in their turn."""
    from oxmsg import Message

    try:
        message: Any = Message.load(raw.load(FILE_LIMIT))
        text = _text(message)
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
    documents = [(name, data) for name, data in files if _DOCUMENT.search(name)]
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


def _text(message: Any) -> str:
    """Return the plain text of a message, else what its page shows."""
    plain = clean(message.body or "")
    return unwrapped(plain) if plain.strip() else clean(shown(message.html_body or ""))
