"""Items as padded tensors: the sources are read once, and each question sees them and itself, but no other question.

That halves the tokens to process: positions of every question continue where the sources end, and the attention mask
keeps the questions apart, so that each is computed exactly as if it stood alone.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own habit

from training.items import Item, render_question, render_sources
from training.model import SpanModel

Tokenise = Callable[[str], list[int]]
MAX_TOKENS = 640  # per item; longer ones are dropped, they are few
BATCH_TOKENS = 1300  # per step, padding included


@dataclass(frozen=True)
class Row:
    """One item in tokens; `segments` is 0 for the sources and 1, 2, ... for the questions, `learn` marks reply tokens."""

    ids: tuple[int, ...]
    positions: tuple[int, ...]
    segments: tuple[int, ...]
    learn: tuple[bool, ...]


@dataclass(frozen=True)
class Batch:
    """Padded rows: `ids`, `positions` `[rows, tokens]`, `mask` `[rows, 1, tokens, tokens]`, what to predict where."""

    ids: Tensor
    positions: Tensor
    mask: Tensor
    where: Tensor  # flat indices of the positions whose next token is learnt
    targets: Tensor  # those next tokens


def row(item: Item, tokenise: Tokenise) -> Row:
    """Lay out one item; the BPE never merges across the parts' borders (a newline, and a colon before a space)."""
    ids = tokenise(render_sources(item.sources))
    prefix = len(ids)
    positions, segments, learn = list(range(prefix)), [0] * prefix, [False] * prefix
    for number, ask in enumerate(item.asks, start=1):
        question, reply = tokenise(render_question(ask.question)), tokenise(ask.reply)
        size = len(question) + len(reply)
        ids += question + reply
        positions += range(prefix, prefix + size)
        segments += [number] * size
        learn += [False] * len(question) + [True] * len(reply)
    return Row(tuple(ids), tuple(positions), tuple(segments), tuple(learn))


def collate(rows: list[Row]) -> Batch:
    """Pad rows on the right and build the mask."""
    longest = max(len(r.ids) for r in rows)

    def padded(values: Iterable[tuple[int, ...]], fill: int) -> Tensor:
        return torch.tensor([(*v, *[fill] * (longest - len(v))) for v in values])

    ids, positions = padded((r.ids for r in rows), 0), padded((r.positions for r in rows), 0)
    segments, learn = padded((r.segments for r in rows), -1), padded((r.learn for r in rows), 0).bool()
    causal = torch.ones(longest, longest, dtype=torch.bool).tril()
    same = segments[:, :, None] == segments[:, None, :]
    mask = causal & (same | (segments[:, None, :] == 0))
    where = learn[:, 1:].flatten().nonzero().squeeze(1)
    where = where + where // (longest - 1)  # back to rows of `longest`: position t predicts token t + 1
    return Batch(ids, positions, mask[:, None], where, ids.flatten()[where + 1])


def batches(items: Iterable[Item], tokenise: Tokenise, seed: int) -> list[list[Row]]:
    """Cut items into steps of about `BATCH_TOKENS`, similar lengths together, steps in random order."""
    rng = random.Random(seed)  # noqa: S311
    rows = [r for r in (row(item, tokenise) for item in items if item.asks) if len(r.ids) <= MAX_TOKENS]
    rows.sort(key=lambda r: len(r.ids) + 8 * rng.random())
    steps: list[list[Row]] = [[]]
    for r in rows:
        if (len(steps[-1]) + 1) * len(r.ids) > BATCH_TOKENS:
            steps.append([])
        steps[-1].append(r)
    rng.shuffle(steps)
    return steps


def losses(model: SpanModel, rows: list[Row]) -> Tensor:
    """Cross-entropy of each reply token `[learnt tokens]`; the vocabulary is scored nowhere else."""
    batch = collate(rows)
    hidden = model.hidden(batch.ids, batch.positions, batch.mask).flatten(0, 1)[batch.where]
    return F.cross_entropy(model.logits(hidden).float(), batch.targets, reduction="none")


def fingerprint(items: Iterable[object]) -> str:
    """SHA-256 of what is learnt from, in order: the same data and seeds give the same value."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(repr(item).encode())
    return digest.hexdigest()
