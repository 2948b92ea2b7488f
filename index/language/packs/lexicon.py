"""What a pack says of words: the small ones by which its language is known, those around names, denials, ends of sentences.

Patterns are regular expressions on flat text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """The small words of a language."""

    telling: frozenset[str] = frozenset()  # the commonest words, by which a text's language is guessed
    function: frozenset[str] = frozenset()  # others that open sentences or follow numbers without naming or being counted


@dataclass(frozen=True, slots=True)
class Names:
    """Names that languages write differently, and the words around names that name nobody."""

    stems: Mapping[str, str] = field(default_factory=dict)  # beginnings of names and demonyms, to one id in every pack
    endings: frozenset[str] = frozenset()  # what is added to a stem: "Japon|aise", "India|n"
    phrases: Mapping[str, str] = field(default_factory=dict)  # names of several words or of capitals, to the same ids
    elided: frozenset[str] = frozenset()  # words before an apostrophe that belong to no name
    possessives: frozenset[str] = frozenset()  # words after one
    abbreviated: tuple[str, ...] = ()  # words whose full stop ends no sentence, with their capitals
    posts: frozenset[str] = frozenset()  # between names, and name nobody
    titles: frozenset[str] = frozenset()  # before a name
    openers: frozenset[str] = frozenset()  # ordinary words that often open a sentence, beyond the function words
    ordinary_endings: tuple[str, ...] = ()  # of ordinary words; these and participles stand with their accents
    adverb_endings: tuple[str, ...] = ()  # of words that open a sentence before a comma
    participle_endings: tuple[str, ...] = ()
    after_participle: frozenset[str] = frozenset()
    unusual: frozenset[str] = frozenset()  # names that look like ordinary words


@dataclass(frozen=True, slots=True)
class Negation:
    """How a language denies."""

    parts: Mapping[str, str] = field(default_factory=dict)  # of the patterns, where they stand as ``{name}``
    denied: tuple[str, ...] = ()  # the groups of each hold the words among which the first of weight is denied
    auxiliaries: frozenset[str] = frozenset()  # verbs and others that are passed over
    weighty: frozenset[str] = frozenset()  # function words that may be what is denied
    irregular: Mapping[str, str] = field(default_factory=dict)  # forms of verbs, to the plain one: paid=pay
    brief: Mapping[str, str] = field(default_factory=dict)  # participles too short without their accents, as patterns
    endings: tuple[str, ...] = ()  # that forms of one verb differ in


@dataclass(frozen=True, eq=False)
class Sentences:
    """Abbreviations, whose full stop ends no sentence, and the words that open one: as in running text, not flat nor lower."""

    never: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()  # that end a sentence only when the next word clearly opens one
    before_numeral: frozenset[str] = frozenset()  # when a numeral follows, in whatever case: "No. 5"; of months as well
    openers: tuple[str, ...] = ()
    elided: tuple[str, ...] = ()  # openers before an apostrophe
