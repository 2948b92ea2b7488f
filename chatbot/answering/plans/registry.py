"""Which module answers which kind of question. One that yields no Reply leaves the question to ``fact``."""

from collections.abc import Callable, Iterator, Mapping

from chatbot.answering.inquiry import Inquiry, Step
from chatbot.answering.plans import comparison, digest, fact, quotation, timeline
from chatbot.types import Plan

PLANS: Mapping[Plan, Callable[[Inquiry], Iterator[Step]]] = {
    Plan.FACT: fact.answer,
    Plan.COMPARISON: comparison.answer,
    Plan.DIGEST: digest.answer,
    Plan.QUOTATION: quotation.answer,
    Plan.TIMELINE: timeline.answer,
}
