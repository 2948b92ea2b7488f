"""The values that travel with a question. Offsets count characters of ``Article.text``; ranges are half-open."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from index.types import Article, ArticleSummary, Sentence

Certainty = Literal["sure", "likely", "unsure"]
Reason = Literal["nothing_near", "another_thing", "out_of_scope", "unreadable", "empty_library"]


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
    """One question and the answer it got, as the history keeps them; the titles of the articles it cites, where known."""

    question: str
    answer: str
    articles: tuple[str, ...] = ()


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
    context: str = ""
    score: float = 1.0
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
class Statement:
    """One sentence of an answer, without its markers; ``carried`` by what these cite, or not verified."""

    text: str
    markers: tuple[int, ...]
    status: Literal["carried", "unverified"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an answer that is made of several: what a list, a timeline or a digest holds, one part of two questions.

    ``date`` is ISO 8601 and as precise as it is known; ``side`` says which of two compared things it is about; ``article`` is
    what an item of the library's own records links to.
    """

    text: str
    markers: tuple[int, ...] = ()
    date: str | None = None
    side: str | None = None
    article: Article | ArticleSummary | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What was looked through for an answer. ``unsure`` counts the articles that might hold more and were not read."""

    articles: int = 0
    passages: int = 0
    unsure: int = 0
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Nearest:
    """What is offered instead of an answer: an article and the sentence of it that comes nearest, if one does."""

    article: Article
    quote: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered, and what comes nearest."""

    reason: Reason
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person reads. ``short`` is the answer in a few words; ``nearest`` is offered when it is not answered.

    ``certainty`` is whether it answers the question; that its citations are verbatim is another thing. ``left_out`` counts
    the statements that no source carries.
    """

    question: str
    text: str
    short: str | None
    answered: bool
    language: str
    citations: tuple[Citation, ...]
    nearest: Article | None
    model: str
    timings: Timings
    plan: Plan = Plan.FACT
    certainty: Certainty = "unsure"
    statements: tuple[Statement, ...] = ()
    left_out: int = 0
    items: tuple[Item, ...] = ()
    count: int | None = None
    read: Read = Read()
    refusal: Refusal | None = None

    @property
    def turn(self) -> Turn:
        """What a history keeps of it."""
        cited = [citation.article.title for citation in self.citations]
        linked = [item.article.title for item in self.items if item.article]
        return Turn(self.question, self.text, tuple(dict.fromkeys((*cited, *linked))))


@dataclass(frozen=True, slots=True)
class Sources:
    """Event: the evidence that was found, before a word is written; what the answer's markers cite is in ``Done``."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Event: how many of the sentences have been read that an answer is looked for in; ``found`` counts what they held."""

    done: int
    total: int
    found: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """Event: a piece of answer text to append; it has been checked.

    One that does not stay tells early what the answer will say in another form: an item before its markers are known.
    """

    text: str
    stays: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """Event: the final answer, which replaces what was streamed."""

    answer: Answer


Event = Sources | Progress | Token | Done


@dataclass(frozen=True, slots=True)
class Reply:
    """What a plan comes to: text with markers, the short form, the evidence it stands on; an Answer without its frame.

    ``statements`` are made of the text where none are given; ``refusal`` says why there is no answer, ``plan`` how it was
    answered where that is another way than was asked for. What is cited has been checked.
    """

    text: str
    short: str | None
    cited: tuple[Evidence, ...] = ()
    certainty: Certainty = "likely"
    statements: tuple[Statement, ...] = ()
    left_out: int = 0
    items: tuple[Item, ...] = ()
    count: int | None = None
    read: Read = Read()
    refusal: Refusal | None = None
    plan: Plan | None = None
