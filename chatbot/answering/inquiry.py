"""A question as a plan takes it, and what plans have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from string import Template

from chatbot.answering.evidence import Question, gather, pointed
from chatbot.answering.prompt import one_line
from chatbot.answering.refusal import weighed
from chatbot.answering.router import Route
from chatbot.protocols import Pointed, Reader, Writer
from chatbot.types import Citation, Evidence, Progress, Read, Reply, Sources, Statement, Token
from index.language.periods import wants_latest, window
from index.library import Library
from index.types import EVERYTHING, Article, Hit, Scope, Sentence
from prompts import phrases

Step = Sources | Progress | Token | Reply
"""What a plan yields: at last its Reply, or none where it cannot answer, and the question is put as a plain one."""

WEIGHED = 32  # sentences of what is found
NEAR = 0.05  # of the best score, within which "the latest" goes before "the best"


@dataclass(frozen=True)
class Inquiry:
    """A question that stands alone, with what it is put to.

    ``question`` is without the period in which the articles were published, to which ``scope`` is narrowed; ``whole`` is with
    it, and ``given`` the scope as the person gave it. ``ask`` answers a question that is a part of this one by its own plan.
    """

    question: Question
    whole: str
    route: Route
    scope: Scope
    given: Scope
    library: Library
    reader: Reader
    writer: Writer | None
    ask: Callable[[str], Iterator[Step]]

    @cached_property
    def hits(self) -> list[Hit]:
        """What the search finds for the question, best first."""
        return newest(self.question.text, self.library.search(self.question.text, scope=self.scope))

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The sentences of the hits that bear most on the question, each with its margin above chance."""
        return weighed(self.question, gather(self.question, self.hits, limit=WEIGHED), self.library)

    @property
    def read(self) -> Read:
        """What was looked through for them."""
        return Read(len({hit.article.id for hit in self.hits}), len(self.hits))

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase of ``prompts/phrases.toml`` in the language of the question."""
        return say(phrase, self.question.language, **values)

    def point(self, evidence: Sequence[Evidence], *, question: str | None = None) -> list[Pointed]:
        """Return what the span head makes of the sentences for the question, or for another one."""
        return pointed(self.reader.point, question or self.question.text, evidence)


class Cited:
    """Numbers sentences in the order in which they are cited, each once."""

    def __init__(self, places: Iterable[tuple[Article, Sentence]] = ()) -> None:
        """Begin with some, or none."""
        self._evidence: dict[tuple[str, int, int], Evidence] = {}
        for place in places:
            self.marker(*place)

    def marker(self, article: Article, sentence: Sentence) -> int:
        """Return the number of a sentence, a new one when it has not been cited yet."""
        place = article.id, sentence.start, sentence.end
        if place not in self._evidence:
            self._evidence[place] = Evidence(len(self._evidence) + 1, article, sentence)
        return self._evidence[place].marker

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What has been cited, by number."""
        return tuple(self._evidence.values())

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What has been cited, where nothing else is stated."""
        return tuple(Statement(one_line(item.sentence.text), (item.marker,), "carried") for item in self.evidence)


def say(phrase: str, language: str, **values: object) -> str:
    """Return a phrase of ``prompts/phrases.toml`` with its values."""
    return Template(phrases("phrases.toml", language)[phrase]).substitute(values)


def marked(text: str, markers: Iterable[int]) -> str:
    """Return a text with the markers of what it stands on."""
    return " ".join([text, *(f"[{marker}]" for marker in markers)])


def sources(evidence: Iterable[Evidence], *, verified: bool = True) -> Sources:
    """Return the event that shows the evidence."""
    return Sources(tuple(citation(item, verified=verified) for item in evidence))


def citation(item: Evidence, *, verified: bool = True) -> Citation:
    """Return the citation of a sentence."""
    sentence = item.sentence
    quote = item.article.text[sentence.start : sentence.end]
    return Citation(item.marker, item.article, quote, sentence.start, sentence.end, verified)


def restrict(question: str, library: Library, scope: Scope = EVERYTHING, *, today: date | None = None) -> tuple[str, Scope]:
    """Return the question without its period of publication, and the scope within that period.

    An article is of the period when one of its copies is. One whose publication date is unknown cannot be said to be, so it
    is left out as well; a period in which no article was published is taken for the time of what is asked about, and
    restricts nothing.
    """
    period = window(question, today=today or date.today())
    if period is None or not library.count(Scope(since=period.start, until=period.end)):
        return question, scope
    since = max(period.start, scope.since or period.start)
    until = min(period.end, scope.until or period.end)
    return period.question, replace(scope, since=since, until=until)


def newest(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits; when the question asks for the latest, those of the newest article that is about as good as the best."""
    near = [hit for hit in hits if hit.score > hits[0].score - NEAR and hit.article.day]
    if not near or not wants_latest(question):
        return list(hits)
    latest = max(near, key=lambda hit: f"{hit.article.day}-99-99"[:10]).article.id  # "2025-04" may be the last of April
    return [hit for hit in hits if hit.article.id == latest]
