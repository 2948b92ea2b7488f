"""The period of publication that a question restricts itself to: "what was said about X in March?"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from index.language.calendar_names import any_of, every, names, spaced, text_packs
from index.language.dates import find_dates
from index.language.day_ranges import day_range, quarter, yearless
from index.language.moments import Date, Moment
from index.language.packs import Pack
from index.language.packs.periods import Periods
from index.language.vocabulary import either, flat

# What the words that lead a period say of it.
_ROLES = ("during", "since", "after", "until", "before", "between", "weak", "weak_days", "only_days")


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day of publication asked for, and the question without the words that said so."""

    start: date
    end: date
    question: str


_NEAREST = 48  # letters before a date in which the words that lead it stand
_TURNS = {-1: "last", 0: "this", 1: "next"}


@dataclass(frozen=True, eq=False)
class _Grammar:
    said: re.Pattern[str]  # asks what was said, not what happened: only then does a date restrict publication
    happened: re.Pattern[str]
    where: re.Pattern[str]  # "Selon les articles, combien ... en 2024 ?": where to look, not what is asked for
    latest: re.Pattern[str]
    lead: re.Pattern[str]
    onwards: re.Pattern[str]
    following: re.Pattern[str]
    owned: re.Pattern[str]
    before_turn: re.Pattern[str]
    after_turn: re.Pattern[str]
    article: re.Pattern[str]
    year_link: re.Pattern[str]
    small_month: re.Pattern[str]
    turns: dict[str, str]
    rolling: tuple[tuple[re.Pattern[str], Periods], ...]
    roles: dict[str, frozenset[str]]


@cache
def _grammar(known: tuple[Pack, ...]) -> _Grammar:
    press = any_of(known, lambda pack: pack.periods.press)
    owners = any_of(known, lambda pack: pack.periods.owners)
    where = any_of(known, lambda pack: pack.periods.where)
    before = {word: turn for pack in known for word, turn in pack.relative.turns_before.items()}
    before |= dict.fromkeys(every(known, lambda pack: pack.periods.turns), 0)
    after = {word: turn for pack in known for word, turn in pack.relative.turns_after.items()}
    capitals = [month for pack in known for month in _capital_months(pack)]
    return _Grammar(
        said=re.compile(rf"\b(?:{any_of(known, lambda pack: pack.periods.said)})\b"),
        happened=re.compile(rf"\b(?:{any_of(known, lambda pack: pack.periods.happened)})\b"),
        where=re.compile(
            rf"\b(?:{where}) (?:(?:{owners}) ?)+(?:{press})\b|\b(?:{any_of(known, lambda pack: pack.periods.one_article)})\b"
        ),
        latest=_latest(known),
        lead=_lead(known),
        onwards=re.compile(rf" (?:{any_of(known, lambda pack: pack.periods.onwards)})"),
        following=re.compile(rf"(?: (?:{any_of(known, lambda pack: pack.periods.following)}))*"),
        owned=re.compile(rf"(?P<owned>{either(pack.periods.owned for pack in known if pack.periods.owned)}) (?:{press})\b"),
        before_turn=re.compile(rf"\b(?P<turn>{either(before)}) $"),
        after_turn=re.compile(rf" (?P<turn>{either(after)})\b"),
        article=re.compile(rf"\b{spaced(every(known, lambda pack: pack.periods.season_articles))}$"),
        year_link=re.compile(rf",? {spaced(every(known, lambda pack: pack.calendar.of))}?"),
        small_month=re.compile(
            rf"\b(?:{any_of(known, lambda pack: pack.periods.small_leads)}) (?P<month>{either(capitals)})\b"
        ),
        turns={word: _TURNS[turn] for word, turn in (before | after).items()},
        rolling=tuple((_rolling(pack, known), pack.periods) for pack in known),
        roles={role: frozenset(word for pack in known for word in getattr(pack.periods, role)) for role in _ROLES},
    )


