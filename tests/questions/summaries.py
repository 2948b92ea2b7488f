"""How many summaries are whole, three to five sentences of the right article, and how many cover what it is about."""

import argparse
import json
import zlib
from collections import defaultdict
from pathlib import Path

from chatbot.json_output import answer_object
from tests.questions.__main__ import SAMPLES, SEED, opened
from tests.questions.checking import POINTS, covered, faults, files_of, load
from tests.questions.follow_ups import EVAL

ASKED = {"plan": "summary", "answered": True, "sentences": [3, 5]}
HALVES = ("one half of the articles", "the other half")


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.questions.summaries")
    parser.add_argument("--work", type=Path, required=True, help="folder for the libraries, one a set; those there are used")
    parser.add_argument("--eval", type=Path, default=EVAL, help="the public question sets")
    options = parser.parse_args()

    records, told = load("summaries.jsonl"), defaultdict(list)
    for name in dict.fromkeys(record["set"] for record in records):
        asked = [record for record in records if record["set"] == name]
        bot = opened(options.work / name, _articles(name, {record["article"] for record in asked}, options))
        files = files_of(bot.library.articles()) if name in {"samples", "seed"} else {}
        for record in asked:
            answer = answer_object(bot.ask(record["question"]))
            wrong = faults(answer, {**ASKED, "articles": [record["article"]]}, files)
            share = covered(answer["text"], record["points"])
            for kind in ("all", name, HALVES[zlib.crc32(record["article"].encode()) % 2]):
                told[kind].append((share >= POINTS, not wrong, share >= POINTS and not wrong, share))
            if wrong or share < POINTS:
                print(f"{record['id']}  {record['question']}\n    {share:.2f}  {'; '.join(wrong)}")
                print(f"    -> {answer['text'][:300]!r}")
    for kind, found in told.items():
        covers, whole, both, share = (sum(column) / len(found) for column in zip(*found, strict=True))
        print(f"{kind} ({len(found)}): cover {covers:.3f}, whole {whole:.3f}, both {both:.3f}; points {share:.3f}")


def _articles(name, wanted, options):
    """Return where the articles of a set lie; of a public one those that are asked about are copied beside the libraries."""
    if name in {"samples", "seed"}:
        return SAMPLES if name == "samples" else SEED
    options.work.mkdir(parents=True, exist_ok=True)
    lines = (options.eval / name / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    copied = options.work / f"{name}.jsonl"
    copied.write_text("".join(line for line in lines if json.loads(line)["id"] in wanted), encoding="utf-8")
    return copied


if __name__ == "__main__":
    main()
