"""Which articles a person means by some words; it stands in for the module of the branch plan-library."""

import math

from index.language.patterns import every
from index.language.vocabulary import function_words
from index.library import Library
from index.search.lexical import terms
from index.types import EVERYTHING, ArticleSummary, Scope

NAMED, TIE, NEAR = 0.6, 0.9, 0.015


def topic_words(topic: str) -> list[str]:
    """Return the words that say which article is meant."""
    return [word for word in terms(topic) if word not in function_words() | every("prose.requests")]


def chosen(topic: str, library: Library, scope: Scope = EVERYTHING) -> list[ArticleSummary]:
    """Return the article that is meant, or those that may as well be, the likeliest first; none when nothing is near."""
    articles = list(library.summaries(scope))
    words = topic_words(topic)
    if not words:
        return articles if len(articles) == 1 else []
    titles = {article.id: {word[:5] for word in terms(article.title)} for article in articles}
    rarity = {word: math.log(1 + len(titles) / (1 + sum(word[:5] in title for title in titles.values()))) for word in words}
    total = sum(rarity.values()) or 1.0
    shares = {key: sum(rarity[word] for word in rarity if word[:5] in title) / total for key, title in titles.items()}
    best = max(shares.values(), default=0.0)
    if best >= NAMED:
        return sorted((one for one in articles if shares[one.id] >= TIE * best), key=lambda one: -shares[one.id])
    hits = library.search(" ".join(words), scope=scope)
    picked = [hit.article.id for hit in hits if hit.score > hits[0].score - NEAR]
    return sorted((one for one in articles if one.id in picked), key=lambda one: picked.index(one.id))
