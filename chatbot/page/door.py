"""The door of the server: lets in who may come in, to the routes that are open, with files that were uploaded here.

Everything is decided here, before gradio sees a request, and nothing of what gradio tells other web pages goes out.
"""

import asyncio
import base64
import binascii
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chatbot.api.access import TABLE, Asker, Caller, Grant, caller
from chatbot.api.users import Users
from chatbot.page.routes import UPLOAD, files_in, is_open
from chatbot.page.wording import preferred, wording

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 4_000_000  # bytes of a JSON body: a question, a name, no article
# gradio compiles its templates in the browser, hence the two "unsafe" words; the hosts are what matters here
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_FORWARDED = {"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"}
_SINGLE = {"host", "origin", "sec-fetch-site", "sec-fetch-mode", "authorization"}  # twice, each could be read by another


class _RefusedError(Exception):
    """A request that is turned away, with the HTTP status and the wording's key."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status = status
        self.key = key


class Door:
    """An ASGI application in front of another. ``users`` are asked for where the table says so, and by ``always`` of all."""

    def __init__(self, app: "ASGIApp", *, users: Users | None = None, always: bool = False) -> None:
        """Take the application behind the door."""
        self._app = app
        self._users = users
        self._always = always
        self._hashing = asyncio.Lock()
        self._uploads: set[str] = set()  # the server's own record of what it has received, by where it lies

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Let a request through, or answer it with one plain sentence."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            try:
                user = await self._admit(scope, _headers(scope))
                scope, receive = await self._checked({**scope, "user": user}, receive)
            except _RefusedError as refused:
                await _refuse(refused, scope, send)
            else:
                await self._app(scope, receive, self._sender(scope, send))

    async def _admit(self, scope: "Scope", headers: dict[str, str]) -> str | None:
        """Refuse who may not ask for this, by the table; return the name of who has logged in."""
        user = await self._user(headers)
        came_from = caller(_asker(scope, headers, user))
        grant = TABLE[came_from]
        if self._always and user is None and grant in {Grant.EVERYTHING, Grant.OPENING}:
            grant = Grant.LOGGING_IN
        opening = scope["method"] in {"GET", "HEAD"} and scope["path"] == "/"
        if came_from is Caller.OTHER_NAME:
            raise _RefusedError(400, "door_name")
        if grant is Grant.LOGGING_IN:
            raise _RefusedError(401 if self._users else 403, "door_log_in" if self._users else "door_machine")
        if grant is Grant.NOTHING or (grant is Grant.OPENING and not opening):
            raise _RefusedError(403, "door_page")
        if not is_open(scope["method"], scope["path"]):
            raise _RefusedError(404, "door_shut")
        return user

    async def _user(self, headers: dict[str, str]) -> str | None:
        """Return who has logged in, by HTTP's own Basic scheme, which browsers and programs both know."""
        if self._users is None or not (said := headers.get("authorization")):
            return None
        from anyio import sleep, to_thread

        kind, _, coded = said.partition(" ")
        try:
            name, colon, password = base64.b64decode(coded, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            return None
        if kind.lower() == "basic" and colon:
            if self._users.remembers(name, password):
                return name
            async with self._hashing:  # one at a time, so that guessing takes neither the memory nor the threads of others
                found = await to_thread.run_sync(self._users.verify, name, password)
            if found:
                return name
            await sleep(1)  # guessing is slow work
        return None

    async def _checked(self, scope: "Scope", receive: "Receive") -> tuple["Scope", "Receive"]:
        """Return the request as the application may see it, its JSON parsed here and written anew."""
        scope = {**scope, "query_string": b""} if scope["path"] == "/" else scope  # which could name a state to be loaded
        if scope["method"] != "POST":
            return scope, receive
        if scope["path"] == UPLOAD:  # its answer is read here, so it comes uncompressed
            kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            return {**scope, "headers": kept}, receive
        body = await _json(receive)
        origin = f"//{dict(scope['headers'])[b'host'].decode()}/"
        for path, url in files_in(body):
            mine = url is None or (isinstance(url, str) and url.partition(":")[2].startswith(origin))
            if not (mine and isinstance(path, str) and path in self._uploads):
                raise _RefusedError(403, "door_file")
        written = json.dumps(body).encode()
        plain = {b"content-length": str(len(written)).encode(), b"content-type": b"application/json"}
        kept = [pair for pair in scope["headers"] if pair[0] not in {*plain, b"transfer-encoding"}]
        return {**scope, "headers": [*kept, *plain.items()]}, _replay(written, receive)

    def _sender(self, scope: "Scope", send: "Send") -> "Send":
        """Return what sends the answer on, with HEADERS and without gradio's for other pages; uploads are recorded."""
        received = bytearray()
        uploading = scope["method"] == "POST" and scope["path"] == UPLOAD

        async def sent(message: "Message") -> None:
            if message["type"] == "http.response.start":
                kept = (pair for pair in message.get("headers", []) if not pair[0].lower().startswith(b"access-control-"))
                message["headers"] = [*kept, *HEADERS]
            elif uploading and message["type"] == "http.response.body":
                received.extend(message.get("body", b""))
                if not message.get("more_body"):
                    self._uploads.update(_paths(bytes(received)))
            await send(message)

        return sent


def _headers(scope: "Scope") -> dict[str, str]:
    """Return the headers; one of _SINGLE that comes twice is as good as none that can be believed."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in _SINGLE and key in found:
            raise _RefusedError(400, "door_name")
        found[key] = value.decode("latin-1")
    return found


def _asker(scope: "Scope", headers: dict[str, str], user: str | None) -> Asker:
    return Asker(
        peer=scope["client"][0] if scope.get("client") else "",
        host=headers.get("host"),
        origin=headers.get("origin"),
        site=headers.get("sec-fetch-site"),
        mode=headers.get("sec-fetch-mode"),
        forwarded=not _FORWARDED.isdisjoint(headers),
        user=user,
    )


async def _json(receive: "Receive") -> Any:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise _RefusedError(400, "door_body")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST:
            raise _RefusedError(413, "door_body")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise _RefusedError(400, "door_body") from None


def _replay(body: bytes, receive: "Receive") -> "Receive":
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> "Message":
        return waiting.pop() if waiting else await receive()

    return again


def _paths(answer: bytes) -> Iterable[str]:
    try:
        paths = json.loads(answer)
    except ValueError:  # a refusal, in wording
        return []
    return [path for path in paths if isinstance(path, str)] if isinstance(paths, list) else []


async def _refuse(refused: _RefusedError, scope: "Scope", send: "Send") -> None:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    said = wording(preferred(None, headers.get(b"accept-language", "")))(refused.key)
    told = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    if refused.status == 401:  # noqa: PLR2004 - HTTP's own number
        told.append((b"www-authenticate", b'Basic realm="chatbot", charset="UTF-8"'))
    await send({"type": "http.response.start", "status": refused.status, "headers": told})
    await send({"type": "http.response.body", "body": f"{said}\n".encode()})
