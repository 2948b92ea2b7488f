"""What a pack says of questions about a topic, a speaker or two sides. Words stand flat; patterns are on flat text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Patterns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """How a topic is asked about, and what stands around it.

    ``asking`` are words that open or close such a question and are no part of its topic, beside function words.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    asking: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()  # between two topics of one question


@dataclass(frozen=True, slots=True)
class Speech:
    """How it is told that somebody speaks, and asked what was said."""

    parts: Mapping[str, str] = field(default_factory=dict)
    asking: frozenset[str] = frozenset()  # words that ask it and name nobody, beside those of ``Topics``
    about: frozenset[str] = frozenset()  # between the speaker and what is spoken of
    verbs: Patterns = ()  # of saying, as they stand in articles
    leads: Patterns = ()  # before the speaker: "according to"
    pronouns: Patterns = ()  # the speaker, named in the sentence before: "he wrote"


@dataclass(frozen=True, slots=True)
class Comparing:
    """How two sides are compared."""

    parts: Mapping[str, str] = field(default_factory=dict)
    sides: Patterns = ()  # each with the groups ``first`` and ``second``
    standing: frozenset[str] = frozenset()  # stands for the first side's head in the second: "that of"
    which: Patterns = ()  # asks which of two is more or less
    least: Patterns = ()  # the smaller one wins, or the earlier
    time: Patterns = ()  # it is days that are compared
