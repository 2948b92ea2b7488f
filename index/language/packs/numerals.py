"""What a pack says of numbers and amounts: the words for them, what stands around them, and how they are laid out and told.

Patterns are regular expressions on flat text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Numbers:
    """The words that numbers are made of."""

    cardinals: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()  # within a number: "one hundred and five"
    pairs: Mapping[str, int] = field(default_factory=dict)  # two words whose sum is not what they mean: quatre-vingt=80
    teens_after: tuple[int, ...] = ()  # tens to which ten to nineteen are added: soixante-douze
    vague: Mapping[str, int] = field(default_factory=dict)  # "une centaine", "dozens"
    plurals: Mapping[str, int] = field(default_factory=dict)  # "millions": how many is not said
    scales: Mapping[str, int] = field(default_factory=dict)  # the power of ten that a word gives a number
    short_scales: Mapping[str, int] = field(default_factory=dict)  # and an abbreviation: "80 bn"
    alone: frozenset[str] = frozenset()  # numbers only when they count something: "un", "one"
    idioms: tuple[str, ...] = ()  # where ordinals count nothing
    nth: tuple[str, ...] = ()  # endings of ordinals in digits
    roman_nth: tuple[str, ...] = ()  # and of Roman numerals
    minus: tuple[str, ...] = ()
    partitives: tuple[str, ...] = ()  # between a number and what is counted: "millions de dollars"
    in_unit: tuple[str, ...] = ()  # and between a number and a unit alone: "en euros"
    half: tuple[str, ...] = ()  # shares of a whole
    third: tuple[str, ...] = ()
    quarter: tuple[str, ...] = ()
    half_of: tuple[str, ...] = ()  # shares of what the next word says: "half a million", "un quart d'heure"
    quarter_of: tuple[str, ...] = ()
    quarters_of: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()  # such next words
    and_half: tuple[str, ...] = ()
    links: tuple[str, ...] = ()  # between two numbers of one unit
    to: tuple[str, ...] = ()  # between the ends of a range
    between: tuple[str, ...] = ()  # before a range
    both: tuple[str, ...] = ()  # and within it
    plural_nouns: frozenset[str] = frozenset()
    plural_forms: tuple[str, ...] = ()
    millions_of: frozenset[str] = frozenset()  # what is counted in millions when "m" goes before, never in metres


@dataclass(frozen=True, slots=True)
class Amounts:
    """Units, and the words around an amount that blur or bound it."""

    units: Mapping[str, str] = field(default_factory=dict)  # to the id of ``index.language.units``
    capital_units: frozenset[str] = frozenset()  # words that are units with a capital alone: "Go", not "go"
    articles: tuple[str, ...] = ()  # between such words and the number
    about: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()  # what turns a bound round: "no less than"
    places: tuple[str, ...] = ()  # bounds that may be places: "over five years"
    few: tuple[str, ...] = ()
    per: tuple[str, ...] = ()  # before the unit of a rate: "80 a week", "4 euros par mois"
    rates: Mapping[str, str] = field(default_factory=dict)  # "weekly"


@dataclass(frozen=True, slots=True)
class Layout:
    """What the Unicode locale data do not tell of how digits are laid out."""

    order_varies: bool = False  # 04/05 is a day of April here and of May there
    one_decimal_mark: bool = False  # the decimal mark means nothing else in any region
    both_decimal_marks: bool = False  # a point before decimals is no time of day, and the comma is usual
    dotted_time_after: tuple[str, ...] = ()  # "at 6.30" is a time


@dataclass(frozen=True, slots=True)
class Said:
    """How amounts are told. These words are shown: they stand with their accents."""

    scales: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # by power of ten: for one and for more
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    percent: str = "%"  # the sign with what goes before it
    after_scale: tuple[str, ...] = ()  # between a scale and a unit, and the same before a vowel
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # before an amount, the usual form first
    joins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    small: tuple[str, ...] = ()  # what may stand around a date or an amount and says nothing
