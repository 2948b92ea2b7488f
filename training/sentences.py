"""Fits the linear map from what a passage's pass tells of a sentence to the vector that the sentence has by itself.

Ridge regression in closed form, on articles of public sets of which neither the reported questions of search nor those that its
weights were chosen on are asked: AfriQA, Service-Public, SQuAD 2.0's training part, CLAP NQ.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoding.embedded import MAP, EmbeddedEncoder, described, unit
from index.intake.passages import cut
from index.types import Vectors
from training.export import pin
from training.public import read_rows

SETS = ("afriqa_fr", "service_public_fr", "squad2_train_part", "clapnq")
PENALTIES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
APART = 10  # one article in so many chooses the penalty


def fit(data: Path, work: Path, out: Path = MAP) -> None:
    """Write the map; what was collected of an article is kept below ``work``, so that a run that was stopped goes on."""
    from safetensors.numpy import save_file

    read = [(key, *collected(row, work / "sentences" / f"{key}.npz")) for key, row in _articles(data)]
    learnt, apart = (
        [part[1:] for part in read if (zlib.crc32(part[0].encode()) % APART == 0) == held] for held in (False, True)
    )
    given, wanted = (np.concatenate([part[i] for part in learnt]) for i in range(2))
    square, product = given.T @ given, given.T @ wanted
    tried = {penalty: _ridge(square, product, penalty) for penalty in PENALTIES}
    scores = {penalty: _agreement(mapping, apart) for penalty, mapping in tried.items()}
    best = max(scores, key=lambda penalty: scores[penalty])
    print(f"{len(given)} sentences; cosine to their own vectors on articles held apart:", scores)
    mapping = spread(tried[best], given, wanted)
    print("cosine once spread:", _agreement(mapping, apart))
    save_file({"map": mapping.astype(np.float16)}, out, metadata={"base": "multilingual-e5-small"})
    print(pin(out))


def collected(row: dict[str, Any], kept: Path) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return what is known of an article's sentences from their passages (n, 2 d + 1) and their own vectors (n, d)."""
    if not kept.exists():
        encoder = EmbeddedEncoder()
        passages = cut(row["text"], encoder.count, article_id=row["id"])
        title = row["title"] or ""
        given, wanted = [np.zeros((0, 769))], [np.zeros((0, 384))]
        for passage in passages:
            vector, means, seen = encoder.pooled(title, passage)
            own = encoder.encode_passages([f"{title}. {one.text}" for one in passage.sentences])
            given.append(described(means, vector)[seen])
            wanted.append(own[seen])
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, given=np.concatenate(given).astype(np.float16), wanted=np.concatenate(wanted).astype(np.float16))
    with np.load(kept) as told:
        return told["given"].astype(np.float32), told["wanted"].astype(np.float32)


def spread(mapping: NDArray[np.float32], given: Vectors, wanted: Vectors) -> NDArray[np.float32]:
    """Return a map whose vectors lie as far apart as those that it was fitted to.

    Least squares draw all that they are not sure of to the middle; then everything is near every question.
    """
    middle, found = wanted.mean(axis=0), given @ mapping
    far = _nearness(unit(wanted))
    factors = np.arange(1.0, 3.0, 0.02)
    nearest = min(factors, key=lambda factor: abs(_nearness(unit(middle + factor * (found - middle))) - far))
    wide: NDArray[np.float32] = nearest * mapping
    wide[-1] += (1 - nearest) * middle
    return wide


def _nearness(vectors: Vectors) -> float:
    """Return the mean cosine of two of the vectors."""
    return float(np.square(np.linalg.norm(vectors.mean(axis=0))))


def _articles(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in SETS:
        for row in read_rows(data / name / "articles.jsonl"):
            yield row["id"], row


def _ridge(square: NDArray[Any], product: NDArray[Any], penalty: float) -> NDArray[np.float32]:
    kept: NDArray[np.float32] = np.linalg.solve(square + penalty * np.eye(len(square)), product).astype(np.float32)
    return kept


def _agreement(mapping: NDArray[np.float32], apart: list[tuple[Vectors, ...]]) -> float:
    cosines = [(unit(given @ mapping) * wanted).sum(axis=1) for given, wanted in apart if len(given)]
    return round(float(np.concatenate(cosines).mean()), 5)
