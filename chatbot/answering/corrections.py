"""What an article takes back: a sentence that the next one denies, and an article that corrects an earlier one."""

import re
from functools import cache

from index.language.packs import Pack, packs
from index.language.vocabulary import either, filled, flat, function_words, gathered
from index.search.lexical import terms
from index.types import Article, Sentence

SHARED = 2  # words of two titles about one thing
_LOOK = 80  # characters after a sentence


@cache
def _denied(known: tuple[Pack, ...]) -> re.Pattern[str]:
    but = gathered(known, lambda pack: pack.corrections.but)
    denials = either(filled(one, pack.corrections.parts) for pack in known for one in pack.corrections.denials)
    # "it was a mistake, says the founder" judges, and denies nothing
    return re.compile(rf"\s*(?:{but}\b,? ?)?(?:{denials})\s*(?:[.:;!]|$)")


@cache
def _correction(known: tuple[Pack, ...]) -> re.Pattern[str]:
    return re.compile(rf"\W*{gathered(known, lambda pack: pack.corrections.titles)}\b")


def taken_back(article: Article, sentence: Sentence) -> bool:
    """Tell whether the next sentence denies this one: "This is no longer the case", « Il n'en est rien »."""
    return _denied(packs()).match(flat(article.text[sentence.end : sentence.end + _LOOK])) is not None


def corrects(article: Article, other: Article) -> bool:
    """Tell whether an article presents itself as a correction, is not older than the other and shares words of its title."""
    dates = [one.published.value if one.published else "" for one in (article, other)]
    if _correction(packs()).match(flat(article.title)) is None or dates[0] < dates[1]:
        return False
    one, two = ({*terms(title)} - function_words() for title in (article.title, other.title))
    return len(one & two) >= SHARED
