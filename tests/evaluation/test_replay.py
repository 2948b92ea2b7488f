import json

import pytest

from chatbot import Chatbot
from chatbot.errors import UsageError
from chatbot.evaluation.replay import recorded, replayed
from chatbot.testing import FakeReader


@pytest.fixture
def saved(library, write, tmp_path, monkeypatch):
    monkeypatch.setattr("chatbot.answering.inquiry.weighed", lambda _question, evidence, _library: evidence)
    library.add(write("harbour.txt", "The harbour opens on 3 May 2025. Boats are welcome."))
    bot = Chatbot(library, FakeReader("3 May 2025"))
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(recorded(bot, list(bot.stream("When does the harbour open?")))))
    return path


def test_a_replay_on_the_same_library_and_model_differs_in_nothing(library, saved):
    answer, changed = replayed(Chatbot(library, FakeReader("3 May 2025")), saved)

    assert (answer.short, changed) == ("3 May 2025", [])


def test_a_replay_tells_that_the_article_and_the_answer_have_changed(library, saved, write):
    library.add(write("harbour.txt", "The harbour opens on 9 May 2025. Boats are welcome."))

    _, changed = replayed(Chatbot(library, FakeReader("9 May 2025")), saved)

    assert changed == ["sources", "text", "citations"]


def test_a_replay_tells_that_the_model_is_another(library, saved):
    reader = FakeReader("3 May 2025")
    reader.name = "other"

    assert replayed(Chatbot(library, reader), saved)[1] == ["model"]


def test_a_file_that_was_not_saved_by_the_program_is_a_plain_error(library, tmp_path):
    (tmp_path / "other.json").write_text("{}")

    with pytest.raises(UsageError, match="is not a saved answer"):
        replayed(Chatbot(library, FakeReader()), tmp_path / "other.json")
