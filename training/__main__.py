"""`python -m training`: from the base weights and the question sets to the adapter, in one command."""

from __future__ import annotations

import argparse
from pathlib import Path

from training import templates
from training.base import find_base, tokeniser
from training.export import compare, export
from training.items import Ask, Item, Source, render_question, render_sources
from training.public import Maker, load
from training.train import Plan, train

TEMPLATE_ITEMS = 900  # an epoch; a sixth of all items
SAMPLE_SOURCE = Source("L'événement, consacré à l'IA générative, est prévu pour le 29 avril à Genève.", "Lumacon", "2025-03-03")
SAMPLE_ASK = Ask("when is Lumacon?", "29 avril", 1)


def main() -> None:
    """Read the options, train, export, and compare the two runtimes."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"), help="folder of the public question sets")
    parser.add_argument("--work", type=Path, default=Path("../env/training"), help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=Path("chatbot/weights/smollm2-reader.gguf"), help="the adapter")
    parser.add_argument("--minutes", type=float, default=120.0, help="time to learn in; 0 with --resume only exports")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument(
        "--rate", type=float, default=8e-4, help="highest learning rate; half of it to go on from a finished run"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes that learn, one thread each")
    options = parser.parse_args()
    plan = Plan(minutes=options.minutes, rate=options.rate, workers=options.workers)
    base = find_base()
    maker = Maker(load(options.data, validation=False))

    def make(epoch: int) -> list[Item]:
        return [*maker.items(plan.seed + epoch), *templates.items(plan.seed + epoch, TEMPLATE_ITEMS)]

    model = train(base, make, tokeniser(base), plan, options.work, resume=options.resume)
    print(f"{options.out}: SHA-256 {export(model, base, options.out)}")
    sample = render_sources((SAMPLE_SOURCE,)) + render_question(SAMPLE_ASK.question) + SAMPLE_ASK.reply
    alike, same = compare(model, base, options.out, sample)
    print(f"torch and llama.cpp: logits correlate at {alike:.4f}, the same best token at {same:.0%} of positions")


if __name__ == "__main__":
    main()
