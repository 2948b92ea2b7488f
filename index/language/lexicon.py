"""Names that languages write differently, and the words around names that name nobody: what all packs have together."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from index.language.packs import Pack, packs
from index.language.packs.lexicon import Names
from index.language.vocabulary import either, function_words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of ``index.language.packs.lexicon.Names``, of every language together."""

    stems: Mapping[str, str]
    endings: frozenset[str]
    elided: frozenset[str]
    possessives: frozenset[str]
    abbreviated: re.Pattern[str]
    nameless: frozenset[str]  # posts and function words
    function: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]
    ordinary_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    after_participle: frozenset[str]
    unusual: frozenset[str]
    common: dict[str, str] = field(default_factory=dict)  # what ``common`` has found so far


def lexicon() -> Lexicon:
    """Return the words of every language that is known."""
    return _lexicon(packs())


@cache
def _lexicon(known: tuple[Pack, ...]) -> Lexicon:
    def every(words: Callable[[Names], Iterable[str]]) -> frozenset[str]:
        return frozenset(word for pack in known for word in words(pack.names))

    return Lexicon(
        stems={stem: name for pack in known for stem, name in pack.names.stems.items()},
        endings=every(lambda names: names.endings),
        elided=every(lambda names: names.elided),
        possessives=every(lambda names: names.possessives),
        abbreviated=re.compile(rf"(?<![^\W\d_])(?:[^\W\d_]|{either(every(lambda names: names.abbreviated))})\.$"),
        nameless=every(lambda names: names.posts) | function_words(),
        function=function_words(),
        titles=every(lambda names: names.titles),
        openers=every(lambda names: names.openers),
        ordinary_endings=tuple(every(lambda names: names.ordinary_endings)),
        adverb_endings=tuple(every(lambda names: names.adverb_endings)),
        participle_endings=tuple(every(lambda names: names.participle_endings)),
        after_participle=every(lambda names: names.after_participle),
        unusual=every(lambda names: names.unusual),
    )


def common(token: str) -> str:
    """Return the form of a flat word that all languages share: "londonien" and "london" are one."""
    known = lexicon()
    if token not in known.common:
        known.common[token] = _common(known, token)
    return known.common[token]


def _common(known: Lexicon, token: str) -> str:
    for length in range(len(token), 2, -1):
        if token[:length] in known.stems and (length == len(token) or token[length:] in known.endings):
            return known.stems[token[:length]]
    return token


def phrases() -> Mapping[tuple[str, ...], str]:
    """Return the names of several words or of capitals, by the common forms of their words."""
    return _phrases(packs())


@cache
def _phrases(known: tuple[Pack, ...]) -> Mapping[tuple[str, ...], str]:
    told = (pair for pack in known for pair in pack.names.phrases.items())
    return {tuple(map(common, phrase.split())): name for phrase, name in told}
