"""Files of strangers are read by a process of its own, with limits on its memory, its time and what it gives back.

``read`` and ``read_bytes`` are those of ``index.formats``. The process is started when it is needed and kept for the next
file; one that dies takes nothing with it but the file that it was reading.
"""

import atexit
import json
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from index.filenames import printable
from index.formats.limits import seconds
from index.formats.messages import BUFFER, MessageError, receive, send, unpacked
from index.formats.raw import MEGABYTE
from index.types import Draft, Place, Problem

_CODE = "from index.formats.worker import serve; serve()"
_IMPORTS = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
_IDLE = 2  # processes kept for the next file
_TICK = 0.5  # seconds between two looks at the clock
_LEAVING = 5.0  # seconds for a process that has closed its output to end
_OUTPUT, _BY_SIZE = 2_000 * MEGABYTE, 20  # bytes of drafts that a file may give, and more for each of its own
_PROBLEMS = 50_000  # that are told of one file


class Workers:
    """The processes that read. ``code`` is what each of them runs, ``patience`` how many seconds a result may take by size."""

    def __init__(self, code: str = _CODE, patience: Callable[[int], float] = seconds) -> None:
        """Start nothing yet."""
        self._code, self._patience = code, patience
        self._idle: defaultdict[int, list[_Worker]] = defaultdict(list)  # by process: a forked one starts its own

    def read(self, path: Path) -> Iterator[Draft | Problem]:
        """Yield the article of a file, or the articles of a container."""
        source = str(path.absolute())
        size = 0
        with suppress(OSError):  # which is told by who reads it
            size = path.stat().st_size
        return self._read({"path": source, "source": source, "name": printable(path.name), "size": size})

    def read_bytes(self, data: bytes, *, source: str, name: str, media_type: str | None = None) -> Iterator[Draft | Problem]:
        """Yield the articles of what came from standard input, an upload or the web; ``name`` may carry an extension."""
        return self._read({"source": source, "name": name, "media_type": media_type, "size": len(data)}, data)

    def close(self) -> None:
        """End the processes that wait for a file."""
        while worker := self._waiting():
            worker.end()

    def pids(self) -> list[int]:
        """Return the processes that wait for a file."""
        return [worker.process.pid for worker in self._idle[os.getpid()]]

    def _read(self, asked: dict[str, Any], data: bytes = b"") -> Iterator[Draft | Problem]:
        try:
            worker = self._waiting() or _Worker(self._code, self._patience)
        except OSError as error:
            reason = (
                f"{asked['name']} cannot be read because no reader could be started ({error.strerror or error}); try again."
            )
            yield Problem(str(Place(asked["source"])), reason)
            return
        try:
            yield from worker.outcomes(asked, data)
        finally:  # also when nobody wants the rest
            idle = self._idle[os.getpid()]
            if worker.is_free and len(idle) < _IDLE:
                idle.append(worker)
            else:
                worker.end()

    def _waiting(self) -> "_Worker | None":
        idle = self._idle[os.getpid()]
        with suppress(IndexError):  # another thread may have taken the last one
            while idle:
                worker = idle.pop()
                if worker.process.poll() is None:
                    return worker
                worker.end()
        return None


class _Worker:
    """A process that reads one file at a time. Raises OSError when it cannot be started."""

    def __init__(self, code: str, patience: Callable[[int], float]) -> None:
        path = json.dumps([os.path.abspath(place) for place in sys.path])  # noqa: PTH100 - an empty one is this folder
        self.process = subprocess.Popen(  # noqa: S603 - the command is our own
            [sys.executable or "", "-I", "-X", f"utf8={sys.flags.utf8_mode}", "-c", _IMPORTS + code, path],
            bufsize=BUFFER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # Ctrl+C is for the library alone
        )
        self.is_free = False
        self._patience = patience
        self._deadline = math.inf
        self._is_late = False
        threading.Thread(target=self._watch, daemon=True).start()
        with suppress(MessageError):
            if self._next(0):
                return
        self.end()
        raise OSError("it ended at once")

    def outcomes(self, asked: dict[str, Any], data: bytes) -> Iterator[Draft | Problem]:
        """Ask for a file and yield what is read; one Problem more when the process does not come to its end."""
        self.is_free = False
        source, name = asked["source"], asked["name"]
        shown = str(Place(source))
        try:
            told = self._next(asked["size"], asked, data)
            room, problems = _OUTPUT + _BY_SIZE * asked["size"], 0
            while told and "end" not in told[0]:
                outcome = _checked(told[0], source)
                room -= told[1]
                problems += isinstance(outcome, Problem)
                if room < 0 or problems > _PROBLEMS:
                    yield Problem(shown, f"{name} unfolds into too much; unpack it and add the files that you want.")
                    return
                yield outcome
                told = self._next(asked["size"])
        except MessageError:
            yield Problem(shown, f"{name} made its reader give no sensible answer; nothing more of it was added.")
            return
        if told is None:
            yield Problem(shown, self._what_happened(name, self._patience(asked["size"])))
        else:
            self.is_free = told[0].get("again") is True

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # what was still to be said
                stream.close()  # type: ignore[union-attr]

    def _next(self, size: int, asked: dict[str, Any] | None = None, data: bytes = b"") -> tuple[dict[str, Any], int] | None:
        """Return the next message; None when the process ends before, or is ended because it takes too long."""
        requests: Any = self.process.stdin
        replies: Any = self.process.stdout
        self._deadline = time.monotonic() + self._patience(size)
        try:
            if asked:
                with suppress(OSError):  # it has ended, which its answer tells
                    send(requests, asked)
                    requests.write(data)
                    requests.flush()
            return receive(replies)
        finally:
            self._deadline = math.inf

    def _watch(self) -> None:
        """End the process when a message takes too long. Who gets the messages may take all the time they want."""
        while self.process.returncode is None:
            time.sleep(_TICK)
            if time.monotonic() > self._deadline:
                self._is_late = True
                self.process.kill()

    def _what_happened(self, name: str, limit: float) -> str:
        with suppress(subprocess.TimeoutExpired):  # it may be on its way out, with a reason of its own
            self.process.wait(_LEAVING)
        self.end()
        ended = -self.process.returncode
        if self._is_late or ended == getattr(signal, "SIGXCPU", None):
            return f"{name} takes longer than {limit:.0f} s to read; split it and add the parts."
        if ended == getattr(signal, "SIGKILL", None):
            return f"{name} was not read because the system ended its reader; close other programs and add it again."
        return f"{name} needs more memory than one file may take, or is damaged; split it or get a whole copy."


def _checked(message: dict[str, Any], source: str) -> Draft | Problem:
    outcome = unpacked(message)
    ours = outcome.place.file == source if isinstance(outcome, Draft) else outcome.source.startswith(str(Place(source)))
    if not ours:
        raise MessageError  # an article of another file
    return outcome


_WORKERS = Workers()
read, read_bytes = _WORKERS.read, _WORKERS.read_bytes
atexit.register(_WORKERS.close)
