"""Models of the hub, over a stand-in on loopback that the hub's own library takes for it."""

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chatbot.errors import LanguageModelError
from chatbot.models import hub

FILES = {
    "owner/many": ["m-Q4_K_M.gguf", "m-UD-Q4_K_M.gguf", "m-Q8_0.gguf", "mmproj-F16.gguf", "README.md"],
    "owner/one": ["one-F16.gguf"],
    "owner/parts": [f"Q8_0/p-Q8_0-0000{part}-of-00003.gguf" for part in (1, 2, 3)] + ["p-F16.gguf"],
    "owner/hostile": ["../../../outside-Q4_K_M.gguf"],
}
COMMIT = "c" * 40


class Hub(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.answer(body=False)

    def do_GET(self):
        self.answer(body=True)

    def answer(self, *, body):
        self.server.asked.append(f"{self.command} {self.path} {self.headers.get('Range', '')}".strip())
        if match := re.fullmatch(r"/api/models/([\w-]+/[\w-]+)/tree/main\?.*", self.path):
            if match[1] not in FILES:  # the hub says the same of those that are closed
                return self.send({"X-Error-Code": "RepoNotFound"}, b"{}", 401)
            files = [{"type": "file", "path": name, "size": 1, "oid": "0"} for name in FILES[match[1]]]
            return self.send({}, json.dumps(files).encode())
        match = re.fullmatch(r"/([\w-]+/[\w-]+)/resolve/[^/]+/(.+)", self.path)
        if not match or match[2] not in FILES.get(match[1], []):
            return self.send({"X-Error-Code": "EntryNotFound"}, b"", 404)
        content = match[2].encode() * 1000
        start = int((self.headers.get("Range") or "bytes=0-")[6:].rstrip("-") or 0)
        tag = hashlib.sha256(match[2].encode()).hexdigest()
        headers = {"ETag": f'"{tag}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return self.send(headers, content[start:], 206 if start else 200, cut=body and self.cut())

    def cut(self):
        self.server.cuts -= 1
        return self.server.cuts >= 0

    def send(self, headers, content, status=200, *, cut=False):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content[: len(content) // 2] if cut else content)
        self.close_connection = cut

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as serving:
        serving.daemon_threads = True
        serving.asked, serving.cuts = [], 0
        threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield serving
        serving.shutdown()


@pytest.fixture
def found(server, tmp_path):
    """Look a model up in a process of its own, since the hub's library reads its settings once; return what it says."""
    script = (
        "import sys\nfrom chatbot.errors import LanguageModelError\nfrom chatbot.models.hub import model_file\n"
        "try: print(model_file(sys.argv[1], offline=len(sys.argv) > 2))\n"
        "except LanguageModelError as error: print(error)\n"
    )

    def look(name, *offline):
        environment = os.environ | {
            "HF_ENDPOINT": f"http://127.0.0.1:{server.server_address[1]}",
            "HF_HOME": str(tmp_path / "hub"),
            "HF_HUB_DOWNLOAD_TIMEOUT": "5",
        }
        for name_of in ("HF_HUB_CACHE", "HF_TOKEN", "HF_HUB_OFFLINE", "NO_PROXY"):
            environment.pop(name_of, None)
        command = [sys.executable, "-c", script, name, *offline]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
        return done.stdout.strip()

    return look


def test_a_model_is_fetched_once_and_then_nobody_is_asked(server, found):
    assert found("owner/many", "offline") == "hf:owner/many is not on this computer; leave out --offline once to fetch it."
    assert server.asked == []
    fetched = Path(found("owner/many"))
    assert (fetched.name, fetched.read_bytes()) == ("m-Q4_K_M.gguf", b"m-Q4_K_M.gguf" * 1000)
    assert all(re.match(r"(GET /api/models/owner/many|HEAD|GET) ?", one) and "harness" not in one for one in server.asked)
    server.asked.clear()

    assert found("owner/many") == found("owner/many:q4_k_m", "offline") == str(fetched)
    assert server.asked == []


def test_the_only_file_is_taken_whatever_it_is_and_of_several_one_must_be_named(found):
    assert Path(found("owner/one")).name == "one-F16.gguf"
    assert Path(found("owner/one", "offline")).name == "one-F16.gguf"
    assert found("owner/parts:Q8_0") == "hf:owner/parts has no one GGUF file for Q8_0; name one of: F16."
    assert found("owner/many:Q5_K_M") == "hf:owner/many has no one GGUF file for Q5_K_M; name one of: Q4_K_M, Q8_0, UD-Q4_K_M."


def test_a_download_that_breaks_off_is_taken_up_again(server, found):
    server.cuts = 1

    assert Path(found("owner/one")).read_bytes() == b"one-F16.gguf" * 1000
    assert sum(one.startswith("GET /owner/one/resolve/") for one in server.asked) == 2


def test_what_the_hub_does_not_give_is_told_in_one_sentence(server, found):
    address = f"http://127.0.0.1:{server.server_address[1]}"

    assert found("owner/nowhere") == f"{address} has no owner/nowhere, or keeps it closed; check the name, or set HF_TOKEN."
    assert re.fullmatch(r"owner/hostile cannot be fetched from \S+ \(.*\); try again\.", found("owner/hostile"))


@pytest.mark.parametrize("name", ["", "owner", "../../etc/passwd", "owner/..", "owner/model:", "a/b/c", "owner/mod el"])
def test_what_is_no_name_of_a_model_is_told(name):
    with pytest.raises(LanguageModelError, match=r"names no model; write it as hf:OWNER/REPOSITORY or"):
        hub.model_file(name, offline=True)
