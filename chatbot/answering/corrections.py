"""What an article takes back: a sentence that the next one denies, and an article that corrects an earlier one."""

import re

from index.language.vocabulary import flat, function_words
from index.search.lexical import terms
from index.types import Article, Sentence

SHARED = 2  # words of two titles about one thing
_LOOK = 80  # characters after a sentence
_THAT = r"(?:this|that|it|(?:this|that) (?:date|information|announcement|claim|news|figure))"
_CELA = r"(?:ce|tel|cela|ceci|ca|cette (?:date|information|annonce|affirmation|nouvelle))"
_DENIED = re.compile(
    r"\s*(?:(?:or|mais|toutefois|pourtant|en fait|en realite|depuis|but|however|yet|in fact)\b,? ?)?(?:"
    rf"{_CELA} n'(?:est|etait) (?:plus|pas|point) (?:le cas|vraie?|exacte?|juste|d'actualite|valable)"
    r"|il n'en (?:est|sera|etait|fut) (?:plus |pas |finalement )?rien"
    rf"|(?:c'|{_CELA} )(?:est|etait|s'est revelee) (?:fausse?|faux|inexacte?|erronee?|une erreur)"
    rf"|{_THAT} (?:(?:is|was) (?:no longer|not|never)|isn't|wasn't) (?:the case|true|so|correct|right|accurate|valid)"
    rf"|{_THAT} (?:is|was|proved) (?:wrong|false|incorrect|inaccurate|untrue|an error|a mistake)"
    r"|(?:no longer|not any ?more|not so|plus maintenant)"
    r")\s*(?:[.:;!]|$)"  # "it was a mistake, says the founder" judges, and denies nothing
)
_CORRECTION = re.compile(
    r"\W*(?:rectificatif|rectification|erratum|errata|correctif|corrections?|corrigendum|mise au point|corrected)\b"
)


def taken_back(article: Article, sentence: Sentence) -> bool:
    """Tell whether the next sentence denies this one: "This is no longer the case", « Il n'en est rien »."""
    return _DENIED.match(flat(article.text[sentence.end : sentence.end + _LOOK])) is not None


def corrects(article: Article, other: Article) -> bool:
    """Tell whether an article presents itself as a correction, is not older than the other and shares words of its title."""
    dates = [one.published.value if one.published else "" for one in (article, other)]
    if _CORRECTION.match(flat(article.title)) is None or dates[0] < dates[1]:
        return False
    one, two = ({*terms(title)} - function_words() for title in (article.title, other.title))
    return len(one & two) >= SHARED
