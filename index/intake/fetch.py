"""Web pages, fetched politely and only when asked: robots.txt, one request at a time to a host, limits.

Every name is looked up once and the connection goes to the address that was checked, so neither a redirect nor a name
that changes its address between check and use leads inside the private network.
"""

import ipaddress
import math
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from index.errors import ReadError
from index.intake.pacing import Watch, turn

if TYPE_CHECKING:
    import httpx

AGENT = "quotewise/0.1 (reads pages that a person adds to a library of their own)"
LIMIT = 20_000_000  # bytes of a page, unpacked
SECONDS = 30.0  # for one request, from the connection to the last byte
PAUSE = 1.0  # seconds between two requests to one host
_LONGEST_PAUSE = 10.0
_REDIRECTS = 10
_ROBOTS_LIMIT = 500_000
_ROBOTS_AGE = 3600.0
_LAST_PORT = 65_535
_SHOWN = 200  # letters of an address in a sentence
_REASONS = {
    401: "asks for a password (401); save the page and add the file",
    402: "asks for payment (402); save the page and add the file",
    403: "refuses to be read by programs (403); save the page in your browser and add the file",
    404: "does not exist (404); check the address",
    410: "is gone (410); remove it or add another address",
    429: "asks to be left alone for a while (429); try again later",
}


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What an address gave: ``url`` is where it ended after redirects; ``data`` is empty when it has not changed."""

    url: str
    media_type: str
    data: bytes
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False


def fetch(url: str, *, allow_private: bool = False, etag: str | None = None, modified: str | None = None) -> FetchedPage:
    """Return a page, or raise ReadError. ``etag`` and ``modified`` are those of an earlier FetchedPage of the same address."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    # a server may have sent marks that no request can carry
    headers = {name: value for name, value in conditions.items() if value and value.isascii() and value.isprintable()}
    for _ in range(_REDIRECTS):
        target = _parsed(url)
        rules = _robots(f"{target.scheme}://{target.netloc.decode()}", allow_private=allow_private)
        if not rules.can_fetch(url, "quotewise"):
            raise ReadError(f"{_brief(url)} is closed to programs by its site (robots.txt); save the page and add the file.")
        pause = min(float(rules.crawl_delay("quotewise") or PAUSE), _LONGEST_PAUSE)
        answer = _get(target, headers, LIMIT, pause, allow_private=allow_private)
        if answer.location is None:
            return _page(url, answer)
        url = str(_parsed(answer.location, target))
    raise ReadError(f"{_brief(url)} leads from one address to the next without end; check it in a browser.")


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def location(self) -> str | None:
        return self.headers.get("location") if self.status in {301, 302, 303, 307, 308} else None


def _page(url: str, answer: _Answer) -> FetchedPage:
    etag, changed = answer.headers.get("etag"), answer.headers.get("last-modified")
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return FetchedPage(url, "", b"", etag, changed, not_modified=True)
    if answer.status != HTTPStatus.OK:
        reason = _REASONS.get(answer.status, f"cannot be read now ({answer.status}); try again later")
        raise ReadError(f"{_brief(url)} {reason}.")
    return FetchedPage(url, answer.headers.get("content-type", ""), answer.data, etag, changed)


def _parsed(url: str, base: "httpx.URL | None" = None) -> "httpx.URL":
    """Return an address, which a redirect from ``base`` may have given."""
    import httpx

    try:
        parsed = base.join(url) if base else httpx.URL(url)
        named = parsed.host  # a name in letters of other scripts is read only now
    except (httpx.InvalidURL, TypeError, ValueError) as error:
        raise ReadError(f"{_brief(url)} is no web address; check it.") from error
    if parsed.scheme not in {"http", "https"} or not named:
        raise ReadError(f"{_brief(url)} is no web address; it must begin with http:// or https://.")
    if (parsed.port or 0) > _LAST_PORT:
        raise ReadError(f"{_brief(url)} is no web address; check its port.")
    return parsed.copy_with(fragment=None)


