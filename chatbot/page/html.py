"""Makes HTML in which text cannot turn into markup: every string is escaped unless it came from here."""

from collections.abc import Iterable
from html import escape


class Html(str):
    """Markup made by ``tag`` or ``join``, fit to be shown."""

    __slots__ = ()


def tag(name: str, /, *content: str, **attributes: str | float | None) -> Html:
    """Return an element. ``class_`` stands for ``class``, ``data_do`` for ``data-do``; None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items() if value is not None
    )
    return Html(f"<{name}{written}>{join(content)}</{name}>")


def join(content: Iterable[str]) -> Html:
    """Return pieces one after another."""
    return Html("".join(piece if isinstance(piece, Html) else escape(piece) for piece in content))
