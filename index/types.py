"""The values that the index speaks in.

All offsets count characters of ``Article.text`` and ranges are half-open: ``text[start:end]``.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from index.filenames import printable

if TYPE_CHECKING:  # who only reads files does not load it
    import numpy as np
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32]"  # shape (n, dimension), rows of length 1


NUMBER_SIGN = "\x1f"  # stands for the # in the name of a file in a container, since a # leads from a container into it

Order: TypeAlias = Literal["added", "published", "title"]  # of articles: by when they came, by day, by title


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article lies. ``file`` is an absolute path, an address or ``stdin:…``, whatever signs its name holds.

    ``member`` is its name inside a container (ZIP, JSONL, mailbox, feed), the outermost first where one lies in another.
    """

    file: str
    member: str = ""

    def within(self, name: str) -> "Place":
        """Return the place of what is called ``name`` inside."""
        return Place(self.file, printable(f"{self.member}#{name}" if self.member else name))

    def __str__(self) -> str:
        """Return it as people read it, from which it cannot be told for sure."""
        return printable(f"{self.file}#{self.member}" if self.member else self.file).replace(NUMBER_SIGN, "#")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where it was read.

    ``value`` is ISO 8601 and only as precise as the source: ``2025``, ``2025-04``, ``2025-04-29`` or a full time stamp.
    """

    value: str
    origin: str
    certainty: Literal["sure", "likely"] = "sure"


class Placed:
    """What lies at a place."""

    __slots__ = ()
    place: Place
    published: Dated | None

    @property
    def source(self) -> str:
        """Its place as people read it."""
        return str(self.place)

    @property
    def day(self) -> str:
        """The day of publication, ISO 8601 as far as it is known, "" where it is not."""
        return self.published.value[:10] if self.published else ""


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of an article that begins at ``start``: a PDF page ("p. 3"), a chapter of a book."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Draft(Placed):
    """An article as a reader found it, before the library gives it an id and an added date, unless it had them in another.

    ``anonymous`` when only its text names it in its place, so that an edit gives it another one.
    """

    place: Place
    title: str
    text: str
    url: str | None = None
    language: str | None = None
    author: str | None = None
    site: str | None = None
    published: Dated | None = None
    modified: Dated | None = None
    sections: tuple[Section, ...] = ()
    id: str | None = None
    added: str | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Article(Placed):
    """One document of the library. ``added`` is an ISO 8601 time in UTC; unknown dates are ``None``."""

    id: str
    place: Place
    title: str
    text: str
    language: str
    added: str
    url: str | None = None
    author: str | None = None
    site: str | None = None
    published: Dated | None = None
    modified: Dated | None = None
    sections: tuple[Section, ...] = ()

    def section_at(self, position: int) -> str | None:
        """Return the label of the section that holds a character of the text: "p. 3", a chapter."""
        return next((section.label for section in reversed(self.sections) if section.start <= position), None)


@dataclass(frozen=True, slots=True)
class ArticleSummary(Placed):
    """An article without its text: what lists, filters and counts work with. ``characters`` is how long the text is."""

    id: str
    place: Place
    title: str
    language: str
    added: str
    url: str | None
    author: str | None
    site: str | None
    published: Dated | None
    modified: Dated | None
    characters: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles count: those that meet all that is given. None is no condition, and an empty set is met by none.

    ``since`` and ``until`` are days of publication, both within; "2025-04" may be any day of April, and what is not dated is
    of no period. ``sources`` are files, folders and addresses: an article is of one when its place or its address is that or
    lies below. ``collections`` are names; ``articles`` and ``excluded`` are ids. Of reprints the search shows one as long as
    any of them is in the scope and none is excluded.
    """

    since: date | None = None
    until: date | None = None
    languages: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    collections: frozenset[str] | None = None
    articles: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest unit of evidence: ``article.text[start:end] == text``."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole consecutive sentences of one article, at most about 256 tokens: ``article.text[start:end] == text``."""

    article_id: str
    number: int
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and why it ranked. Ranks count from 1; ``None`` means that this side did not find the passage.

    ``cosine`` is that of question and passage; ``coverage`` is the share of the question's rare vocabulary, weighed by
    inverse document frequency, that the passage holds; ``sentence_cosines`` go with ``passage.sentences``.
    ``language_bonus`` is what each cosine counts for more because the article is in another language than the question.
    ``missing_share`` is the share of that vocabulary, or of the names in it, by which the article as a whole holds less than
    another one does.
    """

    article: Article
    passage: Passage
    score: float
    dense_rank: int | None
    lexical_rank: int | None
    cosine: float
    coverage: float
    sentence_cosines: tuple[float, ...]
    language_bonus: float = 0.0
    missing_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was handed over and could not be added, and why, in one sentence."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the articles handed over: ids by outcome, and the problems."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Encoder(Protocol):
    """Turns text into vectors of length 1. ``name`` identifies the model that built a library."""

    name: str

    def count(self, texts: list[str]) -> list[int]:
        """Return the length of each text in tokens."""

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape (dimension,)."""

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors of passages or sentences, shape (n, dimension)."""
