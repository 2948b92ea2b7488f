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
_READ = 6000  # characters of the one text that is looked at
_OFTEN = 3  # times that a text names what it is about


def starters(library: Library, scope: Scope, language: str, *, limit: int = 3) -> list[str]:
    """Return questions about the newest articles, the same each time for the same articles."""
    newest = [one for one in islice(library.summaries(scope, newest_first=True), _NEWEST) if len(one.title) <= _TITLE]
    made = (question for question, plan in _made(newest, library, language) if route(question).plan is plan)
    return list(islice(dict.fromkeys(made), limit))


def _made(newest: list[ArticleSummary], library: Library, language: str) -> Iterator[tuple[str, Plan]]:
    if newest:
        yield say("starter_summary", language, title=newest[0].title), Plan.SUMMARY
    for one in newest[1:3] or newest:
        if name := _subject(one, library):
            yield say("starter_digest", language, name=name), Plan.DIGEST
            break
    yield from ((say("starter_author", language, title=one.title), Plan.LIBRARY) for one in newest[-2:] if one.author)
    yield say("starter_count", language), Plan.LIBRARY
    yield say("starter_newest", language), Plan.LIBRARY
    yield say("starter_authors", language), Plan.LIBRARY


def _subject(summary: ArticleSummary, library: Library) -> str:
    """Return the name that an article says most, "" where it says none often."""
    article = library.article(summary.id)
    text = article.text[:_READ] if article else ""
    named = Counter(text[name.start : name.end] for name in find_names(text))
    name, times = next(iter(named.most_common(1)), ("", 0))
    return name if times >= _OFTEN else ""
