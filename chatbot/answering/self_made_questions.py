"""Questions made from a library itself, so that it can be measured and calibrated without anybody writing any.

Each asks for a date, a number or a name that stands in a sentence, by the rarest other words of that sentence. In a language
that is not the article's only names carry over, so only they are used.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from index.language import find_dates, find_names, find_numbers
from index.language.sentences import split_sentences
from index.library import Library
from index.search.lexical import terms
from index.types import Article
from prompts import phrases

SEED = 7
WORDS = 5  # that a question takes from its sentence, as people's questions do


@dataclass(frozen=True, slots=True)
class SelfMade:
    """A question, its answer as it stands in the article, and the sentence that carries it."""

    text: str
    language: str
    answer: str
    article: Article
    quote: str


def questions_from(library: Library, *, limit: int, language: str) -> list[SelfMade]:
    """Return up to ``limit`` questions, at most one an article, the same ones each time for the same articles."""
    ids = sorted(summary.id for summary in library.summaries())
    random.Random(SEED).shuffle(ids)  # noqa: S311 - a sample, not a secret
    articles = filter(None, map(library.article, ids[: 2 * limit]))
    made = (next(_questions(library, article, language), None) for article in articles)
    return [question for question in made if question][:limit]


def _questions(library: Library, article: Article, language: str) -> Iterator[SelfMade]:
    spans = split_sentences(article.text)
    random.Random(article.id).shuffle(spans)  # noqa: S311
    asking = phrases("selfmade.toml", language)
    for start, end in spans:
        sentence = article.text[start:end]
        for kind, find in (("when", find_dates), ("how_many", find_numbers), ("who", find_names)):
            for fact in find(sentence)[:1]:
                answer = sentence[fact.start : fact.end]
                rest = sentence[: fact.start] + sentence[fact.end :]
                subject = _subject(library, rest, same_language=article.language == language)
                if subject:
                    yield SelfMade(asking[kind].replace("$subject", subject), language, answer, article, sentence)


def _subject(library: Library, text: str, *, same_language: bool) -> str:
    names = {word for name in find_names(text) for word in terms(text[name.start : name.end])}
    rarity = library.rarity(text)
    usable = [word for word in terms(text) if len(word) > 2 and (same_language or word in names)]  # noqa: PLR2004
    chosen = sorted(set(usable), key=lambda word: -rarity.get(word, 0))[:WORDS]
    return " ".join(dict.fromkeys(word for word in usable if word in chosen)) if len(chosen) > 1 else ""
