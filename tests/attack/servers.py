"""What the attacks on the page stand on: a library with a secret beside it, a server that counts, and the page's own calls."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

HIDDEN = "The plum stones are buried under the third apple tree."


class Counter(ThreadingHTTPServer):
    """A server on loopback that answers with HIDDEN, or with ``pages`` by path, and keeps what it was asked for."""

    daemon_threads = True

    def __init__(self, pages: dict[str, str] | None = None) -> None:
        self.asked: list[str] = []
        self.pages = pages or {}
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Counter

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        body = self.server.pages.get(self.path, HIDDEN).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path in self.server.pages else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@contextmanager
def counting(pages: dict[str, str] | None = None) -> Iterator[Counter]:
    with Counter(pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def function(address: str, name: str) -> int:
    """Return the number under which gradio knows one of the page's functions."""
    config = httpx.get(f"{address}/config").json()
    return next(one["id"] for one in config["dependencies"] if one["api_name"] == name)


def call(address: str, name: int, data: list[Any], session: str, **more: Any) -> str:
    """Call one of the page's queued functions as gradio's own client does, and return all that it says."""
    body = {"data": data, "fn_index": name, "session_hash": session, "event_data": None, "trigger_id": None, **more}
    joined = httpx.post(f"{address}/gradio_api/queue/join", json=body)
    if joined.status_code != httpx.codes.OK:
        return f"{joined.status_code} {joined.text}"
    said = []
    with httpx.stream("GET", f"{address}/gradio_api/queue/data", params={"session_hash": session}, timeout=30) as events:
        for line in events.iter_lines():
            said.append(line)
            if line.startswith("data:") and json.loads(line[5:])["msg"] in {"process_completed", "close_stream"}:
                break
    return "\n".join(said)
