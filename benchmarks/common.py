"""What every system is given alike: the articles of a file, and a Llama that is asked with chunks before it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

CONTEXT = 4096
CHARACTERS = 8000  # of chunks, which leaves room for an answer in any language
PROMPT = "Answer the question from this context, briefly and in its language.\n\n{context}\n\nQuestion: {question}"


def rows(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


class Chat:
    """A GGUF through llama-cpp-python, on one thread."""

    def __init__(self, gguf: str) -> None:
        """Load the model."""
        from llama_cpp import Llama

        self._llama: Any = Llama(gguf, n_ctx=CONTEXT, n_threads=1, n_threads_batch=1, verbose=False)

    def answer(self, question: str, chunks: Sequence[str]) -> str:
        """Return what the model says."""
        content = PROMPT.format(context="\n\n".join(chunks)[:CHARACTERS], question=question)
        said = self._llama.create_chat_completion([{"role": "user", "content": content}], max_tokens=128, temperature=0)
        return str(said["choices"][0]["message"]["content"])
