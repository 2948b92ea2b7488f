from datetime import date

import pytest

from chatbot import Chatbot
from chatbot.answering.library_request import read_request
from chatbot.testing import FakeReader

ARTICLES = {
    "harbour.md": ("The harbour reopens", "2025-03-04", "Ada Bell", "https://shore.example.org/harbour", "en"),
    "market.md": ("Le marché d’Arles s’agrandit", "2025-04-09", "Noé Martin", "https://sud.example.org/marche", "fr"),
    "storm.md": ("After the storm", "2024-11-20", "Ada Bell", "https://shore.example.org/storm", "en"),
    "notes.md": ("Notes on salt", None, None, None, "en"),
}


@pytest.fixture
def ask(library, write):
    for name, (title, day, author, url, language) in ARTICLES.items():
        known = {"title": title, "date": day, "author": author, "url": url, "language": language}
        head = "\n".join(f'{key}: "{value}"' if key == "title" else f"{key}: {value}" for key, value in known.items() if value)
        library.add(write(name, f"---\n{head}\n---\n\n{title}. The quay of Arles is long.\n"))
    return Chatbot(library, FakeReader()).ask


def titles(answer):
    return [item.article.title for item in answer.items]


def test_who_wrote_the_article_is_known_of_its_record(ask):
    answer = ask("Who wrote the article on the harbour?")

    assert (answer.short, answer.certainty, answer.citations) == ("Ada Bell", "sure", ())
    assert titles(answer) == ["The harbour reopens"]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("articles by Ada Bell", ["The harbour reopens", "After the storm"]),
        ("quels articles sont en français ?", ["Le marché d’Arles s’agrandit"]),
        ("articles published in March 2025", ["The harbour reopens"]),
        ("Which articles are undated?", ["Notes on salt"]),
        ("which articles are from shore.example.org", ["The harbour reopens", "After the storm"]),
        ("What is the oldest article?", ["After the storm"]),
        ("any article on astronomy?", []),
    ],
)
def test_articles_are_found_by_what_is_known_of_them(ask, question, named):
    answer = ask(question)

    assert (titles(answer), answer.answered, answer.certainty) == (named, True, "sure")


def test_a_number_is_exact(ask):
    assert ask("How many articles do I have?").count == 4
    assert ask("combien d’articles Ada Bell a-t-elle écrits ?").count == 2
    assert ask("how many different authors are there in my articles?").count == 2


def test_what_is_unknown_is_said_to_be_unknown(ask):
    answer = ask("When was the article on salt published?")

    assert "unknown" in answer.text
    assert answer.short is None


def test_an_article_that_is_not_there_is_not_guessed(ask):
    answer = ask("Qui a écrit l’article sur les volcans ?")

    assert (answer.answered, answer.refusal.reason) == (False, "nothing_near")


def test_a_month_without_its_year_is_the_last_in_which_anything_was_published(library, ask):
    request = read_request("list the articles from April", list(library.summaries()), library, today=date(2027, 1, 1))

    assert (request.period.start, request.period.end) == (date(2025, 4, 1), date(2025, 4, 30))
    assert titles(ask("list the articles from April")) == ["Le marché d’Arles s’agrandit"]
