"""Files, pages and streams become drafts: one reader a format family, chosen by content.

``read`` and ``read_bytes`` never raise for bad content: whatever cannot become an article comes out as a Problem whose
reason is one plain sentence. They trust a file with the memory and the time of this process; ``confined`` has the same two
functions for files of strangers.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from index.errors import ReadError
from index.filenames import printable
from index.formats.raw import MEGABYTE, Raw
from index.formats.sniffing import reader
from index.types import Draft, Place, Problem

VERSION = 6  # raised whenever a reader reads better than before, so that files are read again
_DEPTH = 3  # of containers within containers
_UNPACKED = 2_000 * MEGABYTE  # that one file may unfold into, all its containers together

_NO_MEMORY = re.compile(r"\bmemory\b|^unknown error\b")  # as zlib and expat say it; libxml2 finds no words for it


def read(path: Path) -> Iterator[Draft | Problem]:
    """Yield the article of a file, or the articles of a container."""
    place, name = Place(str(path.absolute())), printable(path.name)
    try:
        if not path.is_file():
            yield Problem(str(place), f"{name} is not a file; check the path.")
            return
        with path.open("rb"):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield Problem(str(place), f"{name} cannot be opened ({reason}); check its permissions and add it again.")
        return
    yield from _Reading().articles(Raw(path, place, name), 0)


def read_bytes(data: bytes, *, source: str, name: str, media_type: str | None = None) -> Iterator[Draft | Problem]:
    """Yield the articles of what came from standard input, an upload or the web; ``name`` may carry an extension."""
    yield from _Reading().articles(Raw(data, Place(source), name, media_type), 0)


class _Reading:
    """One file on its way, with a count of what its containers have unfolded so far."""

    def __init__(self) -> None:
        self.unpacked = 0

    def articles(self, raw: Raw, depth: int) -> Iterator[Draft | Problem]:
        try:
            module, _, function = reader(raw).partition(".")
            for part in getattr(import_module(f"index.formats.{module}"), function)(raw):
                if not isinstance(part, Raw):
                    yield part
                    continue
                self.unpacked += part.size
                if self.unpacked > _UNPACKED or depth >= _DEPTH:
                    yield Problem(raw.source, f"{raw.name} unfolds into too much; unpack it and add the files that you want.")
                    return
                yield from self.articles(part, depth + 1)
        except ReadError as error:
            yield Problem(raw.source, str(error))
        except ImportError as error:
            yield Problem(
                raw.source, f"{raw.name} cannot be read because this installation is incomplete ({error}); install it again."
            )
        except Exception as error:  # noqa: BLE001 - parsers may raise anything at all on hostile files
            reason = f"{raw.name} is damaged or in a form that cannot be read ({type(error).__name__}); nothing was added."
            if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
                reason = f"{raw.name} needs more memory than one file may take; split it and add the parts."
            yield Problem(raw.source, reason)
