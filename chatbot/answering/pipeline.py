"""How a question travels: dialogue, router, plan, answer; as a stream of events."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from chatbot.answering.dialogue import stand_alone
from chatbot.answering.evidence import understand
from chatbot.answering.follow_up_forms import in_language
from chatbot.answering.inquiry import Inquiry, Step, citation, restrict
from chatbot.answering.plans import (
    comparison,
    counting,
    digest,
    explanation,
    fact,
    library,
    listing,
    quotation,
    several,
    summary,
    talk,
    timeline,
    yes_no,
)
from chatbot.answering.prompt import asking
from chatbot.answering.router import greeted_in, route
from chatbot.answering.statements import stated
from chatbot.answering.writing import PLANS as WRITTEN
from chatbot.answering.writing import written
from chatbot.models.reader import embedded_reader
from chatbot.protocols import LanguageModel, Reader
from chatbot.types import Answer, Done, Event, Plan, Progress, Reply, Timings, Token, Turn
from index.library import Library
from index.types import EVERYTHING, Scope

# a plan that yields no Reply leaves the question to ``fact``
PLANS: Mapping[Plan, Callable[[Inquiry], Iterator[Step]]] = {
    Plan.FACT: fact.answer,
    Plan.EXPLANATION: explanation.answer,
    Plan.SUMMARY: summary.answer,
    Plan.YES_NO: yes_no.answer,
    Plan.LIST: listing.answer,
    Plan.COUNT: counting.answer,
    Plan.LIBRARY: library.answer,
    Plan.TALK: talk.answer,
    Plan.SEVERAL: several.answer,
    Plan.COMPARISON: comparison.answer,
    Plan.DIGEST: digest.answer,
    Plan.QUOTATION: quotation.answer,
    Plan.TIMELINE: timeline.answer,
}


def respond(
    question: str, history: Sequence[Turn], library: Library, model: LanguageModel, *, scope: Scope = EVERYTHING
) -> Iterator[Event]:
    """Yield Sources, then Tokens that have been checked, then Done with the answer, from the articles in the scope."""
    started = perf_counter()
    said = asking(question)
    whole = stand_alone(said, [replace(turn, question=asking(turn.question)) for turn in history])
    inquiry = inquire(whole, said, library, model, scope)
    yield from _events(question, inquiry.question.language, inquiry.route.plan, plan(inquiry), model, started)


def inquire(whole: str, said: str, library: Library, model: LanguageModel, scope: Scope) -> Inquiry:
    """Return a question that stands alone as its plan takes it; ``said`` is what the person typed."""
    whole, language = in_language(whole)
    wanted, within = restrict(whole, library, scope)

    def ask(part: str) -> Iterator[Step]:
        return plan(inquire(part, said, library, model, scope))  # a part may be too short to tell its language

    asked = understand(wanted, library, said=said, language=language or greeted_in(whole))
    reader, writer = (model, None) if isinstance(model, Reader) else (embedded_reader(), model)
    return Inquiry(asked, whole, route(whole), within, scope, library, reader, writer, ask)


def plan(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the steps of the question's plan, or of ``fact`` where that has no reply, told by the writer where there is one."""
    kind, writer = inquiry.route.plan, inquiry.writer
    steps = fact.otherwise(PLANS.get(kind, fact.answer)(inquiry), inquiry, lambda reply: reply)
    return written(inquiry, steps, writer) if writer and kind in WRITTEN else steps


def _events(
    question: str, language: str, kind: Plan, steps: Iterable[Step], model: LanguageModel, started: float
) -> Iterator[Event]:
    retrieved = spoken = 0.0
    for step in steps:
        now = round((perf_counter() - started) * 1000, 1)
        retrieved = retrieved or (0.0 if isinstance(step, Progress) else now)
        if isinstance(step, Reply):
            if not spoken:
                yield Token(step.text)
            yield Done(_answer(question, language, kind, model.name, Timings(retrieved, spoken or now, now), step))
        else:
            spoken = spoken or (now if isinstance(step, Token) else 0.0)
            yield step


def _answer(question: str, language: str, kind: Plan, model: str, timings: Timings, reply: Reply) -> Answer:
    cited = tuple(citation(item) for item in reply.cited)
    refused = reply.refusal
    return Answer(
        question=question,
        text=reply.text,
        short=reply.short,
        answered=refused is None,
        language=language,
        citations=cited,
        nearest=refused.nearest.article if refused and refused.nearest else None,
        model=model,
        timings=timings,
        plan=reply.plan or kind,
        certainty=reply.certainty,
        statements=reply.statements or stated(reply.text),
        left_out=reply.left_out,
        items=reply.items,
        count=reply.count,
        read=reply.read,
        refusal=refused,
    )
