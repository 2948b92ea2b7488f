"""What an article takes back: a sentence that the next one denies, and an article that corrects an earlier one."""

from index.language.patterns import compiled
from index.language.vocabulary import flat, function_words
from index.search.lexical import terms
from index.types import Article, Sentence

SHARED = 2  # words of two titles about one thing
_LOOK = 80  # characters after a sentence
# "it was a mistake, says the founder" judges, and denies nothing
_DENIED = r"\s*(?:{corrections.but}\b,? ?)?{corrections.denials}\s*(?:[.:;!]|$)"
_CORRECTION = r"\W*{corrections.titles}\b"


def taken_back(article: Article, sentence: Sentence) -> bool:
    """Tell whether the next sentence denies this one: "This is no longer the case", « Il n'en est rien »."""
    return compiled(_DENIED).match(flat(article.text[sentence.end : sentence.end + _LOOK])) is not None


def corrects(article: Article, other: Article) -> bool:
    """Tell whether an article presents itself as a correction, is not older than the other and shares words of its title."""
    if compiled(_CORRECTION).match(flat(article.title)) is None or article.id == other.id or article.day < other.day:
        return False
    one, two = ({*terms(title)} - function_words() for title in (article.title, other.title))
    return len(one & two) >= SHARED
