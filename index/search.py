"""Hybrid search: lexical (FTS5) and dense (FAISS) candidates, fused by rank, the lexical side weighed hit by hit.

Reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009. Plain fusion harms questions over articles in another language,
where few words are shared and those few mislead; so a lexical rank counts by how much of the question's rare words the hit covers.
"""

from collections.abc import Iterable, Mapping

from index.lexical import coverage, expression, rarity, words
from index.store import Store
from index.types import Encoder, Hit, Vectors
from index.vectors import VectorCache

CANDIDATES = 50
RANK_OFFSET = 60  # k of the paper


def search(
    store: Store, cache: VectorCache, encoder: Encoder, question: str, *, limit: int, hidden: frozenset[str] = frozenset()
) -> list[Hit]:
    """Return the passages that bear on the question, best first, leaving out those of the articles in ``hidden``."""
    vector = encoder.encode_query(question)
    dense = cache.search(vector, CANDIDATES)
    terms = sorted(set(words(question)))
    weights = rarity(store, terms, max(1, len(store.passage_numbers())))
    lexical = store.match(expression(terms), CANDIDATES) if terms else []
    return _fuse(store, vector, weights, dense, lexical, limit=limit, hidden=hidden)


def reciprocal_rank_fusion(ranks: Iterable[tuple[int | None, float]], *, k: int = RANK_OFFSET) -> float:
    """Return the sum of weight / (k + rank) over the rankings that hold the item; ranks count from 1."""
    return sum(weight / (k + rank) for rank, weight in ranks if rank is not None)


def _fuse(
    store: Store,
    vector: Vectors,
    weights: Mapping[str, float],
    dense: list[tuple[int, float]],
    lexical: list[tuple[int, float]],
    *,
    limit: int,
    hidden: frozenset[str],
) -> list[Hit]:
    dense_rank = {number: rank for rank, (number, _) in enumerate(dense, 1)}
    lexical_rank = {number: rank for rank, (number, _) in enumerate(lexical, 1)}
    hits = []
    numbers = list(dense_rank | lexical_rank)
    for number, (article, item) in zip(numbers, store.passages(numbers), strict=True):
        if article.id in hidden:
            continue
        covered = coverage(dict(weights), f"{article.title} {item.passage.text}")
        ranks = (dense_rank.get(number), 1.0), (lexical_rank.get(number), covered**2)
        hits.append(
            Hit(
                article=article,
                passage=item.passage,
                score=reciprocal_rank_fusion(ranks),
                dense_rank=dense_rank.get(number),
                lexical_rank=lexical_rank.get(number),
                cosine=float(item.vector @ vector),
                coverage=covered,
                sentence_cosines=tuple((item.sentence_vectors @ vector).tolist()),
            )
        )
    return sorted(hits, key=lambda hit: -hit.score)[:limit]
