"""Who may do what: three origins against the bindings, other machines, and the accounts that let them in."""

import asyncio
import contextlib
import http.client
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from chatbot.api.access import Caller, caller
from chatbot.api.users import Users, remove_user, write_user
from chatbot.errors import UsageError
from chatbot.page.door import Door
from chatbot.page.server import running
from tests.attack.servers import function
from tests.pagekit import ScriptedBot

HOST = "127.0.0.1:7860"
OWN = f"http://{HOST}"

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


@pytest.fixture
def bot(tmp_path):
    bot = ScriptedBot(tmp_path / "library")
    yield bot
    bot.library.close()


def asker(peer, *values, user=None):
    """Return the arguments of ``caller``; headers that are None are absent."""
    names = ("host", "origin", "sec-fetch-site", "sec-fetch-mode", "x-forwarded-for")
    return peer, {name: value for name, value in zip(names, values, strict=False) if value is not None}, user


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (asker("127.0.0.1", HOST, OWN, "same-origin", "cors"), Caller.PAGE),
        (asker("127.0.0.1", HOST, None, "same-origin", "no-cors"), Caller.PAGE),
        (asker("::1", "[::1]:7860", "http://[::1]:7860"), Caller.PAGE),
        (asker("::ffff:127.0.0.1", "localhost:7860", "http://localhost:7860"), Caller.PAGE),
        (asker("127.0.0.1", HOST), Caller.PROGRAM),
        (asker("127.0.0.1", HOST, None, "none", "navigate"), Caller.LINK),
        (asker("127.0.0.1", HOST, None, "none", "cors"), Caller.OTHER_PAGE),
        (asker("127.0.0.1", HOST, None, "cross-site", "navigate"), Caller.OTHER_PAGE),
        (asker("127.0.0.1", HOST, None, "same-site", "cors"), Caller.OTHER_PAGE),
        (asker("127.0.0.1", HOST, None, "something new", "cors"), Caller.OTHER_PAGE),
        (asker("127.0.0.1", HOST, "http://127.0.0.1:8000", None), Caller.OTHER_PAGE),
        (asker("127.0.0.1", HOST, "http://localhost:7860"), Caller.OTHER_PAGE),
        (asker("127.0.0.1", HOST, "null"), Caller.OTHER_PAGE),
        (asker("127.0.0.1", HOST, ""), Caller.OTHER_PAGE),
        (asker("127.0.0.1", HOST, OWN, "cross-site"), Caller.OTHER_PAGE),
        (asker("127.0.0.1", "evil.example:7860", "http://evil.example:7860", "same-origin"), Caller.OTHER_NAME),
        (asker("127.0.0.1", "127.0.0.1.evil.example:7860"), Caller.OTHER_NAME),
        (asker("127.0.0.1", "localhost.evil.example"), Caller.OTHER_NAME),
        (asker("127.0.0.1", "0.0.0.0:7860"), Caller.OTHER_NAME),
        (asker("127.0.0.1", "127.0.0.1:7860@evil.example"), Caller.OTHER_NAME),
        (asker("127.0.0.1", "2130706433"), Caller.OTHER_NAME),
        (asker("127.0.0.1", ""), Caller.OTHER_NAME),
        (asker("127.0.0.1", None), Caller.OTHER_NAME),
        (asker("127.0.0.1", HOST, None, None, None, "192.0.2.7"), Caller.OTHER_MACHINE),
        (asker("192.0.2.7", HOST), Caller.OTHER_MACHINE),
        (asker("192.0.2.7", "192.0.2.1:7860", "http://192.0.2.1:7860"), Caller.OTHER_MACHINE),
        (asker("192.0.2.7", "192.0.2.1:7860", "http://evil.example"), Caller.OTHER_PAGE),
        (asker("::ffff:192.0.2.7", HOST), Caller.OTHER_MACHINE),
        (asker("", HOST), Caller.OTHER_MACHINE),
        (asker("192.0.2.7", "192.0.2.1:7860", "http://192.0.2.1:7860", user="ada"), Caller.PAGE),
        (asker("192.0.2.7", "192.0.2.1:7860", user="ada"), Caller.PROGRAM),
        (asker("192.0.2.7", "192.0.2.1:7860", "http://evil.example", user="ada"), Caller.OTHER_PAGE),
        (asker("192.0.2.7", "192.0.2.1", None, "cross-site", "navigate", user="ada"), Caller.OTHER_PAGE),
    ],
)
def test_where_a_request_comes_from_is_told_by_its_peer_and_headers(asked, expected):
    assert caller(*asked) is expected


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "127.0.0.2", "localhost"])
def test_no_other_web_page_gets_anything_whatever_the_binding(bot, host):
    others = ["http://127.0.0.1:8000", "http://localhost:8000", "https://evil.example", "null", "http://[::1]:1"]
    with running(bot, host=host) as address:
        ask = {"data": ["", "", None, "say nothing"], "fn_index": function(address, "ask"), "session_hash": "attack"}
        own = httpx.post(f"{address}/gradio_api/run/predict", json=ask, headers={"Origin": address})
        answers = [
            httpx.request(method, f"{address}{path}", json=ask if method == "POST" else None, headers=headers)
            for origin in others
            for headers in (
                {"Origin": origin},
                {"Origin": origin, "Sec-Fetch-Site": "cross-site", "Access-Control-Request-Method": "POST"},
                {"Origin": address, "Sec-Fetch-Site": "same-site"},
            )
            for method, path in [
                ("GET", "/"),
                ("GET", "/config"),
                ("POST", "/gradio_api/run/predict"),
                ("POST", "/gradio_api/upload"),
                ("OPTIONS", "/gradio_api/run/predict"),
            ]
        ]

    assert own.status_code == 200
    assert {answer.status_code for answer in answers} == {403}
    assert not [name for answer in [own, *answers] for name in answer.headers if name.startswith("access-control")]
    assert bot.histories == [[]]  # by the page itself


