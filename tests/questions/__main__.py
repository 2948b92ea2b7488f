"""Ask the records of this folder with the embedded models and print what is wrong: `python -m tests.questions --help`."""

import argparse
import sqlite3
from collections import Counter
from pathlib import Path

from chatbot import Chatbot, Turn
from chatbot.json_output import answer_object
from index.library import DATABASE
from tests.questions.checking import faults, files_of, library_faults, load

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "chatbot" / "samples"
SEED = ROOT.parents[1] / "shared" / "articles" / "llamacon-fr.txt"


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.questions")
    parser.add_argument("--work", type=Path, required=True, help="folder for the libraries made of the samples")
    parser.add_argument("--file", default="samples.jsonl", help="samples.jsonl or library.jsonl")
    parser.add_argument("--plan", action="append", help="only the records of this plan")
    parser.add_argument("--id", action="append", help="only these records")
    parser.add_argument("--seed", type=Path, default=SEED, help="the article of which a library holds nothing else")
    options = parser.parse_args()

    told = Counter()
    right = Counter()
    samples = opened(options.work / "samples", SAMPLES)
    alone = opened(options.work / "seed", options.seed) if options.seed.exists() else None
    with sqlite3.connect(options.work / "samples" / DATABASE) as database:
        for record in load(options.file):
            plan = record.get("plan", "library")
            bot = alone if record.get("seed") else samples
            if (options.plan and plan not in options.plan) or (options.id and record["id"] not in options.id) or not bot:
                continue
            history = [Turn(turn["question"], turn["answer"]) for turn in record.get("history", [])]
            answer = answer_object(bot.ask(record["question"], history=history))
            wrong = (
                faults(answer, record, files_of(bot.library.articles()))
                if "plan" in record
                else library_faults(answer, record, database)
            )
            told[plan] += 1
            right[plan] += not wrong
            if wrong:
                print(f"{record['id']}  {record['question']}\n    {'; '.join(wrong)}\n    -> {answer['text'][:300]!r}")
    for plan, count in told.items():
        print(f"{plan}: {right[plan]} of {count}")


def opened(folder, articles):
    bot = Chatbot.open(folder)
    bot.library.add(articles)
    return bot


if __name__ == "__main__":
    main()
