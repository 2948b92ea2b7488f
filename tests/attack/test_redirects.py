"""Servers that answer anything at all: each costs its own address one sentence, and the rest is added."""

import gzip
import random
import socket
import socketserver
import threading
import time
import zlib
from urllib.parse import unquote_to_bytes

import pytest

from index.errors import ReadError
from index.intake import fetch as fetching
from index.intake.fetch import fetch
from tests.attack.rounds import rounds

PAGE = b"<!doctype html><title>Port</title><article><p>The harbour opens on 3 May after two years of works.</p></article>"
GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE
NO_RULES = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
LOCATIONS = [
    b"javascript:alert(1)", b"mailto:a@b.c", b"data:text/html,<p>x", b"file:///etc/passwd", b"ftp://127.0.0.1/x",
    b"about:blank",
    b"", b" ", b"\t", b"//", b"///", b"////x", b"http://", b"http:///", b"http:", b"https:", b"http://[", b"http://]",
    b"http://[::1", b"http://[zz]/", b"http://[::1]:x/", b"http://a:b:c/", b"http://127.0.0.1:99999/", b"http://127.0.0.1:-1/",
    b"http://127.0.0.1:0/", b"http://127.0.0.1:9999999999999999999999/", b"http://user:pass@/", b"http://@:@:@/", b"http://%",
    b"http://%00/", b"http://a%zz/", b"http://\xff/", b"http://\xc3\xa9\xc3\xa9/", b"/\xff\xfe", b"/\xe9t\xe9", "/été".encode(),
    "http://点看/".encode(), b"http://xn--/", b"http://xn--a/", b"http://xn--zzzzzzzzzzzz999/", b"http://-/", b"http://./",
    b"http://../", b"http://" + b"a" * 64 + b"/", b"http://" + b"a." * 200 + b"/", b"http://a..b/", b"http:// /",
    b"http://a b/",
    b"?" * 5000, b"#" * 5000, b"/" + b"x" * 60_000, b"/" + b"x" * 66_000, b"/" + b"x" * 300_000, b"x" * 70_000, b"../" * 20_000,
    b"\x01", b"/\x1b[31m", b"/\x00", b"/a\x7f", b"C:\\x", b"\\\\host\\x", b"http:\\\\127.0.0.1\\x", b"HTTP://[V1.x]/",
    b"http://0x7f.1:bad/", b"http://\xe2\x80\xae/", b"http://a\xc2\xadb/", b"blob:http://x/", b"http:x", b"://", b":", b"%",
    b"@",
]  # fmt: skip
ANSWERS = [
    b"", b"\r\n", b"\x00" * 100, b"HTTP/1.1", b"HTTP/1.1 \r\n\r\n", b"HTTP/1.1 200", b"HTTP/9.9 200 OK\r\n\r\n",
    b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 000 Zero\r\n\r\n", b"HTTP/1.1 -1 No\r\n\r\n",
    b"HTTP/1.1 20 OK\r\n\r\n", b"HTTP/1.1 2000 OK\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"SSH-2.0-OpenSSH\r\n",
    b"<html>no status",
    b"HTTP/1.1 200 \xff\xfe\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 304 Not Modified\r\n\r\n", b"HTTP/1.1 204 No\r\n\r\n",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n" * 50, b"HTTP/1.1 302 Found\r\n\r\n",
    b"HTTP/1.1 300 Many\r\nLocation: javascript:\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: javascript:x\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", b"HTTP/1.1 200 OK\r\n: empty\r\n\r\n", b"HTTP/1.1 200 OK\r\n folded\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: \x00\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 40_000 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nhello",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;" + b"x" * 200_000,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: odd\r\n\r\nx",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 5\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: br, gzip, zstd, \xff\r\nContent-Length: 5\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)[:-9],
    b"HTTP/1.1 200 OK\r\nContent-Encoding: " + b"gzip, " * 200 + b"gzip\r\n\r\n" + gzip.compress(PAGE),
    b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(bytes(100_000_000), 9),
    b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe; charset=\xe9\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=undefined\r\n\r\n" + PAGE,
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"\r\n\r\n" + PAGE,
    b"HTTP/1.1 200 OK\r\nContent-Type: " + b";" * 50_000 + b"\r\n\r\n" + PAGE,
    b"HTTP/1.1 200 OK\r\nSet-Cookie: \xff=\xfe; expires=99999999999999999999; max-age=x; domain=[; path=\r\n\r\n" + PAGE,
    b"HTTP/1.1 200 OK\r\nSet-Cookie: a=b; expires=Mon, 32-Foo-99999 99:99:99 GMT; version=zz; port=\"x\"\r\n\r\n" + PAGE,
    b"HTTP/1.1 401 No\r\nWWW-Authenticate: Digest \xff,,,=\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel><item><guid>&#xD800;\x1f#</guid>" + PAGE,
    b"HTTP/0.9 200 OK\r\n\r\n" + PAGE, b"ICY 200 OK\r\n\r\n" + PAGE, GOOD[:40], GOOD * 3,
]  # fmt: skip
RULES = [
    *(b"Crawl-delay: " + value for value in (b"nan", b"-5", b"inf", b"-inf", b"1e999", b"x", b"\xff", b"", b"9" * 400)),
    b"\x00" * 1000, b"\xff\xfe" * 500, b"Disallow: " + b"*" * 5000, b"Disallow: /" + b"*a" * 40 + b"$", b"Allow: http://[",
    b"Disallow: /%zz%\xff[", b"Disallow", b": : :", b"Request-rate: 1/0\nVisit-time: 9-x", b"Disallow: \\(((+",
    b"Allow: " + b"(" * 999,
]  # fmt: skip


