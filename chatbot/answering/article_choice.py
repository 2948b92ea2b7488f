"""Which articles a person means by some words: "the DeepSeek piece", "Meta's AI bill grows again", "the Gazette on books"."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from chatbot.answering.evidence import gather, understand
from chatbot.answering.refusal import weighed
from index.language import flat
from index.language.patterns import compiled, every
from index.language.vocabulary import function_words
from index.library import Library
from index.search.lexical import terms
from index.types import EVERYTHING, Article, ArticleSummary, Scope

BESIDE = 0.7  # what a word of the address, the author or the site counts, one of the title being 1
NAMED = 0.75  # share of the topic's words, weighed by rarity, from which a title says what is meant
HALF = 0.5
TIE = 0.9  # of the best share, from which another may as well be meant
NEAR = 0.015  # of the best score of the search, within which another may
MARGIN, CONTRAST = 0.02, 0.035  # by which what shares no word is to exceed chance, and the usual article that is found
_HITS = 32
_OPENING = 20_000  # characters of a text that are read for what it is about
_FAR = 50  # words after which one counts half
_JOINED = r"(?i)\s*(?:[,;&]|\b{numbers.joins}\b)\s*"
ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24})(?:/\S*)?")
_NAME = re.compile(r"[^\W\d_]+ \d+\b|[A-ZÀ-Þ][\w’'-]*(?: (?:[A-ZÀ-Þ][\w’'-]*|\d+))+")
_STEM = 4  # letters that two forms of a word share at least
_ENDING = 2  # letters by which one is longer at most


@dataclass(frozen=True, slots=True)
class _Found:
    """An article and how near its best passage comes: its score, and the share of the topic that it holds."""

    id: str
    score: float
    coverage: float


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


def chosen(topic: str, library: Library, scope: Scope = EVERYTHING, *, question: str = "") -> list[ArticleSummary]:
    """Return the article that is meant, or those that may as well be, the likeliest first; none when nothing is near.

    Of articles whose titles say the topic alike, that is the one whose title holds more words of the ``question``, then the
    newest; of those that only speak of it, the one that does so most and soonest. Without a topic it is the only article.
    """
    articles = sorted(library.summaries(scope), key=_published, reverse=True)
    words = topic_words(topic)
    if not topic.strip() or (not words and len(articles) == 1):
        return articles if len(articles) == 1 else []
    exact = [article for article in articles if flat(topic).strip() == flat(article.title).strip()]
    shares = {} if exact else _title_shares(words, articles)
    best = max(shares.values(), default=0.0)
    if best < NAMED and not exact:
        searched = _searched(topic, library, scope)
        strong = [found.id for found in searched if best >= HALF and shares.get(found.id, 0.0) >= TIE * best]
        by_id = {article.id: article for article in articles}
        return [by_id[found] for found in strong or _nearest(words, searched, library) if found in by_id]
    named = exact or [article for article in articles if shares[article.id] >= TIE * best]
    wider = _title_shares([word for word in terms(question) if word not in function_words()], named)
    return sorted(named, key=lambda article: (-shares.get(article.id, 1.0), -wider[article.id]))


def _published(article: ArticleSummary) -> str:
    return article.published.value if article.published else ""


def _nearest(words: list[str], searched: Sequence[_Found], library: Library) -> list[str]:
    """Return the ids of the articles that hold a topic's words as well as any, the more central first, else of the best."""
    holding = [found.id for found in searched if found.coverage >= max(HALF, TIE * max(one.coverage for one in searched))]
    if not holding:
        return [found.id for found in searched if found.score >= searched[0].score - NEAR]
    read = filter(None, map(library.article, holding))
    return [article.id for article in sorted(read, key=lambda article: -_central(words, article))]


def _central(words: list[str], article: Article) -> float:
    """Return how much an article speaks of a topic: each of its words, in the title or text, less the later it stands."""
    told = terms(f"{article.title} {article.text[:_OPENING]}")
    return sum(_alike(word, {*words}) / (1 + place / _FAR) for place, word in enumerate(told))


def about(topic: str, library: Library, scope: Scope = EVERYTHING, *, mentions: bool = False) -> list[ArticleSummary]:
    """Return the articles about a topic: those whose title says so or that often speak of it; else those that mention it.

    With ``mentions`` all that hold its words. Where none does, as in another language, those of which the search is sure.
    """
    words = topic_words(topic)
    articles = {article.id: article for article in library.summaries(scope)}
    held = (
        {found: count for found, count in library.articles_holding(_phrases(topic)).items() if found in articles}
        if words
        else {}
    )
    shares = _title_shares(words, articles.values())
    titled = [found for found in articles if shares.get(found, 0.0) >= NAMED]
    often = [found for found, (holding, passages) in held.items() if holding > 1 and 2 * holding >= passages]
    picked = [*held, *titled] if mentions else [*titled, *often] or list(held)
    picked = picked or [found.id for found in _searched(topic, library, scope)]
    return [articles[found] for found in dict.fromkeys(picked) if found in articles]


def _phrases(topic: str) -> list[str]:
    """Return what is looked for word for word: "Nour Haddad" and "Llama 4" as one, else each word that says something."""
    names = [" ".join(terms(name)) for name in _NAME.findall(topic)]
    return [*names, *topic_words(_NAME.sub(" ", topic))]


def _searched(topic: str, library: Library, scope: Scope) -> list[_Found]:
    """Return what the search finds for a topic, best first; nothing where chance would yield as much."""
    hits = library.search(topic, limit=_HITS, scope=scope)
    asked = understand(topic, library)
    best: dict[str, _Found] = {}
    for hit in hits:
        best.setdefault(hit.article.id, _Found(hit.article.id, hit.score, hit.coverage))
    usual = median(found.score for found in best.values()) if best else 0.0
    margins = {
        item.article.id: item.margin or 0.0 for item in reversed(weighed(asked, gather(asked, hits, limit=_HITS), library))
    }
    return [
        found
        for found in best.values()
        if margins.get(found.id, -1.0) > MARGIN and (found.coverage >= HALF or found.score > usual + CONTRAST)
    ]


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


def _alike(word: str, others: set[str]) -> float:
    """Tell whether a word, or another form of it, is among others: "licences", "licence"."""
    if word in others:
        return 1.0
    near = (other for other in others if other.isalpha() and len(other) >= _STEM and abs(len(word) - len(other)) <= _ENDING)
    return float(
        word.isalpha() and len(word) >= _STEM and any(word.startswith(other) or other.startswith(word) for other in near)
    )