def _latest(known: tuple[Pack, ...]) -> re.Pattern[str]:
    named = names(known)
    times = {*named.months, *named.seasons, *named.weekdays, *every(known, lambda pack: pack.periods.times)}
    not_after = "".join(rf"(?<!\b{word} )" for word in sorted(times))  # "mardi dernier"
    things = any_of(known, lambda pack: pack.periods.latest_things)
    return re.compile(rf"\b(?:{any_of(known, lambda pack: pack.periods.latest)})|{not_after}\b(?:{things})")


def _lead(known: tuple[Pack, ...]) -> re.Pattern[str]:
    words = any_of(known, lambda pack: [word for role in _ROLES for word in getattr(pack.periods, role)])
    phases = [word for word in every(known, lambda pack: pack.eras.phases) if " " not in word]
    part = rf"(?:{either([*phases, *every(known, lambda pack: pack.periods.parts)])})"
    part_leads = spaced(every(known, lambda pack: pack.periods.part_leads))
    the = any_of(known, lambda pack: [pack.periods.noun_article])
    articles = any_of(known, lambda pack: pack.periods.articles)
    of, months = (any_of(known, field) for field in (lambda pack: pack.periods.of, lambda pack: pack.eras.phase_months))
    return re.compile(
        rf"(?:,? ?\b(?P<word>{words}|{part_leads}?{part})(?P<the> (?:{the}))?(?: (?:{articles}))?(?:[ -]{part})?"
        rf"(?: (?:{of}))?(?: (?:{months}))?|,)[ -]?$|^$"
    )


def _rolling(pack: Pack, known: tuple[Pack, ...]) -> re.Pattern[str]:
    told = pack.periods
    count, unit = rf"(?P<count>\d\d?|{either(told.counts)})", rf"(?P<unit>{either(told.units)})"
    asked = told.rolling.replace("{count}", count).replace("{unit}", unit)
    of = spaced(every(known, lambda other: other.periods.of))
    return re.compile(rf",? ?\b(?:{asked})\b(?! {of}|')")


def _capital_months(pack: Pack) -> tuple[str, ...]:
    told = pack.calendar
    return (*told.month_verbs, *told.month_adjectives, *told.month_first_names)


def window(question: str, *, today: date) -> Window | None:
    """Return the period of publication that ``question`` asks about, or ``None``.

    Only when it asks what was said or published, or for news; "who won in 1998?" restricts nothing, and neither does the
    date of what was spoken of: "what was said about the conference on 29 April?". A month, season or day without a year is
    the last one that is not after ``today``.
    """
    line, grammar = flat(question), _grammar(text_packs())
    said = [found.end() for found in grammar.said.finditer(line)]
    asked = grammar.said.search(grammar.where.sub(lambda found: "_" * len(found.group()), line)) is not None
    happened = grammar.happened.search(line) is not None
    if not said and not happened:
        return None
    for pattern, told in grammar.rolling if asked or happened else ():
        if rolling := pattern.search(line):
            start = today - timedelta(days=_rolled(rolling, told))
            return Window(start, today, _without(question, *rolling.span()))
    dates = _dates(question, line, today, grammar)
    for index, found in enumerate(dates):
        lead = grammar.lead.search(line, max(0, found.start - _NEAREST), found.start)
        cut = lead.start() if lead else found.start
        asking = max((end for end in said if end <= cut), default=None)
        near = asking is not None and grammar.following.fullmatch(line[asking:cut].rstrip()) is not None
        # "what happened in 1998?" asks for an event, "what happened last week?" for news
        if not (near or asked or _counted(found.moment)) or not _publishes(found.moment, lead, grammar, near=near):
            continue
        bounds = _bounds(line, dates[index : index + 2], (lead and lead["word"]) or "", today, grammar)
        if bounds and bounds[0] <= min(bounds[1], today):  # nothing has been published yet in a time to come
            return Window(bounds[0], min(bounds[1], today), _without(question, cut, bounds[2]))
    return None


