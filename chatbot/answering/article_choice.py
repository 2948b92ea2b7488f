"""Which articles a person means by some words: "the DeepSeek piece", "Meta's AI bill grows again", "the Gazette on books"."""

import math
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from chatbot.answering.inquiry import Inquiry
from chatbot.answering.speaking import speaking
from chatbot.answering.topics import same, topic
from index.language import flat
from index.language.patterns import compiled, every
from index.language.vocabulary import function_words
from index.search.lexical import terms
from index.types import ArticleSummary, Scope

BESIDE = 0.7  # what a word of the address, the author or the site counts, one of the title being 1
NAMED, PART = (
    0.75,
    0.25,
)  # share of the topic's words, weighed by rarity, from which a title says what is meant, or a part of it
TIE = 0.9  # of the best share, from which another may as well be meant
_JOINED = r"(?i)\s*(?:[,;&]|\b{numbers.joins}\b)\s*"
ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24})(?:/\S*)?")


def sites_of(article: ArticleSummary) -> list[str]:
    """Return what the site that an article comes from is called: as its page says, and its host; none for a file."""
    host = (urlsplit(article.url or "").hostname or "").removeprefix("www.")
    return [name for name in (article.site, host) if name]


def authors_of(article: ArticleSummary) -> list[str]:
    """Return the names of an article's authors."""
    return [name for part in compiled(_JOINED).split(article.author or "") if (name := part.strip())]


def says_little(word: str) -> bool:
    """Tell whether a word, given flat, is of how one asks for articles and not of which are meant."""
    return word in function_words() or word in every("library.asking")


def topic_words(topic: str) -> list[str]:
    """Return the words of a topic as the search keeps them, without those that say little, unless there are no others."""
    words = [word for word in terms(topic) if len(word) > 1 or word.isdigit()]
    return [word for word in words if not says_little(word)] or [word for word in words if word not in function_words()]


def chosen(text: str, inquiry: Inquiry, scope: Scope) -> list[ArticleSummary]:
    """Return the article that is meant, or those that may as well be, the likeliest first; none when nothing is near.

    Of articles whose titles say the topic alike, that is the one whose title holds more words of the question, then the
    newest; else those that speak of it and of little else, the nearest first. Without a topic it is the only article.
    """
    articles = sorted(inquiry.library.summaries(scope), key=lambda one: one.day, reverse=True)
    words = topic_words(text)
    if not text.strip() or (not words and len(articles) == 1):
        return articles if len(articles) == 1 else []
    exact = [article for article in articles if flat(text).strip() == flat(article.title).strip()]
    shares = {} if exact else _title_shares(words, articles)
    best = max(shares.values(), default=0.0)
    named = exact or [article for article in articles if shares[article.id] >= TIE * best]
    if exact or best >= NAMED:
        wider = _title_shares([word for word in terms(inquiry.question.text) if word not in function_words()], named)
        return sorted(named, key=lambda article: (-shares.get(article.id, 1.0), -wider[article.id]))
    known = {article.id: article for article in articles}
    spoken = [one for one in speaking(inquiry, topic(inquiry.library, text), scope) if one.article.id in known]
    titled = {article.id for article in named if best >= PART}
    likely = [one for one in spoken if one.article.id in titled] or [one for one in spoken if one.sure or not titled]
    if titled and not likely:
        return named  # a title that says a part goes before a text that only comes near
    meant = [one for one in likely if one.central] or likely
    return [known[one.article.id] for one in sorted(meant, key=lambda one: -one.near)]


def _title_shares(words: list[str], articles: Iterable[ArticleSummary]) -> dict[str, float]:
    """Return which share of a topic's words, weighed by their rarity, each article has in its title or beside it."""
    kept = [(article.id, set(terms(article.title)), set(terms(_beside(article)))) for article in articles]
    parts = {
        word: {key: max(_alike(word, title), BESIDE * _alike(word, beside)) for key, title, beside in kept}
        for word in set(words)
    }
    rarity = {word: math.log(1 + (len(kept) + 0.5) / (0.5 + sum(map(bool, found.values())))) for word, found in parts.items()}
    total = sum(rarity.values()) or 1.0
    return {key: sum(rarity[word] * parts[word][key] for word in parts) / total for key, _, _ in kept}


def _beside(article: ArticleSummary) -> str:
    address = urlsplit(article.url).path if article.url else re.split(r"[/\\]", article.source)[-1]
    return f"{address} {' '.join(sites_of(article))} {article.author or ''}"


def _alike(word: str, others: set[str]) -> bool:
    """Tell whether a word, or another form of it, is among others: "licences", "licence"."""
    return word in others or (word.isalpha() and any(same(word, other) for other in others))
