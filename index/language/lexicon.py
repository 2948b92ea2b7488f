"""Names that languages write differently, under the form that all languages share."""

from collections.abc import Mapping
from functools import cache

from index.language.packs import Pack, packs
from index.language.patterns import every


def common(token: str) -> str:
    """Return the form of a flat word that all languages share: "londonien" and "london" are one."""
    return _common(packs(), token)


@cache
def _common(known: tuple[Pack, ...], token: str) -> str:
    stems, endings = _stems(known), every("names", "endings")
    for length in range(len(token), 2, -1):
        if token[:length] in stems and (length == len(token) or token[length:] in endings):
            return stems[token[:length]]
    return token


@cache
def _stems(known: tuple[Pack, ...]) -> Mapping[str, str]:
    return {stem: name for pack in known for stem, name in pack.names.stems.items()}


def phrases() -> Mapping[tuple[str, ...], str]:
    """Return the names of several words or of capitals, by the common forms of their words."""
    return _phrases(packs())


@cache
def _phrases(known: tuple[Pack, ...]) -> Mapping[tuple[str, ...], str]:
    told = (pair for pack in known for pair in pack.names.phrases.items())
    return {tuple(map(common, phrase.split())): name for phrase, name in told}


def spellings(form: str) -> list[str]:
    """Return how texts write a word in the form that all languages share: ``*`` stands for the rest of a word."""
    listed = [phrase for pack in packs() for phrase, name in pack.names.phrases.items() if name == form]
    stems = [f"{stem}*" for stem, name in _stems(packs()).items() if name == form]
    return [form, f"{form}s", *listed, *stems]
