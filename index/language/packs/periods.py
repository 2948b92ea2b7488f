"""What a pack says of questions that ask when articles were published. The fields of patterns say so; the others hold words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
