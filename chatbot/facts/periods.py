"""The period of publication that a question restricts itself to: "what was said about X in March?"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from chatbot.facts.dates import find_dates
from chatbot.facts.moments import Moment
from chatbot.facts.words import WEEKDAYS, flat


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day of publication asked for, and the question without the words that said so."""

    start: date
    end: date
    question: str


# Asks what was said, not what happened: only then does a date restrict publication.
_SAID = re.compile(
    r"\bwhat(?:'s| is| was| were| has| have|'s been)?(?: been)? (?:being )?(?:said|reported|written|published"
    r"|announced)\b"
    r"|\bwhat (?:do|did|does|have|has) (?:the |my |our )?(?:articles?|newspapers?|papers?|press|media|sources"
    r"|journalists|they|people) "
    r"(?:say|said|report|reported|write|written)\b"
    r"|\b(?:news|articles?|reports|headlines|coverage)\b|\bwhat's new\b"
    r"|\bqu'(?:a-t-on|est-ce qu'on a|est-ce qui a ete|a-t-il ete) (?:dit|ecrit|publie|annonce|rapporte"
    r"|raconte)\b|\bque (?:dit|disait)-on\b"
    r"|\bque (?:dit|disent|disaient|rapportent|racontent|ecrivent) (?:la presse|l'article|les articles"
    r"|les journaux|les medias|mes articles)\b"
    r"|\b(?:nouvelles|actualites?|actus?|articles?|quoi de neuf)\b"
)
_HAPPENED = re.compile(
    r"\bwhat(?:'s| is| has| have| was)? (?:been )?(?:happened|happening|going on|new)\b"
    r"|\bque? (?:s'est-il passe|se passe-t-il)\b"
)
_NOT_AFTER = "".join(f"(?<!{word} )" for word in ("an", "annee", "mois", "semaine", *WEEKDAYS))  # "mardi dernier"
_LATEST = re.compile(
    r"\b(?:latest|most recent|newest|up-to-date|last (?:news|article|report|update|figure|version)s?)\b"
    r"|\b(?:le|la|les) plus recente?s?\b"
    rf"|{_NOT_AFTER}\bderniere?s? (?!fois\b|mots?\b)[a-z]"
)
_LEAD = re.compile(
    r"(?:,? ?\b(?P<word>since|depuis(?: le)?|from|before|avant(?: le)?|until|till|jusqu'(?:en|au|a)|after"
    r"|apres(?: le)?|by|"
    r"in|en|on|during|throughout|pendant|au mois de|au mois d'|au|du|de|d'|le|between|entre|over the|of"
    r"|a partir (?:de|du))"
    r"(?: the| le| la| l'| early| late| mois de| mois d')?|,) ?$|^$"
)
_SINCE = ("since", "depuis", "from", "after", "apres", "a partir")
_BEFORE = ("before", "avant", "until", "till", "jusqu", "by")


def window(question: str, *, today: date) -> Window | None:
    """Return the period of publication that ``question`` asks about, or ``None``.

    Only when it asks what was said or published, or for news; "who won in 1998?" restricts nothing. A month or day
    without a year is the last one that is not after ``today``.
    """
    line = flat(question)
    said = _SAID.search(line) is not None
    if not said and not _HAPPENED.search(line):
        return None
    dates = [found for found in find_dates(question, published=today.isoformat()) if found.moment.hour is None]
    if not said:  # "what happened in 1998?" asks for an event, "what happened last week?" for news
        dates = [found for found in dates if found.moment.relative]
    for index, found in enumerate(dates):
        lead = _LEAD.search(line[: found.start])
        if lead is None and not found.moment.relative:
            continue
        span = _span(found.moment, today)
        if span is None:
            continue
        start, end = span
        stop, word = found.end, (lead["word"] or "") if lead else ""
        if word in {"between", "entre", "from", "du", "de"} and index + 1 < len(dates):
            other = _span(dates[index + 1].moment, today)
            if other and other[1] >= start:
                end, stop = other[1], dates[index + 1].end
        elif word.startswith(_SINCE):
            start, end = (end + timedelta(days=1) if word in {"after", "apres"} else start), today
        elif word.startswith(_BEFORE):
            start, end = date.min, (start - timedelta(days=1) if word in {"before", "avant"} else end)
        cut = lead.start() if lead else found.start
        rest = f"{question[:cut].rstrip()}{question[stop:]}".strip()
        return Window(start, min(end, today) if start <= today else end, rest)
    return None


def wants_latest(question: str) -> bool:
    """Tell whether ``question`` asks for what is newest: "latest", "le plus récent", "dernières nouvelles"."""
    return _LATEST.search(flat(question)) is not None


_SEASON_MONTHS = {None: (1, 12), 1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 14)}  # winter ends in the next year


def _span(moment: Moment, today: date) -> tuple[date, date] | None:
    """Return the first and last day of a moment."""
    if moment.relative and moment.relative[0] == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=moment.relative[1])
        return monday, monday + timedelta(days=6)
    if moment.month is not None:
        return _month_or_day(moment, today)
    if moment.weekday is not None:
        day = today - timedelta(days=(today.weekday() - moment.weekday) % 7)
        return day, day
    if moment.decade is not None:
        return date(moment.decade, 1, 1), date(moment.decade + 9, 12, 31)
    if moment.year is None or moment.year < 1:
        return None
    first, last = _SEASON_MONTHS[moment.season]
    return date(moment.year, first, 1), date(moment.year + last // 12, last % 12 + 1, 1) - timedelta(days=1)


def _month_or_day(moment: Moment, today: date) -> tuple[date, date] | None:
    month, day = moment.month or 1, moment.day
    year = moment.year or today.year
    if moment.year is None and (month, day or 1) > (today.month, today.day):
        year -= 1
    last = monthrange(year, month)[1]
    if day is not None and day > last:
        return None
    return date(year, month, day or 1), date(year, month, day or last)
