"""A Llama on a server: what is asked of it, and every way in which a server on loopback can fail."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chatbot import Chatbot
from chatbot.errors import LanguageModelError
from chatbot.models import server as server_module
from chatbot.models.factory import language_model
from chatbot.models.server import ServerWriter
from chatbot.models.settings import Settings
from chatbot.protocols import Messages, Reader
from chatbot.testing import FakeReader

ASKED = Messages("Cite.", "When?")
MODELS = {"object": "list", "data": [{"id": "tiny"}]}


def event(text, end=None):
    return b"data: " + json.dumps({"choices": [{"delta": {"content": text}, "finish_reason": end}]}).encode() + b"\n\n"


WHOLE = [event("On 3 "), b": a sign of life\n\n", event("May [1]."), event("", "stop"), b"data: [DONE]\n\n"]


class Scripted(ThreadingHTTPServer):
    """Answers each question with the next reply, the last again and again: a status and a whole body, or a stream's pieces.

    ``None`` among the pieces stalls, and a stream that has no end is cut off, since it promises more than it holds.
    """

    daemon_threads = True

    def __init__(self, *replies, models=MODELS):
        self.replies, self.models = list(replies), models
        self.asked, self.keys, self.ended = [], [], threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.keys.append(self.headers.get("Authorization"))
        status = 200 if self.server.models else 404
        self.say(status, [json.dumps(self.server.models).encode()], whole=True)

    def do_POST(self):
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        reply = self.server.replies.pop(0) if len(self.server.replies) > 1 else self.server.replies[0]
        self.say(*(reply if isinstance(reply, tuple) else (200, reply)), whole=isinstance(reply, tuple))

    def say(self, status, pieces, *, whole=False):
        self.send_response(status)
        self.send_header("Content-Length", str(sum(map(len, pieces))) if whole else "1000000000")
        self.send_header("Location", "http://127.0.0.1:9/stolen")
        self.end_headers()
        try:
            for piece in pieces:
                if piece is None:
                    self.server.ended.wait(5)
                else:
                    self.wfile.write(piece)
        except OSError:
            pass  # whoever has heard enough leaves
        finally:
            self.close_connection = True

    def log_message(self, *_):
        pass


@contextmanager
def serving(*replies, **more):
    with Scripted(*replies, **more) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.ended.set()
        server.shutdown()


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(server_module, "PAUSES", (0.01, 0.01))
    monkeypatch.setattr(server_module, "SILENCE", 0.3)
    monkeypatch.setattr(server_module, "WHOLE", 1.5)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def said(writer, limit=256):
    return "".join(writer.stream(ASKED, limit=limit))


def test_a_reply_comes_piece_by_piece_and_the_server_is_asked_as_openai_s_is(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sesame")
    with serving(WHOLE) as server:
        writer = ServerWriter(server.address)

        assert said(writer, 20) == "On 3 May [1]."
        assert server.keys == ["Bearer sesame"]
        assert [(one["model"], one["temperature"], one["max_tokens"], one["stream"]) for one in server.asked] == [
            ("tiny", 0, 20, True)
        ]
        assert server.asked[0]["messages"] == [{"role": "system", "content": "Cite."}, {"role": "user", "content": "When?"}]
        assert (writer.name, writer.sends_to) == ("tiny", None)
        assert writer.fingerprint() == f"tiny at {server.address} temperature 0 seed 7"


@pytest.mark.parametrize(
    ("model", "context"),
    [
        ({}, 4096),
        ({"meta": {"n_ctx_train": 8192}}, 8192),
        ({"meta": {"n_ctx_train": 131072, "n_ctx": 2048}}, 2048),
        ({"max_model_len": 1024}, 1024),
        ({"meta": ["n_ctx"], "max_model_len": "wide"}, 4096),
    ],
)
def test_the_window_is_what_the_server_tells(model, context):
    with serving(WHOLE, models={"data": [{"id": "tiny"} | model]}) as server:
        told, wanted = ServerWriter(server.address), ServerWriter(server.address, context=512)
        told.load()
        wanted.load()

    assert (told.context, wanted.context) == (context, 512)


def test_one_of_several_models_must_be_named_and_a_server_need_not_list_them():
    with serving(WHOLE, models={"data": [{"id": "a"}, {"id": "b\x1b[2J"}]}) as server:
        assert said(ServerWriter(f"{server.address}#b")) == "On 3 May [1]."
        with pytest.raises(LanguageModelError, match=r"has these models: a, b \[2J; name one behind a #\.$"):
            said(ServerWriter(server.address))
    with serving(WHOLE, models=None) as server:
        assert said(ServerWriter(f"{server.address}#b")) == "On 3 May [1]."
        with pytest.raises(LanguageModelError, match=r"refuses \(404\)"):
            said(ServerWriter(server.address))


BUSY = [b'{"error": {"message": "no slot\\u001b[2J free"}}']


@pytest.mark.parametrize("failing", [[(429, BUSY)], [(500, BUSY), (503, [b"busy"])]])
def test_a_server_that_cannot_answer_now_is_asked_again(failing):
    with serving(*failing, WHOLE) as server:
        assert said(ServerWriter(server.address)) == "On 3 May [1]."
        assert len(server.asked) == len(failing) + 1


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        ((500, BUSY), r"cannot answer now \(500: no slot \[2J free\); try again later\.$"),
        ((401, [b"?"]), r"asks for a key \(401\); set OPENAI_API_KEY\.$"),
        ((400, [b"[" * 100_000]), r"refuses \(400\); check the model's name"),
        ((302, [b""]), r"refuses \(302\)"),
        ([event("On "), None], r"did not answer within \d s; look whether it is busy, and try again\.$"),
        ([event("On ")], r"broke off before its reply was whole; try again\.$"),
        ([b"data: {broken\n\n"], r"does not speak as OpenAI's does; check its address, as in http://127\.0\.0\.1:8080/v1\.$"),
        ([b"data: " + b"[" * 100_000 + b"\n\n"], "does not speak as OpenAI's does"),
        ([b'data: {"choices": [{"delta": {"content": 7}}]}\n\n'], "does not speak as OpenAI's does"),
        ([b'data: {"error": {"message": "out of memory"}}\n\n'], r"refuses \(200: out of memory\)"),
        ([b"data: " + b"x" * 300_000], "does not speak as OpenAI's does"),
        ([b": keep alive\n" * 10_000] * 100, "does not speak as OpenAI's does"),
    ],
)
def test_a_server_that_fails_is_told_in_one_sentence(reply, sentence):
    with serving(reply) as server, pytest.raises(LanguageModelError, match=sentence) as told:
        said(ServerWriter(server.address))

    assert str(told.value).startswith(f"The model server {server.address} ")


def test_a_server_that_trickles_for_ever_is_left():
    def trickle():
        while True:
            time.sleep(0.1)
            yield b": wait\n"

    with serving(trickle()) as server, pytest.raises(LanguageModelError, match="did not answer within 2 s"):
        said(ServerWriter(server.address))


def test_endless_text_ends_where_the_limit_is():
    with serving([event("On and on. ")] * 100_000) as server:
        assert len(said(ServerWriter(server.address), 20)) == 20 * server_module.WORDY


def test_control_characters_are_left_out_and_french_spaces_are_kept():
    with serving([event("12\u202f000\xa0€\x1b[2J\ud800\n"), event("", "stop")]) as server:
        assert said(ServerWriter(server.address)) == "12\u202f000\xa0€[2J\n"


def test_a_server_that_is_down_is_told_in_one_sentence():
    with Scripted() as server:
        address = server.address
    with pytest.raises(
        LanguageModelError, match=r"cannot be reached \(Connection refused\); start it, or check its address\.$"
    ):
        ServerWriter(address).load()


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1:8080/v1", "file:///etc/passwd", "http://", "http://me:secret@127.0.0.1/v1", "http://[::1/v1"]
)
def test_what_is_no_address_is_told_when_it_is_named(address):
    with pytest.raises(LanguageModelError, match="names no model server; write it as openai:http"):
        language_model(f"openai:{address}")


def test_a_key_that_no_header_holds_is_told(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "clé\nX: y")
    with serving(WHOLE) as server, pytest.raises(LanguageModelError, match="OPENAI_API_KEY holds letters that no key has"):
        said(ServerWriter(server.address))


def test_another_machine_is_known_as_one_and_refused_offline(monkeypatch):
    assert language_model("openai:http://[::1]:8080/v1").sends_to is None
    assert language_model("openai:http://models.example/v1/#m").sends_to == "http://models.example/v1"
    language_model("openai:http://localhost:8080/v1", Settings(offline=True))
    monkeypatch.setenv("CHATBOT_OFFLINE", "1")
    with pytest.raises(LanguageModelError, match=r"http://models\.example/v1 is another machine; leave out --offline"):
        language_model("openai:http://models.example/v1#m")


def test_an_answer_is_checked_and_no_marker_stands_in_it_that_does_not_exist(library, write, monkeypatch):
    # the fake encoder's scores mean nothing
    monkeypatch.setattr("chatbot.answering.pipeline.embedded_reader", FakeReader)
    monkeypatch.setattr("chatbot.answering.inquiry.weighed", lambda _question, evidence, _library: evidence)
    said = "The harbour opens on 3 May 2025. The mayor, Ada Bell, cuts the ribbon at noon. The works cost 12 million."
    library.add([write("harbour.txt", said)])
    pieces = [event("The harbour opens on 3 May 2025 [9"), event("]. It closes on 4 June [1]."), event("", "stop")]
    with serving(pieces) as server:
        bot = Chatbot(library, language_model(f"openai:{server.address}"))
        assert not isinstance(bot.model, Reader)  # which asks for nothing
        assert server.keys == []
        answer = bot.ask("When does the harbour open?")

    assert answer.model == "tiny"
    assert answer.text.startswith("The harbour opens on 3 May 2025. [1]")
    assert "[9]" not in answer.text
    assert ("4 June" in answer.text, answer.left_out) == (False, 1)
    assert answer.citations[0].quote == "The harbour opens on 3 May 2025."
