"""Answers as they are being written: each to its end, whether anyone looks on or not, unless someone stops it."""

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from chatbot.bot import Chatbot
from chatbot.page import keeping
from chatbot.page.conversation import Conversation, Exchange, reply
from chatbot.page.reasons import reason_of

FOLLOWED = 64  # answers: who comes to an older one reads what the library has kept of it


class Answers:
    """The answers of one bot, one at a time; each is known by its conversation and by the number of its exchange."""

    def __init__(self, bot: Chatbot) -> None:
        """Answer nothing yet."""
        self._bot = bot
        self._turn = threading.Lock()
        self._begun: dict[tuple[str, int], _Writing] = {}

    def begin(self, conversation: Conversation) -> None:
        """Have the last question of a conversation answered."""
        self._begun[_key(conversation)] = _Writing(self._bot, conversation, self._turn)
        for key in list(self._begun)[:-FOLLOWED]:
            del self._begun[key]

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
    """One answer, written in a thread; ``now`` is its conversation, kept by the library once that is no longer busy."""

    def __init__(self, bot: Chatbot, conversation: Conversation, turn: threading.Lock) -> None:
        self.now = conversation
        self.thread = threading.Thread(target=self._write, args=(bot, turn), daemon=True)
        self._library = bot.library
        self._changed = threading.Condition()
        self.thread.start()

    def follow(self) -> Iterator[Conversation]:
        seen = None
        while seen is None or seen.busy:
            with self._changed:
                self._changed.wait_for(lambda seen=seen: self.now is not seen)  # type: ignore[misc]
                seen = self.now
            yield seen

    def stop(self) -> Conversation:
        self._advance(state="stopped", sources=())  # none of which may be cited
        return self.now

    def _write(self, bot: Chatbot, turn: threading.Lock) -> None:
        with turn:
            if not self.now.busy:  # stopped before its turn came
                return
            try:
                with closing(reply(bot, self.now.exchanges)) as steps:
                    for current in steps:
                        if not self._advance(current):
                            return
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
