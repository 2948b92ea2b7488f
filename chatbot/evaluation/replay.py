"""Saves an answer with what produced it, and tells later what has changed."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from chatbot.bot import Chatbot
from chatbot.errors import UsageError
from chatbot.json_output import Object, answer_object
from chatbot.types import Answer, Citation, Done, Event, Sources, Turn
from index.store.targets import replacing

NO_PART = {"ui.toml", "reasons.toml", "questions.toml"}  # of the wording: no answer depends on these
PARTS = ("model", "prompts", "sources", "text", "citations")


def last_answer(events: Iterable[Event]) -> Answer:
    """Return the answer that a stream of events ends in."""
    return next(event.answer for event in events if isinstance(event, Done))


def save(record: Object, path: Path, *, spared: Path | None = None, inputs: Iterable[Path] = ()) -> None:
    """Write a record. Raises LibraryError when the file cannot be written, or is needed otherwise (see ``replacing``)."""
    with replacing(path, spared=spared, inputs=inputs) as partial:
        partial.write_text(json.dumps(record, ensure_ascii=False, indent=2), encoding="utf-8")


def recorded(bot: Chatbot, events: Sequence[Event], history: Sequence[Turn] = ()) -> Object:
    """Return what was answered, from which sentences, by which model and with which wording."""
    answer = last_answer(events)
    sources = [event for event in events if isinstance(event, Sources)]
    return {
        "question": answer.question,
        "history": [asdict(turn) for turn in history],
        "model": bot.model.fingerprint(),
        "prompts": _wording(),
        "sources": [_place(citation) for source in sources for citation in source.citations],
        "text": answer.text,
        "citations": [_place(citation) for citation in answer.citations],
        "answer": answer_object(answer),
    }


def replayed(bot: Chatbot, path: Path) -> tuple[Answer, list[str]]:
    """Ask a saved question again and return the answer with the names of the parts that differ now.

    Raises UsageError when the file is not one that was saved.
    """
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        history = [Turn(**turn) for turn in saved["history"]]
        question = str(saved["question"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is not a saved answer ({error}); save one with `chatbot ask --save FILE`.") from error
    events = list(bot.stream(question, history=history))
    now = recorded(bot, events, history)
    return last_answer(events), [part for part in PARTS if saved.get(part) != now[part]]


def _place(citation: Citation) -> Object:
    return {
        "article": citation.article.id,
        "text": hashlib.sha256(citation.article.text.encode()).hexdigest()[:16],
        "start": citation.start,
        "end": citation.end,
        "marker": citation.marker,
    }


def _wording() -> str:
    digest = hashlib.sha256()
    for file in sorted(files("prompts").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".md", ".toml")) and file.name not in NO_PART:
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
