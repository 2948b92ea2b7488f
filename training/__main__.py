"""`python -m training`: from the base weights and the question sets to the adapter, in one command."""

from __future__ import annotations

import argparse
from pathlib import Path

from training import templates
from training.base import find_base, tokeniser
from training.items import Item
from training.public import Maker, load
from training.train import Plan, train

TEMPLATE_ITEMS = 900  # an epoch; a sixth of all items


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"), help="folder of the public question sets")
    parser.add_argument("--work", type=Path, default=Path("../env/training"), help="folder for checkpoints")
    parser.add_argument("--minutes", type=float, default=90.0, help="training time; the learning rate falls to 0 over it")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    options = parser.parse_args()
    plan = Plan(minutes=options.minutes)
    base = find_base()
    maker = Maker(load(options.data, validation=False))

    def make(epoch: int) -> list[Item]:
        return [*maker.items(plan.seed + epoch), *templates.items(plan.seed + epoch, TEMPLATE_ITEMS)]

    train(base, make, tokeniser(base), plan, options.work, resume=options.resume)


if __name__ == "__main__":
    main()
