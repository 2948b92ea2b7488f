"""`python -m training`: from the embedded weights and the question sets to what the product ships, one command each."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from torch import nn

from index.encoding.tokens import tokenizer
from training import batches, span_head, templates
from training.base import find_base, tokeniser
from training.drawing import Maker
from training.export import compare, export, export_spans
from training.fitting.command import fit
from training.fitting.questions import Sets
from training.fitting.record import STAGES
from training.items import Ask, Source, render_question, render_sources
from training.model import SpanModel
from training.near_misses import Near, crossed, squad, written
from training.public import load
from training.train import Feed, Plan, Step, blend, train

TEMPLATE_ITEMS = {"reader": 900, "spans": 400}  # an epoch
SAMPLE_SOURCE = Source("L'événement, consacré à l'IA générative, est prévu pour le 29 avril à Genève.", "Lumacon", "2025-03-03")
SAMPLE_ASK = Ask("when is Lumacon?", "29 avril", 1)
EARLIER = 0.4  # share of the earlier checkpoint in a blend
RATES = {"reader": 8e-4, "spans": 2e-4}
Learnt = tuple[nn.Module, Callable[[Path], None]]  # a model, and what exports it into a folder


def main() -> None:
    """Read the options; train and export one of the two models, or fit the constants."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)
    for model, what in (("reader", "train the Llama's adapter"), ("spans", "train the encoder's span head")):
        _add_training(tasks.add_parser(model, help=what))
    fitting = tasks.add_parser("fit", help="fit the constants of search, evidence, refusal and reading")
    fitting.add_argument("--eval", type=Path, default=Path("../shared/eval"), help="folder of the public question sets")
    fitting.add_argument("--work", type=Path, default=Path("../env/training/fit"), help="folder for the libraries made of them")
    fitting.add_argument("--limit", type=int, default=300, help="questions a set and articles a library at most")
    fitting.add_argument("--only", choices=STAGES, action="append", help="a stage, of which the earlier ones stand")
    options = parser.parse_args()
    if options.task == "fit":
        fit(Sets(options.eval, options.work, options.limit), options.only or list(STAGES))
    else:
        _train(options)


def _add_training(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"), help="folder of the public question sets")
    parser.add_argument("--work", type=Path, default=Path("../env/training"), help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=Path("chatbot/weights"), help="folder of the weights that ship")
    parser.add_argument("--minutes", type=float, default=120.0, help="time to learn in; 0 with --resume only exports")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument("--begin", type=Path, help="the span head to go on from, instead of the bare encoder")
    parser.add_argument("--blend", type=Path, help="an earlier checkpoint to mix into what is exported")
    parser.add_argument("--rate", type=float, help="highest learning rate; half of it to go on from a finished run")
    parser.add_argument("--workers", type=int, default=2, help="processes that learn, one thread each")


def _train(options: argparse.Namespace) -> None:
    plan = Plan(minutes=options.minutes, rate=options.rate or RATES[options.task], workers=options.workers)
    maker = Maker(load(options.data, validation=False))
    checkpoint = options.work / f"{options.task}.pt"
    if options.task == "reader":
        model, ship = _reader(maker, plan, checkpoint, options.resume)
    else:
        nears = list(crossed([*written(maker.corpus, validation=False), *squad(options.data, validation=False)]))
        model, ship = _spans(maker, nears, span_head.SpanHead(plan.seed, options.begin), plan, checkpoint, options.resume)
    if options.blend:
        blend(model, options.blend, EARLIER)
    ship(options.out)


def _reader(maker: Maker, plan: Plan, checkpoint: Path, resume: bool) -> Learnt:  # noqa: FBT001
    base = find_base()
    tokenise = tokeniser(base)

    def draw(epoch: int) -> tuple[str, list[Step]]:
        items = [*maker.items(plan.seed + epoch), *templates.items(plan.seed + epoch, TEMPLATE_ITEMS["reader"])]
        return batches.fingerprint(items), batches.batches(items, tokenise, plan.seed + epoch)

    model = SpanModel(base, plan.seed)
    train(model, batches.losses, Feed(draw), plan, checkpoint, resume=resume)

    def ship(out: Path) -> None:
        path = out / "smollm2-reader.gguf"
        print(f"{path}: SHA-256 {export(model, base, path)}")
        sample = render_sources((SAMPLE_SOURCE,)) + render_question(SAMPLE_ASK.question) + SAMPLE_ASK.reply
        alike, same = compare(model, base, path, sample)
        print(f"torch and llama.cpp: logits correlate at {alike:.4f}, the same best token at {same:.0%} of positions")

    return model, ship


def _spans(
    maker: Maker,
    nears: Sequence[Near],
    model: span_head.SpanHead,
    plan: Plan,
    checkpoint: Path,
    resume: bool,  # noqa: FBT001
) -> Learnt:
    read = tokenizer()

    def draw(epoch: int) -> tuple[str, list[Step]]:
        made_up = templates.items(plan.seed + epoch, TEMPLATE_ITEMS["spans"])
        drawn = list(span_head.groups(maker, nears, made_up, plan.seed + epoch))
        return batches.fingerprint(drawn), span_head.steps(drawn, read, plan.seed + epoch)

    train(model, span_head.losses, Feed(draw), plan, checkpoint, resume=resume)

    def ship(out: Path) -> None:
        path = out / "e5-spans.safetensors"
        print(f"{path}: SHA-256 {export_spans(model, path)}")

    return model, ship


if __name__ == "__main__":
    main()