def _brief(url: "str | httpx.URL") -> str:
    """Return an address as a sentence can hold it."""
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in str(url))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _addresses(url: "httpx.URL", *, allow_private: bool) -> list[str]:
    """Look a host up once; every address it has must be one of the public Internet."""
    try:
        found = socket.getaddrinfo(url.raw_host.decode(), url.port or 443, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise ReadError(f"{_brief(url.host)} was not found; check the address and the connection.") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not allow_private and not all(map(_is_public, addresses)):
        raise ReadError(f"{_brief(url.host)} is inside your private network; allow private addresses if you mean it.")
    return addresses[:3]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        # an IPv4 address may hide in an IPv6 one
        translated = ipaddress.IPv4Address(ip.packed[-4:]) if ip in ipaddress.ip_network("64:ff9b::/96") else None
        for hidden in (ip.ipv4_mapped, ip.sixtofour, translated):
            if hidden is not None:
                return _is_public(str(hidden))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _get(url: "httpx.URL", headers: Mapping[str, str], limit: int, pause: float, *, allow_private: bool) -> _Answer:
    import httpx

    addresses = _addresses(url, allow_private=allow_private)
    with turn(url.netloc.decode(), pause):
        watch = Watch(SECONDS)
        try:
            # no proxy: one would look names up by itself
            with watch, httpx.Client(trust_env=False, timeout=SECONDS / 2, headers=headers) as client:
                for address in addresses[:-1]:
                    with suppress(httpx.ConnectError):
                        return _ask(client, url, address, limit, watch)
                return _ask(client, url, addresses[-1], limit, watch)
        except (httpx.HTTPError, httpx.StreamError) as error:
            if watch.over or isinstance(error, httpx.TimeoutException):
                raise ReadError(f"{_brief(url)} took longer than {SECONDS:.0f} s; try again later.") from error
            raise ReadError(f"{_brief(url)} cannot be reached ({_plain(error)}); check the address.") from error
        except (httpx.InvalidURL, ValueError) as error:  # httpx itself looks at where a redirect leads
            raise ReadError(f"{_brief(url)} answers what no program understands; check it in a browser.") from error


def _ask(client: "httpx.Client", url: "httpx.URL", address: str, limit: int, watch: Watch) -> _Answer:
    """Ask one checked address, in the name of the host that was asked for."""
    import httpx

    headers = {"User-Agent": AGENT, "Host": url.netloc.decode(), "Accept": "text/html,*/*;q=0.8"}
    extensions = {"sni_hostname": url.raw_host.decode(), "trace": watch.trace}
    with client.stream("GET", url.copy_with(host=address), headers=headers, extensions=extensions) as response:
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > limit:
                raise ReadError(f"{_brief(url)} is larger than {limit // 1_000_000} MB; save it and add a part.")
        if watch.over:
            raise httpx.ReadTimeout("the server goes on and on")  # cut off, which looks like an end
        return _Answer(response.status_code, response.headers, bytes(data))


def _plain(error: Exception) -> str:
    import httpx

    if "CERTIFICATE" in str(error).upper():
        return "its certificate is not trusted"
    return "no connection" if isinstance(error, httpx.ConnectError) else "the connection broke off"


_ROBOTS: dict[str, tuple[float, Any]] = {}  # by site: when its rules were read, and the rules


def _robots(origin: str, *, allow_private: bool) -> Any:
    """Return the rules of a site, kept for an hour: no file, no rules."""
    read, rules = _ROBOTS.get(origin, (-math.inf, None))
    if time.monotonic() - read < _ROBOTS_AGE:
        return rules
    from protego import Protego

    url = _parsed(f"{origin}/robots.txt")
    for _ in range(_REDIRECTS):
        answer = _get(url, {}, _ROBOTS_LIMIT, 0.0, allow_private=allow_private)
        if answer.location is None:
            break
        url = _parsed(answer.location, url)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise ReadError(f"{_brief(origin)} cannot say now whether it may be read ({answer.status}); try again later.")
    rules = Protego.parse(answer.data.decode("utf-8", "replace") if answer.status == HTTPStatus.OK else "")
    _ROBOTS[origin] = time.monotonic(), rules
    return rules
