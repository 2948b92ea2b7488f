"""What an article takes back: a sentence that the next one denies, and an article that corrects an earlier one."""

import re

from chatbot.facts.words import flat
from index.types import Article, Sentence

_LOOK = 80  # characters after a sentence
_DENIED = re.compile(
    r"\s*(?:(?:or|mais|toutefois|pourtant|en fait|en realite|depuis|but|however|yet|in fact)\b,? ?)?(?:"
    r"(?:ce|tel|cela|ceci|ca) n'(?:est|etait) (?:plus|pas|point) (?:le cas|vrai|exact|juste|d'actualite|valable)"
    r"|il n'en (?:est|sera|etait|fut) (?:plus |pas |finalement )?rien"
    r"|c'(?:est|etait) (?:faux|inexact|errone|une (?:erreur|fausse))"
    r"|cette (?:date|information|annonce|affirmation|nouvelle) (?:est|etait|s'est revelee) (?:fausse|inexacte|erronee)"
    r"|(?:this|that|it) (?:is|was) (?:no longer|not|never) (?:the case|true|so|correct|right|accurate|valid)\b"
    r"|(?:this|that|it) (?:isn't|wasn't) (?:the case|true|so|correct|right|accurate|valid)\b"
    r"|(?:this|that|it) (?:is|was|proved) (?:wrong|false|incorrect|inaccurate|untrue|an error|a mistake)\b"
    r"|(?:no longer|not any ?more|not so)\b)"
)
_CORRECTION = re.compile(
    r"\W*(?:rectificatif|rectification|erratum|errata|correctif|corrections?|corrigendum|mise au point|corrected)\b"
)


def taken_back(article: Article, sentence: Sentence) -> bool:
    """Tell whether the next sentence denies this one: "This is no longer the case", « Il n'en est rien »."""
    return _DENIED.match(flat(article.text[sentence.end : sentence.end + _LOOK])) is not None


def corrects(article: Article, other: Article) -> bool:
    """Tell whether an article presents itself as a correction and is not older than the other."""
    dates = [one.published.value if one.published else "" for one in (article, other)]
    return _CORRECTION.match(flat(article.title)) is not None and dates[0] >= dates[1]
