"""A conversation as the page keeps it: exchanges, and how the events of an answer move the last one along."""

import time
from collections.abc import Generator
from dataclasses import dataclass, replace

from chatbot.bot import Chatbot
from chatbot.types import Answer, Citation, Done, Sources, Token
from index.store.conversations import State
from index.types import EVERYTHING, Scope

PACE = 0.04  # seconds between two pictures of a growing answer; the eye sees no difference, the browser does


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what has become of it so far.

    ``problem`` says in English why it failed, "" when nobody foresaw that. ``number`` is that of what the library keeps, and
    below 0 of what it does not. Only the articles in ``scope`` are asked, once ``ahead`` other questions have been answered.
    """

    question: str
    state: State = "waiting"
    text: str = ""
    sources: tuple[Citation, ...] = ()
    answer: Answer | None = None
    problem: str | None = None
    number: int = 0
    scope: Scope = EVERYTHING
    ahead: int = 0

    @property
    def busy(self) -> bool:
        """Whether the answer is still to come."""
        return self.state in {"waiting", "writing"}


@dataclass(frozen=True, slots=True)
class Conversation:
    """Exchanges, first to last. ``id`` is what the address names; ``unkept`` says why the library keeps not all."""

    id: str = ""
    exchanges: tuple[Exchange, ...] = ()
    unkept: str | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self.exchanges) and self.exchanges[-1].busy


def reply(bot: Chatbot, exchanges: tuple[Exchange, ...]) -> Generator[Exchange]:
    """Answer the last exchange, yielding it whenever there is something new to see; the last yield is the final one."""
    *earlier, current = exchanges
    history = [exchange.answer.turn for exchange in earlier if exchange.answer]
    shown = 0.0
    for event in bot.stream(current.question, history=history, scope=current.scope):
        match event:
            case Sources(citations):
                current = replace(current, state="writing", sources=citations)
            case Token(text):
                current = replace(current, state="writing", text=current.text + text)
                if time.monotonic() - shown < PACE:
                    continue
            case Done(answer):
                current = replace(current, state="done", text=answer.text, sources=answer.citations, answer=answer)
        shown = time.monotonic()
        yield current
