"""Where a request comes from, for the page and for every other HTTP door.

A browser says truthfully which page a request comes from, in ``Origin`` and ``Sec-Fetch-Site``, and which name the person
typed, in ``Host`` (https://www.w3.org/TR/fetch-metadata/); a program on this machine says nothing of the first two.
"""

import re
from dataclasses import dataclass
from enum import Enum

from chatbot.loopback import is_loopback

_NAME = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)


class Caller(Enum):
    """Where a request comes from, and what it may do."""

    PAGE = "the page itself: everything"
    PROGRAM = "a program on this machine: everything"
    LINK = "a typed link or a bookmark: open the page"
    OTHER_PAGE = "any other web page: nothing"
    OTHER_NAME = "a web page whose name was made to lead to this machine: nothing"
    OTHER_MACHINE = "another machine: log in, where there are accounts"


@dataclass(frozen=True, slots=True)
class Asker:
    """What a request tells of who makes it.

    ``peer`` is the IP address that it comes from; the others are headers, ``None`` where absent. ``forwarded`` when a proxy
    says that it speaks for another. ``user`` is the name of the account that was logged in to.
    """

    peer: str
    host: str | None
    origin: str | None = None
    site: str | None = None
    mode: str | None = None
    forwarded: bool = False
    user: str | None = None


def caller(asker: Asker) -> Caller:
    """Return where a request comes from; whoever is logged in counts as being on this machine."""
    if _asks_for_another_page(asker):
        return Caller.OTHER_PAGE
    if asker.user is None and (asker.forwarded or not is_loopback(asker.peer)):
        return Caller.OTHER_MACHINE
    name = _NAME.fullmatch(asker.host or "")
    if name is None or (asker.user is None and not is_loopback(name["name"])):
        return Caller.OTHER_NAME
    if asker.site == "none":
        return Caller.LINK
    return Caller.PAGE if asker.origin is not None or asker.site is not None else Caller.PROGRAM


def _asks_for_another_page(asker: Asker) -> bool:
    if asker.site not in {None, "same-origin", "none"} or (asker.site == "none" and asker.mode != "navigate"):
        return True
    # the second scheme behind a proxy that keeps the name
    own = {f"{scheme}://{asker.host}".lower() for scheme in ("http", "https")}
    return asker.origin is not None and asker.origin.lower() not in own
