"""A file of the person, asked for through every route and every field of gradio's interface; and addresses to be fetched."""

import asyncio
import itertools
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect, sync_playwright

from chatbot.page.routes import UPLOAD, files_in, is_open
from chatbot.page.server import running
from tests.attack.servers import HIDDEN, call, counting, function
from tests.pagekit import ScriptedBot, chromium, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


@pytest.fixture
def bot(tmp_path):
    bot = ScriptedBot(tmp_path / "library")
    yield bot
    bot.library.close()


@pytest.fixture
def hidden(tmp_path) -> Path:
    path = tmp_path / "private" / "diary.txt"
    path.parent.mkdir()
    path.write_text(HIDDEN)
    return path


def texts(bot: ScriptedBot) -> list[str]:
    return [article.text for article in bot.library.articles()]


def every_route() -> list[tuple[str, str]]:
    """Return all routes of gradio's application, as methods and templates."""
    import gradio as gr
    from fastapi import FastAPI

    async def made() -> list[object]:  # gradio wants an event loop about it
        app = FastAPI()
        with gr.Blocks(analytics_enabled=False) as blocks:
            gr.Textbox()
        gr.mount_gradio_app(app, blocks, path="/")
        (mounted,) = (route.routes for route in app.routes if route.path == "")
        return [one for route in mounted for one in getattr(getattr(route, "original_router", None), "routes", [route])]

    return sorted({(method, route.path) for route in asyncio.run(made()) for method in route.methods or {"GET"}})


def test_no_route_gives_a_file_or_fetches_an_address(bot, hidden):
    routes = every_route()
    with counting() as counter, running(bot) as address:
        named = [str(hidden), f"file://{hidden}", f"..{hidden}", f"{counter.address}/taken", f"{counter.address}/taken?a=.txt"]
        with httpx.Client(timeout=10) as client:
            answers = [
                client.request(method, f"{address}{re.sub(r'{[^}]+}', one, template)}")
                for method, template in routes
                for one in named
                if "heartbeat" not in template  # which never ends
            ]

    assert len(routes) > 50
    assert not [answer.url for answer in answers if HIDDEN in answer.text]
    assert counter.asked == []


def test_only_what_the_page_needs_is_open():
    opened = {(method, template) for method, template in every_route() if is_open(method, re.sub(r"{[^}]+}", "x", template))}

    assert {template for _, template in opened} == {
        "/", "/assets/{path:path}", "/static/{path:path}", "/theme.css", "/favicon.ico", "/config", "/gradio_api/app_id",
        "/gradio_api/info", "/gradio_api/startup-events", "/gradio_api/heartbeat/{session_hash}", "/gradio_api/queue/data",
        "/gradio_api/upload_progress", "/gradio_api/queue/join", "/gradio_api/component_server",
        "/gradio_api/component_server/", "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/upload",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/static/../../etc/passwd", "/assets//etc/passwd", "/static/.env", "/assets/..", "/%2e%2e/"])
def test_a_path_that_climbs_is_shut(path):
    assert not is_open("GET", path)


def files(target: str) -> list[object]:
    """Return what may pass for a file in gradio's interface, with and without what a proper one has."""
    meta = {"_type": "gradio.FileData"}
    return [
        {"path": target, "meta": meta},
        {"path": target, "url": target, "orig_name": "a.txt", "meta": meta},
        {"path": "", "url": target, "meta": meta},
        {"path": target},
        [{"path": target, "meta": meta}],
        {"root": [{"path": target, "meta": meta}]},
        {"deep": [{"er": {"path": target, "meta": meta}}]},
        {"path": [target], "meta": meta},
    ]


def test_no_field_of_no_function_takes_a_file_that_was_not_uploaded(bot, hidden):
    with counting() as counter, running(bot) as address, httpx.Client(base_url=f"{address}/gradio_api") as client:
        answers = []
        for one, target in itertools.product(
            httpx.get(f"{address}/config").json()["dependencies"], [str(hidden), counter.address]
        ):
            for number, file in enumerate(files(target)):
                body = {"data": [file] * max(1, len(one["inputs"])), "fn_index": one["id"], "session_hash": f"s{number}"}
                for route in ("run/predict", "queue/join", "component_server/", "component_server"):
                    server = {"component_id": 17, "fn_name": "read"} if "server" in route else {}
                    answers.append(client.post(route, json=body | server))
                answers.append(client.post("run/predict", json=body | {"data": [], "event_data": file}))

    assert {answer.status_code for answer in answers} == {403}
    assert texts(bot) == []
    assert counter.asked == []


def test_an_upload_is_added_and_another_file_under_its_name_is_not(bot, hidden):
    meta = {"_type": "gradio.FileData"}
    with running(bot) as address:
        take_in = function(address, "take_in")
        uploaded = httpx.post(
            f"{address}{UPLOAD}", files={"files": ("plums.txt", b"Plums ripen in August, says the gardener.")}
        )
        (path,) = uploaded.json()
        own = {"path": path, "orig_name": "plums.txt", "url": f"{address}/gradio_api/file={path}", "meta": meta}
        call(address, take_in, [[own]], "good")
        for _ in range(500):
            if texts(bot):
                break
            time.sleep(0.02)
        for other in (hidden, f"{path}/../../../../..{hidden}", f"{path}\x00", Path(path).parent):
            assert call(address, take_in, [[own | {"path": str(other)}]], "bad").startswith("403")
        assert call(address, take_in, [[own | {"url": "http://127.0.0.1:9/x"}]], "bad").startswith("403")

    assert texts(bot) == ["Plums ripen in August, says the gardener."]


def test_gradio_s_own_client_is_let_in_from_this_machine(bot):
    from gradio_client import Client

    with running(bot) as address:
        client = Client(address, verbose=False, analytics_enabled=False)
        said = call(address, function(address, "ask_1"), ["", "", None, "say nothing"], client.session_hash)

    assert is_open("GET", f"/gradio_api/heartbeat/{client.session_hash}")
    assert client.config["title"] == "Quotewise"
    assert '"success": true' in said or '"success":true' in said


def test_files_are_found_however_deep_they_lie():
    body = {"data": [[{"a": [{"path": "one", "url": "two"}]}], {"path": {"path": "three"}}]}

    assert sorted(map(str, files_in(body))) == ["('one', 'two')", "('three', None)", "({'path': 'three'}, None)"]


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'{"data": ' + b"9" * 5_000 + b"}", b" " * 5_000_000])
def test_a_body_that_is_no_json_is_told_in_a_sentence(bot, body):
    with running(bot) as address:
        answer = httpx.post(f"{address}/gradio_api/run/predict", content=body)

    assert answer.status_code in {400, 413, 422, 500}
    assert "Traceback" not in answer.text


