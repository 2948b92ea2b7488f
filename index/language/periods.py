"""The period of publication that a question restricts itself to: "what was said about X in March?"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.language.dates import find_dates
from index.language.day_ranges import day_range, quarter, yearless
from index.language.moments import Date, Moment
from index.language.vocabulary import ENGLISH_MONTHS, MONTHS, SEASONS, WEEKDAYS, either, flat


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day of publication asked for, and the question without the words that said so."""

    start: date
    end: date
    question: str


# Asks what was said, not what happened: only then does a date restrict publication.
_PRESS = (
    r"articles?|news|newspapers?|papers?|press|media|reports|headlines|coverage|presse|journaux|medias|nouvelles|actualites?"
)
_SAID = re.compile(
    r"\bwhat(?:'s| is| was| were| has| have|'s been)?(?: been)? (?:being )?(?:said|reported|written|published)\b"
    r"|\bwhat (?:do|did|does|have|has) (?:the |my |our )?(?:articles?|newspapers?|papers?|press|media|sources"
    r"|journalists|they|people) "
    r"(?:say|said|report|reported|write|written)\b"
    r"|\b(?:news(?! (?:agenc|channel|conference|compan|group|organi|outlet|site))|articles?|reports|headlines|coverage)\b"
    r"|\bwhat's new\b"
    r"|\bqu'(?:a-t-on|est-ce qu'on a|est-ce qui a ete|a-t-il ete) (?:dit|ecrit|publie|rapporte|raconte)\b"
    r"|\bque (?:dit|disait)-on\b"
    r"|\bque (?:dit|disent|disaient|rapportent|racontent|ecrivent) (?:la presse|l'article|les articles"
    r"|les journaux|les medias|mes articles)\b"
    r"|\bnouvelles\b(?= (?:a|au|ce|ces|cet|cette|de|depuis|des|du|en|hier|la|l'|sur)\b|[^a-z]*$| d')"
    r"|\b(?:actualites?|actus?|quoi de neuf)\b"
)
# "Selon les articles, combien ... en 2024 ?": the articles are where to look, not what is asked for.
_WHERE = re.compile(
    r"\b(?:selon|d'apres|dans|according to|as per|in|from) (?:(?:the|these|my|our|your|all|la|les|l'|ces|mes|nos|vos) ?)+"
    rf"(?:{_PRESS})\b|\b(?:the|this|that|l'|cet) ?article\b"
)
_HAPPENED = re.compile(
    r"\bwhat(?:'s| is| has| have| was| were)? (?:been )?(?:happened|happening|going on|new|announced)\b"
    r"|\bque? (?:s'est-il passe|se passe-t-il)\b"
    r"|\bqu'(?:a-t-on|est-ce qu'on a|est-ce qui a ete|a-t-il ete) annonce\b"
)
_TIMES = (*MONTHS, *SEASONS, *WEEKDAYS, "an", "annee", "mois", "semaine", "week-end", "weekend", "nuit", "siecle", "trimestre")
_NOT_AFTER = "".join(rf"(?<!\b{word} )" for word in _TIMES)  # "mardi dernier"
_LATEST = re.compile(
    r"\b(?:latest|most recent|newest|up-to-date|last (?:news|article|report|update|figure|version)s?)\b"
    r"|\b(?:le|la|les) plus recente?s?\b"
    rf"|{_NOT_AFTER}\bderniere?s? (?!(?:fois|mots?|temps|heures|jours|semaines|mois|ans|annees)\b)[a-z]"
)
_PART = "early|late|mid|end|start|beginning|middle|fin|debut|mi|milieu|courant"
_LEAD = re.compile(
    r"(?:,? ?\b(?P<word>since|depuis(?: le)?|from|before|avant(?: le)?|until|till|jusqu'(?:en|au|a)|after"
    r"|apres(?: le)?|by|"
    r"in|en|on|during|throughout|pendant|au mois de|au mois d'|au|du|de|d'|le|between|entre|over the|of"
    rf"|a partir (?:de|du)|(?:a la |at the )?(?:{_PART}))"
    rf"(?P<the> the)?(?: le| la| l')?(?:[ -](?:{_PART}))?(?: of| de| du)?(?: mois de)?(?: mois d'| d')?|,)[ -]?$|^$"
)
_SINCE = ("since", "depuis", "after", "apres", "a partir")
_BEFORE = ("before", "avant", "until", "till", "jusqu", "by")
_ONWARDS = re.compile(r" (?:onwards?\b|on(?=[?., ]*$))")
# These may as well lead the date of what was spoken of ("the conference on 29 April"), unless they follow the asking words.
_WEAK = {"of", "de", "d'", "du", "on", "le", "from"}
_FOLLOWING = re.compile(
    r"(?: (?:published|written|dated|which|that|were|was|came out|publiee?s?|parue?s?|ecrite?s?|datee?s?|qui|sont|ont ete"
    r"|in the press|dans la presse))*"
)
_OWNED = re.compile(rf"'s (?:{_PRESS})\b")
_BEFORE_TURN = re.compile(r"\b(?P<turn>last|this|next|cet|ce) $")
_AFTER_TURN = re.compile(r" (?P<turn>dernier|passe|prochain)e?\b")
_TURNS = {"last": "last", "dernier": "last", "passe": "last", "next": "next", "prochain": "next"}
_ARTICLE = re.compile(r"\b(?:l'|le )$")
_YEAR_LINK = re.compile(r",? (?:of |de )?")
_SMALL_LETTERS = re.compile(rf"\b(?:in|since|during|until) (?P<month>{either(ENGLISH_MONTHS)})\b")
_COUNTS = {
    word: count
    for count, group in enumerate(("two deux", "three trois", "four quatre", "five cinq", "six", "seven sept"), 2)
    for word in group.split()
}
_COUNT = rf"(?P<{{}}>\d\d?|{either(_COUNTS)}) "
_UNITS = {"day": 1, "jour": 1, "week": 7, "semaine": 7, "month": 30, "mois": 30}
_ROLLING = re.compile(
    rf"(?:,? ?\b(?:(?:in|over|during|within) the (?:last|past)|this past) (?:{_COUNT.format('count')})?"
    r"(?P<unit>day|week|month)s?"
    rf"|,? ?\b(?:ces|(?:au cours|lors) des|(?:dans|durant|pendant) les) {_COUNT.format('nombre')}derniere?s "
    r"(?P<unite>jour|semaine|mois)s?)\b(?! (?:of|de|du|des)\b| d'|')"
)
_NEAREST = 48  # letters before a date in which the words that lead it stand


