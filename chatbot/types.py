"""The values that travel with a question. Offsets count characters of ``Article.text``; ranges are half-open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.types import Article, Sentence


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
    """What the generator's words came to once checked: text with markers, the short form, the evidence it stands on.

    ``verified``: every statement has been checked. ``checked`` holds the markers of those that have where others could not be.
    """

    text: str
    short: str | None
    cited: tuple[Evidence, ...]
    verified: bool
    checked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Copied:
    """The span that a model which reads has copied, and how likely the refusal seemed to it, from 0 to 1."""

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
class Templated:
    """A prompt by a chat template. ``parts`` are by turns its own and the texts put into it; its own are first and last.

    Only in its own parts does what spells a control token stand for one.
    """

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return "".join(self.parts)


Prompt = str | Templated  # nothing in a plain text is a control token


class Generator(Protocol):
    """Writes text. ``name`` identifies the model in answers and replays; ``context`` is its window in tokens.

    ``reads``: the model was taught to copy a short answer from numbered evidence; others write prose by their chat template.
    """

    name: str
    reads: bool
    context: int

    def fingerprint(self) -> str:
        """Return what identifies the model and its settings."""

    def count(self, prompt: Prompt) -> int:
        """Return how many tokens the prompt takes, by the model's own tokenizer."""

    def chat_prompt(self, system: str, user: str) -> Prompt:
        """Return the prompt that the model's own chat template makes of a system and a user message."""

    def point(self, question: str, sentences: Sequence[str], leads: Sequence[str]) -> list[Pointed]:
        """Return where in each sentence the answer seems to stand, before a word is written."""

    def copy(self, prompt: Prompt, sentence: str, pointed: Pointed, *, limit: int = 48) -> Copied:
        """Return the reply held to a verbatim span of the sentence, and how likely the refusal was instead."""

    def stream(self, prompt: Prompt, *, grammar: str | None = None, limit: int = 256) -> Iterator[str]:
        """Yield the reply piece by piece, at most ``limit`` tokens, held to ``grammar`` (GBNF) when given."""
