import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from index.errors import ReadError
from index.formats import read_bytes
from index.intake import fetch as fetching
from index.intake.fetch import fetch
from tests.dated_pages import Page, render

PAGE = b"<!doctype html><title>Bonjour</title><p>Une page.</p>"
CHANGED = "Tue, 18 Feb 2025 08:30:00 GMT"

TURNS = {
    "/moved": "/page",
    "/to-private": "/private/x",
    "/round": "/round",
    "/to-file": "file:///etc/passwd",
    "/to-metadata": "http://169.254.169.254/latest",
}


class Site(BaseHTTPRequestHandler):
    """A small web site with every habit that real ones have."""

    protocol_version = "HTTP/1.1"
    robots = b"User-agent: *\nDisallow: /private/\nDisallow: /*.cgi$\n"
    robots_status = 200
    busy = most_busy = 0
    asked = ()

    def do_GET(self):
        Site.asked.append((self.path, self.headers["Host"], dict(self.headers)))
        try:
            self.respond()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def respond(self):
        if self.path == "/robots.txt":
            self.send(Site.robots, status=Site.robots_status, kind="text/plain")
        elif self.path in TURNS:
            self.send(b"", status=302, headers={"Location": TURNS[self.path]})
        elif self.path == "/page":
            known = self.headers["If-None-Match"] == '"v1"' or self.headers["If-Modified-Since"] == CHANGED
            tags = {"ETag": '"v1"', "Last-Modified": CHANGED}
            self.send(b"" if known else PAGE, status=304 if known else 200, headers=tags)
        elif self.path == "/large":
            self.send(b"x" * 300_000)
        elif self.path in {"/pause", "/endless", "/silent"}:
            getattr(self, self.path[1:])()
        else:
            self.send(b"no", status=int(self.path[1:]) if self.path[1:].isdigit() else 404)

    def pause(self):
        Site.busy += 1
        Site.most_busy = max(Site.busy, Site.most_busy)
        time.sleep(0.1)
        Site.busy -= 1
        self.send(PAGE)

    def silent(self):
        time.sleep(2)
        self.close_connection = True

    def endless(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"<p>a bit more</p>")
            self.wfile.flush()
            time.sleep(0.1)
        self.close_connection = True

    def send(self, data, *, status=200, headers=None, kind="text/html; charset=utf-8"):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def site(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    monkeypatch.setattr(fetching, "PAUSE", 0.0)
    monkeypatch.setattr(fetching, "_ROBOTS", {})
    monkeypatch.setattr(Site, "asked", [])
    monkeypatch.setattr(Site, "most_busy", 0)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_comes_with_its_type_and_the_marks_for_asking_again(site):
    page = fetch(f"{site}/page", allow_private=True)

    assert (page.data, page.media_type) == (PAGE, "text/html; charset=utf-8")
    assert (page.etag, page.last_modified, page.not_modified) == ('"v1"', CHANGED, False)


@pytest.mark.parametrize("marks", [{"etag": '"v1"'}, {"modified": CHANGED}])
def test_an_unchanged_page_is_not_sent_again(site, marks):
    page = fetch(f"{site}/page", allow_private=True, **marks)

    assert (page.not_modified, page.data) == (True, b"")


def test_a_fetched_page_becomes_an_article_with_its_true_date(site, monkeypatch):
    dated = Page("fetched", "2025-02-18", head='<meta property="article:published_time" content="2025-02-18">', url="/page")
    monkeypatch.setattr(sys.modules[__name__], "PAGE", render(dated).encode())
    page = fetch(f"{site}/moved", allow_private=True)
    (draft,) = read_bytes(page.data, source=page.url, name=page.url, media_type=page.media_type)

    assert (draft.source, draft.url, draft.published.value) == (f"{site}/page", f"{site}/page", "2025-02-18")


def test_the_address_after_redirects_is_told(site):
    assert fetch(f"{site}/moved", allow_private=True).url == f"{site}/page"


def test_robots_txt_is_asked_once_and_obeyed_even_after_a_redirect(site):
    fetch(f"{site}/page", allow_private=True)
    for path in ("/private/x", "/to-private", "/a.cgi"):
        with pytest.raises(ReadError, match=r"robots\.txt"):
            fetch(site + path, allow_private=True)

    paths = [path for path, _, _ in Site.asked]
    assert paths.count("/robots.txt") == 1
    assert "/private/x" not in paths


def test_a_site_that_cannot_show_its_robots_txt_is_left_alone(site, monkeypatch):
    monkeypatch.setattr(Site, "robots_status", 503)
    with pytest.raises(ReadError, match="cannot say now whether it may be read"):
        fetch(f"{site}/page", allow_private=True)


def test_a_site_without_robots_txt_may_be_read(site, monkeypatch):
    monkeypatch.setattr(Site, "robots_status", 404)

    assert fetch(f"{site}/page", allow_private=True).data == PAGE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/404", "does not exist"),
        ("/403", "save the page in your browser"),
        ("/429", "try again later"),
        ("/500", "cannot be read now"),
        ("/round", "without end"),
        ("/to-file", "must begin with http"),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence(site, path, words):
    with pytest.raises(ReadError, match=words) as caught:
        fetch(site + path, allow_private=True)

    assert str(caught.value).endswith(".")


def test_a_page_over_the_size_limit_is_refused(site, monkeypatch):
    monkeypatch.setattr(fetching, "LIMIT", 200_000)
    with pytest.raises(ReadError, match="larger than"):
        fetch(f"{site}/large", allow_private=True)


@pytest.mark.parametrize("path", ["/endless", "/silent"])
def test_a_slow_server_costs_no_more_than_the_time_limit(site, monkeypatch, path):
    monkeypatch.setattr(fetching, "SECONDS", 0.6)
    start = time.monotonic()
    with pytest.raises(ReadError, match=r"took longer than|did not answer in time"):
        fetch(site + path, allow_private=True)

    assert time.monotonic() - start < 1.5


def test_one_request_at_a_time_goes_to_a_host(site):
    threads = [threading.Thread(target=fetch, args=(f"{site}/pause",), kwargs={"allow_private": True}) for _ in range(3)]
    fetch(f"{site}/page", allow_private=True)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Site.most_busy == 1


def test_two_requests_to_a_host_are_a_pause_apart(site, monkeypatch):
    monkeypatch.setattr(fetching, "PAUSE", 0.4)
    start = time.monotonic()
    for _ in range(2):
        fetch(f"{site}/page", allow_private=True)

    assert time.monotonic() - start >= 0.4


def test_the_private_network_is_refused_unless_allowed(site):
    for address in (
        f"{site}/page",
        site.replace("127.0.0.1", "localhost"),
        site.replace("127.0.0.1", "127.1"),
        site.replace("127.0.0.1", "[::1]"),
        site.replace("127.0.0.1", "[::ffff:127.0.0.1]"),
        site.replace("127.0.0.1", "[64:ff9b::7f00:1]"),
        site.replace("127.0.0.1", "[fd00::1]"),
        site.replace("127.0.0.1", "2130706433"),
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
    ):
        with pytest.raises(ReadError, match=r"private network|was not found"):
            fetch(address)

    assert Site.asked == []


def test_a_redirect_into_the_private_network_is_refused(site, monkeypatch):
    monkeypatch.setattr(fetching, "_is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(ReadError, match=r"169\.254\.169\.254 is inside your private network"):
        fetch(f"{site}/to-metadata")


def test_a_name_that_turns_private_after_the_check_does_not_help(site, monkeypatch):
    """DNS rebinding: the connection goes to the address that was checked, and the name is looked up once a request."""
    port = int(site.rpartition(":")[2])
    lookups = []

    def look_up(host, *_args, **_options):
        if host == "127.0.0.1":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        lookups.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    tried = []
    connect = socket.create_connection

    def connect_here(address, *args, **options):
        tried.append(address[0])
        return connect(("127.0.0.1", port), *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(fetching.socket, "create_connection", connect_here)
    page = fetch(f"http://rebinding.example:{port}/page")

    assert page.data == PAGE
    assert lookups == ["rebinding.example"] * 2  # robots.txt and the page
    assert tried == ["93.184.216.34"] * 2
    assert {host for _, host, _ in Site.asked} == {f"rebinding.example:{port}"}


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: found)
    with pytest.raises(ReadError, match="private network"):
        fetch("http://both.example/")


@pytest.mark.parametrize("url", ["", "notes.txt", "ftp://example.org/a", "javascript:alert(1)", "http://"])
def test_what_is_no_web_address_is_told(url):
    with pytest.raises(ReadError, match="no web address"):
        fetch(url)


def test_a_closed_port_is_told(monkeypatch):
    monkeypatch.setattr(fetching, "_ROBOTS", {})
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with pytest.raises(ReadError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)