def test_a_typed_link_opens_the_page_and_does_nothing_else(bot):
    typed = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}
    with running(bot) as address:
        opened = httpx.get(address, headers=typed)
        others = [httpx.get(f"{address}{path}", headers=typed) for path in ("/config", "/gradio_api/queue/data", "/theme.css")]

    assert opened.status_code == 200
    assert {other.status_code for other in others} == {403}


@pytest.mark.parametrize("header", ["Host", "Origin"])
def test_a_header_that_comes_twice_is_not_believed(bot, header):
    with running(bot) as address, contextlib.closing(http.client.HTTPConnection(address.removeprefix("http://"))) as connection:
        connection.putrequest("GET", "/", skip_host=True)
        for name, value in [("Host", address.removeprefix("http://")), ("Origin", address), (header, "evil.example")]:
            connection.putheader(name, value)
        connection.endheaders()

        assert connection.getresponse().status == 400


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])  # noqa: S104 - that is the attack
def test_a_binding_that_others_reach_is_refused_without_accounts(bot, host):
    with (
        pytest.raises(UsageError, match="can be reached from other machines, and the page has no accounts"),
        running(bot, host=host),
    ):
        pass


def ask_from(door: Door, peer: str, path: str = "/", **headers: str) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(door, client=(peer, 4711))
        async with httpx.AsyncClient(transport=transport, base_url="http://192.0.2.1:7860") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(asked())


def basic(name: str, password: str) -> str:
    return httpx.BasicAuth(name, password)._auth_header


async def welcome(scope, receive, send) -> None:  # noqa: ARG001
    await send({"type": "http.response.start", "status": 200, "headers": [(b"access-control-allow-origin", b"*")]})
    await send({"type": "http.response.body", "body": b"welcome"})


@pytest.fixture
def users(tmp_path) -> Path:
    path = tmp_path / "users"
    write_user(path, "ada", "a loaf of bread")
    return path


