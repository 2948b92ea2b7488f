"""Web pages as Chrome and Edge save them in one file: a letter by its form only, whose date is the day of saving."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy

from index.errors import ReadError
from index.formats.decoding import decode
from index.formats.html import article
from index.formats.mail import parts
from index.formats.raw import MEGABYTE, Raw
from index.types import Draft, Place, Problem

_LIMIT = 100 * MEGABYTE  # most of it pictures
_PAGE_LIMIT = 10 * MEGABYTE


def read(raw: Raw) -> Iterator[Draft | Problem | Raw]:
    """Yield the article of the page, the first of what was saved with it."""
    message = message_from_bytes(raw.load(_LIMIT), policy=policy.default)
    page = next((part for part in parts(message) if part.get_content_type() in {"text/html", "application/xhtml+xml"}), None)
    data = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(data, bytes):
        raise ReadError(f"{raw.name} holds no text; nothing was added.")
    stated = (message.get("Snapshot-Content-Location"), page.get("Content-Location"))
    address = next((str(said).strip() for said in stated if re.match(r"\s*https?://", str(said or ""))), None)
    text = decode(Raw(data, raw.place, raw.name).load(_PAGE_LIMIT), raw.name, page.get_content_charset())
    found = article(Raw(b"", Place(address) if address else raw.place, raw.name), text)
    yield replace(found, place=raw.place)
