"""A slip of one letter in a word by which people ask for a kind of answer."""

from collections.abc import Iterator
from functools import cache

from index.language.packs import packs

_SHORTEST = 6  # letters of a keyword that a slip is forgiven in


def spelt(word: str) -> str:
    """Return the keyword that a word is but for one letter inside it, else the word: an ending is no mistake."""
    if len(word) < _SHORTEST:
        return word
    near = next((meant for form in _forms(word) if (meant := _keywords().get(form))), word)
    return word if near[0] != word[0] or near.startswith(word) or word.startswith(near) else near


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from (word[:i] + word[i + 1 :] for i in range(1, len(word)))


@cache
def _keywords() -> dict[str, str]:
    """Return each keyword by its own form and by those that lack one letter."""
    words = [word for pack in packs() for word in pack.plans.keywords]
    return {form: word for word in words for form in _forms(word)} | {word: word for word in words}
