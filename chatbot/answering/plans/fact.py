"""A fact: a few words of a sentence, and the sentence as the proof; or a refusal that says why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chatbot.answering.evidence import POINTED, SENTENCES, Question, gather
from chatbot.answering.inquiry import Inquiry, Step, citation, say
from chatbot.answering.publication_filter import newest
from chatbot.answering.reading import read
from chatbot.answering.refusal import SLACK, enough, weighed
from chatbot.answering.router import Route
from chatbot.answering.writing import write
from chatbot.protocols import LanguageModel, Reader
from chatbot.types import Evidence, Nearest, Plan, Read, Reason, Refusal, Reply, Sources, Token


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then Tokens that have been checked, then the Reply."""
    library, asked, way = inquiry.library, inquiry.question, _way(inquiry.model)
    hits = newest(asked.text, library.search(asked.text, scope=inquiry.scope))
    evidence = weighed(asked, gather(asked, hits, limit=way.sentences), library)
    looked = Read(len({hit.article.id for hit in hits}), len(hits))
    reason: Reason = "nothing_near"
    if enough(evidence, slack=way.slack):
        reason = "another_thing"
        yield Sources(tuple(citation(item, verified=False) for item in evidence[:SENTENCES]))
        for step in answer_from(asked, evidence, inquiry.model):
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


def answer_from(question: Question, evidence: Sequence[Evidence], model: LanguageModel) -> Iterator[Token | Reply]:
    """Yield checked Tokens and the Reply from evidence that is given; nothing when it does not answer."""
    return _way(model).answer(question, evidence)


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


@dataclass(frozen=True, slots=True)
class _Way:
    """How a kind of model answers: from so many sentences, of which the best may be so much weaker than chance."""

    sentences: int
    slack: float
    answer: Callable[[Question, Sequence[Evidence]], Iterator[Token | Reply]]


def _way(model: LanguageModel) -> _Way:
    if isinstance(model, Reader):
        return _Way(POINTED, SLACK, partial(read, reader=model))  # which itself refuses what does not answer
    return _Way(SENTENCES, 0.0, partial(write, writer=model))
