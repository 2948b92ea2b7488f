"""Conversations: what was asked and answered, kept until a person deletes it. Nothing here shows one owner another's."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Literal

from index.language import flat
from index.store.database import Part

State = Literal["waiting", "writing", "done", "stopped", "failed"]
LISTED = 50  # conversations
UNDO = timedelta(days=1)  # for so long a deleted conversation can be brought back
_TITLE = 200  # characters


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A conversation without its exchanges. Its title is its first question until it is renamed; times are ISO 8601 in UTC."""

    id: str
    title: str
    made: str
    changed: str


@dataclass(frozen=True, slots=True)
class KeptExchange:
    """One question and what became of it: its text as far as it came; as JSON its scope, and the answer or why it failed."""

    number: int
    question: str
    state: State
    text: str
    answer: str | None
    made: str
    changed: str


class Conversations(Part):
    """The conversations of one library. An owner is a user's name or "". What writes raises LibraryError where it cannot."""

    def newest(self, owner: str, holding: str = "") -> list[ConversationSummary]:
        """Return the owner's conversations of which something was asked last, at most LISTED.

        Only those whose title, questions or answers hold all that stands between the spaces of ``holding``.
        """
        wanted = flat(holding).split()
        said = "(SELECT title || group_concat(' ' || question || ' ' || text, '') FROM exchanges WHERE conversation_id = id)"
        listed = f"SELECT id, title, made, changed, {said if wanted else 'NULL'} FROM conversations"  # noqa: S608
        rows = self._database.rows(f"{listed} WHERE owner = ? AND deleted IS NULL ORDER BY changed DESC, rowid DESC", owner)
        found = (summary for *summary, said in rows if not wanted or all(word in flat(said) for word in wanted))
        return [ConversationSummary(*summary) for summary in islice(found, LISTED)]

    def exchanges(self, owner: str, conversation: str) -> list[KeptExchange]:
        """Return a conversation from its first question on; an empty list when the owner has none of that id."""
        kept = (
            "SELECT number, question, state, text, answer, exchanges.made, exchanges.changed"
            " FROM exchanges JOIN conversations ON id = conversation_id WHERE id = ? AND owner = ? AND deleted IS NULL"
        )
        rows = self._database.rows(f"{kept} ORDER BY number", conversation, owner)
        return [KeptExchange(*row) for row in rows]

    def ask(self, owner: str, conversation: str, question: str, answer: str | None = None) -> tuple[str, int]:
        """Keep a question, with what is known of its answer, in that conversation or a new one; return its id and number."""
        now = _now()
        with self._database.transaction_apart():
            revived = "UPDATE conversations SET changed = ?, deleted = NULL WHERE id = ? AND owner = ?"
            if not self._database.execute(revived, now, conversation, owner).rowcount:
                conversation = secrets.token_urlsafe(12)
                begun = "INSERT INTO conversations VALUES (?, ?, ?, ?, ?, NULL)"
                self._database.execute("DELETE FROM conversations WHERE deleted < ?", _now(-UNDO))
                self._database.execute(begun, conversation, owner, question.strip()[:_TITLE], now, now)
            last = "SELECT coalesce(max(number), 0) FROM exchanges WHERE conversation_id = ?"
            number = self._database.row(last, conversation)[0] + 1
            asked = "INSERT INTO exchanges VALUES (?, ?, ?, 'waiting', '', ?, ?, ?)"
            self._database.execute(asked, conversation, number, question, answer, now, now)
        return conversation, number

    def settle(self, conversation: str, number: int, state: State, text: str, answer: str | None = None) -> None:
        """Keep what became of a question."""
        settled = "UPDATE exchanges SET state = ?, text = ?, answer = ?, changed = ? WHERE conversation_id = ? AND number = ?"
        with self._database.transaction_apart():
            self._database.execute(settled, state, text, answer, _now(), conversation, number)

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give a conversation another title, unless that is blank."""
        renamed = "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?"
        if title.strip():
            with self._database.transaction_apart():
                self._database.execute(renamed, title.strip()[:_TITLE], conversation, owner)

    def delete(self, owner: str, conversation: str) -> str | None:
        """Delete a conversation and return its title, None when there is none. For UNDO it can be restored."""
        return self._mark(owner, conversation, _now())

    def restore(self, owner: str, conversation: str) -> str | None:
        """Bring a deleted conversation back, as ``delete`` does the contrary."""
        return self._mark(owner, conversation, None)

    def _mark(self, owner: str, conversation: str, deleted: str | None) -> str | None:
        with self._database.transaction_apart():
            row = self._database.row("SELECT title FROM conversations WHERE id = ? AND owner = ?", conversation, owner)
            marked = "UPDATE conversations SET deleted = ? WHERE id = ? AND owner = ?"
            self._database.execute(marked, deleted, conversation, owner)
        return row[0] if row else None


def _now(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).isoformat(timespec="microseconds")  # of one length, to be compared
