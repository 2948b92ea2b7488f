"""A fact: a few words of a sentence, and the sentence as the proof; or a refusal that says why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from chatbot.answering.evidence import POINTED, SENTENCES, gather
from chatbot.answering.inquiry import Inquiry, Step, citation, say
from chatbot.answering.publication_filter import newest
from chatbot.answering.reading import read
from chatbot.answering.refusal import SLACK, enough, weighed
from chatbot.answering.router import Route
from chatbot.types import Nearest, Plan, Read, Reason, Refusal, Reply, Sources, Token


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then Tokens that have been checked, then the Reply."""
    library, asked = inquiry.library, inquiry.question
    hits = newest(asked.text, library.search(asked.text, scope=inquiry.scope))
    evidence = weighed(asked, gather(asked, hits, limit=POINTED), library)
    looked = Read(len({hit.article.id for hit in hits}), len(hits))
    reason: Reason = "nothing_near"
    if enough(evidence, slack=SLACK):
        reason = "another_thing"
        yield Sources(tuple(citation(item, verified=False) for item in evidence[:SENTENCES]))
        for step in read(asked, evidence, inquiry.reader):  # which itself refuses what does not answer
            if isinstance(step, Reply):
                yield replace(step, read=looked)
                return
            yield step
    nearest = Nearest(hits[0].article, evidence[0].sentence.text if evidence else None) if hits else None
    if not hits:
        reason = "out_of_scope" if library.count() else "empty_library"
    refused = refusal(asked.language, Refusal(reason, nearest))
    yield Token(refused.text)
    yield replace(refused, read=looked)


def instead(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the answer to a question that another plan has none for: put as a plain one."""
    for step in answer(replace(inquiry, route=Route(Plan.FACT))):
        yield replace(step, plan=Plan.FACT) if isinstance(step, Reply) else step


def otherwise(steps: Iterable[Step], inquiry: Inquiry, change: Callable[[Reply], Reply]) -> Iterator[Step]:
    """Yield a plan's steps; where they have no Reply, those of the question put as a plain one, its answer changed."""
    replied = False
    for step in steps:
        replied = replied or isinstance(step, Reply)
        yield step
    for step in () if replied else instead(inquiry):
        yield change(step) if isinstance(step, Reply) and step.refusal is None else step


def refused(inquiry: Inquiry, reason: Reason) -> Reply:
    """Return the reply of a plan that has looked for itself and found nothing, with what comes nearest to the question."""
    hits = inquiry.library.search(inquiry.question.text, scope=inquiry.scope)
    evidence = gather(inquiry.question, hits, limit=1)
    nearest = Nearest(hits[0].article, evidence[0].sentence.text if evidence else None) if hits else None
    return refusal(inquiry.question.language, Refusal(reason, nearest))


def refusal(language: str, why: Refusal) -> Reply:
    """Return the reply that says that there is no answer, and what comes nearest."""
    text = say("library_empty" if why.reason == "empty_library" else "refusal", language)
    if why.nearest:
        text = f"{text} {say('nearest', language, title=why.nearest.article.title)}"
    return Reply(text, None, (), verified=False, certainty="unsure", refusal=why)
