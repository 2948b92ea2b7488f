"""Names that languages write differently, under the form that all languages share."""

from collections.abc import Mapping

from index.language.packs import per_packs
from index.language.patterns import every, table


@per_packs
def common(token: str) -> str:
    """Return the form of a flat word that all languages share: "londonien" and "london" are one."""
    stems: dict[str, str] = table("names.stems")
    endings = every("names.endings")
    for length in range(len(token), 2, -1):
        if token[:length] in stems and (length == len(token) or token[length:] in endings):
            return stems[token[:length]]
    return token


@per_packs
def phrases() -> Mapping[tuple[str, ...], str]:
    """Return the names of several words or of capitals, by the common forms of their words."""
    return {tuple(map(common, phrase.split())): name for phrase, name in table("names.phrases").items()}
