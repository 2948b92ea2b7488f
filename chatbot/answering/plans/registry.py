"""Which module answers which kind of question. One that yields no Reply leaves the question to ``fact``."""

from collections.abc import Callable, Iterator, Mapping

from chatbot.answering.inquiry import Inquiry, Step
from chatbot.answering.plans import fact, library, several, talk
from chatbot.types import Plan

PLANS: Mapping[Plan, Callable[[Inquiry], Iterator[Step]]] = {
    Plan.FACT: fact.answer,
    Plan.LIBRARY: library.answer,
    Plan.TALK: talk.answer,
    Plan.SEVERAL: several.answer,
}
