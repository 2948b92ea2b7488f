"""What a question is about when it asks for no single thing, and which articles speak of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.language import flat
from index.language.days import is_month
from index.language.names import Token, tokens
from index.language.patterns import every
from index.language.vocabulary import function_words

_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[,;:(]")
_STEM, _SHARE = 6, 0.6  # letters with which two words of one family begin, and their share of the longer word


def topic_of(question: str) -> str:
    """Return what is left of a question without the words that only ask, at its beginning and at its end."""
    words = list(_WORD.finditer(question))
    function, asking = function_words(), every("topics", "asking") | every("follow_ups", "asking")

    def silent(index: int) -> bool:
        word = words[index][0]
        if is_month(word) or word.isdigit() or (index and word[0].isupper() and flat(word) not in function):
            return False
        return flat(word) in function or flat(word) in asking

    first = next((index for index in range(len(words)) if not silent(index)), len(words))
    last = max((index for index in range(first, len(words)) if not silent(index)), default=first - 1)
    tail = next((i for i in range(last + 1, len(words)) if _opens_tail(question, words, i, function)), len(words))
    return question[words[first].start() : words[tail - 1].end()] if first < tail else ""


def _opens_tail(question: str, words: Sequence[re.Match[str]], index: int, function: frozenset[str]) -> bool:
    between = question[words[index - 1].end() : words[index].start()]
    return flat(words[index][0]) in function or _APART.search(between) is not None


def content(text: str) -> list[Token]:
    """Return the words of a topic that say what it is about."""
    return [token for token in tokens(text) if token.form not in function_words()]


def same(form: str, other: str) -> bool:
    """Tell whether two words are one or of one family: "licence" and "licences", "deforestation" and "deforested"."""
    if form == other:
        return True
    short, long = sorted((form, other), key=len)
    alike = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return (alike == len(short) > 2 and long[alike:] in {"s", "x", "es"}) or (alike >= _STEM and alike >= _SHARE * len(long))
