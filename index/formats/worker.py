"""The process that reads files for the library: it is asked on its standard input and answers on its standard output.

It ends when nobody asks any more, also when the library was killed.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from index.formats import read, read_bytes
from index.formats.limits import allow_memory, allow_time, confine, is_worn
from index.formats.messages import BUFFER, packed, receive, send
from index.formats.sniffing import is_pdf
from index.types import Draft, Problem


def serve() -> None:
    """Answer until the input ends: each outcome of a file as it is read, then whether another file may follow."""
    sys.modules["py3langid"] = None  # type: ignore[assignment] # trafilatura has no use for it here, and it loads numpy
    requests, replies = sys.stdin.buffer, _replies()
    confine()
    _end_with(os.getppid())
    send(replies, {"ready": True})
    while message := receive(requests):
        asked, _ = message
        size = asked["size"]
        allow_time(size)
        for outcome in _outcomes(asked, requests):
            send(replies, packed(outcome))
            allow_time(size)
        again = not is_worn()
        send(replies, {"end": True, "again": again})
        if not again:
            return


def _outcomes(asked: dict[str, Any], requests: BinaryIO) -> Iterator[Draft | Problem]:
    size = asked["size"]
    if "path" in asked:
        path = Path(asked["path"])
        with suppress(OSError), path.open("rb") as stream:  # which is told by who reads it
            allow_memory(size, is_pdf=is_pdf(stream.read(1024)))
        yield from read(path)
    else:
        allow_memory(size, is_pdf=False)
        data = requests.read(size)
        allow_memory(size, is_pdf=is_pdf(data))
        yield from read_bytes(data, source=asked["source"], name=asked["name"], media_type=asked["media_type"])


def _end_with(library: int) -> None:
    """End this process soon after the one that it reads for, whatever it is in the middle of. Windows has no such clock."""

    def look(*_: object) -> None:
        if os.getppid() != library:
            os._exit(1)

    if sys.platform != "win32":  # a thread that looks would make every allocation of the others dearer
        signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, 1.0, 1.0)


def _replies() -> BinaryIO:
    """Take the standard output for the answers alone: what a library prints goes nowhere."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb", BUFFER)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return replies
