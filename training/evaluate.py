"""`python -m training.evaluate`: how the shipped weights read the fifth of the public questions that training never saw."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chatbot.answering import reading
from chatbot.evaluation.scoring import exact_match, f1
from chatbot.models import span_tree
from chatbot.models.reader import EmbeddedReader
from chatbot.models.span_head import LONGEST_ANSWER, lead
from chatbot.protocols import Pointed
from training.drawing import Maker
from training.items import Source, render_question, render_sources
from training.public import SETS, Question, load, reported, source, trim


@dataclass(frozen=True)
class Case:
    """One question, its sources, and the right marker (0 where no source answers)."""

    question: Question
    sources: tuple[Source, ...]
    marker: int


@dataclass(frozen=True)
class Reading:
    """The short answer and its marker, how likely each source seemed not to answer, to the Llama and to the span head.

    ``answers`` are the span head's log-odds that each does.
    """

    answer: str
    marker: int
    refusals: tuple[float, ...]
    llama: tuple[float, ...]  # probabilities
    head: tuple[float, ...]  # log-odds
    answers: tuple[float, ...]


def read(model: EmbeddedReader, case: Case, reader: str) -> Reading:
    """Read each source by itself and keep the answer of the one that is likeliest to answer."""
    texts = [source.text for source in case.sources]
    pointed = model.point(case.question.text, texts, [lead(source.title, source.before) for source in case.sources])
    head, answers = tuple(seen.refusal for seen in pointed), tuple(seen.answers for seen in pointed)
    if reader == "spans":
        best = min(range(len(head)), key=head.__getitem__)
        refusals = tuple(1 / (1 + math.exp(-odds)) for odds in head)
        return Reading(_likeliest(texts[best], pointed[best]), best + 1, refusals, (), head, answers)
    prompts = [render_sources((source,)) + render_question(case.question.text) for source in case.sources]
    copied = [model.copy(*handed) for handed in zip(prompts, texts, pointed, strict=True)]
    llama = tuple(one.refusal for one in copied)
    both = tuple(reading.refused(*odds) for odds in zip(llama, pointed, strict=True))
    refusals = both if reader == "both" else llama
    best = min(range(len(copied)), key=refusals.__getitem__)
    return Reading(copied[best].words, best + 1, refusals, llama, head, answers)


def _likeliest(text: str, pointed: Pointed) -> str:
    ends = [(max(pointed.ends[i : i + LONGEST_ANSWER]), i) for i in range(len(pointed.starts))]
    first = max(range(len(ends)), key=lambda i: pointed.starts[i] + ends[i][0])
    last = pointed.ends.index(ends[first][0], first)
    return text[pointed.covered[first][0] : pointed.covered[last][1]].strip(' .,;:()«»“”"')


def cases(maker: Maker, pool: list[Question], companions: int, *, answerable: bool, limit: int) -> list[Case]:
    """Draw cases: the right sentence at a random place among its companions, or the companions alone."""
    rng = random.Random(7)  # noqa: S311 - drawing examples, not secrets
    drawn = []
    for q in rng.sample(pool, min(limit, len(pool))):
        texts = maker.companions(rng, q, [q.quote], companions)
        if answerable:
            texts.insert(rng.randint(0, len(texts)), (q.article, trim(q.quote, q.answer)))
        sources = tuple(source(maker.corpus, article, text) for article, text in texts)
        places = [i for i, s in enumerate(sources, 1) if q.answer in s.text]
        if sources:
            drawn.append(Case(q, sources, places[0] if answerable and places else 0))
    return drawn


def _origin(prefix: str, question: str, article: str) -> Callable[[Question], bool]:
    pairs = {(question, a) for a in article.split()}
    return lambda q: q.key.startswith(prefix) and (q.language, q.article_language) in pairs


CASES: dict[str, tuple[Callable[[Question], bool], int, bool]] = {
    "xquad en": (_origin("xq-en", "en", "en"), 0, True),
    "piaf fr": (_origin("piaf", "fr", "fr"), 0, True),
    "afriqa fr": (_origin("af-", "fr", "fr"), 0, True),
    "xquad en > de es ro": (_origin("xq-en", "en", "de es ro"), 0, True),
    "piaf en > fr": (_origin("piaf", "en", "fr"), 0, True),
    "xquad en, five": (_origin("xq-en", "en", "en"), 4, True),
    "piaf fr, five": (_origin("piaf", "fr", "fr"), 4, True),
    "xquad en, four wrong": (_origin("xq-en", "en", "en"), 4, False),
    "piaf fr, four wrong": (_origin("piaf", "fr", "fr"), 4, False),
    "xquad en, one wrong": (_origin("xq-en", "en", "en"), 1, False),
    "piaf fr, one wrong": (_origin("piaf", "fr", "fr"), 1, False),
}


def score(results: list[tuple[Case, Reading]]) -> dict[str, float]:
    """Shares from 0 to 1: exact match, F1, right marker, refused."""
    said = [(r.answer, c.question.answers) for c, r in results]
    count = len(results)
    return {
        "questions": count,
        "exact": sum(exact_match(*one) for one in said) / count,
        "f1": sum(f1(*one) for one in said) / count,
        "marker": sum(r.marker == c.marker for c, r in results) / count,
        "refused": sum(min(r.refusals) >= reading.REFUSED for _, r in results) / count,
    }


def sweep(rows: list[dict[str, Any]]) -> None:
    """Print what other thresholds would refuse, rightly and wrongly."""
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        parts = []
        for name in dict.fromkeys(row["set"] for row in rows):
            refused = [min(row["refusals"]) > threshold for row in rows if row["set"] == name]
            parts.append(f"{name} {sum(refused) / len(refused):.2f}")
        print(f"refused above {threshold}:  {'  '.join(parts)}")


def main() -> None:
    """Read the options, score, print a line a set."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--limit", type=int, default=200, help="questions a set")
    parser.add_argument("--reader", choices=("both", "llama", "spans"), default="both", help="what is to read")
    parser.add_argument("--fit", action="store_true", help="ask the half of the held-out articles that constants are fitted on")
    parser.add_argument("--only", default="", help="only the sets whose name contains this")
    parser.add_argument("--json", type=Path, help="write every reading here")
    options = parser.parse_args()
    maker = Maker(load(options.data, validation=True))
    spared = frozenset[str]().union(*(reported(options.data, dataset) for dataset in SETS))
    model = EmbeddedReader()
    if options.reader == "llama":
        span_tree.TRUST = 0.0

    rows = []
    for name, (wanted, companions, answerable) in CASES.items():
        if options.only not in name:
            continue
        began = time.monotonic()
        pool = [q for q in maker.corpus.questions if wanted(q) and (q.article in spared) != options.fit]
        drawn = cases(maker, pool, companions, answerable=answerable, limit=options.limit)
        results = [(case, read(model, case, options.reader)) for case in drawn]
        shares = "  ".join(f"{key} {value:.3g}" for key, value in score(results).items())
        print(f"{name:22} {shares}  {(time.monotonic() - began) / len(results):.2f} s each", flush=True)
        for case, said in results:
            right = {"question": case.question.text, "gold": case.question.answers, "right": case.marker}
            rows.append({"set": name, **right, **asdict(said)})
    sweep(rows)
    if options.json:
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        options.json.write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
