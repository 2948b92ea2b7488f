"""The file of the vector cache: a row of parts, each with what was new in the store when it was appended.

A part tells which passages came, with their vectors, which went, and how far in the store that reaches. It ends in the SHA-256
of the library's identity, of the seal before it and of what it holds, so that one that is torn or altered, or belongs to
another database or to another encoder, is noticed and thrown away, with all that stands behind it.
"""

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from index.store.vectors import Reach

_HEAD = struct.Struct("<32sQQQQQ")
_SEAL = hashlib.sha256().digest_size
ROW = np.dtype([("number", "<i8"), ("language", "S4")])  # a passage that came; no question's language has more letters
Rows = NDArray[np.void]  # of ROW
Numbers = NDArray[np.int64]
Codes = NDArray[np.uint8]  # (passages, bytes of a vector): float16, as the store keeps them


@dataclass(frozen=True, slots=True)
class Part:
    """What a part begins with, and where it ends.

    ``passage`` and ``removal`` are the last ones in the store that it or an earlier part has. ``came`` and ``went`` count its
    passages; ``width`` is how many bytes a vector takes.
    """

    passage: int
    removal: int
    came: int
    went: int
    width: int
    end: int


@dataclass(frozen=True, slots=True)
class Content:
    """What the sound parts of a file hold; ``sound`` when that is the whole file."""

    parts: list[Part]
    came: Rows
    went: Numbers
    sound: bool


def parts(file: BinaryIO, reach: Reach) -> list[Part]:
    """Return the parts of a library's file that are whole by their lengths; their seals are left to ``read``.

    One that goes beyond the store is of a later state of it, before an earlier one was brought back.
    """
    found: list[Part] = []
    size, start = file.seek(0, 2), 0
    while start + _HEAD.size <= size:
        file.seek(start)
        owner, passage, removal, came, went, width = _HEAD.unpack(file.read(_HEAD.size))
        start += _HEAD.size + (ROW.itemsize + width) * came + 8 * went + _SEAL
        odd = not width or width % 2 or any(part.width != width for part in found[:1])
        if owner != _owner(reach) or odd or start > size or passage > reach.passage or removal > reach.removal:
            break
        found.append(Part(passage, removal, came, went, width, start))
    return found


def read(path: Path, reach: Reach, room: Callable[[int, int], Codes]) -> Content:
    """Read a file, its vectors into ``room`` for so many of such a width. Raises OSError."""
    with path.open("rb") as file:
        whole = parts(file, reach)
        size = file.seek(0, 2)
        file.seek(0)
        came, went = np.empty(sum(part.came for part in whole), ROW), np.empty(sum(part.went for part in whole), np.int64)
        codes = room(len(came), whole[0].width) if whole else np.empty((0, 0), np.uint8)
        sound: list[Part] = []
        at = left = 0
        seal = b""
        for part in whole:
            after, gone = at + part.came, left + part.went
            sealed = _sealed(reach, seal)
            blocks: tuple[Any, ...] = (np.empty(_HEAD.size, np.uint8), came[at:after], went[left:gone], codes[at:after])
            for block in blocks:
                file.readinto(block)
                sealed.update(block)
            seal = sealed.digest()
            if file.read(_SEAL) != seal:
                break
            at, left = after, gone
            sound.append(part)
    return Content(sound, came[:at], went[:left], sound=size == (sound[-1].end if sound else 0))


def append(file: BinaryIO, reach: Reach, last: Part | None, came: Rows, went: Numbers, codes: Codes) -> Part:
    """Write a part behind the last one, over whatever stands there, and return it. Raises OSError."""
    file.seek(last.end - _SEAL if last else 0)
    seal = file.read(_SEAL) if last else b""
    file.truncate()
    counts = reach.passage, reach.removal, len(came), len(went), codes.shape[1]
    content = b"".join((_HEAD.pack(_owner(reach), *counts), came.tobytes(), went.tobytes(), codes.tobytes()))
    sealed = _sealed(reach, seal)
    sealed.update(content)
    file.write(content + sealed.digest())
    return Part(*counts, file.tell())


def _owner(reach: Reach) -> bytes:
    return hashlib.sha256(reach.identity.encode()).digest()


def _sealed(reach: Reach, seal: bytes) -> "hashlib._Hash":
    return hashlib.sha256(reach.identity.encode() + seal)
