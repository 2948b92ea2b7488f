"""The lexical side of search: words as FTS5 keeps them, how rare they are, and how much of a question a passage covers."""

import math
import re
import unicodedata
from collections.abc import Iterable

from index.store.articles import Store
from index.store.searching import document_frequency

_WORD = re.compile(r"[^\W_]+")


def terms(text: str) -> list[str]:
    """Return the words of a text as FTS5's ``unicode61 remove_diacritics 2`` keeps them: lower case, without diacritics."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(plain.lower())


def expression(terms: Iterable[str]) -> str:
    """Return the FTS5 expression that finds passages with any of the terms."""
    return " OR ".join(f'"{term}"' for term in terms)


def all_of(words: Iterable[Iterable[str]]) -> str:
    """Return the FTS5 expression that finds passages with each word in one of its spellings, ``*`` for the rest of a word."""
    told = [" OR ".join(f'"{" ".join(terms(one))}"{"*" if one.endswith("*") else ""}' for one in sorted(set(w))) for w in words]
    return " AND ".join(f"({either})" for either in told)


def rarity(store: Store, terms: Iterable[str], passages: int) -> dict[str, float]:
    """Return the inverse document frequency of each term, as in BM25, never negative."""
    found = {term: document_frequency(store, term) for term in terms}
    return {term: math.log(1 + (passages - n + 0.5) / (n + 0.5)) for term, n in found.items()}


def coverage(weights: dict[str, float], text: str) -> float:
    """Return the share of the weight that the text's words cover, from 0 to 1."""
    return share(weights, set(terms(text)))


def share(weights: dict[str, float], present: set[str]) -> float:
    """Return the share of the weight that lies with some terms, from 0 to 1."""
    return sum(weight for term, weight in weights.items() if term in present) / (sum(weights.values()) or 1.0)
