"""The door of the server: lets in who may come in, to the routes that are open, with files that were uploaded here.

Everything is decided here, before gradio sees a request, and nothing of what gradio tells other web pages goes out.
"""

import asyncio
import base64
import binascii
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.status import HTTP_401_UNAUTHORIZED

from chatbot.api.access import Caller, caller
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
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
_SINGLE = {"host", "origin", "sec-fetch-site", "sec-fetch-mode", "authorization"}  # twice, each could be read by another


class _RefusedError(Exception):
    """A request that is turned away, with the HTTP status and the wording's key."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status = status
        self.key = key


class Door:
    """An ASGI application in front of another. ``users`` log in from other machines, and with ``always`` from this one, too."""

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
                await _refusal(refused, scope)(scope, receive, send)
            else:
                await self._app(scope, receive, self._sender(scope, send))

    async def _admit(self, scope: "Scope", headers: Headers) -> str | None:
        """Refuse who may not ask for this; return the name of who has logged in."""
        user = await self._user(headers)
        came_from = caller(scope["client"][0] if scope.get("client") else "", headers, user)
        opening = scope["method"] in {"GET", "HEAD"} and scope["path"] == "/"
        if came_from is Caller.OTHER_NAME:
            raise _RefusedError(400, "door_name")
        if came_from is Caller.OTHER_PAGE:
            raise _RefusedError(403, "door_page")
        if came_from is Caller.OTHER_MACHINE or (self._always and user is None):
            raise _RefusedError(401 if self._users else 403, "door_log_in" if self._users else "door_machine")
        if came_from is Caller.LINK and not opening:
            raise _RefusedError(403, "door_page")
        if not is_open(scope["method"], scope["path"]):
            raise _RefusedError(404, "door_shut")
        return user

    async def _user(self, headers: Headers) -> str | None:
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
            # one at a time: guessing takes neither the threads of others, nor their memory, 64 MiB each
            async with self._hashing:
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
        body = await _json(Request(scope, receive))
        origin = f"//{Headers(scope=scope)['host']}/"
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
                message["headers"] = [*kept, *Headers(HEADERS).raw]
            elif uploading and message["type"] == "http.response.body":
                received.extend(message.get("body", b""))
                if not message.get("more_body"):
                    self._uploads.update(_paths(bytes(received)))
            await send(message)

        return sent


def _headers(scope: "Scope") -> Headers:
    """Return the headers; one of _SINGLE that comes twice is as good as none that can be believed."""
    headers = Headers(scope=scope)
    if any(len(headers.getlist(name)) > 1 for name in _SINGLE):
        raise _RefusedError(400, "door_name")
    return headers


async def _json(request: Request) -> Any:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise _RefusedError(413, "door_body")
        return json.loads(body)
    except (ClientDisconnect, ValueError, RecursionError):
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


def _refusal(refused: _RefusedError, scope: "Scope") -> PlainTextResponse:
    said = wording(preferred(None, Headers(scope=scope).get("accept-language", "")))(refused.key)
    realm = {"www-authenticate": 'Basic realm="chatbot", charset="UTF-8"'}
    return PlainTextResponse(f"{said}\n", refused.status, HEADERS | (realm if refused.status == HTTP_401_UNAUTHORIZED else {}))
