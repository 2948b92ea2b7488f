"""Which module answers which kind of question. One that yields no Reply leaves the question to ``fact``."""

from collections.abc import Callable, Iterator, Mapping

from chatbot.answering.inquiry import Inquiry, Step
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
from chatbot.types import Plan

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
