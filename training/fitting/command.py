"""``python -m training fit``: fits the stages in their order, and writes down what is better by more than chance."""

from __future__ import annotations

import time
from collections.abc import Sequence

from index.fitted import FILE, fitted
from training.fitting import record
from training.fitting.certainty import certainty
from training.fitting.chance import chance
from training.fitting.odds import found
from training.fitting.questions import Sets
from training.fitting.ranking import evidence, search
from training.fitting.trial import Collect, Trial, Values, attempt, by_set

COLLECT: dict[str, Collect] = {
    "search": search,
    "evidence": evidence,
    "refusal": chance,
    "reading.found": found,
    "certainty": certainty,
}


def fit(sets: Sets, stages: Sequence[str]) -> None:
    """Fit the stages named, each on what the stages before it have become, and print what that changes.

    A stage keeps its numbers unless others are better by more than two standard errors, on topics that they were not fitted on.
    """
    for name in stages:
        began = time.monotonic()
        tables = record.load(FILE)
        before = record.values(tables, name)
        asked = COLLECT[name](sets)
        trial = attempt(asked, before)
        print(f"{name}, {asked.measure}, {len(asked.sets)} questions")
        print(f"  before  {_said(before)}\n          {by_set(asked.score(before), asked.sets)}")
        print(f"  fitted  {_said(trial.values)}\n          {by_set(asked.score(trial.values), asked.sets)}")
        origin = record.FITTED if trial.better else record.KEPT
        if name == "reading.found":
            for what, kept in (("before", before), ("fitted", trial.values)):
                refused, right = asked.outcome(kept)
                print(f"  {what}: refused {by_set(refused, asked.sets)}\n          right {by_set(right, asked.sets)}")
        print(f"  gain {trial.gain:+.4f} ± {trial.error:.4f} on topics left out: {origin}")
        _report(sets, name, before, trial)
        record.save(record.record(tables, name, trial.values if trial.better else before, origin), FILE)
        fitted.cache_clear()
        print(f"  {time.monotonic() - began:.0f} s", flush=True)


def _report(sets: Sets, name: str, before: Values, trial: Trial) -> None:
    """Print what both score on the articles whose figures are reported, which decides nothing."""
    asked = COLLECT[name](sets, report=True)
    print(f"  reported half, {len(asked.sets)} questions\n  before  {by_set(asked.score(before), asked.sets)}")
    print(f"  fitted  {by_set(asked.score(trial.values), asked.sets)}")


def _said(values: Values) -> str:
    return "  ".join(f"{name} {value:.3g}" for name, value in values.items())
