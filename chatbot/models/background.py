"""Runs what writes in a thread of its own, so that a reader who pauses or leaves holds up nobody else."""

import atexit
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from queue import SimpleQueue

Unwanted = Callable[[], bool]  # says whether nobody reads on
Write = Callable[[Unwanted], Generator[str, None, None]]


@dataclass(eq=False)
class _Run:
    """One writer at work: what it has written so far, and whether that is still wanted."""

    write: Write
    lock: threading.Lock
    pieces: SimpleQueue[str | BaseException | None] = field(default_factory=SimpleQueue)
    unwanted: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        try:
            with self.lock, closing(self.write(self.unwanted.is_set)) as written:
                while not self.unwanted.is_set() and (piece := next(written, None)) is not None:
                    self.pieces.put(piece)
        except BaseException as error:  # noqa: BLE001 - raised where the pieces are read
            self.pieces.put(error)
        else:
            self.pieces.put(None)
        finally:
            _AT_WORK.pop(self, None)


_AT_WORK: dict[_Run, threading.Thread] = {}


def apart(write: Write, lock: threading.Lock) -> Iterator[str]:
    """Yield what ``write`` yields, which runs to its end under the lock however slowly it is read here.

    Whoever stops reading ends it after the piece under way, or sooner where it asks whether it is unwanted; what it raises is
    raised here. It must be finite, since what is not yet read is kept.
    """
    run = _Run(write, lock)
    _AT_WORK[run] = threading.Thread(target=run.work, name="writer", daemon=True)
    _AT_WORK[run].start()
    try:
        while (piece := run.pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        run.unwanted.set()


@atexit.register
def _end() -> None:
    # a thread in the midst of llama.cpp while the model is freed would bring the process down
    left = list(_AT_WORK.items())
    for run, _ in left:
        run.unwanted.set()
    for _, thread in left:
        if thread.is_alive():
            thread.join()