def test_another_machine_gets_nothing_without_accounts():
    answer = ask_from(Door(welcome), "192.0.2.7")

    assert answer.status_code == 403
    assert "Only the computer on which this program runs may ask" in answer.text


def test_another_machine_gets_in_with_its_password_alone(users):
    door = Door(welcome, users=Users(users))
    right, wrong = basic("ada", "a loaf of bread"), basic("ada", "a loaf of breaf")

    assert ask_from(door, "192.0.2.7").headers["www-authenticate"].startswith("Basic")
    assert ask_from(door, "192.0.2.7", Authorization=right).text == "welcome"
    assert ask_from(door, "192.0.2.7", Authorization=right).headers.get("access-control-allow-origin") is None
    for said in [wrong, basic("eve", "a loaf of bread"), basic("", ""), "Basic ???", "Bearer a", "Basic " + "QQ" * 999]:
        assert ask_from(door, "192.0.2.7", Authorization=said).status_code == 401
    assert ask_from(door, "192.0.2.7", Authorization=right, Origin="http://evil.example").status_code == 403


def test_a_user_who_is_removed_or_given_another_password_is_shut_out_at_once(users):
    door = Door(welcome, users=Users(users))
    right = basic("ada", "a loaf of bread")
    write_user(users, "bob", "a cup of tea")
    assert ask_from(door, "192.0.2.7", Authorization=right).status_code == 200

    write_user(users, "ada", "another loaf of bread")
    assert ask_from(door, "192.0.2.7", Authorization=right).status_code == 401
    remove_user(users, "ada")
    assert ask_from(door, "192.0.2.7", Authorization=basic("ada", "another loaf of bread")).status_code == 401
    users.unlink()
    assert ask_from(door, "192.0.2.7", Authorization=basic("bob", "a cup of tea")).status_code == 401


def test_behind_a_proxy_on_this_machine_everyone_logs_in(bot, users):
    with running(bot, users=Users(users)) as address:
        assert httpx.get(address).status_code == 401
        assert httpx.get(address, auth=("ada", "a loaf of bread")).status_code == 200


def test_the_file_of_names_holds_argon2_hashes_for_its_owner_alone(users):
    assert users.read_text().startswith("ada:$argon2id$")
    assert "loaf" not in users.read_text()
    if os.name == "posix":
        assert users.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["", "a:b", "a b", "a\nb", "x" * 65])
def test_a_name_that_would_break_the_file_is_refused(users, name):
    before = users.read_text()
    with pytest.raises(UsageError, match="cannot be a name"):
        write_user(users, name, "secret")

    assert users.read_text() == before


@pytest.mark.parametrize("content", ["", "not a file of names", "ada:plain text", "\x00\xff"])
def test_a_file_that_names_nobody_opens_nothing(tmp_path, content):
    path = tmp_path / "users"
    path.write_text(content, encoding="latin-1")

    with pytest.raises(UsageError, match=r"names nobody|no file of names|it is not text"):
        Users(path)


def test_the_command_line_writes_names_and_serves_beyond_this_machine_only_with_them(tmp_path):
    def chatbot(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "chatbot", *arguments]
        return subprocess.run(command, input=said, capture_output=True, text=True, check=False)

    users = tmp_path / "names" / "users"
    added = chatbot("user", "add", "ada", "--auth", str(users), said="a loaf of bread\n")
    refused = chatbot("serve", "--library", str(tmp_path / "library"), "--host", "0.0.0.0", "--port", "0")  # noqa: S104
    removed = chatbot("user", "remove", "ada", "--auth", str(users))
    empty = chatbot("serve", "--library", str(tmp_path / "library"), "--auth", str(users))

    assert added.returncode == 0
    assert f"chatbot serve --host ADDRESS --auth {users}" in added.stdout
    assert refused.returncode == 1
    assert "0.0.0.0 can be reached from other machines" in refused.stderr
    assert removed.returncode == 0
    assert empty.returncode == 1
    assert "names nobody" in empty.stderr
