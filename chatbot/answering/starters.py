"""Questions to begin with, made from a library's own records: each goes to a plan that can answer it."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from chatbot.answering.inquiry import say
from chatbot.answering.router import route
from chatbot.types import Plan
from index.language import find_names
from index.library import Library
from index.types import ArticleSummary, Scope

_NEWEST = 12  # articles that questions are made from
_TITLE = 90  # characters; a longer one is no part of a question
_READ = 6000  # characters of a text that is looked at
_READ_OF = 3  # articles of which a text is looked at
_OFTEN = 3  # times that a text names what it is about


def starters(library: Library, scope: Scope, language: str, *, limit: int = 3) -> list[str]:
    """Return questions about the newest articles, the same each time for the same articles."""
    newest = [one for one in islice(library.summaries(scope, newest_first=True), _NEWEST) if len(one.title) <= _TITLE]
    made = (question for question, plan in _made(newest, library, language) if route(question).plan is plan)
    return list(islice(dict.fromkeys(made), limit))


def _made(newest: list[ArticleSummary], library: Library, language: str) -> Iterator[tuple[str, Plan]]:
    for one in newest:
        question = say("starter_summary", language, title=one.title)
        if route(question).plan is Plan.SUMMARY:
            yield question, Plan.SUMMARY
            break
    if name := next((name for one in newest[:_READ_OF] if (name := _subject(one, library))), ""):
        yield say("starter_digest", language, name=name), Plan.DIGEST
    yield from ((say("starter_author", language, title=one.title), Plan.LIBRARY) for one in newest[-1:] if one.author)
    yield from ((say(f"starter_{kind}", language), Plan.LIBRARY) for kind in ("newest", "count", "authors"))


def _subject(summary: ArticleSummary, library: Library) -> str:
    """Return the name that an article says most, "" where it says none often."""
    article = library.article(summary.id)
    text = article.text[:_READ] if article else ""
    named = Counter(text[name.start : name.end] for name in find_names(text))
    name, times = next(iter(named.most_common(1)), ("", 0))
    return name if times >= _OFTEN else ""
