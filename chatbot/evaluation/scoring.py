"""The measures of an evaluation: SQuAD's for short answers (arXiv:1606.05250), ranks for retrieval."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

# SQuAD drops English articles; French ones, with their elisions, are dropped the same way
_ARTICLES = re.compile(r"\b(?:a|an|the|le|la|les|un|une|des|du|de la)\b|\b[ldcjmnst]['’]|\bqu['’]")
_PUNCTUATION = re.compile(r"[^\w\s%€$£]|_")


def normalise(answer: str) -> str:
    """Return an answer in lower case, without articles, punctuation and double spaces."""
    text = unicodedata.normalize("NFC", answer).lower()
    return " ".join(_PUNCTUATION.sub(" ", _ARTICLES.sub(" ", text)).split())


def exact_match(answer: str, golds: Iterable[str]) -> float:
    """Return 1 when the answer is one of the right ones, else 0."""
    return float(any(normalise(answer) == normalise(gold) for gold in golds))


def f1(answer: str, golds: Iterable[str]) -> float:
    """Return the best word overlap with a right answer, from 0 to 1."""
    return _best(lambda said, right: sum((Counter(said) & Counter(right)).values()), answer, golds)


def rouge_l(text: str, golds: Iterable[str]) -> float:
    """Return the best share of words that a text has in common with a right one in the same order, as F1, from 0 to 1."""
    return _best(_in_order, text, golds)


def _best(common: Callable[[list[str], list[str]], int], text: str, golds: Iterable[str]) -> float:
    said, rights = normalise(text).split(), [normalise(gold).split() for gold in golds]
    return max((2 * common(said, right) / max(1, len(said) + len(right)) for right in rights), default=0.0)


def _in_order(text: list[str], gold: list[str]) -> int:
    longest = [0] * (len(gold) + 1)
    for word in text:
        before = longest[:]
        for place, right in enumerate(gold, 1):
            longest[place] = before[place - 1] + 1 if word == right else max(before[place], longest[place - 1])
    return longest[-1]


def ndcg(ranked: Sequence[str], gold: frozenset[str], depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain of the first ``depth`` articles."""
    gain = sum(1 / math.log2(rank + 2) for rank, article in enumerate(ranked[:depth]) if article in gold)
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(depth, len(gold))))
    return gain / ideal if ideal else 0.0


def reciprocal_rank(ranked: Sequence[str], gold: frozenset[str]) -> float:
    """Return 1 / rank of the first right article, 0 when there is none."""
    return next((1 / rank for rank, article in enumerate(ranked, 1) if article in gold), 0.0)


def mean(values: Sequence[float]) -> float | None:
    """Return the mean to four places, None of nothing."""
    return round(sum(values) / len(values), 4) if values else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the value below which that share of the values lies, None of nothing."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else None
