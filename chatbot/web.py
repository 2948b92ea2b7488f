"""Serves the page to this computer's browsers, and to nobody else.

The page speaks to no other host: a Content-Security-Policy has the browser itself refuse, whatever a component tries.
"""

import contextlib
import ipaddress
import logging
import os
import socket
import threading
import time
import webbrowser
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chatbot.bot import Chatbot
from chatbot.errors import UsageError
from chatbot.webparts.words import words

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from uvicorn import Server

# gradio compiles its templates in the browser, hence the two "unsafe" words; the hosts are what matters here
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


def serve(bot: Chatbot, *, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = False) -> None:
    """Serve the page until Ctrl+C, printing its address once it can be visited. Port 0 takes any free one.

    Raises UsageError when the address cannot be used.
    """
    with running(bot, host=host, port=port) as address, contextlib.suppress(KeyboardInterrupt):
        print(words("en")("address", address=address), flush=True)
        if open_browser:
            webbrowser.open(address)
        threading.Event().wait()


@contextlib.contextmanager
def running(bot: Chatbot, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve the page in a thread for the length of a ``with`` block; the value is its address."""
    listener = _listen(host, port)
    server = _server(bot, host)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://{_in_address(host)}:{listener.getsockname()[1]}"
    finally:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # open tabs are cut off on purpose
        server.should_exit = True
        thread.join(timeout=5)
        listener.close()


class _WithHeaders:
    """Adds HEADERS to every response, and lets streams through as they come."""

    def __init__(self, app: "ASGIApp") -> None:
        self.app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        async def send_with_headers(message: "Message") -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _server(bot: Chatbot, host: str) -> "Server":
    # both are read when gradio and its hub client are first imported
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    import uvicorn
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from chatbot.webparts.page import mount

    app = FastAPI(openapi_url=None)

    app.add_middleware(_WithHeaders)
    if _is_loopback(host):
        # a page elsewhere whose name is made to resolve to this computer would otherwise count as this one
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*{"127.0.0.1", "localhost", "[::1]", _in_address(host)}])
    mount(bot, app)
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
    return uvicorn.Server(config)


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:  # the second for a port that no computer has
        listener.close()
        reason = getattr(error, "strerror", None) or error
        raise UsageError(words("en")("port_taken", host=host, port=port, reason=reason)) from None
    return listener


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
