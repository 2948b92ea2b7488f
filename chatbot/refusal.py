"""Whether the evidence is strong enough to answer from at all."""

from collections.abc import Sequence

from chatbot.evidence import Question
from chatbot.types import Evidence


def enough(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Say whether anything bears on the question strongly enough to be put to the generator."""
    return bool(evidence) and bool(question.text)
