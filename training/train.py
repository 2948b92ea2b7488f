"""The training loop: LoRA in bf16 on the CPU, loss on the replies' tokens, a learning rate that follows the clock.

One process a core, each with one thread, all updating the same weights in shared memory (Hogwild!, arXiv:1106.5730).
On a machine that other people use, two threads in lockstep run at the pace of the slower one: 40 tokens a second were
measured beside one busy process, where two independent workers make 250. The rate falls to zero when the time is used
up, whatever else the machine is doing; a checkpoint holds all that is needed to go on.
"""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - torch's own habit

from training.batches import Row, Tokenise, batches, collate
from training.items import Item
from training.model import Reader

BETAS = (0.9, 0.98)
STALE = 6  # updates by others after which a starved worker's gradient is thrown away


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn."""

    minutes: float
    rate: float = 8e-4
    warmup: float = 0.02  # share of the time
    rank: int = 16
    alpha: float = 32.0
    seed: int = 20250429
    workers: int = 2
    checkpoint_seconds: float = 480.0


@dataclass(frozen=True)
class Shared:
    """What the workers share: the flat fp32 weights and Adam's two moments `[parameters]`, and three counters."""

    weights: Tensor
    first: Tensor
    second: Tensor
    updates: Tensor  # int64 [1]
    rate: Tensor  # float64 [1], set by the parent's clock
    loss: Tensor  # float64 [1], a running mean


def fingerprint(items: list[Item]) -> str:
    """SHA-256 of an epoch's items, in order: the same data and seeds give the same value."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(repr(item).encode())
    return digest.hexdigest()


def rate_at(share: float, plan: Plan) -> float:
    """Learning rate when `share` of the time is used: a short rise, then a straight fall to zero."""
    if share < plan.warmup:
        return plan.rate * share / plan.warmup
    return plan.rate * max(0.0, (1 - share) / (1 - plan.warmup))


def losses(model: Reader, rows: list[Row]) -> Tensor:
    """Cross-entropy of each reply token `[learnt tokens]`; the vocabulary is scored nowhere else."""
    batch = collate(rows)
    hidden = model.hidden(batch.ids, batch.positions, batch.mask).flatten(0, 1)[batch.where]
    return F.cross_entropy(model.logits(hidden).float(), batch.targets, reduction="none")


def share_weights(model: Reader) -> Tensor:
    """Move all trainable weights into one flat tensor in shared memory; the model's parameters become views of it."""
    parameters = list(model.parameters())
    flat = torch.cat([p.detach().flatten() for p in parameters]).share_memory_()
    for p, part in zip(parameters, flat.split([p.numel() for p in parameters]), strict=True):
        p.data = part.view_as(p)
    return flat


def work(model: Reader, shared: Shared, lock: Any, steps: Any) -> None:
    """One worker: take a step's rows, compute its gradient, apply Adam to the shared weights."""
    torch.set_num_threads(1)
    parameters = list(model.parameters())
    while True:
        rows = _next(steps)
        seen = int(shared.updates)
        loss = losses(model, rows).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        gradient = torch.cat([p.grad.flatten() for p in parameters if p.grad is not None])
        gradient *= min(1.0, 1.0 / float(gradient.norm() + 1e-6))
        for p in parameters:
            p.grad = None
        with lock:
            if int(shared.updates) - seen > STALE:
                continue
            shared.updates.add_(1)
            count = int(shared.updates)
            shared.first.lerp_(gradient, 1 - BETAS[0])
            shared.second.mul_(BETAS[1]).addcmul_(gradient, gradient, value=1 - BETAS[1])
            size = float(shared.rate) * math.sqrt(1 - BETAS[1] ** count) / (1 - BETAS[0] ** count)
            shared.weights.addcdiv_(shared.first, shared.second.sqrt().add_(1e-8), value=-size)
            mean = float(shared.loss)
            shared.loss.fill_(0.98 * mean + 0.02 * loss.item() if mean else loss.item())


