"""How often a follow-up made to stand alone finds a right article, against its gold form."""

import argparse
from collections import Counter
from pathlib import Path

from chatbot import Turn
from chatbot.answering.dialogue import stand_alone
from chatbot.answering.inquiry import restrict
from index.library import Library
from tests.questions.checking import files_of, load

ROOT = Path(__file__).parents[2]
SAMPLES, EVAL = ROOT / "chatbot" / "samples", ROOT.parents[1] / "shared" / "eval"
FIRST = 5  # articles that are looked at


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.questions.follow_ups")
    parser.add_argument("--work", type=Path, required=True, help="folder for the libraries, one a set; those there are used")
    parser.add_argument("--set", action="append", help="only the records of this set")
    parser.add_argument("--eval", type=Path, default=EVAL, help="the public question sets")
    options = parser.parse_args()

    records = [record for record in load("follow_ups.jsonl") if record["set"] in (options.set or [record["set"]])]
    ours, gold = Counter(), Counter()
    for name in dict.fromkeys(record["set"] for record in records):
        with Library.open(options.work / name) as library:
            library.add(SAMPLES if name == "samples" else options.eval / name / "articles.jsonl")
            files = files_of(library.articles()) if name == "samples" else {}
            for record in (record for record in records if record["set"] == name):
                whole = stand_alone(record["question"], [Turn(**turn) for turn in record["history"]])
                kinds = ["all", record["language"], record["subject"], f"after {record['after']}"]
                ours.update(kinds if _found(whole, record, library, files) else ())
                gold.update(kinds if _found(record["rewrite"], record, library, files) else ())
    for kind, count in gold.items():
        print(f"{kind}: {ours[kind]} where the gold form finds {count} ({ours[kind] / count:.3f})")


def _found(question, record, library, files):
    wanted, within = restrict(question, library)
    hits = library.search(wanted, scope=within)
    found = dict.fromkeys(files.get(hit.article.id, hit.article.id) for hit in hits)
    return not set(record["articles"]).isdisjoint(list(found)[:FIRST])


if __name__ == "__main__":
    main()
