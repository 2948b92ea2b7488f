import pytest

from chatbot import Chatbot, Sources
from chatbot.answering.plans.summary import asked
from chatbot.testing import FakeReader, FakeWriter
from index.library import Library

BRIDGE = """The old bridge of Arden reopens

By Tom Reed | Photo: Ann Lake

The bridge of Arden reopens on 3 May 2025 after two years of works. It had been closed since the flood of 2023.
The works cost 12 million euros, paid by the county and by a toll. Ada Bell, the mayor, will cut the ribbon at noon.
Cyclists get a lane of their own on the northern side. Lorries of more than 20 tonnes stay banned from the bridge.
The toll ends in 2031, says the treasurer, Paul Marsh. Subscribe to our newsletter for more news of Arden.
"""
MARKET = "Le marché d’Arles ouvre le 4 juin. La place Voltaire accueille quarante marchands. Le maire y tiendra un discours."


@pytest.fixture
def ask(library: Library, write):
    def make(question, *texts, model=None, history=()):
        library.add([write(f"{number}.txt", text) for number, text in enumerate(texts)])
        return Chatbot(library, model or FakeReader()).ask(question, history=history)

    return make


def test_a_summary_is_made_of_whole_sentences_of_the_article_in_its_order_each_with_its_citation(ask):
    answer = ask("Summarise the article about the bridge", BRIDGE, MARKET)
    starts = [citation.start for citation in answer.citations]

    assert answer.plan == "summary"
    assert starts == sorted(starts)
    assert 3 <= len(answer.statements) <= 5
    for statement, citation in zip(answer.statements, answer.citations, strict=True):
        assert statement.text == citation.quote
        assert citation.article.text[citation.start : citation.end] == citation.quote
        assert statement.text.endswith(".")
        assert "newsletter" not in statement.text


def test_a_sentence_that_leans_comes_after_the_one_that_it_leans_on(ask):
    quotes = [citation.quote for citation in ask("Sum it up in ten sentences", BRIDGE).citations]

    place = next(number for number, quote in enumerate(quotes) if quote.startswith("It had been closed"))
    assert quotes[place - 1].startswith("The bridge of Arden reopens")


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Summarise it in one sentence", 1),
        ("résume le texte en une phrase", 1),
        ("en trois points, le texte", 3),
        ("in 2 bullet points please", 2),
        ("summary in 50 words", 2),
    ],
)
def test_there_are_as_many_sentences_as_were_asked_for(ask, question, count):
    assert asked(question, "fr" if "texte" in question else "en")[0] == count
    assert len(ask(question, BRIDGE).statements) == count


def test_a_number_that_counts_no_sentences_says_what_is_meant():
    assert asked("Summarise the article on Route 66", "en") == (None, "Route 66")


def test_of_all_articles_each_gives_one_sentence(ask):
    answer = ask("Summarise everything", BRIDGE, MARKET)

    assert len(answer.items) == 2
    assert len({citation.article.id for citation in answer.citations}) == 2
    assert answer.read.complete


def test_a_sentence_that_is_taken_back_is_not_told(ask):
    text = "The evening was to take place on 13 May 2025. This is no longer the case. The hall opens on 6 May 2025 at six."
    answer = ask("Summarise the article", text)

    assert [statement.text for statement in answer.statements] == ["The hall opens on 6 May 2025 at six."]


def test_a_writer_is_handed_the_passages_that_hold_them(ask, monkeypatch):
    monkeypatch.setattr("chatbot.answering.pipeline.embedded_reader", FakeReader)
    writer = FakeWriter("The bridge of Arden reopens on 3 May 2025 [1].")
    answer = ask("Summarise the article about the bridge", BRIDGE, model=writer)

    assert answer.text == "The bridge of Arden reopens on 3 May 2025. [1]"
    assert BRIDGE.splitlines()[-1] in writer.messages[0].user


def test_the_sources_come_first(library: Library, write):
    library.add([write("0.txt", BRIDGE)])
    first = next(iter(Chatbot(library, FakeReader()).stream("Summarise the article")))

    assert isinstance(first, Sources)


def test_what_ends_in_a_colon_is_told_with_what_it_announces(ask):
    text = "The county pays for these three works on the bridge of Arden:\n- the deck,\n- the toll house.\nCyclists get a lane."
    answer = ask("Summarise the article in one sentence", text)

    assert answer.statements[0].text.endswith("bridge of Arden: - the deck, - the toll house.")


def test_an_answer_to_a_question_is_not_told_without_it(ask):
    text = "Lorries stay banned from the old bridge of Arden. Who pays for it? Mostly the county and its toll."
    answer = ask("Summarise the article", text)

    assert [statement.text for statement in answer.statements] == ["Lorries stay banned from the old bridge of Arden."]
