"""A digest: what each article says about a topic, one dated quote an article, the newest first."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from chatbot.answering.evidence import corrects
from chatbot.answering.inquiry import Cited, Inquiry, Step, sources
from chatbot.answering.plans import fact
from chatbot.answering.refusal import enough
from chatbot.answering.speaking import Speaking, speaking
from chatbot.answering.topics import topic, topic_of
from chatbot.types import Item, Read, Reply, Token
from index.language.moments import parse_iso
from index.language.say import say_date

MOST = 30  # articles that are quoted; the others are counted


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield a line an article as it is made; nothing when no article speaks of the topic."""
    about = topic(inquiry.library, topic_of(inquiry.question.text))
    spoken = speaking(inquiry, about, inquiry.scope) if about.words else []
    found = sorted(spoken, key=lambda one: one.article.day, reverse=True)
    if not found:
        if about.words and inquiry.hits and not enough(inquiry.evidence, slack=0.0):
            yield fact.refused(inquiry, "nothing_near")  # what comes near may hold a plain answer to the question
        return
    mentioning = inquiry.library.mentioning([about.text], scope=inquiry.scope)
    shown = found[:MOST]
    cited = Cited((one.article, one.sentences[0]) for one in shown)
    yield sources(cited.evidence)
    lines = [line(inquiry, one, number) for number, one in enumerate(shown, 1)]
    for said in lines:
        yield Token(f"{said}\n")
    unsure = max(mentioning, len(found)) - len(shown)
    lines += [*_disputed(inquiry, shown), *([inquiry.say("digest_more", count=unsure)] if unsure else [])]
    yield Reply(
        "\n".join(lines),
        None,
        cited.evidence,
        certainty="sure" if all(one.sure for one in shown) else "likely",
        statements=cited.statements,
        items=tuple(Item(one.sentences[0].text, (number,), one.article.day or None) for number, one in enumerate(shown, 1)),
        read=Read(len(found), sum(len(one.sentences) for one in found), unsure, complete=not unsure),
    )


def line(inquiry: Inquiry, one: Speaking, marker: int) -> str:
    """Return what is shown of an article: its date, its title, its quote and the quote's marker."""
    date, quote = one.article.day, " ".join(one.sentences[0].text.split())
    day = say_date(parse_iso(date), inquiry.question.language) if date else inquiry.say("undated")
    return inquiry.say("digest_line", date=day, title=one.article.title, quote=quote, marker=f"[{marker}]")


def _disputed(inquiry: Inquiry, shown: Sequence[Speaking]) -> list[str]:
    """Return the quotes side by side of an article that corrects another, and of that."""
    told = []
    for (first, one), (second, other) in permutations(enumerate(shown, 1), 2):
        if corrects(one.article, other.article):
            pair = (
                inquiry.say("quote", quote=x.sentences[0].text, marker=f"[{n}]") for n, x in ((first, one), (second, other))
            )
            told.append(inquiry.say("disagree", claims=inquiry.say("between").join(pair)))
    return told
