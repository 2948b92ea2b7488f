"""What a pack says of questions: what they ask for, what follows on from the turn before, and how tenses are told.

Patterns are regular expressions on flat text, see ``index.language.patterns``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Patterns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """What asks for which kind of thing, and what else can answer than a date, a number or a name."""

    parts: Mapping[str, str] = field(default_factory=dict)
    asks: Mapping[str, Patterns] = field(default_factory=dict)  # by kind of thing, see ``question_kinds.Kind``
    where_as_written: Patterns = ()  # what asks for a place on text that is not flat: "où"
    closed: Patterns = ()  # answered by yes or no
    tell_me: Patterns = ()  # what opens a question without being asked
    ages: Patterns = ()  # times without a date: named ages, reigns and wars, and what lies so far back
    counted_times: Patterns = ()  # and times that count from another: "in two weeks", "à Noël"
    often: Patterns = ()
    free: Patterns = ()
    none: Patterns = ()
    in_so_many: Patterns = ()  # "one in ten"
    some_time: Patterns = ()


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How a question leans on the one before."""

    parts: Mapping[str, str] = field(default_factory=dict)
    interjections: Patterns = ()  # before a question: "ok", "merci"
    orders: Patterns = ()  # "tell", "dites"
    order_objects: Patterns = ()  # " me", "-moi"
    goes_on: Patterns = ()  # "and", "what about"
    verb_first: Patterns = ()  # a verb with its pronoun, whose capital makes no name: "Dure-t-il"
    empty: Patterns = ()  # pronouns that stand for nothing said before, with what shows it
    leans: Patterns = ()  # pronouns that stand for something said before
    object: Patterns = ()  # such as the object of the question
    person: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    prepositions: Mapping[str, str] = field(default_factory=dict)  # to one word for all that say the same
    articles: Patterns = ()
    small_talk: Patterns = ()  # what is said in as few words and is no part of a question
    bare: Patterns = ()  # nothing but what is asked for: "why?"
    superlatives: Patterns = ()  # without their article
    alone: Patterns = ()  # "what are the symptoms?": the thing that is known, without saying of what
    courtesy: Patterns = ()  # what ends a few words and asks for nothing
    # by the question that it stands for, about ``{subject}`` or ``{article}``, the whole of what is said
    forms: Mapping[str, Patterns] = field(default_factory=dict)
    titled: str = ""  # how an article is named by its title ``{}``, and
    about: str = ""  # by its subject
    repeats: Mapping[str, Patterns] = field(default_factory=dict)  # by what is added to the question before
    lengths: Patterns = ()  # a part of a question that says how long the answer is to be
    counts: frozenset[str] = frozenset()
    spoken: Mapping[str, str] = field(default_factory=dict)  # and one that says in which language, to its ISO 639-1 code
    which_ones: Patterns = ()
    counted: Mapping[str, Patterns] = field(default_factory=dict)  # by what asks which, what asks how many
    nth: Patterns = ()  # one of several things: "the second one"
    ordinals: Mapping[str, int] = field(default_factory=dict)  # the last is -1
    asking: frozenset[str] = frozenset()  # words that say nothing of what a question is about


@dataclass(frozen=True, slots=True)
class Tense:
    """How it is told that something is past or to come."""

    past: Patterns = ()
    ahead: Patterns = ()  # what tells that a quote in the past still speaks of something to come: "was planned for"
    coming: Patterns = ()  # a day to come, on text in lower case that is not flat


@dataclass(frozen=True, slots=True)
class Corrections:
    """How an article takes back what it says."""

    parts: Mapping[str, str] = field(default_factory=dict)
    but: Patterns = ()  # what may go before
    denials: Patterns = ()  # of the sentence before
    titles: Patterns = ()  # of an article that corrects another


@dataclass(frozen=True, eq=False)
class PlanWords:
    """How people ask for each kind of answer: regular expressions over flat text, its apostrophes and hyphens spaces.

    ``parts`` are named pieces that the others, and the parts after them, use as ``{name}``; ``keywords`` are words in which
    one wrong letter is forgiven. ``courtesy`` opens a question and asks for nothing, and
    ``closing`` ends one; ``talk`` is the whole of what is said, and
    ``all_of_it`` of what wants all that was just asked for; ``joins`` are the words that join two questions in one,
    ``opens`` those that one begins with. ``asked`` are the patterns of each plan, ``barred`` those that rule it out.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    courtesy: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    talk: tuple[str, ...] = ()
    all_of_it: tuple[str, ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of talk, see ``plans.talk``; parts of it tell them
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    barred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
