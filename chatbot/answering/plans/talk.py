"""Talk: what is said to the program and asks nothing of the articles. It is answered in kind, and with what can be asked."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from chatbot.answering.inquiry import Inquiry, Step, say
from chatbot.answering.library_request import language_name
from chatbot.answering.router import route
from chatbot.answering.topics import names_in_piece
from chatbot.types import Plan, Reply
from index.language import flat
from index.language.detection import QUESTION_LANGUAGES
from index.language.patterns import compiled
from index.library import Library
from index.types import Scope

# what asks for more goes before the politeness around it: "hello, what can you do?", "thanks, bye"
KINDS = ("language", "abilities", "identity", "outside", "farewell", "thanks", "greeting")
_BRIEF = {"farewell", "thanks"}  # after which nobody wants to be told what to ask
_NEWEST = 30  # articles whose titles questions are made from
_TITLE = 90  # characters; a longer one is no part of a question
_OFTEN = 2  # titles that name what several articles are about


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the Reply."""
    yield Reply(_said(_kind(inquiry.whole), inquiry), None, certainty="sure")


def _kind(said: str) -> str:
    line = " ".join(flat(said).replace("'", " ").replace("-", " ").split())
    return next((kind for kind in KINDS if compiled(f"{{plans.kinds.{kind}}}").search(line)), "other")


def _said(kind: str, inquiry: Inquiry) -> str:
    spoken = inquiry.question.language
    names = [language_name(code, spoken) for code in (spoken, *QUESTION_LANGUAGES)]
    first = inquiry.say(f"talk_{kind}", languages=", ".join(dict.fromkeys(names)))
    number = inquiry.library.count(inquiry.given)
    if kind in _BRIEF:
        return first
    if not number:
        return f"{first} {inquiry.say('library_empty')}"
    held = inquiry.library.languages()
    each = ", ".join(inquiry.say("talk_language_count", name=language_name(code, spoken), count=held[code]) for code in held)
    holds = inquiry.say("talk_articles" if number > 1 else "talk_article", count=number, languages=each)
    return "\n".join([f"{first} {holds}", *(f"- {one}" for one in starters(inquiry.library, inquiry.given, spoken))])


def starters(library: Library, scope: Scope, language: str, *, limit: int = 3) -> list[str]:
    """Return questions about the newest articles, the same each time for the same articles."""
    return list(islice(dict.fromkeys(_made(library, scope, language)), limit))


def _made(library: Library, scope: Scope, language: str) -> Iterator[str]:
    newest = list(islice(library.summaries(scope, newest_first=True), _NEWEST))
    titled = (say("starter_summary", language, title=one.title) for one in newest if len(one.title) <= _TITLE)
    yield from [question for question in titled if route(question).plan is Plan.SUMMARY][:1]
    named = Counter(one.title[name.start : name.end] for one in newest for name in names_in_piece(one.title))
    yield from (say("starter_digest", language, name=name) for name, times in named.most_common(1) if times >= _OFTEN)
    yield from (say(f"starter_{kind}", language) for kind in ("newest", "count", "authors"))
