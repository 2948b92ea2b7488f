"""The values that travel with a question. Offsets count characters of ``Article.text``; ranges are half-open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from index.types import Article, Sentence


class Plan(StrEnum):
    """The kind of answer that a question asks for."""

    FACT = "fact"
    EXPLANATION = "explanation"
    YES_NO = "yes_no"
    LIST = "list"
    COUNT = "count"
    DIGEST = "digest"
    SUMMARY = "summary"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    QUOTATION = "quotation"
    LIBRARY = "library"
    TALK = "talk"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and the answer it got, as the history keeps them."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that bears on the question, with the neighbours it needs to be understood.

    ``context`` is shown to the model beside the sentence and is never part of the quote. ``score`` grows with relevance;
    ``margin`` is by how much it exceeds what chance yields in this library, None where that is not known.
    ``missing_share`` is by which share of the question's words, or of its names, its article holds less than another one does.
    """

    marker: int
    article: Article
    sentence: Sentence
    context: str
    score: float
    margin: float | None = None
    missing_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker of the answer and the verbatim quote behind it: ``article.text[start:end] == quote``."""

    marker: int
    article: Article
    quote: str
    start: int
    end: int
    verified: bool


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds from the question to the sources, to the first word and to the end."""

    retrieve_ms: float
    first_token_ms: float | None
    total_ms: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person reads. ``short`` is the answer in a few words; ``nearest`` is offered when it is not answered."""

    question: str
    text: str
    short: str | None
    answered: bool
    language: str
    citations: tuple[Citation, ...]
    nearest: Article | None
    model: str
    timings: Timings


@dataclass(frozen=True, slots=True)
class Sources:
    """Event: the evidence that was found, before a word is written; what the answer's markers cite is in ``Done``."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """Event: a piece of answer text to append; it has been checked."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """Event: the final answer, which replaces what was streamed."""

    answer: Answer


Event = Sources | Token | Done


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model's words came to once checked: text with markers, the short form, the evidence it stands on.

    ``verified``: every statement has been checked. ``checked`` holds the markers of those that have where others could not be.
    """

    text: str
    short: str | None
    cited: tuple[Evidence, ...]
    verified: bool
    checked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Copied:
    """The span that a reader has copied, and how likely the refusal seemed to it, from 0 to 1."""

    words: str
    refusal: float


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the span head makes of a sentence.

    ``refusal`` is the log-odds that the sentence does not answer; ``starts`` and ``ends`` are the log-probabilities, one a
    token, of the answer's two ends if it does, and ``covered`` the characters of the sentence that each token covers.
    """

    refusal: float
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

    A model that is absent or damaged, or refuses, is a LanguageModelError from any method.
    """

    name: str
    context: int

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
    """Writes prose with markers from messages."""

    def count(self, messages: Messages) -> int:
        """Return how many tokens of the window the messages take, by the model's own tokenizer."""

    def stream(self, messages: Messages, *, markers: Sequence[int], limit: int = 256) -> Iterator[str]:
        """Yield the text piece by piece, at most ``limit`` tokens, in which no markers but these may stand."""


LanguageModel = Reader | Writer
