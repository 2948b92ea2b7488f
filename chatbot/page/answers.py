"""Answers as they are being written, one after another: each to its end, unless someone stops it.

Whoever has gone waits behind those who look on, and gives way to them in the middle of an answer.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from chatbot.bot import Chatbot
from chatbot.page import keeping
from chatbot.page.conversation import Conversation, Exchange, reply
from chatbot.page.reasons import reason_of

FOLLOWED = 64  # answers: who comes to an older one reads what the library has kept of it
GRACE = 30.0  # seconds after which a page has gone: a reload, a bad connection, a busy machine's first look take less
PULSE = 2.0  # seconds after which a page is told even that nothing is new, which fails where it has gone


class Answers:
    """The answers of one bot, one at a time; each is known by its conversation and by the number of its exchange."""

    def __init__(self, bot: Chatbot) -> None:
        """Answer nothing yet."""
        self._bot = bot
        self._line: list[_Writing] = []
        self._changed = threading.Condition()
        self._begun: dict[tuple[str, int], _Writing] = {}

    def begin(self, conversation: Conversation) -> Conversation:
        """Have the last question of a conversation answered, and return the conversation with its place in the line."""
        self._begun[_key(conversation)] = begun = _Writing(self._bot, conversation, self._line, self._changed)
        for key in list(self._begun)[:-FOLLOWED]:
            del self._begun[key]
        return begun.now

    def now(self, conversation: Conversation) -> Conversation:
        """Return a conversation as far as its answer has come, as it is where none is being written."""
        begun = self._begun.get(_key(conversation))
        return begun.now if begun and (conversation.busy or begun.now.busy) else conversation

    def follow(self, conversation: Conversation) -> Iterator[Conversation]:
        """Yield a conversation whenever there is something new to see of its answer, until that is there."""
        begun = self._begun.get(_key(conversation))
        return begun.follow() if begun else iter(())

    def stop(self, conversation: Conversation) -> Conversation:
        """Leave an answer as far as it has come, and return its conversation."""
        begun = self._begun.get(_key(conversation))
        return begun.stop() if begun else conversation

    def close(self) -> None:
        """Stop them all."""
        for begun in self._begun.values():
            begun.stop()
            begun.thread.join(timeout=1)


class _Writing:
    """One answer, written in a thread; ``now`` is its conversation, kept by the library once that is no longer busy.

    In the ``line`` stand those to come, the one that is being written first.
    """

    def __init__(self, bot: Chatbot, conversation: Conversation, line: "list[_Writing]", changed: threading.Condition) -> None:
        self.now = conversation
        self.thread = threading.Thread(target=self._write, args=(bot,), daemon=True)
        self._library, self._line, self._changed = bot.library, line, changed
        self._watchers, self._left = 0, time.monotonic()
        with changed:
            line.append(self)
            self._advance(ahead=len(line) - 1)
        self.thread.start()

    def follow(self) -> Iterator[Conversation]:
        seen = None
        with self._changed:
            self._watchers += 1
        try:
            while seen is None or seen.busy:
                with self._changed:
                    self._changed.wait_for(lambda seen=seen: self.now is not seen, PULSE)  # type: ignore[misc]
                    seen = self.now
                yield seen
        finally:
            with self._changed:
                self._watchers, self._left = self._watchers - 1, time.monotonic()

    def has_gone(self) -> bool:
        """Say whether nobody looks on any more."""
        return not self._watchers and time.monotonic() - self._left > GRACE

    def stop(self) -> Conversation:
        self._advance(state="stopped", sources=())  # none of which may be cited
        return self.now

    def _write(self, bot: Chatbot) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self.now.busy or self._line[0] is self)
        try:
            if self.now.busy:  # not stopped before its turn came
                self._reply(bot)
        finally:
            with self._changed:
                writing = self._line[0]  # which need not be this one
                self._line.remove(self)
                self._line.sort(key=lambda one: one is not writing and one.has_gone())
                for ahead, other in enumerate(self._line):
                    other._advance(ahead=ahead)
                self._changed.notify_all()

    def _reply(self, bot: Chatbot) -> None:
        try:
            with closing(reply(bot, self.now.exchanges)) as steps:
                for current in steps:
                    if not self._advance(current):
                        return
                    if self.has_gone() and not all(one.has_gone() for one in self._line[1:]):
                        self.stop()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the person gets a sentence
            if self.now.busy:
                # without sources: they may be what cannot be shown
                self._advance(state="failed", problem=reason_of(error), sources=())

    def _advance(self, current: Exchange | None = None, **changes: Any) -> bool:
        """Go on to ``current``, or change what there is, and say whether that was still to come."""
        with self._changed:
            if not self.now.busy:
                return False
            self.now = keeping.settled(self._library, self.now, current or replace(self.now.exchanges[-1], **changes))
            self._changed.notify_all()
            return True


def _key(conversation: Conversation) -> tuple[str, int]:
    return conversation.id, conversation.exchanges[-1].number if conversation.exchanges else 0
