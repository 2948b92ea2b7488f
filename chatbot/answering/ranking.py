"""The sentences that are found, ranked by how likely they answer as far as the span head alone can tell."""

import math
from dataclasses import dataclass

from chatbot.answering.inquiry import Inquiry
from chatbot.answering.reading import UNHEARD, refused
from chatbot.answering.refusal import SLACK, enough
from chatbot.answering.years import able
from chatbot.protocols import Pointed
from chatbot.types import Evidence
from index.fitted import fitted
from index.language.prose import whole


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence, what the span head makes of it, and how likely it does not answer, from 0 to 1."""

    item: Evidence
    pointed: Pointed
    doubt: float

    @property
    def odds(self) -> float:
        """The log-odds that it does not answer."""
        doubt = min(max(self.doubt, 1e-9), 1 - 1e-9)
        return math.log(doubt / (1 - doubt))


def seen(inquiry: Inquiry, *, short: bool = False) -> list[Seen]:
    """Return the whole sentences that are found, the likeliest to answer first.

    With ``short`` all are returned, whole or not. There are none where what is found is no stronger than chance.
    """
    evidence = inquiry.evidence
    if not enough(evidence, slack=SLACK):
        return []
    best = evidence[0].margin
    kept = [item for item in able(inquiry.question.text, evidence) if short or whole(item.sentence.text, item.article.language)]
    found = [
        Seen(item, one, refused(UNHEARD, one, item, best, fitted().reading.pointed))
        for item, one in zip(kept, inquiry.point(kept), strict=True)
    ]
    return sorted(found, key=lambda one: one.doubt)
