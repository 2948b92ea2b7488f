"""Whether the evidence is strong enough to answer from, calibrated on the library itself.

How near the best sentence of an unrelated article comes depends on the library and on the languages. So questions are made
from the library and put to it with their article hidden: what the best evidence then scores is what chance yields, and
evidence must be stronger than most of that. A fixed cosine does not do: the same score answers in one pair of languages and
misleads in another.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from chatbot.answering.evidence import Question, gather, understand
from chatbot.answering.self_made_questions import questions_from
from chatbot.types import Evidence
from index.encoding.weights import NAME
from index.fitted import fitted
from index.language.detection import QUESTION_LANGUAGES
from index.library import Library
from index.types import Scope

QUESTIONS = 24  # made for each language
QUANTILE = 0.99  # of what chance yields, that evidence must exceed
SLACK = 0.2  # by which evidence may be weaker than chance and still be shown to a reader
GROWTH = 1.5  # of the library, after which the fit is made again
PRIOR_WEIGHT = 24  # times that every library leans on the prior as if it had been seen, a small one wholly
USUAL = 300  # articles, of which the prior tells what chance yields among them


@dataclass(frozen=True, slots=True)
class Calibration:
    """For each language of a question the score that evidence must exceed; the articles and the encoder it was made on."""

    thresholds: dict[str, float]
    articles: int
    encoder: str = ""


def weighed(question: Question, evidence: Sequence[Evidence], library: Library) -> list[Evidence]:
    """Return the evidence, each with the margin by which it is stronger than what chance yields."""
    chance = calibration(library).thresholds[question.language]
    return [replace(item, margin=item.score - chance) for item in evidence]


def enough(evidence: Sequence[Evidence], *, slack: float) -> bool:
    """Say whether the best evidence is strong enough to be shown to the model; it may be weaker than chance by ``slack``."""
    return bool(evidence) and (evidence[0].margin or 0) > -slack


def calibration(library: Library) -> Calibration:
    """Return the library's calibration, made anew when there is none or the library has grown or shrunk a lot."""
    key = f"calibration {fitted().refusal.edition}"
    stored = library.remembered(key)
    count = library.count()
    if stored:
        kept = Calibration(**json.loads(stored))
        alike = count < GROWTH * max(1, kept.articles) and kept.articles < GROWTH * max(1, count)
        if alike and kept.encoder == library.encoder.name:
            return kept
    thresholds = {language: _threshold(library, language) for language in QUESTION_LANGUAGES}
    fresh = Calibration(thresholds, count, library.encoder.name)
    library.remember(key, json.dumps(asdict(fresh)))
    return fresh


def _threshold(library: Library, language: str) -> float:
    articles = max(1, library.count())
    same = library.count(Scope(languages=frozenset({language}))) / articles
    usual = fitted().refusal
    prior = usual.same_language if same > 0.5 else usual.other_language  # noqa: PLR2004 - the language of most articles
    prior += usual.rise * math.log(articles / USUAL)
    scores = sorted(_chance(library, language))
    if not scores:
        return prior
    seen = scores[min(len(scores) - 1, int(QUANTILE * len(scores)))]
    weight = PRIOR_WEIGHT if library.encoder.name == NAME else 0  # the prior is in the embedded encoder's cosines
    return (len(scores) * seen + weight * prior) / (len(scores) + weight)


def _chance(library: Library, language: str) -> list[float]:
    found = []
    for made in questions_from(library, limit=QUESTIONS, language=language):
        question = understand(made.text, library)
        hits = library.search(made.text, scope=Scope(excluded=frozenset({made.article.id})))
        found += [item.score for item in gather(question, hits, limit=1)]
    return found
