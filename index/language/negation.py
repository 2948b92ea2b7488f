"""Negation: whether a statement denies what its quote affirms, or affirms what it denies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from index.language.packs import Pack, packs
from index.language.vocabulary import either, filled, flat, function_words

_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORTEST = 4  # letters of a stem


@dataclass(frozen=True, slots=True)
class _Denials:
    """How the languages that are known deny."""

    denied: tuple[re.Pattern[str], ...]
    auxiliaries: frozenset[str]
    small: frozenset[str]  # none of these is what is denied
    irregular: Mapping[str, str]
    brief: tuple[tuple[re.Pattern[str], str], ...]
    ending: re.Pattern[str]


@cache
def _denials(known: tuple[Pack, ...]) -> _Denials:
    every = [pack.negation for pack in known]
    return _Denials(
        tuple(re.compile(filled(pattern, one.parts)) for one in every for pattern in one.denied),
        frozenset(word for one in every for word in one.auxiliaries),
        function_words() - {word for one in every for word in one.weighty},
        {form: plain for one in every for form, plain in one.irregular.items()},
        tuple((re.compile(rf"\b{form}\b"), plain) for one in every for form, plain in one.brief.items()),
        re.compile(rf"(?<=[a-z]{{3}})(?:{either({ending for one in every for ending in one.endings})})$"),
    )


def contradicted(claim: str, quote: str) -> list[str]:
    """Return the words that one text denies and the other affirms; words told both ways, or in one text only, tell nothing."""
    (denied, affirmed), (denied_there, affirmed_there) = _sides(claim), _sides(quote)
    against = [word for word in denied if _among(word, affirmed_there) and not _among(word, denied_there | affirmed)]
    against += [word for word in affirmed if _among(word, denied_there) and not _among(word, affirmed_there | denied)]
    return sorted(against)


def _sides(text: str) -> tuple[set[str], set[str]]:
    denials = _denials(packs())
    for brief, plain in denials.brief:
        text = brief.sub(plain, text)
    line = flat(text)
    denied: set[str] = set()
    for pattern in denials.denied:
        for match in pattern.finditer(line):
            verb = [word for word in _content(" ".join(match.groups("")))[:1] if word not in denials.small]
            denied.update(verb)
            line = re.sub(rf"\b{verb[0]}\b", "", line, count=1) if verb else line
    return denied, set(_content(line))


def _content(text: str) -> list[str]:
    auxiliaries = _denials(packs()).auxiliaries
    return [word for word in _WORD.findall(text) if word not in auxiliaries]


def _among(word: str, others: set[str]) -> bool:
    return any(_akin(word, other) for other in others)


def _akin(word: str, other: str) -> bool:
    # inflection changes the end: sign, signed; vend, vendu, vendra; pay, paying, paid
    denials = _denials(packs())
    word, other = (denials.ending.sub("", denials.irregular.get(form, form)) for form in (word, other))
    stem = max(_SHORTEST, min(len(word), len(other)) - 2)
    return word == other or (len(word) >= _SHORTEST <= len(other) and word[:stem] == other[:stem])
