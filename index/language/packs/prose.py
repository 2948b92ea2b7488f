"""What a pack says of running text: what leans on the sentence before, what gives a cause, what defines, what is no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Patterns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Patterns are regular expressions on flat text, see ``index.language.patterns``."""

    parts: Mapping[str, str] = field(default_factory=dict)
    leans: Patterns = ()  # openings that are not understood without the sentence before: "he", "the next day"
    causes: Patterns = ()  # what gives a cause, an aim or a means: "because", "by means of"
    defines: Patterns = ()  # what says what something is: "is a"
    furniture: Patterns = ()  # what stands around a text and is none of it: "all rights reserved"
    against: Patterns = ()  # what forbids, ends or excludes
    denial: Patterns = ()  # what denies anything
    some: Patterns = ()  # what says of how many something is so: "most"
    reserved: Patterns = ()  # what says that something is so for a part only, or perhaps
    sides: Mapping[str, Patterns] = field(default_factory=dict)  # what stands on one side of a matter, such as free
    other_sides: Mapping[str, Patterns] = field(default_factory=dict)  # and on the other, such as paid
    asides: Patterns = ()  # clauses that say when, and not what
    none: Patterns = ()  # what says that there is none of the words that follow, with these
    requests: frozenset[str] = frozenset()  # words by which a summary is asked for, and not what it is of
    measures: Mapping[str, int] = field(default_factory=dict)  # what a summary is counted in, how many of it a sentence is
    refusals: Patterns = ()  # openings by which somebody says that they cannot answer from what they have read
    disputes: Patterns = ()  # what tells that somebody says the contrary of what follows
    wholly: Patterns = ()  # what says that something is so of all, or of nothing else
    light: frozenset[str] = frozenset()  # words that say hardly more than "is"
    orders: Patterns = ()  # what tells whoever reads it, a program at that, to do something
    between: frozenset[str] = frozenset()  # words before and behind which things may not be exchanged: "with"
    single: Patterns = ()  # what asks for one sentence
