"""The things of a list: each once, in its longest form, with every sentence that names it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chatbot.answering.enumeration import named
from chatbot.answering.inquiry import Cited
from chatbot.types import Item
from index.language.names import tokens
from index.language.patterns import every
from index.language.vocabulary import function_words
from index.types import Article, Sentence

CITED = 3  # sentences that one item cites at most
_PLURAL_FROM = 4  # letters

Place = tuple[Article, Sentence]


@dataclass(slots=True)
class Entry:
    """One thing and where it is named; ``key`` holds its words in the form that all languages share."""

    text: str
    key: tuple[str, ...]
    named: bool
    places: list[Place] = field(default_factory=list)


class Items:
    """Gathers things; what the question says itself is none."""

    def __init__(self, question: str) -> None:
        """Begin with none."""
        self._silent = function_words() | every("listing", "rest") | set(_key(question))
        self._entries: list[Entry] = []

    def knows(self, text: str) -> bool:
        """Tell whether a thing is among those gathered, in whatever form."""
        return any(_same(entry, _entry(text)) for entry in self._entries)

    def add(self, text: str, place: Place) -> Entry | None:
        """Add a thing and return it where it is new."""
        fresh = _entry(text)
        if self._silent.issuperset(fresh.key):
            return None
        for known in self._entries:
            if _same(known, fresh):
                if len(fresh.key) > len(known.key):
                    known.text, known.key = fresh.text, fresh.key
                if place not in known.places:
                    known.places.append(place)
                return None
        fresh.places.append(place)
        self._entries.append(fresh)
        return fresh

    def entries(self, *, names: bool) -> list[Entry]:
        """Return the things; with ``names`` the named ones alone, where there are any."""
        proper = [entry for entry in self._entries if entry.named]
        return proper if names and proper else self._entries


def cite(entries: Iterable[Entry], cited: Cited) -> tuple[Item, ...]:
    """Return the things as items of an answer with the markers of their sentences."""
    return tuple(Item(one.text, tuple(cited.marker(*place) for place in one.places[:CITED])) for one in entries)


def _entry(text: str) -> Entry:
    return Entry(text, _key(text), named(text))


def _key(text: str) -> tuple[str, ...]:
    silent = function_words()
    return tuple(form for token in tokens(text) if (form := _singular(token.form)) not in silent)


def _singular(form: str) -> str:
    return form[:-1] if len(form) > _PLURAL_FROM and form.endswith("s") else form


def _same(one: Entry, other: Entry) -> bool:
    """Tell whether two things are one: the same words, or a name and the beginning or end of it."""
    short, long = sorted((one.key, other.key), key=len)
    part = one.named and other.named and bool(short) and short in {long[: len(short)], long[-len(short) :]}
    return one.key == other.key or part
