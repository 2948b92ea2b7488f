"""What a pack says of dates and times, and of what they date. A field holds words where its comment does not say patterns."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Calendar:
    """Days, months, weekdays and seasons, and what leads, joins and follows them."""

    in_texts: bool = True  # whether dates are read in what articles and questions say, or only in lines that date an article
    months: tuple[str, ...] = ()  # as shown, from January; Babel's when left out
    weekdays: tuple[str, ...] = ()  # as shown, from Monday; Babel's when left out
    seasons: tuple[str, ...] = ()  # as shown, from spring
    short_months: Mapping[str, int] = field(default_factory=dict)  # as in running text, beside Babel's
    short_weekdays: tuple[str, ...] = ()  # beside Babel's
    other_seasons: Mapping[str, int] = field(default_factory=dict)  # second names
    month_first: bool = False  # "April 29" is written as well
    day_endings: tuple[str, ...] = ()  # "29th"; a full stop counts before the months of its own language
    first_day: tuple[str, ...] = ()  # "premier mai"
    article: tuple[str, ...] = ()  # before a day: "le 29"
    of: tuple[str, ...] = ()  # before a month or a year: "29th of April"
    links: tuple[str, ...] = ()  # from one day to another
    conjunctions: tuple[str, ...] = ()
    month_leads: tuple[str, ...] = ()  # after which a name that has other meanings is a month
    month_verbs: tuple[str, ...] = ()  # months that are verbs as well: only with a capital, and in the midst of a sentence
    month_adjectives: tuple[str, ...] = ()  # the same, of adjectives
    month_first_names: tuple[str, ...] = ()  # only with a capital
    month_planets: tuple[str, ...] = ()  # with a capital only after what leads a month
    seasons_alone: tuple[str, ...] = ()  # that mean nothing else
    seasons_after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # with the words before which show it
    day_leads: tuple[str, ...] = ()  # "le 29"
    days_end: bool = False  # "the 29th": a bare day always has its ending, not the first alone
    day_not_before: tuple[str, ...] = ()  # "the 12th most populous"
    contracted: tuple[str, ...] = ()  # words that a date keeps from its sentence: "au mardi 6 mai"


@dataclass(frozen=True, eq=False)
class Clock:
    """Times of day."""

    mark: tuple[str, ...] = ()  # after the hour: "18 h 30"
    hours: tuple[str, ...] = ()  # "18 heures 30"
    hours_alone: tuple[str, ...] = ()  # that need no word before: "6 o'clock"
    hours_after: tuple[str, ...] = ()  # what shows that hours are no duration: "vers 18 heures"
    at: tuple[str, ...] = ()  # between a day and its time, as in running text
    named: Mapping[str, int] = field(default_factory=dict)
    named_not_after: tuple[str, ...] = ()  # "après-midi"


@dataclass(frozen=True, eq=False)
class Relative:
    """Words that need the day of writing."""

    days: Mapping[str, int] = field(default_factory=dict)  # yesterday is -1
    spans: Mapping[str, str] = field(default_factory=dict)  # week, month, year
    articles: tuple[str, ...] = ()  # before a span
    turns_before: Mapping[str, int] = field(default_factory=dict)  # "last week"
    turns_after: Mapping[str, int] = field(default_factory=dict)  # "semaine dernière"
    vague_turns: bool = False  # "last Tuesday" may be that of this week or of the last
    this: Mapping[str, str] = field(default_factory=dict)  # spans that hold the day of writing: "cette année"
    this_ends: tuple[str, ...] = ()
    this_not: tuple[str, ...] = ()  # "cette année-là"


@dataclass(frozen=True, eq=False)
class Eras:
    """Years, quarters, decades and centuries, and parts of them."""

    before: tuple[str, ...] = ()  # patterns: BC
    after: tuple[str, ...] = ()  # patterns: AD
    after_first: tuple[str, ...] = ()  # before the year: "AD 79"
    years_of: tuple[str, ...] = ()  # "5 000 ans avant notre ère"
    nth: tuple[str, ...] = ()  # endings of ordinals in digits
    decade_before: tuple[str, ...] = ()
    decade_after: tuple[str, ...] = ()  # patterns
    century: tuple[str, ...] = ()
    centuries: tuple[str, ...] = ()
    quarter: tuple[str, ...] = ()
    quarter_letter: tuple[str, ...] = ()  # "Q3"
    quarters: Mapping[str, int] = field(default_factory=dict)
    year_leads: tuple[str, ...] = ()  # patterns: after which four digits are surely a year
    early_leads: tuple[str, ...] = ()  # after which three digits are a year
    named_year: tuple[str, ...] = ()  # after which any number is one
    counted: tuple[str, ...] = ()  # nouns that make an amount of what could be a year
    phases: Mapping[str, str] = field(default_factory=dict)  # early, mid, late, first half, second half
    phase_links: tuple[str, ...] = ()
    phase_articles: tuple[str, ...] = ()
    phase_months: tuple[str, ...] = ()  # between a phase and its month: "fin du mois de"


@dataclass(frozen=True, eq=False)
class DateWording:
    """How dates are said in answers. In templates ``{}`` stands for the number."""

    first_day: str = "{}"
    decade: str = "{}"
    before: str = "{}"  # BC
    century: str = "{}"
    first_century: str = ""  # where it differs
    roman: bool = False  # centuries in Roman numerals
    nth: tuple[str, ...] = ()  # endings of 1, 2 and 3, and of all others, where the century takes them
    hour: str = "{}:00"
    time: str = "{}:{:02}"


@dataclass(frozen=True, eq=False)
class Periods:
    """How one asks what was said in a time: "what was said about X in March?", "les dernières nouvelles"."""

    press: tuple[str, ...] = ()  # patterns: the articles, the news
    said: tuple[str, ...] = ()  # patterns: asks what was said or published
    happened: tuple[str, ...] = ()  # patterns: asks what happened
    where: tuple[str, ...] = ()  # "according to", before ``owners`` and ``press``
    owners: tuple[str, ...] = ()
    one_article: tuple[str, ...] = ()  # patterns: the article itself
    latest: tuple[str, ...] = ()  # patterns
    latest_things: tuple[str, ...] = ()  # patterns: the newest, unless a time stands before: "mardi dernier"
    times: tuple[str, ...] = ()  # such times, beside months, weekdays and seasons
    during: tuple[str, ...] = ()  # words that lead a period
    since: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()  # of these, what may as well lead the date of what was spoken of
    weak_days: tuple[str, ...] = ()  # the same, before a day
    only_days: tuple[str, ...] = ()  # of these, what leads nothing longer than a day: "articles on 2024"
    part_leads: tuple[str, ...] = ()  # before a part of a period: "at the end of"
    parts: tuple[str, ...] = ()  # of a period, beside the phases of ``Eras``
    of: tuple[str, ...] = ()
    noun_article: tuple[str, ...] = ()  # after which a bare year is a noun's: "in the 2016 treaty"
    articles: tuple[str, ...] = ()
    onwards: tuple[str, ...] = ()  # patterns
    following: tuple[str, ...] = ()  # between the asking words and a period: "articles published in"
    owned: tuple[str, ...] = ()  # "last week's"
    turns: tuple[str, ...] = ()  # before a month or a season: that of this year
    season_articles: tuple[str, ...] = ()
    small_leads: tuple[str, ...] = ()  # after which a month needs no capital: "in may"
    rolling: str = "(?!)"  # pattern of "in the last three weeks", with {count} and {unit}
    counts: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)  # in days


@dataclass(frozen=True, eq=False)
class Publication:
    """The lines that date an article. All fields but plain words are patterns, on running text of any case."""

    published: tuple[str, ...] = ()  # "published", "mis en ligne"
    published_names: tuple[str, ...] = ()  # "publication date"
    modified: tuple[str, ...] = ()
    modified_names: tuple[str, ...] = ()
    last: tuple[str, ...] = ()  # before a label: "last updated"
    on: tuple[str, ...] = ()  # between a label and a day, and before a day that stands alone
    on_also: tuple[str, ...] = ()  # between a label and a date
    on_needed: bool = False  # "publié" is a label only with one of these, or a colon
    by: tuple[str, ...] = ()  # before the author
    beside_by: tuple[str, ...] = ()  # what else may name someone or a place between a label and its date
    staff: tuple[str, ...] = ()  # authors without a capital
    openers: tuple[str, ...] = ()  # "this article was", before a label
    joins: tuple[str, ...] = ()  # from one label to the next
    then: tuple[str, ...] = ()  # what goes on after a date as another label
    closers: tuple[str, ...] = ()  # what may follow a date that is no part of a sentence
    span_from: tuple[str, ...] = ()  # before the first day of an event
    span_to: tuple[str, ...] = ()  # before its last
    beside_names: tuple[str, ...] = ()  # how class names begin of what a page shows beside its article
    author_names: tuple[str, ...] = ()  # how class names end of what holds the author's
    modified_class: tuple[str, ...] = ()  # class names of the modified date
