"""What a language model must offer: a Reader, which finds and copies spans, or a Writer, which writes prose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Copied:
    """The span that a reader has copied, and how likely the refusal seemed to it, from 0 to 1."""

    words: str
    refusal: float


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the span head makes of a sentence.

    ``refusal`` is the log-odds that its words are not what is asked for, ``answers`` that it answers, and not merely speaks of
    it; ``starts`` and ``ends`` are the log-probabilities, one a token, of the answer's two ends if it does, and ``covered`` the
    characters of the sentence that each token covers.
    """

    refusal: float
    answers: float
    covered: tuple[tuple[int, int], ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Messages:
    """What a writer is told: the rules, and the sources with the question."""

    system: str
    user: str


class _Model(Protocol):
    """What a Reader and a Writer have in common: ``name`` identifies it in answers, ``context`` is its window in tokens.

    Both are final once it is loaded. ``sends_to`` is the address of the other machine to which it sends what it is asked, None
    where all stays on this one. A model that is absent or damaged, or refuses, is a LanguageModelError from any method.
    """

    name: str
    context: int
    sends_to: str | None

    def fingerprint(self) -> str:
        """Return what identifies the model and its settings, for replays."""

    def load(self) -> None:
        """Make ready what the first answer would wait for."""


@runtime_checkable
class Reader(_Model, Protocol):
    """Finds and copies spans in sentences."""

    def point(self, question: str, sentences: Sequence[str], leads: Sequence[str]) -> list[Pointed]:
        """Return where in each sentence the answer seems to stand, before a word is copied; ``leads`` is read before each."""

    def copy(self, prompt: str, sentence: str, pointed: Pointed, *, limit: int = 48) -> Copied:
        """Return a verbatim span of the sentence, at most ``limit`` tokens, and how likely the refusal was instead."""


class Writer(_Model, Protocol):
    """Writes prose from messages. Whoever reads it finds what it stands on: its markers are no more than a hint."""

    def count(self, messages: Messages) -> int:
        """Return how many tokens of the window the messages take, by the model's own tokenizer."""

    def stream(self, messages: Messages, *, limit: int = 256) -> Iterator[str]:
        """Yield the text piece by piece, at most ``limit`` tokens."""


LanguageModel = Reader | Writer
