"""Serves the page, to this computer's browsers unless accounts let others in; ``door`` decides who may do what."""

import atexit
import contextlib
import ipaddress
import logging
import os
import shutil
import socket
import tempfile
import threading
import time
import webbrowser
from collections.abc import Iterator
from functools import cache, partial

from chatbot.api.users import Users
from chatbot.bot import Chatbot
from chatbot.errors import UsageError
from chatbot.loopback import is_loopback
from chatbot.page.door import Door
from chatbot.page.wording import wording


def serve(
    bot: Chatbot, *, host: str = "127.0.0.1", port: int = 7860, users: Users | None = None, open_browser: bool = False
) -> None:
    """Serve the page until Ctrl+C, printing its address, and load the models. Port 0 takes any free one.

    Raises UsageError when the address cannot be used, or other machines reach it and there are no ``users`` to log in.
    """
    with running(bot, host=host, port=port, users=users) as address, contextlib.suppress(KeyboardInterrupt):
        print(wording("en")("address", address=address), flush=True)
        if open_browser:
            webbrowser.open(address)
        bot.warm_up()
        threading.Event().wait()


@contextlib.contextmanager
def running(bot: Chatbot, *, host: str = "127.0.0.1", port: int = 0, users: Users | None = None) -> Iterator[str]:
    """Serve the page in a thread for the length of a ``with`` block; the value is its address."""
    listener = _listen(host, port)
    address, number = listener.getsockname()[:2]
    alone = is_loopback(address)
    if not alone and users is None:
        listener.close()
        raise UsageError(wording("en")("host_open", host=host))
    import uvicorn

    # made within the server's own event loop, without which gradio leaves several open
    made = partial(_application, bot, users, always=alone and users is not None)
    config = uvicorn.Config(made, factory=True, log_level="error", timeout_graceful_shutdown=1, proxy_headers=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        shown = "127.0.0.1" if ipaddress.ip_address(address).is_unspecified else host
        yield f"http://{f'[{shown}]' if ':' in shown else shown}:{number}"
    finally:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # open tabs are cut off on purpose
        server.should_exit = True
        thread.join(timeout=5)
        listener.close()


def _application(bot: Chatbot, users: Users | None, *, always: bool) -> Door:
    # both are read when gradio is first imported or builds a page
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = _uploads_folder()
    from chatbot.page.mounting import application

    return Door(application(bot), users=users, always=always)


@cache
def _uploads_folder() -> str:
    """Return where uploads wait to be read: a folder of this process alone, gone when it ends."""
    folder = tempfile.mkdtemp(prefix="chatbot-uploads-")  # for its owner only
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # with its protocol named, so that asyncio sends at once what it has: else each answer waits 40 ms
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:  # the second for a port that no computer has
        listener.close()
        reason = getattr(error, "strerror", None) or error
        raise UsageError(wording("en")("port_taken", host=host, port=port, reason=reason)) from None
    return listener
