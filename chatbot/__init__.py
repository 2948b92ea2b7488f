"""Ask your own articles; every statement of the answer carries a citation that has been checked."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chatbot.bot import Chatbot
    from chatbot.types import (
        Answer,
        Citation,
        Done,
        Event,
        Item,
        Plan,
        Progress,
        Read,
        Refusal,
        Sources,
        Statement,
        Token,
        Turn,
    )

__all__ = [
    "Answer",
    "Chatbot",
    "Citation",
    "Done",
    "Event",
    "Item",
    "Plan",
    "Progress",
    "Read",
    "Refusal",
    "Sources",
    "Statement",
    "Token",
    "Turn",
]


def __getattr__(name: str) -> Any:
    # imported when first used: `chatbot --help` does without numpy and SQLite
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("chatbot.bot" if name == "Chatbot" else "chatbot.types"), name)
