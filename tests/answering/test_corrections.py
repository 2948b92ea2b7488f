import pytest

from chatbot.answering.evidence import corrects
from chatbot.answering.quotable import taken_back
from index.types import Article, Dated, Place, Sentence

CLAIM = "The evening is on 13 May."


def article(text: str = "", title: str = "", published: str = "") -> Article:
    return Article(title, Place(""), title, text, "en", "2026-01-01", published=Dated(published, "test") if published else None)


def followed_by(text: str) -> bool:
    whole = article(f"{CLAIM} {text}")
    return taken_back(whole, Sentence(whole.id, 0, len(CLAIM), CLAIM))


@pytest.mark.parametrize(
    "text",
    [
        "This is no longer the case.",
        "However, that was wrong: it is on 6 May.",
        "It isn't true.",
        "Not any more.",
        "Ce n'est plus le cas : elle est avancée.",
        "Or il n’en est rien.",
        "C’était une erreur.",
        "Cette information était inexacte.",
        "Tel n'est pas le cas.",
        "This date was wrong.",
        "Cette date est fausse : c’est le 6.",
    ],
)
def test_a_sentence_that_the_next_one_denies_is_taken_back(text):
    assert followed_by(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tickets cost 12 euros.",
        "This is the case every year.",
        "C'est le cas chaque année.",
        "It was no longer raining.",
        "No.",
    ],
)
def test_a_sentence_that_is_not_denied_stands(text):
    assert not followed_by(text)


@pytest.mark.parametrize(
    ("title", "published", "expected"),
    [
        ("Rectificatif : la soirée des modèles ouverts est avancée", "2025-04-24", True),
        ("Correction: soirée, modèles", "2025-04-24", True),
        ("Rectificatif : la soirée des modèles ouverts", "2025-04-01", False),
        ("Rectificatif : la soirée des boulangers", "2025-04-24", False),
        ("The correction of modèles and soirée", "2025-04-24", False),
        ("La soirée des modèles est avancée", "2025-04-24", False),
    ],
)
def test_a_later_article_whose_title_says_so_corrects_an_earlier_one(title, published, expected):
    assert (
        corrects(
            article(title=title, published=published), article(title="Une soirée pour les modèles", published="2025-04-17")
        )
        == expected
    )