def _next(steps: Any) -> list[Row]:
    """Wait for a step's rows; leave when the parent process has died, so that no worker outlives it."""
    while True:
        try:
            rows: list[Row] = steps.get(timeout=5.0)
        except queue.Empty:
            parent = multiprocessing.parent_process()
            if parent is not None and not parent.is_alive():
                raise SystemExit(1) from None
        else:
            return rows


def save(path: Path, state: dict[str, Any]) -> None:
    """Write a checkpoint beside the old one, then put it in its place: killed at any instant, one of them is whole."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def train(
    base: Path, make: Callable[[int], list[Item]], tokenise: Tokenise, plan: Plan, folder: Path, *, resume: bool
) -> Reader:
    """Learn until the plan's minutes are over; `make(epoch)` draws an epoch's items. Checkpoints go to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "checkpoint.pt"
    torch.set_num_threads(1)  # a thread pool does not survive the fork below
    model = Reader(base, plan.rank, plan.alpha, plan.seed)
    weights = share_weights(model)
    shared = Shared(
        weights,
        torch.zeros_like(weights).share_memory_(),
        torch.zeros_like(weights).share_memory_(),
        torch.zeros(1, dtype=torch.int64).share_memory_(),
        torch.zeros(1, dtype=torch.float64).share_memory_(),
        torch.zeros(1, dtype=torch.float64).share_memory_(),
    )
    used, epoch, step, data = 0.0, 0, 0, ""
    if resume:
        state = torch.load(path, weights_only=True)
        for name in ("weights", "first", "second", "updates"):
            getattr(shared, name).copy_(state[name])
        # A budget that was used up starts anew; one that was interrupted goes on where it stood.
        used = state["used"] if state["used"] < 60 * plan.minutes else 0.0
        epoch, step, data = state["epoch"], state["step"], state["data"]

    def epochs() -> Iterator[list[Row]]:
        nonlocal epoch, step, data
        while True:
            items = make(epoch)
            mark = fingerprint(items)
            first, data = (step if mark == data else 0), mark
            all_steps = batches(items, tokenise, plan.seed + epoch)
            print(f"epoch {epoch}: {len(items)} items, {len(all_steps)} steps, data {mark}", flush=True)
            for number, rows in enumerate(all_steps[first:], start=first):
                step = number
                yield rows
            epoch, step = epoch + 1, 0

    context = multiprocessing.get_context("fork")
    lock, steps = context.Lock(), context.Queue(maxsize=plan.workers)
    workers = [context.Process(target=work, args=(model, shared, lock, steps), daemon=True) for _ in range(plan.workers)]
    for worker in workers:
        worker.start()
    began = time.monotonic() - used
    saved, shown, fed = time.monotonic(), time.monotonic(), 0
    feed = epochs()
    rows = next(feed)
    while (used := time.monotonic() - began) < 60 * plan.minutes and all(worker.is_alive() for worker in workers):
        shared.rate.fill_(rate_at(used / (60 * plan.minutes), plan))
        try:
            steps.put(rows, timeout=1.0)
        except queue.Full:
            pass
        else:
            fed += sum(len(r.ids) for r in rows)
            rows = next(feed)
        now = time.monotonic()
        if now - shown > 60:  # noqa: PLR2004 - a line a minute
            print(f"{used / 60:.1f} min  epoch {epoch} step {step}  updates {int(shared.updates)}  loss {float(shared.loss):.3f}"
                  f"  {fed / (now - shown):.0f} tokens/s", flush=True)  # fmt: skip
            shown, fed = now, 0
        if now - saved > plan.checkpoint_seconds:
            save(path, _state(shared, used, epoch, step, data))
            saved = now
    for worker in workers:
        worker.terminate()
        worker.join()
    save(path, _state(shared, used, epoch, step, data))
    return model


def _state(shared: Shared, used: float, epoch: int, step: int, data: str) -> dict[str, Any]:
    tensors = {name: getattr(shared, name).clone() for name in ("weights", "first", "second", "updates")}
    return {**tensors, "used": used, "epoch": epoch, "step": step, "data": data}
