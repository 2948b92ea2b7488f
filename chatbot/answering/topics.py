"""What a question is about when it asks for no single thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.language import find_names, flat
from index.language.days import is_month
from index.language.names import Name, Token, common, mentions, tokens
from index.language.patterns import every
from index.language.vocabulary import function_words
from index.library import Library
from index.search.lexical import terms

_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[,;:(]")
_STEM, _SHARE = 6, 0.6  # letters with which two words of one family begin, and their share of the longer word
_PLURAL = 3  # letters of a word that may stand in the plural
_SURNAME, _NAME_SHARE = 4, 0.7  # letters of a name, and their share of a longer form of it
_LEAD = "x, "  # after which the capital of a first word is a name's
_LEAST = 0.1  # weight of a word that stands in every passage


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a topic, or a name of one or more: ``forms`` as ``index.language.names`` has them, its weight."""

    forms: tuple[str, ...]
    weight: float
    name: bool

    def held(self, stream: Sequence[Token]) -> bool:
        """Tell whether a text holds it: a word in any form, a name whole or by its last word, if that is no one else's."""
        if len(self.forms) == 1:
            alike = _same_name if self.name else same
            return any(alike(self.forms[0], token.form) for token in stream)
        return mentions(stream, Name(0, 0, self.forms)) or any(map(self._alone, stream, [None, *stream]))

    def _alone(self, token: Token, before: Token | None) -> bool:
        last = self.forms[-1]
        if token.form != last or not token.capital or len(last) < _SURNAME or not last.isalpha():
            return False
        named = before is not None and before.capital and token.joined and not before.opens
        return not named or (before is not None and before.form in every("names.titles"))


@dataclass(frozen=True)
class Topic:
    """What a question is about, as it is written and in words; ``either``: names of which one will do."""

    text: str
    words: tuple[Word, ...]
    either: bool

    @cached_property
    def names(self) -> tuple[Word, ...]:
        """The words that are names."""
        return tuple(word for word in self.words if word.name)

    @cached_property
    def name_share(self) -> float:
        """The share of the weight that lies with names."""
        return self.share(frozenset(self.names))

    def held(self, stream: Sequence[Token]) -> frozenset[Word]:
        """Return the words that a text holds."""
        return frozenset(word for word in self.words if word.held(stream))

    def share(self, held: frozenset[Word]) -> float:
        """Return the share of the topic's weight that lies with some of its words."""
        return sum(word.weight for word in held) / (sum(word.weight for word in self.words) or 1.0)

    def covered(self, held: frozenset[Word]) -> float:
        """Return how much of the topic is said with some of its words, all of a topic that says nothing."""
        return 1.0 if not self.words or held == frozenset(self.words) or (held and self.either) else self.share(held)

    def named(self, held: frozenset[Word]) -> bool:
        """Tell whether all names of the topic, of which there must be one, are among some of its words."""
        return bool(self.names) and held.issuperset(self.names)

    def said_in(self, stream: Sequence[Token]) -> bool:
        """Tell whether a text says all of the topic, or names all that has a name."""
        held = self.held(stream)
        return self.covered(held) == 1 or self.named(held)

    def touches(self, text: str) -> bool:
        """Tell quickly whether a text may hold a word of the topic."""
        said = {common(term) for term in terms(text)}
        wanted = [word.forms[-1] for word in self.words]
        shared = any(same(form, other) or _same_name(form, other) for form in wanted for other in said)
        return shared or not all(map(str.isalpha, wanted))


def topic_of(question: str) -> str:
    """Return what is left of a question without the words that only ask, at its beginning and at its end."""
    words = list(_WORD.finditer(question))
    asking = function_words() | every("topics.asking") | every("follow_ups.asking")

    def silent(index: int) -> bool:
        word = words[index][0]
        named = index and word[0].isupper() and flat(word) not in function_words()
        return not (is_month(word) or word.isdigit() or named) and flat(word) in asking

    def opens_tail(index: int) -> bool:
        between = question[words[index - 1].end() : words[index].start()]
        return flat(words[index][0]) in function_words() or _APART.search(between) is not None

    first = next((index for index in range(len(words)) if not silent(index)), len(words))
    last = max((index for index in range(first, len(words)) if not silent(index)), default=first)
    tail = next((index for index in range(last + 1, len(words)) if opens_tail(index)), len(words))
    return question[words[first].start() : words[tail - 1].end()] if first < tail else ""


def topic(library: Library, text: str) -> Topic:
    """Return a topic with the weights of its words in the library."""
    rarity = library.rarity(text)

    def weight(said: str) -> float:
        return max([_LEAST, *(rarity[term] for term in terms(said) if term in rarity)])

    names = names_in_piece(text)
    words = [Word(name.tokens, weight(text[name.start : name.end]), name=True) for name in names]
    for token in tokens(text):
        inside = any(name.start <= token.start < name.end for name in names)
        if not inside and token.form not in function_words():
            words.append(Word((token.form,), weight(text[token.start : token.end]), name=False))
    joined = not every("topics.joins").isdisjoint(map(flat, text.split()))
    return Topic(text, tuple(words), joined and all(word.name for word in words))


def names_in_piece(text: str) -> list[Name]:
    """Return the names of a text that is a piece of a sentence: the capital of its first word is a name's as well."""
    return [Name(name.start - len(_LEAD), name.end - len(_LEAD), name.tokens) for name in find_names(_LEAD + text)]


def same(form: str, other: str) -> bool:
    """Tell whether two words are one or of one family: "licence" and "licences", "deforestation" and "deforested"."""
    if form == other or form[:_PLURAL] != other[:_PLURAL]:
        return form == other
    short, long = sorted((form, other), key=len)
    alike = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return (alike == len(short) >= _PLURAL and long[alike:] in {"s", "x", "es"}) or (
        alike >= _STEM and alike >= _SHARE * len(long)
    )


def _same_name(form: str, other: str) -> bool:
    """Tell whether two names are one, one perhaps longer: "Huguenot" and "Huguenots", "Norman" and "Normandy"."""
    if form[:_PLURAL] != other[:_PLURAL]:
        return False
    short, long = sorted((form, other), key=len)
    return form == other or (len(short) >= _SURNAME and long.startswith(short) and len(short) > _NAME_SHARE * len(long))
