"""The training loop of both models: bf16 on the CPU, a learning rate that follows the clock, checkpoints.

One process a core, each with one thread, all updating the same weights in shared memory (Hogwild!, arXiv:1106.5730).
On a machine that other people use, two threads in lockstep run at the pace of the slower one: 40 tokens a second were
measured beside one busy process, where two independent workers make 250. The rate falls to zero when the time is used
up, whatever else the machine is doing; a checkpoint holds all that is needed to go on.
"""

from __future__ import annotations

import math
import multiprocessing
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

BETAS = (0.9, 0.98)
REPORT_SECONDS = 60
KEPT = ("weights", "first", "second", "updates")  # what a checkpoint holds of `Shared`
Step = list[Any]  # rows of either model
Losses = Callable[[Any, Step], Tensor]  # of a model over a step's rows, one figure for each thing learnt
STALE = 6  # updates by others after which a starved worker's gradient is thrown away


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn."""

    minutes: float
    rate: float = 8e-4
    warmup: float = 0.02  # share of the time
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


def rate_at(share: float, plan: Plan) -> float:
    """Learning rate when `share` of the time is used: a short rise, then a straight fall to zero."""
    if share < plan.warmup:
        return plan.rate * share / plan.warmup
    return plan.rate * max(0.0, (1 - share) / (1 - plan.warmup))


def learnt(model: nn.Module) -> list[nn.Parameter]:
    """Return the parameters that are not frozen."""
    return [p for p in model.parameters() if p.requires_grad]


def share(model: nn.Module) -> Shared:
    """Move all trainable weights into one flat tensor in shared memory; the model's parameters become views of it."""
    parameters = learnt(model)
    weights = torch.cat([p.detach().flatten() for p in parameters]).share_memory_()  # type: ignore[no-untyped-call]
    for p, part in zip(parameters, weights.split([p.numel() for p in parameters]), strict=True):
        p.data = part.view_as(p)

    def zeros(*shape: int, dtype: torch.dtype) -> Tensor:
        tensor: Tensor = torch.zeros(shape, dtype=dtype).share_memory_()  # type: ignore[no-untyped-call]
        return tensor

    return Shared(
        weights,
        zeros(len(weights), dtype=torch.float32),
        zeros(len(weights), dtype=torch.float32),
        zeros(1, dtype=torch.int64),
        zeros(1, dtype=torch.float64),
        zeros(1, dtype=torch.float64),
    )


def work(model: nn.Module, losses: Losses, shared: Shared, lock: Any, steps: Any) -> None:
    """One worker: take a step's rows, compute its gradient, apply Adam to the shared weights."""
    torch.set_num_threads(1)
    parameters = learnt(model)
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


def _next(steps: Any) -> Step:
    """Wait for a step's rows; leave when the parent process has died, so that no worker outlives it."""
    while True:
        try:
            rows: Step = steps.get(timeout=5.0)
        except queue.Empty:
            parent = multiprocessing.parent_process()
            if parent is not None and not parent.is_alive():
                raise SystemExit(1) from None
        else:
            return rows


def save(path: Path, shared: Shared, feed: Feed) -> None:
    """Write a checkpoint beside the old one, then put it in its place: killed at any instant, one of them is whole."""
    tensors = {name: getattr(shared, name).clone() for name in KEPT}
    part = path.with_suffix(".part")
    place = {"used": feed.seconds, "epoch": feed.epoch, "step": feed.step, "data": feed.data}
    torch.save({**tensors, **place}, part)
    part.replace(path)


def restore(path: Path, shared: Shared, feed: Feed) -> None:
    """Take up a checkpoint."""
    state = torch.load(path, weights_only=True)
    for name in KEPT:
        getattr(shared, name).copy_(state[name])
    feed.epoch, feed.step, feed.data = state["epoch"], state["step"], state["data"]
    feed.seconds = state["used"]


def blend(model: nn.Module, path: Path, share: float) -> None:
    """Mix a share of an earlier checkpoint's weights in: the mean of two reads better than either (arXiv:2203.05482)."""
    parameters = learnt(model)
    earlier = torch.load(path, weights_only=True)["weights"].split([p.numel() for p in parameters])
    for p, part in zip(parameters, earlier, strict=True):
        p.data.lerp_(part.view_as(p), share)


class Feed:
    """The endless row of steps, epoch after epoch, and the place and time reached in it."""

    def __init__(self, draw: Callable[[int], tuple[str, list[Step]]]) -> None:
        """Begin at the first step of the first epoch; `draw(epoch)` gives an epoch's fingerprint and steps."""
        self.epoch, self.step, self.data = 0, 0, ""
        self.seconds = 0.0  # of the plan's minutes, used up
        self._draw = draw

    def __iter__(self) -> Iterator[Step]:
        """Go on from `step` when the data are those of fingerprint `data`, else from the epoch's beginning."""
        while True:
            mark, steps = self._draw(self.epoch)
            first, self.data = (self.step if mark == self.data else 0), mark
            print(f"epoch {self.epoch}: {len(steps)} steps, data {mark}", flush=True)
            for self.step, rows in enumerate(steps[first:], start=first):
                yield rows
            self.epoch, self.step = self.epoch + 1, 0


def train(model: nn.Module, losses: Losses, feed: Feed, plan: Plan, path: Path, *, resume: bool) -> None:
    """Learn until the plan's minutes are over; the checkpoint goes to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # a thread pool does not survive the fork below
    shared = share(model)
    if resume:
        restore(path, shared, feed)
        # A budget that was used up starts anew; one that was interrupted goes on where it stood.
        feed.seconds = feed.seconds if feed.seconds < 60 * plan.minutes else 0.0
    if not plan.minutes:
        return
    context = multiprocessing.get_context("fork")
    lock, steps = context.Lock(), context.Queue(maxsize=plan.workers)
    handed = model, losses, shared, lock, steps
    workers = [context.Process(target=work, args=handed, daemon=True) for _ in range(plan.workers)]
    for worker in workers:
        worker.start()
    try:
        _drive(shared, feed, steps, plan, path, workers)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()
    save(path, shared, feed)


def _drive(shared: Shared, feed: Feed, steps: Any, plan: Plan, path: Path, workers: list[Any]) -> None:
    """Hand out steps, set the rate by the clock, report and save, until the time is over."""
    began = time.monotonic() - feed.seconds
    saved = shown = time.monotonic()
    tokens, rows_left = 0, iter(feed)
    rows = next(rows_left)
    while feed.seconds < 60 * plan.minutes:
        if not all(worker.is_alive() for worker in workers):
            raise SystemExit("A training worker died; its error stands above. Go on with --resume.")
        shared.rate.fill_(rate_at(feed.seconds / (60 * plan.minutes), plan))
        try:
            steps.put(rows, timeout=1.0)
        except queue.Full:
            pass
        else:
            tokens += sum(len(r.ids) for r in rows)
            rows = next(rows_left)
        now = time.monotonic()
        if now - shown > REPORT_SECONDS:
            place = f"{feed.seconds / 60:.1f} min  epoch {feed.epoch} step {feed.step}  updates {int(shared.updates)}"
            print(f"{place}  loss {float(shared.loss):.3f}  {tokens / (now - shown):.0f} tokens/s", flush=True)
            shown, tokens = now, 0
        if now - saved > plan.checkpoint_seconds:
            save(path, shared, feed)
            saved = now
        feed.seconds = now - began