def window(question: str, *, today: date) -> Window | None:
    """Return the period of publication that ``question`` asks about, or ``None``.

    Only when it asks what was said or published, or for news; "who won in 1998?" restricts nothing, and neither does the
    date of what was spoken of: "what was said about the conference on 29 April?". A month, season or day without a year is
    the last one that is not after ``today``.
    """
    line = flat(question)
    said = [found.end() for found in _SAID.finditer(line)]
    asked = _SAID.search(_WHERE.sub(lambda found: "_" * len(found.group()), line)) is not None
    happened = _HAPPENED.search(line) is not None
    if not said and not happened:
        return None
    if (asked or happened) and (rolling := _ROLLING.search(line)):
        start = today - timedelta(days=_rolled(rolling))
        return Window(start, today, _without(question, *rolling.span()))
    dates = _dates(question, line, today)
    for index, found in enumerate(dates):
        lead = _LEAD.search(line, max(0, found.start - _NEAREST), found.start)
        cut = lead.start() if lead else found.start
        asking = max((end for end in said if end <= cut), default=None)
        near = asking is not None and _FOLLOWING.fullmatch(line[asking:cut].rstrip()) is not None
        # "what happened in 1998?" asks for an event, "what happened last week?" for news
        if not (near or asked or _counted(found.moment)) or not _publishes(found.moment, lead, near=near):
            continue
        bounds = _bounds(line, dates[index : index + 2], (lead and lead["word"]) or "", today)
        if bounds and bounds[0] <= min(bounds[1], today):  # nothing has been published yet in a time to come
            return Window(bounds[0], min(bounds[1], today), _without(question, cut, bounds[2]))
    return None


