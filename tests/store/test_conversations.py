"""Conversations in the library's database: kept, listed, deleted, brought back, and nobody else's."""

import pytest

from chatbot.testing import FakeEncoder
from index.library import DATABASE, Library
from index.store import conversations as kept
from tests.killing import killed_after


@pytest.fixture
def conversations(library):
    return library.conversations


def questions(conversations, owner, conversation):
    return [one.question for one in conversations.exchanges(owner, conversation)]


def test_an_exchange_is_kept_as_it_was_left(conversations):
    conversation, number = conversations.ask("", "", "When?\nAnd where?")
    conversations.settle(conversation, number, "done", "On Monday.", '{"text": "On Monday."}')
    again, second = conversations.ask("", conversation, "Why?")
    first, waiting = conversations.exchanges("", conversation)

    assert (again, second) == (conversation, 2)
    assert (first.question, first.state, first.text, first.answer) == (
        "When?\nAnd where?",
        "done",
        "On Monday.",
        '{"text": "On Monday."}',
    )
    assert (waiting.question, waiting.state, waiting.answer) == ("Why?", "waiting", None)
    assert [one.title for one in conversations.newest("")] == ["When?\nAnd where?"]


def test_the_conversation_that_was_asked_of_last_stands_first_and_fifty_are_listed(conversations):
    ids = [conversations.ask("", "", f"Question {number}")[0] for number in range(52)]
    conversations.ask("", ids[0], "And then?")

    assert [one.title for one in conversations.newest("")] == ["Question 0", *(f"Question {n}" for n in range(51, 2, -1))]


def test_nobody_sees_adds_to_or_deletes_the_conversation_of_another(conversations):
    hers, _ = conversations.ask("ada", "", "Mine?")

    assert conversations.newest("bob") == conversations.newest("") == conversations.exchanges("bob", hers) == []
    assert conversations.delete("bob", hers) is None
    assert conversations.ask("bob", hers, "Yours?")[0] != hers
    assert questions(conversations, "ada", hers) == ["Mine?"]


def test_what_was_deleted_comes_back_for_a_day_or_when_it_is_asked_of(conversations, monkeypatch):
    conversation, _ = conversations.ask("", "", "One?")

    assert conversations.delete("", conversation) == "One?"
    assert conversations.newest("") == conversations.exchanges("", conversation) == []
    assert conversations.restore("", conversation) == "One?"
    assert questions(conversations, "", conversation) == ["One?"]
    conversations.delete("", conversation)
    conversations.ask("", conversation, "Two?")
    assert questions(conversations, "", conversation) == ["One?", "Two?"]
    conversations.delete("", conversation)
    monkeypatch.setattr(kept, "UNDO", -kept.UNDO)
    conversations.ask("", "", "Another?")
    assert conversations.restore("", conversation) is None


def test_a_backup_holds_the_conversations(library, tmp_path):
    conversation, _ = library.conversations.ask("", "", "Kept?")
    (tmp_path / "copy").mkdir()
    library.backup(tmp_path / "copy" / DATABASE)

    with Library.open(tmp_path / "copy", encoder=FakeEncoder()) as copy:
        assert questions(copy.conversations, "", conversation) == ["Kept?"]


def test_conversations_leave_the_caches_of_articles_alone(library, write):
    before = library.store.version()
    conversation, number = library.conversations.ask("", "", "One?")
    library.conversations.settle(conversation, number, "stopped", "")

    assert library.store.version() == before
    library.add(write("a.txt", "A text of its own."))
    assert library.store.version() != before


def asking(acknowledge, folder):
    with Library.open(folder, encoder=FakeEncoder()) as library:
        conversation = ""
        for number in range(1000):
            conversation, _ = library.conversations.ask("", conversation, f"Question {number}")
            acknowledge((conversation, number))


def test_no_question_that_was_acknowledged_is_lost_when_the_program_is_killed(tmp_path):
    given = killed_after(20, asking, tmp_path / "library")

    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        assert len(questions(library.conversations, "", given[0][0])) >= len(given)
        assert library.check() == []


def test_what_was_said_is_found_without_its_accents_and_a_new_title_is_for_its_owner_to_give(conversations):
    hers, number = conversations.ask("ada", "", "Où est l’Éditeur ?")
    conversations.settle(hers, number, "done", "À Lyon, rue Mercière.")
    conversations.ask("ada", "", "And the price?")
    conversations.rename("bob", hers, "Mine")
    conversations.rename("ada", hers, "  ")

    assert [one.title for one in conversations.newest("ada", "merciere EDITEUR")] == ["Où est l’Éditeur ?"]
    assert conversations.newest("bob", "editeur") == conversations.newest("ada", "100%") == []
    conversations.rename("ada", hers, " Lyon ")
    assert [one.title for one in conversations.newest("ada", "lyon")] == ["Lyon"]
