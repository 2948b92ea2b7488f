"""Chooses the few sentences that bear on a question from the passages that were found."""

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.kinds import Kind, bears
from chatbot.types import Evidence
from index.lexical import coverage
from index.types import Hit

SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what the search needs to know of it: its language, the kind of thing asked for, its words' rarity."""

    text: str
    language: str
    kind: Kind
    rarity: dict[str, float]


def gather(question: Question, hits: Sequence[Hit], *, limit: int = SENTENCES) -> list[Evidence]:
    """Return the sentences that bear most on the question, best first, numbered from 1; of equal ones the first."""
    scored = [
        (score(question, hit, position), hit, position) for hit in hits for position in range(len(hit.passage.sentences))
    ]
    scored.sort(key=lambda item: -item[0])
    chosen: dict[str, Evidence] = {}
    for value, hit, position in scored:
        sentence = hit.passage.sentences[position]
        if len(chosen) < limit and sentence.text not in chosen:
            before = hit.passage.sentences[position - 1].text if position else ""
            chosen[sentence.text] = Evidence(len(chosen) + 1, hit.article, sentence, before, value)
    return list(chosen.values())


def score(question: Question, hit: Hit, position: int) -> float:
    """Return how much a sentence of a hit bears on the question."""
    text = hit.passage.sentences[position].text
    covered = coverage(question.rarity, f"{hit.article.title} {text}")
    return hit.sentence_cosines[position] + 0.1 * covered + 0.03 * bears(question.kind, text)
