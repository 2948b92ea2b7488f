"""Says an amount as its sentence means it: both ends of a change, and of several only the one that is asked for."""

import re
from itertools import pairwise

from index.language import Number, find_numbers, flat
from index.language.patterns import compiled
from index.language.vocabulary import function_words
from index.search.lexical import terms

_OPENED = r"\b(?:{numbers.starts}|{numbers.between}) $"
_RANGED = r" (?:{numbers.to}|{numbers.both}) "
_ENDS = re.compile(r"[,;:.!?()]")
_STEM = 5  # letters by which two words are taken for one


def amount_asked(words: str, sentence: str, question: str, *, language: str | None) -> str:
    """Return the amounts among words of a sentence as they answer a question.

    "25 à 28 euros" after "portée de" is no range of prices, and comes back as "de 25 à 28 euros". Of "9 euros, 6 euros pour
    les étudiants" comes back what the question's words go with, where they go with one only.
    """
    start = sentence.find(words)
    numbers = [one for one in find_numbers(sentence, language=language) if start <= one.start < start + len(words)]
    if start < 0 or len(numbers) < 2 or (numbers[0].start, numbers[-1].end) != (start, start + len(words)):  # noqa: PLR2004
        return words
    line = flat(sentence)
    if all(compiled(_RANGED).fullmatch(line[one.end : other.start]) for one, other in pairwise(numbers)):
        opened = compiled(_OPENED).search(line, 0, start)
        return sentence[opened.start() : start + len(words)] if opened else words
    asked = _stems(question)
    meant = [one for one in numbers if asked & _stems(_going_with(sentence, one, numbers))]
    return sentence[meant[0].start : meant[0].end] if len(meant) == 1 else words


def _going_with(sentence: str, number: Number, numbers: list[Number]) -> str:
    """Return the words behind an amount up to the end of its clause, or to the next amount."""
    end = next((one.start for one in numbers if one.start >= number.end), len(sentence))
    closed = _ENDS.search(sentence, number.end, end)
    return sentence[number.end : closed.start() if closed else end]


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in terms(text) if word not in function_words()}
