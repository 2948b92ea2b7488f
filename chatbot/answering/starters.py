"""Questions to begin with, made from a library's own records: each goes to a plan that can answer it."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from chatbot.answering.inquiry import say
from chatbot.answering.router import route
from chatbot.types import Plan
from index.language import find_names
from index.library import Library
from index.types import Scope

_NEWEST = 3  # articles that questions are made from
_TITLE = 90  # characters; a longer one is no part of a question
_READ = 6000  # characters of a text that is looked at
_OFTEN = 3  # times that a text names what it is about


def starters(library: Library, scope: Scope, language: str, *, limit: int = 3) -> list[str]:
    """Return questions about the newest articles, the same each time for the same articles."""
    return list(islice(dict.fromkeys(_made(library, scope, language)), limit))


def _made(library: Library, scope: Scope, language: str) -> Iterator[str]:
    newest = list(islice(library.summaries(scope, newest_first=True), _NEWEST))
    titled = (say("starter_summary", language, title=one.title) for one in newest if len(one.title) <= _TITLE)
    yield from [question for question in titled if route(question).plan is Plan.SUMMARY][:1]
    texts = [article.text[:_READ] for one in newest if (article := library.article(one.id))]
    named = Counter(text[name.start : name.end] for text in texts for name in find_names(text))
    yield from (say("starter_digest", language, name=name) for name, times in named.most_common(1) if times >= _OFTEN)
    yield from (say(f"starter_{kind}", language) for kind in ("newest", "count", "authors"))
