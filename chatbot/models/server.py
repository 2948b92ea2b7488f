"""A Llama on a server that speaks as OpenAI's does: llama.cpp's own, vLLM, Ollama, LM Studio.

Its reply comes as server-sent events: https://platform.openai.com/docs/api-reference/chat-streaming. What it sends is bounded
in size and time, and no redirect is followed, so that questions and passages go where the person says and nowhere else.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from itertools import chain
from typing import TYPE_CHECKING, Any

from chatbot.errors import LanguageModelError
from chatbot.loopback import is_loopback
from chatbot.models.llama import SEED
from chatbot.models.settings import WINDOW
from chatbot.protocols import Messages
from index.intake.pacing import Watch

if TYPE_CHECKING:
    import httpx

EXAMPLE = "http://127.0.0.1:8080/v1"
CONNECTING, SILENCE, WHOLE = 10.0, 120.0, 600.0  # seconds to connect, between two pieces, and for all of a reply
PAUSES = (0.5, 1.0, 2.0)  # seconds before each new try
LINE, BYTES = 200_000, 10_000_000  # bytes of one event, and of all that a server sends
WORDY = 12  # characters a token, beyond which a server does not keep to the limit that it was given
# Bytes a token: English takes 4 and French 2.7 with SmolLM2's tokenizer, which knows little French, and more with larger ones;
# Russian and Chinese take 2. The turns of a chat template take some tokens more.
BYTES_A_TOKEN, TEMPLATE = 2, 64
_SHOWN = 200  # characters of what a server says
_WINDOWS = ("n_ctx", "max_model_len", "context_length", "n_ctx_train")  # what servers call the window, the truest first
_SILENT = "did not answer within {:.0f} s; look whether it is busy, and try again"
_BROKE_OFF = "broke off before its reply was whole; try again"
_NONSENSE = f"does not speak as OpenAI's does; check its address, as in {EXAMPLE}"
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what JSON of another shape raises


class ServerWriter:
    """A Writer that asks a server. ``context`` is what the server tells once it is loaded, or 4096.

    ``sends_to`` is its address when it is another machine. OPENAI_API_KEY is sent along where it is set. The server's tokenizer
    is not at hand: ``count`` estimates, rather too many than too few.
    """

    def __init__(self, address: str, *, context: int | None = None) -> None:
        """Take the address of an API, as in ``http://127.0.0.1:8080/v1#model``; nothing is asked yet."""
        import httpx

        self._address, _, self._model = address.partition("#")
        self._address = self._address.rstrip("/")
        try:
            url = httpx.URL(self._address)
            sound = url.scheme in {"http", "https"} and url.host and not (url.userinfo or url.query)
        except (httpx.InvalidURL, ValueError):
            sound = False
        if not sound:
            raise LanguageModelError(
                f"openai:{address} names no model server; write it as openai:{EXAMPLE} or openai:{EXAMPLE}#MODEL."
            )
        self.name = self._model or self._address
        self.context = context or WINDOW
        self.sends_to = None if is_loopback(url.host) else self._address
        self._wanted = context
        self._ready = False

    def fingerprint(self) -> str:
        """Return what identifies the model and its settings, as far as a server tells."""
        self.load()
        return f"{self.name} at {self._address} temperature 0 seed {SEED}"

    def load(self) -> None:
        """Ask the server which models it has, and how wide the window is."""
        if self._ready:
            return
        with self._asked("models") as response:
            missing = response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
            told = {} if missing and self._model else self._read(response)
        try:
            models = {str(model["id"]): model for model in told.get("data") or []}
        except _BROKEN as error:
            raise self._failed(_NONSENSE) from error
        if not self._model and len(models) != 1:
            there = _plain(", ".join(models)) or "none"
            raise self._failed(f"has these models: {there}; name one behind a #")
        self.name = self._model = self._model or next(iter(models))
        self.context = self._wanted or _window(models.get(self._model) or {})
        self._ready = True

    def count(self, messages: Messages) -> int:
        """Return an estimate of the tokens that the messages take, rather too high than too low."""
        return len(f"{messages.system}{messages.user}".encode()) // BYTES_A_TOKEN + TEMPLATE

    def stream(self, messages: Messages, *, limit: int = 256) -> Iterator[str]:
        """Yield the reply piece by piece."""
        self.load()
        asked = {
            "model": self._model,
            "messages": [{"role": "system", "content": messages.system}, {"role": "user", "content": messages.user}],
            "temperature": 0,
            "seed": SEED,
            "max_tokens": limit,
            "stream": True,
        }
        room = WORDY * limit
        with self._asked("chat/completions", asked) as response:
            if response.status_code != HTTPStatus.OK:
                self._read(response)
            for event in self._events(response):
                text, ended = self._piece(event)
                yield text[:room]
                room -= len(text)
                if ended or room <= 0:
                    return
        raise self._failed(_BROKE_OFF)

    @contextmanager
    def _asked(self, path: str, body: Mapping[str, Any] | None = None) -> Iterator["httpx.Response"]:
        """Give the answer to a request, unread; what goes wrong meanwhile is told in one sentence."""
        import httpx

        watch = Watch(WHOLE)
        limits = httpx.Timeout(SILENCE, connect=CONNECTING)
        # a proxy is for other machines
        client = httpx.Client(timeout=limits, trust_env=self.sends_to is not None, headers=self._headers())
        request = client.build_request(
            "POST" if body else "GET", f"{self._address}/{path}", json=body, extensions={"trace": watch.trace}
        )
        try:
            with watch, client:
                yield _sent(client, request)
        except httpx.ConnectError as error:
            why = _plain(error).rpartition("] ")[2]  # behind the number that the system gives it
            raise self._failed(f"cannot be reached ({why}); start it, or check its address") from error
        except httpx.TimeoutException as error:
            raise self._failed(_SILENT.format(SILENCE)) from error
        except httpx.HTTPError as error:
            raise (self._failed(_SILENT.format(WHOLE)) if watch.over else self._failed(_BROKE_OFF)) from error

    def _headers(self) -> dict[str, str]:
        key = os.environ.get("OPENAI_API_KEY", "").strip()
        if not (key.isascii() and key.isprintable()):
            raise LanguageModelError("OPENAI_API_KEY holds letters that no key has; set it anew.")
        return {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})

    def _read(self, response: "httpx.Response") -> dict[str, Any]:
        """Return the object that the server answers, or raise what it says instead."""
        try:
            told = json.loads(b"".join(self._chunks(response)))
        except _BROKEN:
            told = None
        if response.status_code != HTTPStatus.OK:
            raise self._refusal(response.status_code, told)
        if not isinstance(told, dict):
            raise self._failed(_NONSENSE)
        return told

    def _events(self, response: "httpx.Response") -> Iterator[bytes]:
        """Yield what the server's events hold."""
        rest = b""
        for chunk in chain(self._chunks(response), [b"\n"]):
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) > LINE:
                raise self._failed(_NONSENSE)
            yield from (line[5:].strip() for line in lines if line.startswith(b"data:"))

    def _chunks(self, response: "httpx.Response") -> Iterator[bytes]:
        read = 0
        for chunk in response.iter_raw():
            read += len(chunk)
            if read > BYTES:
                raise self._failed(_NONSENSE)
            yield chunk

    def _piece(self, event: bytes) -> tuple[str, bool]:
        """Return the text that an event brings, and whether it is the last."""
        if event == b"[DONE]":
            return "", True
        try:
            told = json.loads(event)
            if told.get("error"):
                raise self._refusal(HTTPStatus.OK, told)
            if not told["choices"]:  # figures of its use, or a sign of life
                return "", False
            choice = told["choices"][0]
            said = choice["delta"].get("content") or ""
            # a terminal would obey control characters
            text = "".join(letter for letter in said if letter.isprintable() or letter.isspace())
            return text, bool(choice.get("finish_reason"))
        except _BROKEN as error:
            raise self._failed(_NONSENSE) from error

    def _refusal(self, status: int, told: object) -> LanguageModelError:
        said = told.get("error", told) if isinstance(told, dict) else told
        said = said.get("message", said) if isinstance(said, dict) else said
        reason = f"{status}: {_plain(said)}" if said else str(status)
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            return self._failed(f"asks for a key ({reason}); set OPENAI_API_KEY")
        if _passing(status):
            return self._failed(f"cannot answer now ({reason}); try again later")
        return self._failed(f"refuses ({reason}); check the model's name, and the address, as in {EXAMPLE}")

    def _failed(self, said: str) -> LanguageModelError:
        return LanguageModelError(f"The model server {self._address} {said}.")


def _sent(client: "httpx.Client", request: "httpx.Request") -> "httpx.Response":
    """Return the answer to a request, tried again while the server cannot be reached or cannot answer."""
    import httpx

    for pause in PAUSES:
        with suppress(httpx.ConnectError):
            response = client.send(request, stream=True)
            if not _passing(response.status_code):
                return response
            response.close()
        time.sleep(pause)
    return client.send(request, stream=True)


def _passing(status: int) -> bool:
    return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _window(model: Mapping[str, Any]) -> int:
    meta = model.get("meta")
    known = {**(meta if isinstance(meta, dict) else {}), **model}
    told = (known.get(name) for name in _WINDOWS)
    return next((tokens for tokens in told if isinstance(tokens, int) and tokens > 0), WINDOW)


def _plain(said: object) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in str(said))[:_SHOWN]
