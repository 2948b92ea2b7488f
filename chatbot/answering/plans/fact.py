"""A fact: a few words of a sentence, and the sentence as the proof; or a refusal that says why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from chatbot.answering.evidence import POINTED, SENTENCES, corrects, gather
from chatbot.answering.inquiry import Inquiry, Step, say, sources
from chatbot.answering.prompt import one_line
from chatbot.answering.reading import read
from chatbot.answering.refusal import SLACK, enough
from chatbot.types import Evidence, Nearest, Plan, Reason, Refusal, Reply
from index.types import Article


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then the Reply."""
    if not enough(inquiry.evidence, slack=SLACK):
        yield refused(inquiry, "nothing_near")
        return
    yield sources(inquiry.evidence[:SENTENCES], verified=False)
    told = read(inquiry.question, inquiry.evidence[:POINTED], inquiry.reader, partial(_correcting, inquiry))
    yield replace(told, read=inquiry.read) if told else refused(inquiry, "another_thing")


def _correcting(inquiry: Inquiry, article: Article) -> list[Evidence]:
    """Return the sentences of what corrects an article, which is called like it; those best first that bear on the question."""
    hits = inquiry.library.search(article.title, scope=inquiry.scope)
    return gather(inquiry.question, [hit for hit in hits if corrects(hit.article, article)], limit=POINTED)


def instead(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the answer to a question that another plan has none for: put as a plain one, unless that has none either."""
    for step in answer(inquiry):
        yield replace(step, plan=Plan.FACT) if isinstance(step, Reply) and step.refusal is None else step


def otherwise(steps: Iterable[Step], inquiry: Inquiry, change: Callable[[Reply], Reply]) -> Iterator[Step]:
    """Yield a plan's steps; where they have no Reply, those of the question put as a plain one, its answer changed."""
    replied = False
    for step in steps:
        replied = replied or isinstance(step, Reply)
        yield step
    for step in () if replied else instead(inquiry):
        yield change(step) if isinstance(step, Reply) and step.refusal is None else step


def refused(inquiry: Inquiry, reason: Reason) -> Reply:
    """Return the reply that there is no answer, with what comes nearest: the best evidence, where it is stronger than chance.

    Where nothing was searched, that is the reason. What the span head finds likeliest was tried, and comes no nearer.
    """
    hits, near = inquiry.hits, next(iter(inquiry.evidence), None)
    nearest = Nearest(hits[0].article, None) if hits else None
    if near:
        nearest = Nearest(near.article, near.sentence.text if (near.margin or 0) > 0 else None)
    if not hits:
        reason = "out_of_scope" if inquiry.library.count() else "empty_library"
    return replace(refusal(inquiry.question.language, Refusal(reason, nearest)), read=inquiry.read)


def refusal(language: str, why: Refusal) -> Reply:
    """Return the reply that says that there is no answer, and what comes nearest."""
    text = say("library_empty" if why.reason == "empty_library" else "refusal", language)
    if why.nearest:
        quote = why.nearest.quote
        told = {"title": why.nearest.article.title, "quote": one_line(quote or "")}
        offered = say("nearest_sentence" if quote else "nearest", language, **told)
        text = f"{text} {offered}"
    return Reply(text, None, certainty="unsure", refusal=why)
