"""Where a request comes from, for the page and for every other HTTP door.

A browser says truthfully which page a request comes from, in ``Origin`` and ``Sec-Fetch-Site``, and which name the person
typed, in ``Host`` (https://www.w3.org/TR/fetch-metadata/); a program on this machine says nothing of the first two.
"""

import re
from collections.abc import Mapping
from enum import Enum

from chatbot.loopback import is_loopback

_NAME = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)
_FORWARDED = {"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"}  # by a proxy, which speaks for another


class Caller(Enum):
    """Where a request comes from, and what it may do."""

    PAGE = "the page itself: everything"
    PROGRAM = "a program on this machine: everything"
    LINK = "a typed link or a bookmark: open the page"
    OTHER_PAGE = "any other web page: nothing"
    OTHER_NAME = "a web page whose name was made to lead to this machine: nothing"
    OTHER_MACHINE = "another machine: log in, where there are accounts"


def caller(peer: str, headers: Mapping[str, str], user: str | None = None) -> Caller:
    """Return where a request comes from, by its IP address and headers; ``user`` has logged in, as good as on this machine."""
    host, origin, site = headers.get("host", ""), headers.get("origin"), headers.get("sec-fetch-site")
    if site not in {None, "same-origin", "none"} or (site == "none" and headers.get("sec-fetch-mode") != "navigate"):
        return Caller.OTHER_PAGE
    # the second scheme behind a proxy that keeps the name
    if origin is not None and origin.lower() not in {f"{scheme}://{host}".lower() for scheme in ("http", "https")}:
        return Caller.OTHER_PAGE
    if user is None and (not is_loopback(peer) or not _FORWARDED.isdisjoint(headers)):
        return Caller.OTHER_MACHINE
    name = _NAME.fullmatch(host)
    if name is None or (user is None and not is_loopback(name["name"])):
        return Caller.OTHER_NAME
    if site == "none":
        return Caller.LINK
    return Caller.PROGRAM if origin is None and site is None else Caller.PAGE
