"""Talk: what is said to the program and asks nothing of the articles. It is answered in kind, and with what can be asked."""

from collections.abc import Iterator

from chatbot.answering.inquiry import Inquiry, Step
from chatbot.answering.library_request import language_name
from chatbot.answering.starters import starters
from chatbot.types import Reply
from index.language import flat
from index.language.detection import QUESTION_LANGUAGES
from index.language.patterns import compiled

# what asks for more goes before the politeness around it: "hello, what can you do?", "thanks, bye"
KINDS = ("language", "abilities", "identity", "outside", "farewell", "thanks", "greeting")
_BRIEF = {"farewell", "thanks"}  # after which nobody wants to be told what to ask


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the Reply."""
    yield Reply(_said(_kind(inquiry.whole), inquiry), None, (), verified=True, certainty="sure")


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