ATTACK = """
<script>
const to = "%(address)s";
const file = {path: "%(hidden)s", meta: {_type: "gradio.FileData"}};
const body = JSON.stringify({data: [[file]], fn_index: %(take_in)d, session_hash: "x"});
const asked = [];
for (const mode of ["cors", "no-cors"])
  for (const credentials of ["include", "omit"])
    for (const path of ["/config", "/gradio_api/queue/data?session_hash=x", "/gradio_api/file=%(hidden)s"])
      asked.push(fetch(to + path, {mode, credentials}).then((answer) => answer.text()));
for (const type of ["application/json", "text/plain"])
  for (const path of ["/gradio_api/queue/join", "/gradio_api/run/predict", "/gradio_api/upload"])
    asked.push(fetch(to + path, {method: "POST", body, mode: "no-cors", headers: {type}}).then((a) => a.text()));
const form = new FormData();
form.append("files", new File(["planted"], "planted.txt"));
asked.push(fetch(to + "/gradio_api/upload", {method: "POST", body: form, mode: "no-cors"}).then((a) => a.text()));
Promise.allSettled(asked).then((all) => { document.title = "said:" + all.map((one) => one.value ?? "").join(""); });
</script>
<iframe src="%(address)s"></iframe><img src="%(address)s/favicon.ico">
"""


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1"])
def test_in_chromium_a_page_on_another_port_gets_nothing(bot, hidden, host):
    with sync_playwright() as playwright, chromium(playwright) as browser, running(bot, host=host) as address:
        page_text = ATTACK % {"address": address, "hidden": hidden, "take_in": function(address, "take_in")}
        with counting({"/attack": page_text}) as other, browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{other.address}/attack")
            expect(page).to_have_title(re.compile("^said:$"))
            framed = [frame.content() for frame in page.frames[1:]]
            with page.expect_navigation():
                page.evaluate(f"location.href = {address!r}")
            arrived = page.content()

    assert not [text for text in framed if "gradio" in text]
    assert "Another page asked for this" in arrived
    assert texts(bot) == []
    assert bot.histories == []


SERVE = """
import sys
told = open(sys.argv.pop(1), "a", buffering=1)
def heard(event, values):
    if event in {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}:
        where = values[1] if event.startswith("socket.connect") or event == "socket.sendto" else values[0]
        told.write(f"{event} {where!r}\\n")
sys.addaudithook(heard)
from chatbot.terminal.command_line import main
sys.exit(main(sys.argv[1:]))
"""


def test_nothing_leaves_while_the_page_is_served_and_used(tmp_path, hidden):
    told = tmp_path / "told.txt"
    told.touch()
    command = [sys.executable, "-c", SERVE, str(told), "serve", "--library", str(tmp_path / "library"), "--port", "0"]
    upload = tmp_path / "plums.txt"
    upload.write_text("Plums ripen in August, says the gardener. The plums of the garden weigh 40 grams each.")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, counting() as counter:
        try:
            address = re.search(r"http://\S+", server.stdout.readline())[0]
            with sync_playwright() as playwright, chromium(playwright) as browser, visit(browser, address) as page:
                page.locator("#side input[type=file]").set_input_files([upload])
                expect(page.locator("#notice")).to_contain_text("One article added.")
                page.get_by_label("Your question").fill("When do plums ripen?")
                page.keyboard.press("Enter")
                expect(page.locator(".exchange.done .answer")).to_contain_text("August", timeout=60_000)
            for target in (f"{counter.address}/x", "http://nowhere.example/x", str(hidden)):
                httpx.get(f"{address}/gradio_api/file={target}")
                httpx.get(f"{address}/gradio_api/proxy={target}")
                file = {"path": target, "url": target, "meta": {"_type": "gradio.FileData"}}
                body = {"data": [[file]], "fn_index": function(address, "take_in"), "session_hash": "x"}
                httpx.post(f"{address}/gradio_api/run/predict", json=body)
        finally:
            server.terminate()

    assert counter.asked == []
    assert [line for line in told.read_text().splitlines() if not re.search(r"'(?:127\.0\.0\.1|localhost)'|None", line)] == []


def test_uploads_wait_in_a_folder_for_the_owner_alone(bot):
    with running(bot) as address:
        (path,) = httpx.post(f"{address}{UPLOAD}", files={"files": ("plums.txt", b"Plums ripen in August.")}).json()

    folder = Path(path).parents[1]
    assert folder.stat().st_mode & 0o077 == 0
    assert str(folder).rpartition("-")[0] == str(Path(tempfile.gettempdir()) / "chatbot-uploads")  # what follows is chance
