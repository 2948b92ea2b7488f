"""A conversation as the page keeps it: exchanges, and how the events of an answer move the last one along."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chatbot.bot import Chatbot
from chatbot.types import Answer, Citation, Done, Sources, Token, Turn

PACE = 0.04  # seconds between two pictures of a growing answer; the eye sees no difference, the browser does


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what has become of it so far. ``problem`` says in a sentence why it failed."""

    question: str
    state: Literal["waiting", "writing", "done", "stopped", "failed"] = "waiting"
    text: str = ""
    sources: tuple[Citation, ...] = ()
    answer: Answer | None = None
    problem: str | None = None

    @property
    def busy(self) -> bool:
        """Whether the answer is still to come."""
        return self.state in {"waiting", "writing"}


def history(exchanges: Sequence[Exchange]) -> list[Turn]:
    """Return the exchanges that got an answer, as the pipeline wants them."""
    return [exchange.answer.turn for exchange in exchanges if exchange.answer]


def stopped(exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
    """Return the conversation with its last exchange stopped where it was, if it was still busy."""
    if not exchanges or not exchanges[-1].busy:
        return exchanges
    return (*exchanges[:-1], replace(exchanges[-1], state="stopped"))


def reply(bot: Chatbot, exchanges: tuple[Exchange, ...]) -> Iterator[Exchange]:
    """Answer the last exchange, yielding it whenever there is something new to see; the last yield is the final one."""
    *earlier, current = exchanges
    shown = 0.0
    for event in bot.stream(current.question, history=history(earlier)):
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
