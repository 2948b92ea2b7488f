"""What packs have in common, and the flattening that lets one pattern read words however they are written.

All words stand here flat: lower case, without accents, with straight apostrophes (see ``flat``).
"""

import re
import unicodedata
from collections.abc import Iterable

from index.language.packs import packs, per_packs

UNKNOWN = "und"  # ISO 639: a language that nobody knows


def either(names: Iterable[str]) -> str:
    """Return a pattern that matches any of ``names``, the longest first, and nothing when there are none."""
    return "|".join(sorted(set(names), key=lambda name: (-len(name), name))) or "(?!)"


def _flatten(character: str) -> str:
    if character in "’ʼ‘`´":
        return "'"
    if character in "–—−‑‒―":
        return "-"
    if character.isspace():
        return " "
    base = character.lower()
    parts = unicodedata.normalize("NFD", base) if not character.isdigit() else base
    if character in "ᵉᵈʳˢᵗ":
        parts = unicodedata.normalize("NFKD", character)
    return parts[0] if parts and (len(parts) == 1 or unicodedata.combining(parts[1])) else character


class _Flat(dict[int, str]):
    """A translation table that fills itself, one character at a time."""

    def __missing__(self, code: int) -> str:
        self[code] = _flatten(chr(code))
        return self[code]


_FLAT = _Flat()
_WORD = re.compile(r"[^\W\d_]+")


def flat(text: str) -> str:
    """Return ``text`` in lower case, without accents, with plain apostrophes, hyphens and spaces; offsets hold."""
    return text.translate(_FLAT)


def guess_language(text: str) -> str | None:
    """Return the language (ISO 639-1) whose small words prevail in ``text``, or ``None`` when none does."""
    found = _WORD.findall(flat(text))
    first, *others = sorted(((sum(map(known.__contains__, found)), code) for code, known in _telling().items()), reverse=True)
    return first[1] if first[0] > max((count for count, _ in others), default=0) else None


@per_packs
def _telling() -> dict[str, frozenset[str]]:
    return {pack.code: frozenset(pack.words.telling) for pack in packs()}


@per_packs
def function_words() -> frozenset[str]:
    """Return the words that open sentences or follow numbers without naming or being counted."""
    return frozenset(word for pack in packs() for words in (pack.words.telling, pack.words.function) for word in words)


@per_packs
def taught() -> frozenset[str]:
    """Return the languages whose small words and numbers are known."""
    return frozenset(pack.code for pack in packs() if pack.words.telling and pack.numbers.cardinals)
