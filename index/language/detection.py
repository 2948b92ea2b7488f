"""Which language a text is written in."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

QUESTION_LANGUAGES = ("en", "fr")


def detect(text: str) -> str:
    """Return the ISO 639-1 code of an article's language."""
    return str(_identifier(None).classify(text[:4000])[0])


def detect_question(text: str) -> str:
    """Return "en" or "fr", the languages that the product speaks; a question is too short to tell more apart."""
    return str(_identifier(QUESTION_LANGUAGES).classify(text)[0])


@cache
def _identifier(languages: tuple[str, ...] | None) -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if languages:
        identifier.set_languages(list(languages))
    return identifier
