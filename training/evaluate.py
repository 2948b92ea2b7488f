"""`python -m training.evaluate ADAPTER`: scores on the fifth of the public questions that training never saw."""

from __future__ import annotations

import argparse
import json
import random
import re
import string
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.base import find_base
from training.items import Source
from training.public import Maker, Question, load, trim
from training.reader import LlamaReader, Reading

_ARTICLES = re.compile(r"\b(a|an|the)\b")


@dataclass(frozen=True)
class Case:
    """One question, its sources, and the right marker (0 where no source answers)."""

    question: Question
    sources: tuple[Source, ...]
    marker: int


def normal(text: str) -> list[str]:
    """SQuAD's normal form, as words: lower case, no punctuation, no English articles."""
    kept = "".join(c for c in text.lower() if c not in string.punctuation + "«»“”’")
    return _ARTICLES.sub(" ", kept).split()


def exact_and_f1(answer: str, golds: tuple[str, ...]) -> tuple[float, float]:
    """Best exact match (0 or 1) and best token F1 over the right answers."""
    said, best = normal(answer), (0.0, 0.0)
    for gold in map(normal, golds):
        common = sum((Counter(said) & Counter(gold)).values())
        best = (max(best[0], float(said == gold)), max(best[1], 2 * common / max(1, len(said) + len(gold))))
    return best


def cases(maker: Maker, wanted: Callable[[Question], bool], companions: int, *, answerable: bool, limit: int) -> list[Case]:
    """Draw cases: the right sentence at a random place among its companions, or the companions alone."""
    rng = random.Random(7)  # noqa: S311 - drawing examples, not secrets
    pool = [q for q in maker.corpus.questions if wanted(q)]
    drawn = []
    for q in rng.sample(pool, min(limit, len(pool))):
        texts = maker.companions(rng, q, [q.quote], companions)
        if answerable:
            texts.insert(rng.randint(0, len(texts)), (q.article, trim(q.quote, q.answer)))
        sources = tuple(Source(text, maker.corpus.titles[article]) for article, text in texts)
        places = [i for i, s in enumerate(sources, 1) if q.answer in s.text]
        if sources:
            drawn.append(Case(q, sources, places[0] if answerable and places else 0))
    return drawn


def _origin(prefix: str, question: str, article: str) -> Callable[[Question], bool]:
    pairs = {(question, a) for a in article.split()}
    return lambda q: q.key.startswith(prefix) and (q.language, q.article_language) in pairs


SETS: dict[str, tuple[Callable[[Question], bool], int, bool]] = {
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
    matches = [exact_and_f1(r.answer, c.question.answers) for c, r in results]
    count = len(results)
    return {
        "questions": count,
        "exact": sum(exact for exact, _ in matches) / count,
        "f1": sum(f1 for _, f1 in matches) / count,
        "marker": sum(r.marker == c.marker for c, r in results) / count,
        "refused": sum(r.marker == 0 for _, r in results) / count,
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
    parser.add_argument("adapter", type=Path, nargs="?", help="GGUF LoRA; none scores the base model alone")
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--limit", type=int, default=200, help="questions a set")
    parser.add_argument("--mode", choices=("alone", "together", "free"), default="alone", help="how sources are shown")
    parser.add_argument("--threshold", type=float, default=0.5, help="refuse above this probability (mode alone)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="", help="only the sets whose name contains this")
    parser.add_argument("--json", type=Path, help="write every reading here")
    options = parser.parse_args()
    maker = Maker(load(options.data, validation=True))
    reader = LlamaReader(find_base(), options.adapter, options.threads)

    def read(case: Case) -> Reading:
        if options.mode == "alone":
            return reader.read_alone(case.question.text, case.sources, options.threshold)
        return reader.read_together(case.question.text, case.sources, free=options.mode == "free")

    rows = []
    for name, (wanted, companions, answerable) in SETS.items():
        if options.only not in name:
            continue
        began = time.monotonic()
        drawn = cases(maker, wanted, companions, answerable=answerable, limit=options.limit)
        results = [(case, read(case)) for case in drawn]
        shares = "  ".join(f"{key} {value:.3g}" for key, value in score(results).items())
        print(f"{name:22} {shares}  {(time.monotonic() - began) / len(results):.2f} s each", flush=True)
        for case, reading in results:
            said = {"said": reading.answer, "said_marker": reading.marker, "refusals": reading.refusals}
            right = {"question": case.question.text, "gold": case.question.answers, "marker": case.marker}
            rows.append({"set": name, **right, **said})
    if options.mode == "alone":
        sweep(rows)
    if options.json:
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        options.json.write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
