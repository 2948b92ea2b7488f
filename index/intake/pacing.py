"""How requests are spaced and ended: one at a time to a host, a pause between two, and none that goes on for ever."""

import socket
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_LOCKS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_LAST: dict[str, float] = {}  # when each host was last asked


@contextmanager
def turn(host: str, pause: float) -> Iterator[None]:
    """Let one request at a time go to a host, with a pause between two."""
    with _LOCKS[host]:
        time.sleep(max(0.0, _LAST.get(host, -pause) + pause - time.monotonic()))
        try:
            yield
        finally:
            _LAST[host] = time.monotonic()


class Watch:
    """Ends a request when its time is up, even one whose server sends a byte now and then."""

    def __init__(self, seconds: float) -> None:
        """Give the request so many seconds, from when it is entered."""
        self.over = False
        self._stream: Any = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Take note of the connection that httpx opens."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._stream = info["return_value"]

    def _end(self) -> None:
        self.over = True
        if self._stream:
            with suppress(OSError):  # it may have ended by itself
                self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
