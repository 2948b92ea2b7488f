"""Measure on unseen statements what the check of a writer's answer lets through.

``python -m tests.answering.unseen_statements a`` prints for a half (see ``unseen_statements.md``) how many false statements
are shown as verified and how many true ones are not; with ``--show`` also which. The second half is not to be shown.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from chatbot.answering.evidence import Question
from chatbot.answering.question_kinds import question_kind
from chatbot.answering.writing import _statements, _Told
from chatbot.types import Evidence
from index.encoding.embedded import EmbeddedEncoder
from index.search.lexical import terms
from index.types import Article, Place, Sentence


def verdicts(half):
    """Yield each statement of a half with what became of it: carried, unverified or wrong."""
    lines = (Path(__file__).parent / f"unseen_statements_{half}.jsonl").read_text(encoding="utf-8").splitlines()
    encoder, vectors = EmbeddedEncoder(), {}
    for row in map(json.loads, lines):
        article = Article(
            row["id"], Place(row["id"]), row["title"], row["article"], row["article_language"], "2026-01-01T00:00:00+00:00"
        )
        shown = Evidence(1, article, Sentence(article.id, 0, len(article.text), article.text))
        asked = row["question"]
        question = Question(asked, row["language"], question_kind(asked), dict.fromkeys(terms(asked), 1.0))
        told = _Told(question, [shown], encoder, _vectors=vectors)
        for statement in _statements(iter([row["statement"]])):
            list(told.add(statement))
        yield row, next((one.status for one in told.statements), "wrong"), [one.sentence.text for one in told.cited.evidence]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("half", choices=["a", "b"])
    options.add_argument("--show", action="store_true")
    asked = options.parse_args()
    if asked.show and asked.half == "b":
        options.error("the second half is only counted")
    counted = Counter()
    for row, status, quotes in verdicts(asked.half):
        counted[row["true"], status == "carried"] += 1
        if asked.show and row["true"] is not (status == "carried"):
            kind = "lost" if row["true"] else "FALSE"
            print(f"{kind} {row['id']} {row['kind']} {row['language']} {status}: {row['statement']}")
            print(*(f"    « {quote} »" for quote in quotes), sep="\n")
    false, true = (sum(counted[side, ok] for ok in (True, False)) for side in (False, True))
    print(f"{asked.half}: false ones shown as verified {counted[False, True]} of {false},", end=" ")
    print(f"true ones lost or flagged {counted[True, False]} of {true}")


if __name__ == "__main__":
    main()