def _bounds(line: str, dates: list[Date], word: str, today: date) -> tuple[date, date, int] | None:
    """Return the first and last day of a date that ``word`` leads, perhaps with the one after it, and where they end."""
    span, stop = day_range(dates[0].moment, today), dates[0].end
    owned = _OWNED.match(line, stop)
    if span is None or (line.startswith("'", stop) and not owned):  # "last week's match", but "last week's news"
        return None
    start, end = span
    onwards = _ONWARDS.match(line, stop)
    if word in {"between", "entre", "from", "du", "de"} and len(dates) > 1:
        other = day_range(dates[1].moment, today)
        return (start, other[1], dates[1].end) if other and other[1] >= start else (start, end, stop)
    if word.startswith(_SINCE) or (word == "from" and onwards):
        after = word.startswith(("after", "apres"))
        return end + timedelta(days=1) if after else start, today, onwards.end() if onwards else stop
    if word.startswith(_BEFORE):
        return date.min, start - timedelta(days=1) if word.startswith(("before", "avant")) else end, stop
    return start, end, stop + len("'s") if owned else stop


def wants_latest(question: str) -> bool:
    """Tell whether ``question`` asks for what is newest: "latest", "le plus récent", "dernières nouvelles"."""
    return _LATEST.search(flat(question)) is not None


def _without(question: str, start: int, end: int) -> str:
    return f"{question[:start].rstrip()}{question[end:]}".strip(" ,")


def _rolled(found: re.Match[str]) -> int:
    """Return how many days "in the last three weeks" goes back."""
    count = found["count"] or found["nombre"] or "1"
    return (int(count) if count.isdigit() else _COUNTS[count]) * _UNITS[found["unit"] or found["unite"]]


def _publishes(moment: Moment, lead: re.Match[str] | None, *, near: bool) -> bool:
    """Tell whether a date can be one of publication by the words before it; ``near`` the asking words it mostly is."""
    if moment.relative and moment.relative[0] == "next":
        return False
    if lead is None:
        return moment.relative is not None or (near and moment.weekday is not None)  # "qu'a-t-on dit lundi ?"
    word, a_day = lead["word"], moment.day is not None or moment.weekday is not None
    if word in {"on", "le"} and not a_day:  # "articles on 2024"
        return False
    if lead["the"] and not (a_day or moment.relative or moment.season or moment.decade or moment.phase):  # "the 2016 treaty"
        return False
    return near or not (word in _WEAK or (word == "au" and a_day) or quarter(moment))  # "the revenue in Q1 2025"


def _dates(question: str, line: str, today: date) -> list[Date]:
    """Return the dates of ``question``, each with the words that say which year's it is: "l'été dernier", "April last year"."""
    for found in _SMALL_LETTERS.finditer(line):  # "in may"
        at = found.start("month")
        question = f"{question[:at]}{question[at].upper()}{question[at + 1 :]}"
    dates: list[Date] = []
    for stated in find_dates(question, published=today.isoformat()):
        last, moment = dates[-1] if dates else None, stated.moment
        if moment.hour is not None:
            continue
        a_year = moment.relative is not None and moment.relative[0] == "year"
        if last and a_year and yearless(last.moment) and _YEAR_LINK.fullmatch(line, last.end, stated.start):
            dates[-1] = replace(last, end=stated.end, moment=replace(last.moment, year=moment.year, relative=None))
        else:
            dates.append(_turned(line, stated))
    return dates


def _turned(line: str, found: Date) -> Date:
    """Read "last March", "en mars dernier", "cet été"."""
    before, after = _BEFORE_TURN.search(line, max(0, found.start - _NEAREST), found.start), _AFTER_TURN.match(line, found.end)
    turned = after or before
    if turned is None or not yearless(found.moment):
        return found
    article = _ARTICLE.search(line, max(0, found.start - _NEAREST), found.start) if found.moment.season else None
    start = next((words.start() for words in (before, article) if words), found.start)
    moment = replace(found.moment, relative=(_TURNS.get(turned["turn"], "this"), 0))
    return replace(found, start=start, end=after.end() if after else found.end, moment=moment)


def _counted(moment: Moment) -> bool:
    """Tell whether a date is counted from today: "yesterday", "last week"; "l'été dernier" is too long for news."""
    return moment.relative is not None and not yearless(moment)
