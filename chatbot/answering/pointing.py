"""The sentences that a question's search finds, as the span head sees them: which of them answers."""

import math
from dataclasses import dataclass

from chatbot.answering.evidence import gather
from chatbot.answering.inquiry import Inquiry
from chatbot.answering.publication_filter import newest
from chatbot.answering.reading import refused
from chatbot.answering.refusal import SLACK, enough, weighed
from chatbot.protocols import Pointed
from chatbot.types import Evidence, Read
from index.fitted import fitted
from index.language.prose import whole

SENTENCES = 32  # that are pointed at
UNHEARD = 0.5  # of the Llama, which is not asked


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


def seen(inquiry: Inquiry, *, short: bool = False) -> tuple[list[Seen], Read]:
    """Return the whole sentences that are found, the likeliest to answer first, and what was looked through.

    With ``short`` all are returned, whole or not. There are none where what is found is no stronger than chance.
    """
    asked = inquiry.question
    hits = newest(asked.text, inquiry.library.search(asked.text, scope=inquiry.scope))
    evidence = weighed(asked, gather(asked, hits, limit=SENTENCES), inquiry.library)
    read = Read(len({hit.article.id for hit in hits}), len(hits))
    if not enough(evidence, slack=SLACK):
        return [], read
    best = evidence[0].margin
    kept = [item for item in evidence if short or whole(item.sentence.text, item.article.language)]
    found = [
        Seen(item, one, refused(UNHEARD, one, item, best, fitted().reading.pointed))
        for item, one in zip(kept, inquiry.point(kept), strict=True)
    ]
    return sorted(found, key=lambda one: one.doubt), read
