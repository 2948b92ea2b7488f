"""Small stand-ins for the two models, for tests of what lies around them."""

from collections.abc import Iterator

import numpy as np

from chatbot.types import Copied, Pointed, Prompt, Templated
from index.search.lexical import terms
from index.types import Vectors

DIMENSION = 64


class WordEncoder:
    """Hashes words into a vector: texts that share words are near. It counts what it was asked to encode."""

    name = "words"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def count(self, texts: list[str]) -> list[int]:
        return [len(terms(text)) for text in texts]

    def encode_query(self, text: str) -> Vectors:
        return self._vectors([text])[0]

    def encode_passages(self, texts: list[str]) -> Vectors:
        self.encoded += texts
        return self._vectors(texts)

    def _vectors(self, texts: list[str]) -> Vectors:
        matrix = np.full((len(texts), DIMENSION), 1e-3, np.float32)
        for row, text in zip(matrix, texts, strict=True):
            for word in terms(text):
                row[sum(map(ord, word)) * 31 % DIMENSION] += 1
        return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


class ScriptedGenerator:
    """Gives the replies it was handed, in order, and keeps what it was given; when asked to copy, "none" refuses a source."""

    name = "scripted"
    context = 2048

    def __init__(self, *replies: str, reads: bool = True) -> None:
        self.reads = reads
        self.prompts: list[str] = []
        self.grammars: list[str | None] = []
        self.offered: list[str] = []
        self._replies = list(replies)

    def fingerprint(self) -> str:
        return self.name

    def count(self, prompt: Prompt) -> int:
        return len(str(prompt).split())

    def chat_prompt(self, system: str, user: str) -> Prompt:
        return Templated(("<system>", system, "</system><user>", user, "</user>"))

    def point(self, question: str, sentences: list[str], leads: list[str]) -> list[Pointed]:  # noqa: ARG002
        return [Pointed(0.0, ((0, len(sentence)),), (0.0,), (0.0,)) for sentence in sentences]

    def copy(self, prompt: Prompt, sentence: str, pointed: Pointed, *, limit: int = 48) -> Copied:  # noqa: ARG002
        self.prompts.append(str(prompt))
        self.offered.append(sentence)
        words = self._replies.pop(0) if self._replies else "none"
        return Copied(words[: 20 * limit], float(words == "none"))

    def stream(self, prompt: Prompt, *, grammar: str | None = None, limit: int = 256) -> Iterator[str]:
        self.prompts.append(str(prompt))
        self.grammars.append(grammar)
        for word in self._replies.pop(0).split(" ")[:limit]:
            yield f"{word} "
