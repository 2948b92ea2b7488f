"""How a question travels: search, evidence, reading or writing, verification, answer; as a stream of events."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from string import Template
from time import perf_counter

from chatbot.answering.dialogue import stand_alone
from chatbot.answering.evidence import POINTED, SENTENCES, Question, gather, understand
from chatbot.answering.prompt import asking
from chatbot.answering.publication_filter import newest, restrict
from chatbot.answering.reading import read
from chatbot.answering.refusal import SLACK, enough, weighed
from chatbot.answering.writing import write
from chatbot.types import (
    Answer,
    Citation,
    Done,
    Event,
    Evidence,
    LanguageModel,
    Reader,
    Reply,
    Sources,
    Timings,
    Token,
    Turn,
)
from index.library import Library
from index.types import EVERYTHING, Article, Scope
from prompts import phrases


def respond(
    question: str,
    history: Sequence[Turn],
    library: Library,
    model: LanguageModel,
    *,
    scope: Scope = EVERYTHING,
) -> Iterator[Event]:
    """Yield Sources, then Tokens that have been checked, then Done with the answer, from the articles in the scope."""
    watch, way = Stopwatch(), _way(model)
    said = asking(question)
    turns = [replace(turn, question=asking(turn.question)) for turn in history]
    wanted, within = restrict(stand_alone(said, turns), library, scope)
    asked = understand(wanted, library, said=said)
    hits = newest(wanted, library.search(wanted, scope=within))
    evidence = weighed(asked, gather(asked, hits, limit=way.sentences), library)
    watch.retrieved()
    nearest = hits[0].article if hits else None
    if enough(evidence, slack=way.slack):
        yield Sources(tuple(_citation(item, verified=False) for item in evidence[:SENTENCES]))
    else:
        evidence = []
    yield from _compose(question, asked, evidence, model, nearest, watch)


def answer_from(question: str, evidence: Sequence[Evidence], library: Library, model: LanguageModel) -> Answer:
    """Return the answer to a question from evidence that was chosen elsewhere: reading alone, without search."""
    events = _compose(question, understand(asking(question), library), evidence, model, None, Stopwatch())
    return next(event.answer for event in events if isinstance(event, Done))


def _compose(
    question: str,
    asked: Question,
    evidence: Sequence[Evidence],
    model: LanguageModel,
    nearest: Article | None,
    watch: "Stopwatch",
) -> Iterator[Token | Done]:
    steps = _way(model).answer(asked, evidence) if evidence else iter(())
    reply: Reply | None = None
    for step in steps:
        watch.spoke()
        if isinstance(step, Token):
            yield step
        else:
            reply = step
    if reply is None:
        reply = Reply(_refusal(asked.language, nearest), None, (), verified=False)
        watch.spoke()
        yield Token(reply.text)
    yield Done(
        Answer(
            question=question,
            text=reply.text,
            short=reply.short,
            answered=bool(reply.cited),
            language=asked.language,
            citations=tuple(_citation(item, verified=reply.verified or item.marker in reply.checked) for item in reply.cited),
            nearest=None if reply.cited else nearest,
            model=model.name,
            timings=watch.timings(),
        )
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """How a kind of model answers: from so many sentences, of which the best may be so much weaker than chance."""

    sentences: int
    slack: float
    answer: Callable[[Question, Sequence[Evidence]], Iterator[Token | Reply]]


def _way(model: LanguageModel) -> _Way:
    if isinstance(model, Reader):
        return _Way(POINTED, SLACK, partial(read, reader=model))  # which itself refuses what does not answer
    return _Way(SENTENCES, 0.0, partial(write, writer=model))


def _refusal(language: str, nearest: Article | None) -> str:
    wording = phrases("phrases.toml", language)
    if nearest is None:
        return wording["refusal"]
    return f"{wording['refusal']} {Template(wording['nearest']).substitute(title=nearest.title)}"


def _citation(item: Evidence, *, verified: bool) -> Citation:
    sentence = item.sentence
    quote = item.article.text[sentence.start : sentence.end]
    return Citation(item.marker, item.article, quote, sentence.start, sentence.end, verified)


class Stopwatch:
    """Measures an answer from the question on."""

    def __init__(self) -> None:
        """Start."""
        self._started = perf_counter()
        self._retrieved = self._first_word = 0.0

    def retrieved(self) -> None:
        """Note that the evidence is there."""
        self._retrieved = self._elapsed()

    def spoke(self) -> None:
        """Note that there is something to show; only the first time counts."""
        self._first_word = self._first_word or self._elapsed()

    def timings(self) -> Timings:
        """Return the measures, in milliseconds."""
        return Timings(self._retrieved, self._first_word, self._elapsed())

    def _elapsed(self) -> float:
        return round((perf_counter() - self._started) * 1000, 1)
