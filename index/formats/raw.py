"""What every reader takes: bytes or a file, where they came from, and what they are called."""

import io
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from index.errors import ReadError
from index.filenames import printable
from index.types import NUMBER_SIGN, Place, Placed

MEGABYTE = 1_000_000
TEXT_LIMIT = 20 * MEGABYTE  # of plain text in one article
FILE_LIMIT = 200 * MEGABYTE  # of a file that must be held in memory as a whole


@dataclass(frozen=True, slots=True)
class Raw(Placed):
    """Something to read. ``name`` tells its format when its content does not, and is what a person calls it."""

    content: bytes | Path
    place: Place
    name: str
    media_type: str | None = None

    @property
    def suffix(self) -> str:
        """The extension in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)

    def open(self) -> BinaryIO:
        """Open for reading from the start."""
        return self.content.open("rb") if isinstance(self.content, Path) else io.BytesIO(self.content)

    def head(self, size: int = 8192) -> bytes:
        """Return the first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def load(self, limit: int = FILE_LIMIT) -> bytes:
        """Return all bytes, or raise ReadError when there are more than ``limit``."""
        if self.size > limit:
            raise ReadError(
                f"{self.name} is too large ({self.size / MEGABYTE:.0f} MB; at most {limit // MEGABYTE} MB can be read);"
                " split it and add the parts."
            )
        return self.content.read_bytes() if isinstance(self.content, Path) else self.content

    def member(self, content: bytes, name: str) -> "Raw":
        """Return a part of this container, which may be one itself."""
        return Raw(content, self.place.within(name.replace("#", NUMBER_SIGN)), printable(name))


def readable(name: str) -> str:
    """Turn a file name into a title: ``my_first-note.txt`` becomes ``My first note``."""
    stem = re.sub(r"[\s_]+|(?<=\w)-(?=\w)", " ", PurePosixPath(name).stem).strip()
    return stem[:1].upper() + stem[1:] if stem else name
