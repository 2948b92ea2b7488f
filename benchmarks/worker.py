"""One system takes one step in a process of its own, and tells of it: ``python -m benchmarks.worker SYSTEM STEP JSON``."""

import json
import os
import statistics
import sys
import time
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.common import Chat, rows

CHUNKS, FOUND = 4, 5
Task = dict[str, Any]


def index(system: Any, task: Task) -> Task:
    """Index the articles once the encoder is loaded."""
    system.warm()
    before = sum(os.times()[:4])
    system.add(Path(task["articles"]))
    return {"cpu": sum(os.times()[:4]) - before}


def search(system: Any, task: Task) -> Task:
    """Search for each question, after the first was searched for once."""
    questions = rows(Path(task["questions"]))
    system.open(FOUND, hybrid=True)
    system.search(questions[0]["question"])
    spent, right = [], 0
    for one in questions:
        before = time.process_time()
        found = system.search(one["question"])
        spent.append(time.process_time() - before)
        right += any(answer in text for answer in one["answers"] for text in found)
    return {"cpu": statistics.median(spent), "right": right / len(questions)}


def ask(system: Any, task: Task) -> Task:
    """Answer one question from the saved index, or each of several."""
    system.open(CHUNKS, hybrid=False)
    chat = Chat(task["gguf"])
    return {"text": [chat.answer(question, system.search(question)) for question in task["ask"]][-1]}


def versions(names: list[str]) -> Task:
    """Return the versions of those packages that are installed."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def paths() -> Task:
    """Return where the product's models lie, and how torch encodes fastest here."""
    from chatbot.models.llama import embedded_model
    from index.encoding.encoder import fastest
    from index.encoding.weights import embedded_encoder

    dtype = str(fastest()).removeprefix("torch.")
    return {"gguf": str(embedded_model()), "encoder": str(embedded_encoder()), "dtype": dtype}


def main(name: str, step: str, task: Task) -> Task:
    """Do what is asked for, and return what it took."""
    if step == "versions":
        return versions(task["names"])
    if step == "paths":
        return paths()
    module = import_module("benchmarks.product" if name == "product" else f"benchmarks.{name}_peer")
    if name == "product" and step == "serve":
        module.serve(Path(task["folder"]), task["ask"])
        return {}
    if name == "product" and step == "warm":
        return {"cpu": statistics.median(module.ask(Path(task["folder"]), task["ask"]))}
    doing = {"index": index, "search": search, "ask": ask, "serve": ask}[step]
    return doing(module.System(task["encoder"], Path(task["folder"])), task)


if __name__ == "__main__":
    print("\n" + json.dumps(main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))))
