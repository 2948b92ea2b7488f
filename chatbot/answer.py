"""How a question travels: search, evidence, prompt, generator, verification, answer; as a stream of events."""

from collections.abc import Iterator, Sequence
from string import Template
from time import perf_counter

from chatbot.dialogue import stand_alone
from chatbot.evidence import gather, understand
from chatbot.reading import read
from chatbot.refusal import enough
from chatbot.types import Answer, Citation, Done, Event, Evidence, Generator, Reply, Sources, Timings, Token, Turn
from chatbot.writing import write
from index.library import Library
from index.types import Article
from prompts import phrases


def respond(question: str, history: Sequence[Turn], library: Library, generator: Generator) -> Iterator[Event]:
    """Yield Sources, then Tokens that have been checked, then Done with the answer.

    A model that ``reads`` copies a short answer from the evidence; any other writes prose with markers. Either way the words
    are checked against the quotes, and where they fail the best sentence itself is the answer.
    """
    watch = Stopwatch()
    asked = understand(stand_alone(question, history), library)
    hits = library.search(asked.text)
    evidence = gather(asked, hits)
    watch.retrieved()
    reply: Reply | None = None
    if enough(asked, evidence):
        yield Sources(tuple(_citation(item, verified=False) for item in evidence))
        for step in (read if generator.reads else write)(asked, evidence, generator):
            watch.spoke()
            if isinstance(step, Token):
                yield step
            else:
                reply = step
    nearest = hits[0].article if hits and not reply else None
    if reply is None:
        refusal = refuse(asked.language, nearest)
        watch.spoke()
        yield Token(refusal)
        reply = Reply(refusal, None, (), verified=False)
    citations = tuple(_citation(item, verified=reply.verified) for item in reply.cited)
    yield Done(
        Answer(
            question=question,
            text=reply.text,
            short=reply.short,
            answered=bool(citations),
            language=asked.language,
            citations=citations,
            nearest=nearest,
            model=generator.name,
            timings=watch.timings(),
        )
    )


def refuse(language: str, nearest: Article | None) -> str:
    """Return the refusal in that language, with the nearest article when there is one."""
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
