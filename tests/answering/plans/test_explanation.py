import pytest

from chatbot import Chatbot
from chatbot.testing import FakeReader, FakeWriter

FERRY = """Why the ferry stopped

The ferry of Lund carried cars for forty years. The ferry stopped in March because the quay had sunk by a metre.
This made the ramp too steep for lorries. A museum of boats stands beside the quay.
"""


@pytest.fixture
def ask(library, write, monkeypatch):
    # the fake encoder's scores mean nothing
    monkeypatch.setattr("chatbot.answering.inquiry.weighed", lambda _question, evidence, _library: evidence)
    monkeypatch.setattr(
        "chatbot.answering.ranking.refused", lambda _llama, _head, item, *_: 0.1 if "March" in item.sentence.text else 0.9
    )
    library.add([write("ferry.txt", FERRY)])

    def make(question, model=None):
        return Chatbot(library, model or FakeReader()).ask(question)

    return make


def test_an_explanation_is_the_whole_sentence_that_answers_with_what_goes_on_from_it(ask):
    answer = ask("Why did the ferry stop?", FakeReader("because the quay had sunk"))

    assert answer.plan == "explanation"
    assert [citation.quote for citation in answer.citations] == [
        "The ferry stopped in March because the quay had sunk by a metre.",
        "This made the ramp too steep for lorries.",
    ]
    assert answer.short == "because the quay had sunk"


def test_a_writer_is_handed_the_same_sentences_and_may_refuse(ask, monkeypatch):
    monkeypatch.setattr("chatbot.answering.pipeline.embedded_reader", lambda: FakeReader("because the quay had sunk"))
    writer = FakeWriter("Your articles do not answer this question.")
    answer = ask("Why did the ferry stop?", writer)

    assert not answer.answered
    assert "too steep" in writer.messages[0].user
