"""Runs what writes in a thread of its own, so that a reader who pauses or leaves holds up nobody else."""

import atexit
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from queue import SimpleQueue

Unwanted = Callable[[], bool]  # says whether nobody reads on
Write = Callable[[Unwanted], Generator[str, None, None]]


_AT_WORK: dict[threading.Thread, threading.Event] = {}  # and what tells each that nobody reads on


def apart(write: Write, lock: threading.Lock) -> Iterator[str]:
    """Yield what ``write`` yields, which runs to its end under the lock however slowly it is read here.

    Whoever stops reading ends it after the piece under way, or sooner where it asks whether it is unwanted; what it raises is
    raised here. It must be finite, since what is not yet read is kept.
    """
    pieces: SimpleQueue[str | BaseException | None] = SimpleQueue()
    unwanted = threading.Event()

    def work() -> None:
        try:
            with lock, closing(write(unwanted.is_set)) as written:
                while not unwanted.is_set() and (piece := next(written, None)) is not None:
                    pieces.put(piece)
        except BaseException as error:  # noqa: BLE001 - raised where the pieces are read
            pieces.put(error)
        else:
            pieces.put(None)
        finally:
            _AT_WORK.pop(thread, None)

    thread = threading.Thread(target=work, name="writer", daemon=True)
    _AT_WORK[thread] = unwanted
    thread.start()
    try:
        while (piece := pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        unwanted.set()


@atexit.register
def _end() -> None:
    # a thread in the midst of llama.cpp while the model is freed would bring the process down
    left = list(_AT_WORK.items())
    for _, unwanted in left:
        unwanted.set()
    for thread, _ in left:
        if thread.is_alive():
            thread.join()
