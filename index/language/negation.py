"""Negation: whether a statement denies what its quote affirms, or affirms what it denies."""

import re
from collections.abc import Iterable

from index.language.patterns import compiled, each, every, table
from index.language.vocabulary import flat, function_words

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = "(?<=[a-z]{3}){negation.endings}$"
_SHORTEST = 4  # letters of a stem


def contradicted(claim: str, quote: str) -> list[str]:
    """Return the words that one text denies and the other affirms; words told both ways, or in one text only, tell nothing."""
    (denied, affirmed), (denied_there, affirmed_there) = _sides(claim), _sides(quote)
    against = [word for word in denied if among(word, affirmed_there) and not among(word, denied_there | affirmed)]
    against += [word for word in affirmed if among(word, denied_there) and not among(word, affirmed_there | denied)]
    return sorted(against)


def _sides(text: str) -> tuple[set[str], set[str]]:
    for brief, plain in table("negation.brief").items():
        text = re.sub(rf"\b{brief}\b", plain, text)
    line = flat(text)
    denied: set[str] = set()
    small = function_words() - every("negation.weighty")  # none of these is what is denied
    for pattern in each("negation.denied"):
        for match in pattern.finditer(line):
            verb = [word for word in _content(" ".join(match.groups("")))[:1] if word not in small]
            denied.update(verb)
            line = re.sub(rf"\b{verb[0]}\b", "", line, count=1) if verb else line
    return denied, set(_content(line))


def _content(text: str) -> list[str]:
    auxiliaries = every("negation.auxiliaries")
    return [word for word in _WORD.findall(text) if word not in auxiliaries]


def among(word: str, others: Iterable[str]) -> bool:
    """Tell whether a flat word, or another form of it, is among others."""
    return any(akin(word, other) for other in others)


def akin(word: str, other: str) -> bool:
    """Tell whether two flat words are forms of one: inflection changes the end, as in sign, signed; vend, vendu, vendra."""
    irregular, ending = table("negation.irregular"), compiled(_ENDING)
    word, other = (ending.sub("", irregular.get(form, form)) for form in (word, other))
    stem = max(_SHORTEST, min(len(word), len(other)) - 2)
    return word == other or (len(word) >= _SHORTEST <= len(other) and word[:stem] == other[:stem])
