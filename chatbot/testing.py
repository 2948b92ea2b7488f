"""Stand-ins for the models, for tests of what lies around them. Each keeps what it was given."""

from collections.abc import Iterator, Sequence

import numpy as np

from chatbot.protocols import Copied, Messages, Pointed
from index.search.lexical import terms
from index.types import Vectors

DIMENSION = 64


class FakeEncoder:
    """Hashes words into vectors of length 1: texts that share words are near.

    ``encoded`` holds the passages it was given, ``asked`` the questions.
    """

    name = "words"

    def __init__(self) -> None:
        """Begin without a history."""
        self.encoded: list[str] = []
        self.asked: list[str] = []

    def count(self, texts: list[str]) -> list[int]:
        """Return the number of words of each text."""
        return [len(terms(text)) for text in texts]

    def encode_query(self, text: str) -> Vectors:
        """Return the vector (DIMENSION,) of a question."""
        self.asked.append(text)
        vector: Vectors = self._vectors([text])[0]
        return vector

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors (texts, DIMENSION) of passages."""
        self.encoded += texts
        return self._vectors(texts)

    def _vectors(self, texts: list[str]) -> Vectors:
        matrix = np.full((len(texts), DIMENSION), 1e-3, np.float32)
        for row, text in zip(matrix, texts, strict=True):
            for word in terms(text):
                row[sum(map(ord, word)) * 31 % DIMENSION] += 1
        vectors: Vectors = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
        return vectors


class _Fake:
    """Gives the replies it was handed, in order."""

    name: str
    context = 2048
    sends_to: str | None = None

    def __init__(self, *replies: str) -> None:
        """Take the replies."""
        self._replies = list(replies)

    def fingerprint(self) -> str:
        """Return the name."""
        return self.name

    def load(self) -> None:
        """Do nothing."""


class FakeReader(_Fake):
    """Copies the replies it was handed, in order, "none" being the refusal of a source; without one left it refuses.

    ``pointed`` holds each question and where its answer was looked for, ``prompts`` and ``sentences`` what was copied from.
    """

    name = "fake reader"

    def __init__(self, *replies: str) -> None:
        """Take the replies."""
        super().__init__(*replies)
        self.pointed: list[tuple[str, list[str]]] = []
        self.prompts: list[str] = []
        self.sentences: list[str] = []

    def point(self, question: str, sentences: Sequence[str], leads: Sequence[str]) -> list[Pointed]:  # noqa: ARG002
        """Return for every sentence that it answers as likely as not."""
        self.pointed.append((question, list(sentences)))
        return [Pointed(0.0, 0.0, ((0, len(sentence)),), (0.0,), (0.0,)) for sentence in sentences]

    def copy(self, prompt: str, sentence: str, pointed: Pointed, *, limit: int = 48) -> Copied:  # noqa: ARG002
        """Return the next reply."""
        self.prompts.append(prompt)
        self.sentences.append(sentence)
        words = self._replies.pop(0) if self._replies else "none"
        return Copied(words[: 20 * limit], float(words == "none"))


class FakeWriter(_Fake):
    """Streams the replies it was handed, in order, word by word. ``messages`` holds what it was given."""

    name = "fake writer"

    def __init__(self, *replies: str) -> None:
        """Take the replies."""
        super().__init__(*replies)
        self.messages: list[Messages] = []

    def count(self, messages: Messages) -> int:
        """Return the number of words."""
        return len(f"{messages.system} {messages.user}".split())

    def stream(self, messages: Messages, *, limit: int = 256) -> Iterator[str]:
        """Yield the next reply."""
        self.messages.append(messages)
        for word in self._replies.pop(0).split(" ")[:limit]:
            yield f"{word} "
