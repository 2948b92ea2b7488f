"""Measures the product on public question sets and writes docs/evaluation.md: ``python docs/evaluate.py ../shared/eval``."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("evaluation.md")


@dataclass(frozen=True)
class Set:
    """Questions in one language over articles in another; ``questions`` is the file's name."""

    name: str
    folder: str
    questions: str
    asked_in: str
    written_in: str


SETS = {
    "belebele en→en": Set("belebele en→en", "belebele_enfr", "questions.jsonl", "en", "en"),
    "belebele en→fr": Set("belebele en→fr", "belebele_enfr", "questions.jsonl", "en", "fr"),
    "piaf fr→fr": Set("piaf fr→fr", "piaf", "questions.jsonl", "fr", "fr"),
    "piaf en→fr": Set("piaf en→fr", "piaf", "questions_en.jsonl", "en", "fr"),
    "xquad en→en": Set("xquad en→en", "xquad", "questions.jsonl", "en", "en"),
}
ANSWERED = ("piaf fr→fr", "xquad en→en")
COLUMNS = (
    *("set", "options", "questions", "exact", "F1", "right article", "right sentence", "verified"),
    *("refused, unanswerable", "refused, answerable", "sources / first word / whole p50, p95 (ms)"),
)
READ = ("xquad en→en", "piaf fr→fr", "piaf en→fr")


def main(sets: Path, questions: int) -> None:
    """Run every measurement and write the page."""
    rows: list[tuple[str, str, dict[str, Any]]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, chosen in SETS.items():
            files = _subset(sets, chosen, Path(scratch) / name.replace(" ", "-").replace("→", "-"))
            rows.append((name, "--generator none", _measure(files, "--limit", "600", "--generator", "none")))
            runs = []
            if name in ANSWERED:
                runs += [(), ("--hide-gold",)]
            if name in READ:
                runs += [("--evidence", "gold"), ("--evidence", "gold", "--distractors", "4")]
            measured = (_measure(files, "--limit", str(questions), *options) for options in runs)
            rows += [(name, " ".join(options), measures) for options, measures in zip(runs, measured, strict=True)]
    PAGE.write_text(_page(rows), encoding="utf-8")


def _subset(sets: Path, chosen: Set, folder: Path) -> tuple[Path, Path]:
    folder.mkdir()
    files = folder / "articles.jsonl", folder / "questions.jsonl"
    wanted = ("articles.jsonl", chosen.written_in), (chosen.questions, chosen.asked_in)
    for (source, language), target in zip(wanted, files, strict=True):
        lines = (sets / chosen.folder / source).read_text(encoding="utf-8").splitlines(keepends=True)
        target.write_text("".join(line for line in lines if json.loads(line)["lang"] == language), encoding="utf-8")
    return files


def _measure(files: tuple[Path, Path], *options: str) -> dict[str, Any]:
    out = files[0].with_name("measures.json")
    command = [sys.executable, "-m", "chatbot.cli", "eval", *map(str, files), "--json", str(out), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return dict(json.loads(out.read_text(encoding="utf-8")))


def _page(rows: list[tuple[str, str, dict[str, Any]]]) -> str:
    measures = rows[-1][2]
    lines = [
        "# Evaluation",
        "",
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with {measures['model']} and {measures['encoder']}, on two cores, by",
        "`python docs/evaluate.py ../shared/eval`, which runs `chatbot eval ARTICLES QUESTIONS` with the options given.",
        "The questions are the public part of each set (Belebele CC BY-SA 4.0, PIAF CC BY-SA, XQuAD CC BY-SA 4.0); what was",
        "chosen by looking at them says so in the code. Shares run from 0 to 1.",
        "",
        "## Search over the whole corpus: nDCG@10 and hit@5 over articles (`--generator none`)",
        "",
        "| set | questions | product | words alone (BM25) | passage vectors alone |",
        "|---|---|---|---|---|",
    ]
    for name, options, m in rows:
        if options == "--generator none":
            parts = [m[key] for key in ("retrieval", "retrieval_lexical_alone", "retrieval_dense_alone")]
            cells = [f"{part['ndcg@10']:.3f} / {part['hit@5']:.3f}" for part in parts]
            lines.append(f"| {name} | {m['questions']} | {' | '.join(cells)} |")
    lines += [
        "",
        "## Answers, citations and refusals",
        "",
        f"| {' | '.join(COLUMNS)} |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, options, m in rows:
        if options != "--generator none":
            shares = (*m["answers"].values(), *m["citations"].values(), *m["refusal"].values())
            speed = m["latency_ms"]
            times = [speed[key] for key in ("sources_p50", "first_word_p50", "total_p50", "total_p95")]
            cells = ["–" if share is None else f"{share:.3f}" for share in shares]
            said = " / ".join(f"{time:.0f}" for time in times[:3]) + f", {times[3]:.0f}"
            lines.append(f"| {name} | `{options}` | {m['questions']} | {' | '.join(cells)} | {said} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)  # noqa: PLR2004 - script, sets, questions
