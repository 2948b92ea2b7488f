"""How a question travels: dialogue, router, plan, answer; as a stream of events."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter

from chatbot.answering.dialogue import stand_alone
from chatbot.answering.evidence import understand
from chatbot.answering.follow_up_forms import in_language
from chatbot.answering.inquiry import Inquiry, Step, citation
from chatbot.answering.plans import fact
from chatbot.answering.plans.registry import PLANS
from chatbot.answering.prompt import asking
from chatbot.answering.publication_filter import restrict
from chatbot.answering.router import greeted_in, route
from chatbot.answering.statements import split_statements
from chatbot.protocols import LanguageModel
from chatbot.types import (
    Answer,
    Citation,
    Done,
    Event,
    Evidence,
    Plan,
    Refusal,
    Reply,
    Sources,
    Statement,
    Timings,
    Token,
    Turn,
)
from index.library import Library
from index.types import EVERYTHING, Scope


def respond(
    question: str,
    history: Sequence[Turn],
    library: Library,
    model: LanguageModel,
    *,
    scope: Scope = EVERYTHING,
) -> Iterator[Event]:
    """Yield Sources, then Tokens that have been checked, then Done with the answer, from the articles in the scope."""
    watch = Stopwatch()
    said = asking(question)
    whole = stand_alone(said, [replace(turn, question=asking(turn.question)) for turn in history])
    inquiry = inquire(whole, said, library, model, scope)
    yield from _events(question, inquiry.question.language, inquiry.route.plan, plan(inquiry), model, watch)


def inquire(whole: str, said: str, library: Library, model: LanguageModel, scope: Scope) -> Inquiry:
    """Return a question that stands alone as its plan takes it; ``said`` is what the person typed."""
    whole, language = in_language(whole)
    wanted, within = restrict(whole, library, scope)

    def ask(part: str, among: Scope) -> Iterator[Step]:
        return plan(inquire(part, said, library, model, among))  # a part may be too short to tell its language

    asked = understand(wanted, library, said=said, language=language or greeted_in(whole))
    return Inquiry(asked, whole, route(whole), within, scope, library, model, ask)


def plan(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the steps of the question's plan, or of ``fact`` where that has no reply."""
    replied = False
    for step in PLANS.get(inquiry.route.plan, fact.answer)(inquiry):
        replied = replied or isinstance(step, Reply)
        yield step
    if not replied:
        yield from fact.instead(inquiry)


def answer_from(question: str, evidence: Sequence[Evidence], library: Library, model: LanguageModel) -> Answer:
    """Return the answer to a question from evidence that was chosen elsewhere: reading alone, without search."""
    asked = understand(asking(question), library)
    refused = fact.refusal(asked.language, Refusal("another_thing"))
    steps = [*(fact.answer_from(asked, evidence, model) if evidence else ()), refused]
    first = next(step for step in steps if isinstance(step, Reply))
    events = _events(question, asked.language, Plan.FACT, [first], model, Stopwatch())
    return next(event.answer for event in events if isinstance(event, Done))


def _events(
    question: str, language: str, kind: Plan, steps: Iterable[Step], model: LanguageModel, watch: "Stopwatch"
) -> Iterator[Event]:
    make = partial(_answer, question, language, kind, model, watch)
    for step in steps:
        if isinstance(step, Sources):
            watch.retrieved()
        elif isinstance(step, Token | Reply):
            watch.spoke()
        yield Done(make(step)) if isinstance(step, Reply) else step


def _answer(question: str, language: str, kind: Plan, model: LanguageModel, watch: "Stopwatch", reply: Reply) -> Answer:
    cited = tuple(citation(item, verified=reply.verified or item.marker in reply.checked) for item in reply.cited)
    refused = reply.refusal
    return Answer(
        question=question,
        text=reply.text,
        short=reply.short,
        answered=refused is None,
        language=language,
        citations=cited,
        nearest=refused.nearest.article if refused and refused.nearest else None,
        model=model.name,  # which a server may tell only when asked
        timings=watch.timings(),
        plan=reply.plan or kind,
        certainty=reply.certainty,
        statements=reply.statements or _statements(reply, cited),
        left_out=reply.left_out,
        items=reply.items,
        count=reply.count,
        read=reply.read,
        refusal=refused,
    )


def _statements(reply: Reply, cited: Sequence[Citation]) -> tuple[Statement, ...]:
    """Return the sentences of a text that bear markers; one is carried when all that it cites has been checked."""
    checked = {one.marker for one in cited if one.verified}
    return tuple(
        Statement(said.text, said.markers, "carried" if checked.issuperset(said.markers) else "unverified")
        for said in split_statements(reply.text)
        if said.markers
    )


class Stopwatch:
    """Measures an answer from the question on."""

    def __init__(self) -> None:
        """Start."""
        self._started = perf_counter()
        self._retrieved = self._first_word = 0.0

    def retrieved(self) -> None:
        """Note that the evidence is there; only the first time counts."""
        self._retrieved = self._retrieved or self._elapsed()

    def spoke(self) -> None:
        """Note that there is something to show; only the first time counts."""
        self._first_word = self._first_word or self._elapsed()

    def timings(self) -> Timings:
        """Return the measures, in milliseconds."""
        return Timings(self._retrieved or self._first_word, self._first_word, self._elapsed())

    def _elapsed(self) -> float:
        return round((perf_counter() - self._started) * 1000, 1)
