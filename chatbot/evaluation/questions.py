"""Question sets: a JSONL file of questions with their right answers, and what kind of answer some of them ask for."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from chatbot.errors import UsageError
from chatbot.types import Turn


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with its right answers and the quotes that carry them, as (article id, quote).

    ``task`` names the kind of answer in the words of the set, ``label`` the right one of a few classes, as "yes" and "no".
    """

    question: str
    answers: tuple[str, ...]
    answerable: bool
    evidence: tuple[tuple[str, str], ...]
    history: tuple[Turn, ...] = ()
    task: str | None = None
    label: str | None = None

    @property
    def articles(self) -> frozenset[str]:
        """The articles that answer it."""
        return frozenset(article for article, _ in self.evidence)


def read_questions(path: Path, limit: int | None = None) -> list[Gold]:
    """Return the questions of a JSONL file. Raises UsageError when it is not one; every n-th is kept to meet ``limit``."""
    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        questions = [_gold(record) for record in records]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path} is not a JSONL file of questions ({error}); see docs/evaluation.md for the format."
        ) from error
    step = max(1, len(questions) // limit) if limit else 1
    return questions[::step][:limit]


def _gold(record: Mapping[str, Any]) -> Gold:
    answers = record.get("answers") or ()
    return Gold(
        record["question"],
        (answers,) if isinstance(answers, str) else tuple(answers),
        bool(record.get("answerable", True)),
        tuple((item["article_id"], item["quote"]) for item in record.get("evidence") or ()),
        _turns(record.get("history") or ()),
        record.get("task"),
        record.get("label"),
    )


def _turns(said: Sequence[Mapping[str, str]]) -> tuple[Turn, ...]:
    """Return what a person said with what was said back, where anything was."""
    return tuple(
        Turn(one["text"], after["text"] if after["role"] == "assistant" else "")
        for one, after in pairwise([*said, {"role": "user"}])
        if one["role"] == "user"
    )
