"""The numbers that were fitted to question sets, by stage; each stage builds on those before it.

``python -m training fit`` makes them and writes ``fitted.toml``, with the digests of the weights that each rests on.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("fitted.toml")


@dataclass(frozen=True, slots=True)
class Search:
    """What a passage's cosine, its best sentence's cosine and its share of the question's words weigh in its score.

    ``language_bonus`` is what each cosine counts for more where article and question are in different languages.
    """

    passage_weight: float
    sentence_weight: float
    coverage_weight: float
    language_bonus: float


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """What a sentence's share of the question's words and the score of its passage weigh beside its cosine."""

    coverage_weight: float
    passage_weight: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """The score that the best evidence seldom reaches by chance among as many articles as are usual.

    For questions in the language of most articles and in another; ``rise`` is by how much it grows with the logarithm of their
    number. ``edition`` is raised whenever scores or these change, so that libraries are calibrated anew.
    """

    same_language: float
    other_language: float
    rise: float
    edition: int


@dataclass(frozen=True, slots=True)
class Odds:
    """Log-odds that a source does not answer: a constant, and what they change with each thing that is known of it.

    ``llama``, ``span_head`` and ``answers`` weigh the models' own log-odds (``answers`` those that it does), ``best_margin``
    and ``margin`` those of the best evidence and of this, which speak for it, and ``missing_share`` what the article lacks of
    the question.
    """

    constant: float
    llama: float
    span_head: float
    answers: float
    best_margin: float
    margin: float
    missing_share: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The odds of a source that was found in a library.

    ``pointed`` are those of one that the Llama does not read, as explanations and yes or no are looked for: near misses were
    all asked for facts, so that these are as they were before them and not fitted anew, ``answers`` beside them at a third.
    """

    found: Odds
    pointed: Odds


@dataclass(frozen=True, slots=True)
class Certainty:
    """Log-odds that a short answer is the right one, and above which of them it is called sure.

    A constant, less ``refusal`` times the log-odds that its source does not answer, and ``sharp`` times the logarithm of how
    likely the span head finds its words.
    """

    constant: float
    refusal: float
    sharp: float
    sure: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """All stages, in the order in which they build on each other."""

    search: Search
    evidence: EvidenceWeights
    refusal: Refusal
    reading: Reading
    certainty: Certainty


@cache
def fitted() -> Fitted:
    """Return what ``fitted.toml`` holds, read once."""
    stages = tomllib.loads(FILE.read_text(encoding="utf-8"))
    reading = {name: Odds(**odds) for name, odds in stages["reading"].items()}
    return Fitted(
        Search(**stages["search"]),
        EvidenceWeights(**stages["evidence"]),
        Refusal(**stages["refusal"]),
        Reading(**reading),
        Certainty(**stages["certainty"]),
    )