def _bounds(line: str, dates: list[Date], word: str, today: date, grammar: _Grammar) -> tuple[date, date, int] | None:
    """Return the first and last day of a date that ``word`` leads, perhaps with the one after it, and where they end."""
    span, stop, roles = day_range(dates[0].moment, today), dates[0].end, grammar.roles
    owned = grammar.owned.match(line, stop)
    if span is None or (line.startswith("'", stop) and not owned):  # "last week's match", but "last week's news"
        return None
    start, end = span
    onwards = grammar.onwards.match(line, stop)
    if word in roles["between"] and len(dates) > 1:
        other = day_range(dates[1].moment, today)
        return (start, other[1], dates[1].end) if other and other[1] >= start else (start, end, stop)
    if word in roles["since"] | roles["after"] or (word in roles["between"] and onwards):
        return end + timedelta(days=1) if word in roles["after"] else start, today, onwards.end() if onwards else stop
    if word in roles["until"] | roles["before"]:
        return date.min, start - timedelta(days=1) if word in roles["before"] else end, stop
    return start, end, owned.end("owned") if owned else stop


def wants_latest(question: str) -> bool:
    """Tell whether ``question`` asks for what is newest: "latest", "le plus récent", "dernières nouvelles"."""
    return _grammar(text_packs()).latest.search(flat(question)) is not None


def _without(question: str, start: int, end: int) -> str:
    return f"{question[:start].rstrip()}{question[end:]}".strip(" ,")


def _rolled(found: re.Match[str], told: Periods) -> int:
    """Return how many days "in the last three weeks" goes back."""
    count = found["count"] or "1"
    return (int(count) if count.isdigit() else told.counts[count]) * told.units[found["unit"]]


def _publishes(moment: Moment, lead: re.Match[str] | None, grammar: _Grammar, *, near: bool) -> bool:
    """Tell whether a date can be one of publication by the words before it; ``near`` the asking words it mostly is."""
    if moment.relative and moment.relative[0] == "next":
        return False
    if lead is None:
        return moment.relative is not None or (near and moment.weekday is not None)  # "qu'a-t-on dit lundi ?"
    word, a_day = lead["word"], moment.day is not None or moment.weekday is not None
    if word in grammar.roles["only_days"] and not a_day:  # "articles on 2024"
        return False
    if lead["the"] and not (a_day or moment.relative or moment.season or moment.decade or moment.phase):  # "the 2016 treaty"
        return False
    weak = word in grammar.roles["weak"] or (word in grammar.roles["weak_days"] and a_day)
    return near or not (weak or quarter(moment))  # "the revenue in Q1 2025"


def _dates(question: str, line: str, today: date, grammar: _Grammar) -> list[Date]:
    """Return the dates of ``question``, each with the words that say which year's it is: "l'été dernier", "April last year"."""
    for found in grammar.small_month.finditer(line):  # "in may"
        at = found.start("month")
        question = f"{question[:at]}{question[at].upper()}{question[at + 1 :]}"
    dates: list[Date] = []
    for stated in find_dates(question, published=today.isoformat()):
        last, moment = dates[-1] if dates else None, stated.moment
        if moment.hour is not None:
            continue
        a_year = moment.relative is not None and moment.relative[0] == "year"
        if last and a_year and yearless(last.moment) and grammar.year_link.fullmatch(line, last.end, stated.start):
            dates[-1] = replace(last, end=stated.end, moment=replace(last.moment, year=moment.year, relative=None))
        else:
            dates.append(_turned(line, stated, grammar))
    return dates


def _turned(line: str, found: Date, grammar: _Grammar) -> Date:
    """Read "last March", "en mars dernier", "cet été"."""
    nearest = max(0, found.start - _NEAREST)
    before, after = grammar.before_turn.search(line, nearest, found.start), grammar.after_turn.match(line, found.end)
    turned = after or before
    if turned is None or not yearless(found.moment):
        return found
    article = grammar.article.search(line, nearest, found.start) if found.moment.season else None
    start = next((words.start() for words in (before, article) if words), found.start)
    moment = replace(found.moment, relative=(grammar.turns[turned["turn"]], 0))
    return replace(found, start=start, end=after.end() if after else found.end, moment=moment)


def _counted(moment: Moment) -> bool:
    """Tell whether a date is counted from today: "yesterday", "last week"; "l'été dernier" is too long for news."""
    return moment.relative is not None and not yearless(moment)
