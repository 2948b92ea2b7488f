"""Reprints: articles that are nearly the same text, of which the search shows one.

MinHash (Broder 1997) estimates the share of three-word sequences that two texts have in common. Reports that repeat a form
week after week are much alike and yet not copies, so two copies must agree in their numbers too; a correction may differ
there, and is known by its address, or by its title and day.
"""

import hashlib
import re
from collections import Counter
from functools import cache
from heapq import nlargest

import numpy as np

from index.store.articles import Store
from index.types import Article

ALIKE, CORRECTED = 0.7, 0.5  # shares of common sequences
_NUMBERS = 0.8  # of the text with fewer numbers, that the other has too
_PERMUTATIONS = 128
# the store's sixteen bands of four values find 64 % of the pairs that share half, 99 % of those that share .7
_LOOKED_AT = 20  # of those that may be alike, so that a form repeated a thousand times costs no more than twenty
_SHORTEST = 30  # words; below, chance makes texts alike
_SEQUENCE = 3


def place(store: Store, article: Article) -> None:
    """Put an article that was just written into a group of copies or by itself. Call within a transaction."""
    leave(store, article.id)
    signature = _signature(article.text)
    store.copies.sign(article.id, signature)
    if not signature:
        return
    others = [(_likeness(signature, its), other_id) for other_id, its in store.copies.alike(article.id, signature)]
    group = {article.id}
    for likeness, other_id in nlargest(_LOOKED_AT, others):
        other = store.article(other_id) if likeness >= CORRECTED else None
        if other and _is_copy(article, other, likeness):
            group |= set(store.copies.group(other_id))
    settle(store, group)


def leave(store: Store, article_id: str) -> None:
    """Take an article out of its group, as before it is removed. Call within a transaction."""
    others = set(store.copies.group(article_id)) - {article_id}
    if others:
        store.copies.set_shown(article_id, None)
        settle(store, others)


def settle(store: Store, group: set[str]) -> None:
    """Make articles one group and show what no other corrects, published or else added first. Call within a transaction."""
    articles = [article for article in map(store.article, sorted(group)) if article]
    current = [a for a in articles if not any(_corrects(b, a) for b in articles)] or articles
    shown = min(current, key=lambda a: (a.published.value if a.published else "9999", a.added, a.id))
    for article in articles:
        store.copies.set_shown(article.id, None if article is shown else shown.id)


def _is_copy(one: Article, other: Article, likeness: float) -> bool:
    if _one_story(one, other):
        return True
    fewer, more = sorted((Counter(re.findall(r"\d+", text)) for text in (one.text, other.text)), key=Counter.total)
    return likeness >= ALIKE and (fewer & more).total() >= _NUMBERS * fewer.total()


def _one_story(one: Article, other: Article) -> bool:
    """Say whether two texts are versions of one article: one address, or one title on one day."""
    one_day = one.published and other.published and one.published.value[:10] == other.published.value[:10]
    one_title = one.title.casefold() == other.title.casefold()
    return bool(one.url and one.url == other.url) or bool(one_day and one_title)


def _corrects(newer: Article, older: Article) -> bool:
    before = older.modified or older.published
    later = newer.modified is not None and newer.modified.value > (before.value if before else "")
    return later and newer.id != older.id and _one_story(newer, older)


def _likeness(one: bytes, other: bytes) -> float:
    """Return the share of sequences that two texts have in common, as their signatures tell."""
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def _signature(text: str) -> bytes:
    """Return the MinHash of a text, empty for one too short to compare.

    It is the one of datasketch 2, in which libraries are signed; importing that takes longer than adding an article.
    """
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _SHORTEST:
        return b""
    sequences = {" ".join(words[i : i + _SEQUENCE]).encode() for i in range(len(words) - _SEQUENCE + 1)}
    digests = b"".join(hashlib.sha1(sequence, usedforsecurity=False).digest()[:4] for sequence in sequences)
    mixed = np.frombuffer(digests, "<u4")
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):  # the end of MurmurHash3
        mixed = (mixed ^ mixed >> np.uint32(shift)) * np.uint32(factor)
    return np.array([(mixed * factor + added).min() for factor, added in _permutations()], "<u4").tobytes()


@cache
def _permutations() -> list[tuple[np.uint32, np.uint32]]:
    random = np.random.RandomState(1)
    factors = random.randint(0, 1 << 31, _PERMUTATIONS, np.uint32) * np.uint32(2) + np.uint32(1)
    return list(zip(factors, random.randint(0, 1 << 32, _PERMUTATIONS, np.uint32), strict=True))
