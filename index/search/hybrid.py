"""Hybrid search: lexical (FTS5) and dense (FAISS) candidates, ordered by one score.

The score adds how near the passage and its best sentence are to the question (cosines) and how much of the question's
rare words it covers. A question over articles in another language shares few words, so coverage is small there and
misleads little, where reciprocal rank fusion does harm. Measured, nDCG@10 on 400 PIAF questions, PIAF's 83 in English, 400
of XQuAD: this sum .922 / .961 / .992, plain rank fusion .887 / .825 / .974, passages alone .819 / .914 / .962, best
sentences alone .865 / .948 / .973.

The encoder puts texts in one language nearer to each other than they deserve (arXiv:2109.04727): what is in another language
than the question is lifted by as much. With XQuAD's English articles beside PIAF's French ones, nDCG@10 of PIAF's 83 English
questions is .790 without that and .932 with it, of 150 French ones .928 and .926.
"""

import re
from typing import Any

from index.fitted import fitted
from index.language.detection import detect_question
from index.search.lexical import coverage, expression, question_rarity, share, telling, terms
from index.search.vector_cache import VectorCache
from index.store.articles import Store
from index.store.searching import Candidate, candidates, holders, match, selection
from index.types import Encoder, Hit, Scope, Vectors

CANDIDATES = 50
_NAME = re.compile(r"(?<=\w\W)[A-ZÀ-Þ]\w*")  # a capital within the question


def search(store: Store, cache: VectorCache, encoder: Encoder, question: str, *, limit: int, scope: Scope) -> list[Hit]:
    """Return the passages in the scope that bear on the question, best first."""
    breadth = max(CANDIDATES, limit // 2)  # found by words and by vectors each
    vector = encoder.encode_query(question)
    weights = question_rarity(store, question)
    language = detect_question(question)
    among = selection(store, scope)
    dense = cache.search(vector, among, language, fitted().search.language_bonus)[:breadth]
    lexical = match(store, expression(telling(store, weights)), breadth, among) if weights else []
    dense_rank, lexical_rank = ({number: rank for rank, number in enumerate(found, 1)} for found in (dense, lexical))
    weighed = {}
    for item in candidates(store, list(dense_rank | lexical_rank)):
        ranks = {"dense_rank": dense_rank.get(item.number), "lexical_rank": lexical_rank.get(item.number)}
        bonus = 0.0 if item.language == language else fitted().search.language_bonus
        weighed[item.number] = _weigh(item, vector, weights, bonus) | ranks
    best = dict(sorted(weighed.items(), key=lambda item: -item[1]["score"])[:limit])
    found = store.passages(list(best))  # the texts of these articles alone are read
    missing = _missing_shares(store, weights, question, {article.id: article.language == language for _, article, _ in found})
    return [Hit(article, item.passage, missing_share=missing[article.id], **best[number]) for number, article, item in found]


def _missing_shares(store: Store, weights: dict[str, float], question: str, articles: dict[str, bool]) -> dict[str, float]:
    """Return by which share of the question's words, or else of its names, each article holds less than another.

    ``articles`` tells which are in the question's language. One in another can share little but names with it, and some of
    these are translated, as months and peoples are: it lacks them only where it holds none of several.
    """
    found = {article: set[str]() for article in articles}
    for article, term in holders(store, weights, articles):
        found[article].add(term)
    names = weights.keys() & set(terms(" ".join(_NAME.findall(question))))
    whole = {article: share(weights, terms) for article, terms in found.items() if articles[article]}
    named = {article: share({name: weights[name] for name in names}, terms) for article, terms in found.items()}
    most, most_named = max(whole.values(), default=0.0), max(named.values(), default=0.0)
    none = {article for article, share in named.items() if not share and len(names) > 1}
    gaps = {article: most_named - share for article, share in named.items() if articles[article] or article in none}
    return {article: max(most - whole.get(article, most), gaps.get(article, 0.0)) for article in articles}


def _weigh(item: Candidate, vector: Vectors, weights: dict[str, float], language_bonus: float) -> dict[str, Any]:
    """Return how much a candidate bears on the question, as the fields of a Hit."""
    cosine = float(item.vector @ vector)
    sentences = tuple((item.sentence_vectors @ vector).tolist())
    covered = coverage(weights, f"{item.title} {item.text}")
    weigh = fitted().search
    score = weigh.passage_weight * (cosine + language_bonus) + weigh.sentence_weight * (max(sentences) + language_bonus)
    score += weigh.coverage_weight * covered
    told = {"score": score, "cosine": cosine, "coverage": covered}
    return {**told, "sentence_cosines": sentences, "language_bonus": language_bonus}