class Hostile(socketserver.BaseRequestHandler):
    """Sends back the bytes that stand in the address, whatever they are; ``robots`` for the rules of the site."""

    robots = NO_RULES

    def handle(self):
        asked = b""
        while b"\r\n\r\n" not in asked and (more := self.request.recv(65_536)):
            asked += more
        path = asked.split(b" ")[1] if asked.count(b" ") else b""
        number = path.removeprefix(b"/answer/")
        try:
            if path == b"/robots.txt":
                self.request.sendall(Hostile.robots)
            elif path == b"/etag":
                self.request.sendall(GOOD.replace(b"Content-Type", b'ETag: "\xe9"\r\nLast-Modified: \xff\r\nContent-Type', 1))
            elif number.isdigit():
                self.request.sendall(ANSWERS[int(number)])
            elif path.startswith(b"/to/"):
                self.request.sendall(turn(LOCATIONS[int(path[4:])]))
            elif path.startswith(b"/raw/"):
                self.request.sendall(unquote_to_bytes(path[5:]))
            else:
                self.request.sendall(GOOD)
        except OSError:
            pass


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def look_up(host, *rest, asked=socket.getaddrinfo, **named):
    """Ask nobody outside for the names that hostile servers speak of."""
    if not host[:1].isdigit():
        host.encode("idna")  # as the real one does
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return asked(host, *rest, **named)


def turn(location: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"


@pytest.fixture
def site(monkeypatch):
    server = Server(("127.0.0.1", 0), Hostile)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    monkeypatch.setattr(fetching, "SECONDS", 5.0)
    monkeypatch.setattr(fetching, "_ROBOTS", {})
    monkeypatch.setattr(Hostile, "robots", NO_RULES)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def sentence(url: str) -> str | None:
    """Return what went wrong with an address, None where a page came."""
    try:
        fetch(url, allow_private=True)
    except ReadError as error:
        return str(error)
    return None


def test_wherever_a_redirect_leads_it_costs_one_sentence(site):
    told = [sentence(f"{site}/to/{number}") for number in range(len(LOCATIONS))]

    assert {said is None or (said.endswith(".") and said.isprintable() and len(said) < 400) for said in told} == {True}
    assert all(told[:6])


def test_whatever_a_server_answers_costs_one_sentence(site):
    told = [sentence(f"{site}/answer/{number}") for number in range(len(ANSWERS))]

    assert {said is None or (said.endswith(".") and said.isprintable() and len(said) < 400) for said in told} == {True}


@pytest.mark.parametrize("location", LOCATIONS[:40:3])
def test_wherever_the_rules_of_a_site_are_said_to_be_it_costs_one_sentence(site, monkeypatch, location):
    monkeypatch.setattr(Hostile, "robots", turn(location))

    told = sentence(f"{site}/page")

    assert told is None or told.endswith(".")


@pytest.mark.parametrize("rules", RULES, ids=range(len(RULES)))
def test_whatever_the_rules_of_a_site_say_the_answer_comes_soon(site, monkeypatch, rules):
    body = b"User-agent: *\n" + rules
    monkeypatch.setattr(Hostile, "robots", b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    monkeypatch.setattr(fetching, "_LONGEST_PAUSE", 0.1)
    start = time.monotonic()

    told = sentence(f"{site}/{'a' * 3000}")

    assert told is None or told.endswith(".")
    assert time.monotonic() - start < 5


def test_every_good_address_among_hostile_ones_is_added(library, site):
    hostile = [f"{site}/to/{number}" for number in (*range(6), *range(6, len(LOCATIONS), 4))]
    hostile += [f"{site}/answer/{number}" for number in range(0, len(ANSWERS), 4)]
    report = library.add([*hostile, f"{site}/page"], allow_private=True)

    assert any(article.source == f"{site}/page" for article in library.articles()) or report.unchanged
    assert all(problem.reason.endswith(".") for problem in report.problems)
    assert {f"{site}/to/{number}" for number in range(6)} <= {problem.source for problem in report.problems}
    assert library.check() == []


def test_marks_that_no_request_can_carry_do_not_keep_a_page_from_being_asked_for_again(library, site):
    library.add(f"{site}/etag", allow_private=True)

    report = library.sync()

    assert (report.problems, len(report.unchanged)) == ((), 1)


def test_answers_broken_at_random_cost_one_sentence_each(site):
    chance = random.Random(7)  # noqa: S311
    for _ in range(rounds(60, 3000)):
        base = bytearray(chance.choice([GOOD, turn(b"http://127.0.0.1/x"), *(a for a in ANSWERS if 0 < len(a) < 500)]))
        for _ in range(chance.randint(1, 6)):
            base[chance.randrange(len(base))] = chance.randrange(256)
        told = sentence(f"{site}/raw/{''.join(f'%{byte:02x}' for byte in base)}")
        assert told is None or (told.endswith(".") and len(told) < 400)
