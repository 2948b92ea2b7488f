"""Negation, in French and English: whether a statement denies what its quote affirms, or affirms what it denies."""

import re

from chatbot.facts.words import either, flat, words

_WORD = re.compile(r"[a-z]{3,}")
_AUXILIARIES = words("""
    have has had been was were are will would could should can may might does did the this that any yet
    must shall need want wants wanted going able yet ever even
    avoir avait avaient ont ete etre etait etaient est sont sera seront soit fait faire encore jamais les des une son ses
    leur lui peut peuvent pouvait pourra veut veulent voulait doit doivent devait devrait vont aller toujours
""")
_NOT = either(words("pas plus jamais guere nullement"))
# what is denied: the verb, which is the first word of weight that "ne … pas" encloses, or that stands behind it or "not"
_DENIED = (
    re.compile(r"\b(?:(?<!if )not(?! only| just)|never|cannot|no longer|\w+n't)((?: [a-z'-]+){1,3})"),
    re.compile(
        rf"\b(?:ne |n')((?:[a-z'-]+ ){{1,4}}?)(?:{_NOT})\b(?! seulement| uniquement)"
        r"((?: [a-z'-]+){0,2})"
    ),
)
_SHORTEST = 4  # letters of a stem


def contradicted(claim: str, quote: str) -> list[str]:
    """Return the words that one text denies and the other affirms; words told both ways, or in one text only, tell nothing."""
    (denied, affirmed), (denied_there, affirmed_there) = _sides(claim), _sides(quote)
    against = [word for word in denied if _among(word, affirmed_there) and not _among(word, denied_there | affirmed)]
    against += [word for word in affirmed if _among(word, denied_there) and not _among(word, affirmed_there | denied)]
    return sorted(against)


def _sides(text: str) -> tuple[set[str], set[str]]:
    line = flat(text)
    denied: set[str] = set()
    for pattern in _DENIED:
        for match in pattern.finditer(line):
            verb = _content(" ".join(match.groups()))[:1]
            denied.update(verb)
            line = re.sub(rf"\b{verb[0]}\b", "", line, count=1) if verb else line
    return denied, set(_content(line))


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in _AUXILIARIES]


def _among(word: str, others: set[str]) -> bool:
    return any(_akin(word, other) for other in others)


def _akin(word: str, other: str) -> bool:
    # inflection changes the end: sign, signed; vend, vendu, vendra
    stem = max(_SHORTEST, min(len(word), len(other)) - 2)
    return word == other or (len(word) >= _SHORTEST <= len(other) and word[:stem] == other[:stem])
