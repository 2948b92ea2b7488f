"""Additions to the library: one at a time, each to its end whoever looks on, unless someone cancels it."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from index.errors import LibraryError
from index.intake.importer import Within
from index.types import Report

PULSE = 1.0  # seconds between two looks at how far an addition has come
KNOWN = 16  # additions: what became of older ones nobody asks


@dataclass(frozen=True, slots=True)
class Step:
    """How far an addition has come in so many ``seconds``: sources ``done``, a long one by and by, of ``total``."""

    number: int
    done: float = 0
    total: int = 1
    source: str = ""
    seconds: float = 0


class Additions:
    """The additions to one library, each known by its number."""

    def __init__(self) -> None:
        """Add nothing yet."""
        self._turn = threading.Lock()
        self._numbers = count(1)
        self._begun: dict[int, _Adding] = {}

    def begin(self, add: Callable[[Within], Report]) -> Step:
        """Have ``add`` called, with what tells of its progress, once its turn comes."""
        number = next(self._numbers)
        self._begun[number] = begun = _Adding(Step(number), add, self._turn)
        self._begun.pop(number - KNOWN, None)
        return begun.step

    def latest(self) -> tuple[int, bool]:
        """Return the number of what is being added, or was last, 0 if nothing was, and whether that has ended."""
        begun = list(self._begun.items())
        running = next((number for number, one in begun if one.is_alive()), 0)
        return (running, False) if running else (begun[-1][0] if begun else 0, True)

    def follow(self, number: int) -> Iterator[Step | Report | Exception]:
        """Yield how far an addition has come, and at last what became of it."""
        if one := self._begun.get(number):
            while one.is_alive():
                one.join(PULSE)
                yield replace(one.step, seconds=time.monotonic() - one.began)
            yield one.outcome

    def cancel(self, number: int) -> None:
        """Let an addition end with the articles that it has added."""
        if one := self._begun.get(number):
            one.cancelled.set()


class _Adding(threading.Thread):
    """One addition."""

    def __init__(self, step: Step, add: Callable[[Within], Report], turn: threading.Lock) -> None:
        super().__init__(daemon=True)
        self.step, self.began, self.cancelled = step, time.monotonic(), threading.Event()
        self.outcome: Report | Exception
        self._add, self._turn = add, turn
        self.start()

    def run(self) -> None:
        with self._turn:
            self.began = time.monotonic()
            try:
                self.outcome = self._add(self._tell)
            except Exception as error:  # noqa: BLE001 - whoever follows tells of it
                self.outcome = error

    def _tell(self, done: float, total: int, source: str) -> None:
        if self.cancelled.is_set():
            raise LibraryError("Adding was cancelled; add the rest again if it is wanted.")
        self.step = replace(self.step, done=done, total=total, source=source)
