"""Names of files as Python holds them, of which some are no valid Unicode: bytes that are no UTF-8 become lone surrogates."""

import os
import re


def printable(name: str) -> str:
    """Return a name or a text with names in it as it can be printed, sent and written: U+FFFD stands for what is no letter."""
    return re.sub("[\ud800-\udfff]", "\ufffd", name)


def encode_name(name: str) -> str | bytes:
    """Return a name as the database keeps it without loss: its bytes where they are no text."""
    return os.fsencode(name) if re.search("[\ud800-\udfff]", name) else name


def decode_name(value: str | bytes) -> str:
    """Return a name that the database kept."""
    return os.fsdecode(value)
