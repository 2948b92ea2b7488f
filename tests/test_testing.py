"""The stand-ins for the models: other developers' tests rest on what they keep."""

import subprocess
import sys

import pytest

from chatbot import Chatbot
from chatbot.testing import FakeEncoder, FakeReader, FakeWriter
from index.library import Library

ASKED = "When does the harbour open?"
SENTENCE = "The harbour opens on 3 May 2025."


@pytest.fixture(autouse=True)
def always_enough(monkeypatch):
    """In so small a library chance yields as much as the article does."""
    monkeypatch.setattr("chatbot.answering.inquiry.weighed", lambda _question, evidence, _library: evidence)


def answered(folder, path, model):
    """Ask over one article; return the answer and what stood in for the encoder."""
    encoder = FakeEncoder()
    with Library.open(folder, encoder=encoder) as library:
        library.add(path)
        return Chatbot(library, model).ask(ASKED), encoder


def test_what_a_reader_and_an_encoder_were_given_can_be_looked_up(tmp_path, write):
    reader = FakeReader("3 May 2025")
    answer, encoder = answered(tmp_path / "library", write("harbour.txt", SENTENCE), reader)

    assert (answer.short, answer.model) == ("3 May 2025", "fake reader")
    assert reader.pointed == [(ASKED, [SENTENCE])]
    assert reader.sentences == [SENTENCE]
    assert ASKED in reader.prompts[0]
    assert ASKED in encoder.asked
    assert any(SENTENCE in text for text in encoder.encoded)


def test_what_a_writer_was_given_can_be_looked_up(tmp_path, write, monkeypatch):
    monkeypatch.setattr("chatbot.answering.pipeline.embedded_reader", FakeReader)
    writer = FakeWriter("It opens on 3 May 2025 [1].")
    answer, _ = answered(tmp_path / "library", write("harbour.txt", SENTENCE), writer)

    assert (answer.text, answer.model) == ("It opens on 3 May 2025. [1]", "fake writer")
    assert SENTENCE in writer.messages[0].user


def test_the_stand_ins_load_no_heavy_library():
    heavy = "{'torch', 'faiss', 'llama_cpp', 'gradio', 'sentence_transformers', 'transformers', 'pytest'}"
    script = f"import sys, chatbot.testing; print(*({heavy} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "\n"
