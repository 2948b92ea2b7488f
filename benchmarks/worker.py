"""One system takes one step in a process of its own, and tells of it: ``python -m benchmarks.worker SYSTEM STEP JSON``."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

CHUNKS, FOUND = 4, 5  # handed to the Llama, searched for
CONTEXT, CHARACTERS = 4096, 8000  # of the Llama in tokens, and of the chunks that leave room for an answer in it
PROMPT = "Answer the question from this context, briefly and in its language.\n\n{context}\n\nQuestion: {question}"
Index = Callable[[list[dict[str, str]]], None]
Search = Callable[[str], list[str]]


def rows(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def cpu() -> float:
    """Return the CPU seconds of this process and those that it has waited for."""
    return sum(os.times()[:4])


def index(system: Any, folder: Path, *, articles: str, encoder: str, **_: Any) -> Any:
    """Index the articles once the encoder is loaded."""
    work, found = system.indexer(encoder, folder), rows(Path(articles))
    before = cpu()
    work(found)
    return {"cpu": cpu() - before}


def search(system: Any, folder: Path, *, questions: str, encoder: str, **_: Any) -> Any:
    """Search for each question, after one was searched for."""
    work = system.opened(encoder, folder, FOUND, hybrid=True)
    work("?")
    spent, right = [], []
    for one in rows(Path(questions)):
        before = time.process_time()
        found = work(one["question"])
        spent.append(time.process_time() - before)
        right.append(any(answer in text for answer in one["answers"] for text in found))
    return {"cpu": statistics.median(spent), "right": statistics.mean(right)}


def ask(system: Any, folder: Path, *, ask: list[str], **task: Any) -> Any:
    """Answer each question, and tell of the CPU that they took."""
    said, spent = "", []
    answering = system.answers(folder, ask) if hasattr(system, "answers") else answers(system, folder, ask, **task)
    for _ in ask:
        before = time.process_time()
        said = next(answering)
        spent.append(time.process_time() - before)
    return {"text": said, "cpu": statistics.median(spent)}


def answers(system: Any, folder: Path, questions: list[str], *, encoder: str, gguf: str) -> Iterator[str]:
    """Yield what the Llama says of the chunks that are found for each question."""
    from llama_cpp import Llama

    work = system.opened(encoder, folder, CHUNKS, hybrid=False)
    llama: Any = Llama(gguf, n_ctx=CONTEXT, n_threads=1, n_threads_batch=1, verbose=False)
    for question in questions:
        content = PROMPT.format(context="\n\n".join(work(question))[:CHARACTERS], question=question)
        said = llama.create_chat_completion([{"role": "user", "content": content}], max_tokens=128, temperature=0)
        yield said["choices"][0]["message"]["content"]


def paths() -> Any:
    """Return where the product's models lie, and in which type torch encodes fastest here."""
    from chatbot.models.llama import embedded_model
    from index.encoding.encoder import fastest
    from index.encoding.weights import embedded_encoder

    return {"gguf": str(embedded_model()), "encoder": str(embedded_encoder()), "dtype": str(fastest()).removeprefix("torch.")}


def main(name: str, step: str, task: dict[str, Any]) -> Any:
    """Take the step, and return what is to be told of it."""
    if step == "versions":
        return {one.name.lower(): one.version for one in distributions()}
    if step == "paths":
        return paths()
    system = import_module(f"benchmarks.{name}_peer")
    return {"index": index, "search": search, "ask": ask}[step](system, Path(task.pop("folder")), **task)


if __name__ == "__main__":
    print("\n" + json.dumps(main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))))
