"""What the process that reads files may take: memory and time by the size of a file, and nothing on the disk.

A tiny file holds as much text as memory can, when it is made for that: forms within forms, zeros packed a thousandfold.
"""

import sys
from pathlib import Path

from index.formats.raw import FILE_LIMIT, MEGABYTE

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

# Measured on genuine files: 32 bytes of memory for a byte of a table in HTML, 12 for prose in it, 11 for a PDF that is all
# text, 10 for JSON lines, 8 for mail, under 7 for the rest.
_MEMORY = 240 * MEGABYTE  # of which 60 are the libraries that read
_BY_SIZE = 30  # bytes more for each of the file
_BY_SIZE_PDF = 4  # most of a large one are pictures, which are not read
_SECONDS, _SECONDS_BY_MEGABYTE = 60.0, 20.0  # the slowest genuine files, those of Word, take a quarter of it on an old machine
_LONGEST = 3600.0
_KEPT = 150 * MEGABYTE  # a process that still holds more after a file is not used again: its memory is full of holes


def seconds(size: int) -> float:
    """Return how long the next result of a file of ``size`` bytes may take."""
    return min(_SECONDS + _SECONDS_BY_MEGABYTE * size / MEGABYTE, _LONGEST)


def confine() -> None:
    """Let this process write no files and leave no memory dump. Its memory is limited where the system can: on Linux."""
    _limit("CORE", 0, for_good=True)
    _limit("FSIZE", 0, for_good=True)
    _limit("DATA", _MEMORY + _BY_SIZE * FILE_LIMIT, for_good=True)


def allow_memory(size: int, *, is_pdf: bool) -> None:
    """Let this process take what a file of ``size`` bytes may need."""
    _limit("DATA", _MEMORY + (_BY_SIZE_PDF if is_pdf else _BY_SIZE) * min(size, FILE_LIMIT))


def allow_time(size: int) -> None:
    """Let this process compute for as long as the next result may take, even when nobody is left to end it."""
    if resource:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        _limit("CPU", int(spent.ru_utime + spent.ru_stime + seconds(size)) + 1)


def is_worn() -> bool:
    """Say whether this process holds so much that the next file had better be read by another."""
    if sys.platform != "linux":
        return False
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() > _KEPT


def _limit(name: str, value: int, *, for_good: bool = False) -> None:
    if not resource:
        return
    what = getattr(resource, f"RLIMIT_{name}")
    most = resource.getrlimit(what)[1]
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    resource.setrlimit(what, (value, value if for_good else most))
