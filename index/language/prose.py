"""Running text: which sentences are whole, which are not understood without the one before, which explain."""

import re

from index.language.packs import pack_of, packs
from index.language.patterns import made
from index.language.vocabulary import flat

FEWEST, MOST = 5, 90  # words of a sentence that can stand in an answer by itself
_ENDS = re.compile(r"[.!…][»”’\"')\]*_]*(?:\s?\[\d{1,3}\])*$")
_OPENS = re.compile(r"[\s«‹“‘\"'(*_–—-]*(?:[^\W_a-z]|\d|[a-z]+[A-Z])")  # a capital, a number, "iPhone"
_MARKS = re.compile(r"^[\s«‹“‘\"'(*_–—-]+")
_TABLE = re.compile(r"[|\t]|https?://\S+$|\.{4}")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))


def whole(sentence: str, language: str) -> bool:
    """Tell a sentence from a headline, a caption, a table, a piece of a longer quotation, what stands around a text."""
    paired = all(sentence.count(first) == sentence.count(last) for first, last in _PAIRS) and sentence.count('"') % 2 == 0
    shaped = paired and _ENDS.search(sentence) and _OPENS.match(sentence) and not _TABLE.search(sentence)
    words = len(sentence.split())
    return bool(shaped) and FEWEST <= words <= MOST and not _found("{prose.furniture}", sentence, language)


def leans(sentence: str, language: str) -> bool:
    """Tell whether a sentence opens with what is not understood without the one before: "He", "Le lendemain"."""
    return _spoken("{prose.leans}", language).match(_MARKS.sub("", flat(sentence))) is not None


def explains(sentence: str, language: str) -> bool:
    """Tell whether a sentence gives a cause, an aim or a means."""
    return _found("{prose.causes}", sentence, language)


def defines(sentence: str, language: str) -> bool:
    """Tell whether a sentence says what something is."""
    return _found("{prose.defines}", sentence, language)


def _found(template: str, sentence: str, language: str) -> bool:
    return _spoken(rf"\b{template}(?!\w)", language).search(flat(sentence)) is not None


def _spoken(template: str, language: str) -> re.Pattern[str]:
    pack = pack_of(language)
    return made(template, (pack,) if pack.code else packs())
