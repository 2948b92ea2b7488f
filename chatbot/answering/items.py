"""The things of a list: each once, in its longest form, with every sentence that names it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chatbot.answering.enumeration import named
from chatbot.answering.inquiry import Cited
from chatbot.types import Item
from index.language import find_dates
from index.language.names import tokens
from index.language.patterns import every
from index.language.vocabulary import function_words
from index.types import Article, Sentence

SPREAD = 1.2  # by how much less likely than the best, in log-odds, what else is listed may be
CITED = 3  # sentences that one item cites at most
_PLURAL_FROM = 4  # letters

Place = tuple[Article, Sentence]


@dataclass(slots=True)
class Entry:
    """One thing and where it is named; ``key`` holds its words in a form that all languages share, ``odds`` its likelihood."""

    text: str
    key: tuple[str, ...]
    named: bool
    odds: float = 0.0
    places: list[Place] = field(default_factory=list)


class Items:
    """Gathers things; what the question says itself is none."""

    def __init__(self, question: str) -> None:
        """Begin with none."""
        self._silent = function_words() | every("listing.rest") | set(_key(question))
        self._entries: list[Entry] = []

    def known(self, text: str) -> Entry | None:
        """Return a thing that is among those gathered, in whatever form."""
        return next((entry for entry in self._entries if _same(entry, _entry(text))), None)

    def add(self, text: str, place: Place, odds: float) -> Entry | None:
        """Add a thing and return it where it is new; ``odds`` are the log-odds that the sentence answers."""
        fresh = _entry(text)
        if self._silent.issuperset(fresh.key) and not find_dates(text):  # "mardi" tells a language, and is a day
            return None
        if known := self.known(text):
            if len(fresh.key) > len(known.key):
                known.text, known.key = fresh.text, fresh.key
            if place not in known.places:
                known.places.append(place)
            known.odds = max(known.odds, odds)
            return None
        fresh.odds = odds
        fresh.places.append(place)
        self._entries.append(fresh)
        return fresh

    def entries(self, *, names: bool) -> list[Entry]:
        """Return the things that are not much less likely than the best; with ``names`` the named ones, where there are any."""
        least = max((entry.odds for entry in self._entries), default=0.0) - SPREAD
        likely = [entry for entry in self._entries if entry.odds >= least]
        return [entry for entry in likely if entry.named or not names] or likely


def cite(entries: Iterable[Entry], cited: Cited) -> tuple[Item, ...]:
    """Return the things as items of an answer with the markers of their sentences."""
    return tuple(Item(one.text, tuple(cited.marker(*place) for place in one.places[:CITED])) for one in entries)


def _entry(text: str) -> Entry:
    return Entry(text, _key(text), named(text))


def _key(text: str) -> tuple[str, ...]:
    silent = function_words()
    forms = tuple(_singular(token.form) for token in tokens(text))
    return tuple(form for form in forms if form not in silent) or forms


def _singular(form: str) -> str:
    return form[:-1] if len(form) > _PLURAL_FROM and form.endswith("s") else form


def _same(one: Entry, other: Entry) -> bool:
    """Tell whether two things are one: the same words, or a name and the beginning or end of it."""
    short, long = sorted((one.key, other.key), key=len)
    part = one.named and other.named and bool(short) and short in {long[: len(short)], long[-len(short) :]}
    return one.key == other.key or part
