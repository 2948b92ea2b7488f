"""Measures the product on public question sets and writes docs/evaluation.md: ``python docs/evaluate.py ../shared/eval``.

Of PIAF and XQuAD, which the embedded models were trained on, only questions are answered whose articles played no part in that
nor in the choice of any constant of the reading; the libraries hold all articles, and search is measured on all questions.
"""

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chatbot import Chatbot
from chatbot.answering.evidence import gather, understand
from chatbot.answering.prompt import reader_prompt
from chatbot.answering.question_kinds import Kind, question_kind
from chatbot.answering.verification import check
from chatbot.evaluation.evaluate import library_of
from chatbot.evaluation.questions import Gold, read_questions
from chatbot.evaluation.scoring import exact_match, f1, mean
from chatbot.models.llama import LlamaModel
from chatbot.models.merged import reading_model
from chatbot.models.reader import EmbeddedReader
from index.language import find_dates
from index.library import Library
from training.public import reported

PAGE = Path(__file__).with_name("evaluation.md")


@dataclass(frozen=True)
class Set:
    """Questions in one language over articles in another; ``questions`` is the file's name.

    ``beside`` names another set's folder and a language, whose articles stand in the same library.
    """

    name: str
    folder: str
    questions: str
    asked_in: str
    written_in: str
    beside: tuple[str, str] | None = None


SETS = {
    "belebele en→en": Set("belebele en→en", "belebele_enfr", "questions.jsonl", "en", "en"),
    "belebele en→fr": Set("belebele en→fr", "belebele_enfr", "questions.jsonl", "en", "fr"),
    "piaf fr→fr": Set("piaf fr→fr", "piaf", "questions.jsonl", "fr", "fr"),
    "piaf en→fr": Set("piaf en→fr", "piaf", "questions_en.jsonl", "en", "fr"),
    "xquad en→en": Set("xquad en→en", "xquad", "questions.jsonl", "en", "en"),
    "piaf en→fr beside xquad en": Set("piaf en→fr beside xquad en", "piaf", "questions_en.jsonl", "en", "fr", ("xquad", "en")),
    "piaf fr→fr beside xquad en": Set("piaf fr→fr beside xquad en", "piaf", "questions.jsonl", "fr", "fr", ("xquad", "en")),
}
DATED = 40  # questions about a date
TRAINED_ON = ("piaf", "xquad")
ANSWERED = ("piaf fr→fr", "xquad en→en")
COLUMNS = (
    *("set", "options", "questions", "exact", "F1", "right article", "right sentence", "verified"),
    *("refused, unanswerable", "refused, answerable", "sources / first word / whole p50, p95 (ms)"),
)


def main(sets: Path, questions: int, names: list[str]) -> None:
    """Run every measurement, or those on the named sets, and write the page."""
    rows: list[tuple[str, str, dict[str, Any]]] = []
    others: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, chosen in SETS.items():
            if names and name not in names:
                continue
            articles, asked, unseen = _subset(sets, chosen, Path(scratch) / name.replace(" ", "-").replace("→", "-"))
            rows.append((name, "--generator none", _measure(articles, asked, "--limit", "600", "--generator", "none")))
            runs = [(), ("--hide-gold",)] if name in ANSWERED else []
            measured = (_measure(articles, unseen, "--limit", str(questions), *options) for options in runs)
            rows += [(name, " ".join(options), measures) for options, measures in zip(runs, measured, strict=True)]
            if name in ANSWERED:
                with library_of(articles) as library:
                    others += [_unchecked(name, library, read_questions(unseen, questions))]
                    others += [_dates(name, library, read_questions(unseen))]
    PAGE.write_text(_page(rows, others), encoding="utf-8")


def _unchecked(name: str, library: Library, questions: list[Gold]) -> str:
    """Say how the embedded Llama answers from the same evidence when nothing holds, checks or weighs its words."""
    llama, cited, false, exact, overlap = LlamaModel(reading_model()), 0, 0, [], []
    for gold in questions:
        evidence = gather(understand(gold.question, library), library.search(gold.question), limit=4)
        said = "".join(llama.stream(reader_prompt(gold.question, evidence), limit=48))
        match = re.fullmatch(r"\s*(.*?)\s*\[([1-4])\]\s*", said, re.DOTALL)
        quote = evidence[int(match[2]) - 1].sentence if match and int(match[2]) <= len(evidence) else None
        cited += quote is not None
        false += quote is not None and match is not None and not check(match[1], quote.text).ok
        exact.append(exact_match(match[1] if match else said, gold.answers))
        overlap.append(f1(match[1] if match else said, gold.answers))
    return (
        f"- {name}, {len(questions)} questions, the Llama alone, four sources in one prompt, unheld and unchecked: "
        f"exact {mean(exact):.3f}, F1 {mean(overlap):.3f}; {cited} named a source that exists, "
        f"and {false} of these said a date, number or name that is not in it."
    )


def _dates(name: str, library: Library, questions: list[Gold]) -> str:
    """Say for how many questions about a date the right date stands in what is cited."""
    bot = Chatbot(library, EmbeddedReader())
    dated = [gold for gold in questions if question_kind(gold.question) is Kind.WHEN and find_dates(gold.answers[0])][:DATED]
    held = [
        any(check(gold.answers[0], citation.quote, published=None).ok for citation in bot.ask(gold.question).citations)
        for gold in dated
    ]
    share = sum(held) / max(1, len(held))
    return f"- {name}, {len(dated)} questions about a date: the right date stands in a cited quote for {share:.3f}."


def _subset(sets: Path, chosen: Set, folder: Path) -> tuple[Path, Path, Path]:
    folder.mkdir()
    files = folder / "articles.jsonl", folder / "questions.jsonl", folder / "unseen.jsonl"
    libraries = [(chosen.folder, chosen.written_in), *([chosen.beside] if chosen.beside else [])]
    articles = [record for name, language in libraries for record in _records(sets / name / "articles.jsonl", language)]
    questions = _records(sets / chosen.folder / chosen.questions, chosen.asked_in)
    if chosen.folder in TRAINED_ON:
        unseen = reported(sets, chosen.folder)
        fresh = [record for record in questions if {item["article_id"] for item in record["evidence"]} <= unseen]
    else:
        fresh = questions
    for target, records in zip(files, (articles, questions, fresh), strict=True):
        target.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return files


def _records(path: Path, language: str) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [record for record in map(json.loads, lines) if record["lang"] == language]


def _measure(articles: Path, questions: Path, *options: str) -> dict[str, Any]:
    out = articles.with_name("measures.json")
    command = [
        sys.executable,
        "-m",
        "chatbot",
        "eval",
        str(articles),
        str(questions),
        "--json",
        str(out),
        *options,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return dict(json.loads(out.read_text(encoding="utf-8")))


def _page(rows: list[tuple[str, str, dict[str, Any]]], others: list[str]) -> str:
    measures = max((measures for _, _, measures in rows), key=lambda measures: measures["model"] or "")
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
    by_hand = "".join(PAGE.read_text(encoding="utf-8").partition("## How to read it")[1:])
    return "\n".join([*lines, "", *others, "", by_hand])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100, sys.argv[3:])  # noqa: PLR2004 - script, sets, questions
