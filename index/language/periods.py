"""The period of publication that a question restricts itself to: "what was said about X in March?"."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

from index.language.dates import find_dates
from index.language.moments import Date, Moment
from index.language.patterns import every, in_texts, made, table, text_packs
from index.language.vocabulary import flat


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day of publication asked for, and the question without the words that said so."""

    start: date
    end: date
    question: str


_STALE = timedelta(days=183)  # "this June" is not the one of last year
_SEASON_MONTHS = {None: (1, 12), 1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 14)}  # winter ends in the next year
_NEAREST = 48  # letters before a date in which the words that lead it stand
_SAID = in_texts(r"\b{periods.said}\b")  # asks what was said, not what happened: only then does a date restrict publication
_HAPPENED = in_texts(r"\b{periods.happened}\b")
# "Selon les articles, combien ... en 2024 ?": the articles are where to look, not what is asked for.
_WHERE = in_texts(r"\b{periods.where} (?:{periods.owners} ?)+{periods.press}\b|\b{periods.one_article}\b")
_LATEST = in_texts(r"\b{periods.latest}|{after_no_time}\b{periods.latest_things}")
_PART = r"(?:{eras.phases}|{periods.parts})"
_WORDS = r"{periods.during}|{periods.since}|{periods.after}|{periods.until}|{periods.before}|{periods.between}|{periods.weak}"
_LEAD = in_texts(
    rf"(?:,? ?\b(?P<word>{_WORDS}|{{periods.weak_days}}|{{periods.part_leads }}?{_PART})(?P<the> {{periods.noun_article}})?"
    rf"(?: {{periods.articles}})?(?:[ -]{_PART})?(?: {{periods.of}})?(?: {{eras.phase_months}})?|,)[ -]?$|^$"
)
_ONWARDS = in_texts(r" {periods.onwards}")
_FOLLOWING = in_texts(r"(?: {periods.following})*")
_OWNED = in_texts(r"(?P<owned>{periods.owned}) {periods.press}\b")
_BEFORE_TURN = in_texts(r"\b(?P<turn>{relative.turns_before}|{periods.turns}) $")
_AFTER_TURN = in_texts(r" (?P<turn>{relative.turns_after})\b")
_ROLLED_OF = in_texts(r" {periods.of }|'")
_TURNS = {-1: "last", 1: "next"}
_ARTICLE = in_texts(r"\b{periods.season_articles }$")
_YEAR_LINK = in_texts(r",? {calendar.of }?")
_SMALL_MONTH = in_texts(
    r"\b{periods.small_leads} (?P<month>{calendar.month_verbs}|{calendar.month_adjectives}|{calendar.month_first_names})\b"
)


def window(question: str, *, today: date) -> Window | None:
    """Return the period of publication that ``question`` asks about, or ``None``.

    Only when it asks what was said or published, or for news; "who won in 1998?" restricts nothing, and neither does the
    date of what was spoken of: "what was said about the conference on 29 April?". A month, season or day without a year is
    the last one that is not after ``today``.
    """
    line = flat(question)
    said = [found.end() for found in _SAID().finditer(line)]
    asked = _SAID().search(_WHERE().sub(lambda found: "_" * len(found.group()), line)) is not None
    happened = _HAPPENED().search(line) is not None
    if not said and not happened:
        return None
    if (asked or happened) and (rolling := _rolling(line)):
        span, days = rolling
        return Window(today - timedelta(days=days), today, _without(question, *span))
    dates = _dates(question, line, today)
    for index, found in enumerate(dates):
        lead = _LEAD().search(line, max(0, found.start - _NEAREST), found.start)
        cut = lead.start() if lead else found.start
        asking = max((end for end in said if end <= cut), default=None)
        near = asking is not None and _FOLLOWING().fullmatch(line[asking:cut].rstrip()) is not None
        # "what happened in 1998?" asks for an event, "what happened last week?" for news
        if not (near or asked or _counted(found.moment)) or not _publishes(found.moment, lead, near=near):
            continue
        bounds = _bounds(line, dates[index : index + 2], (lead and lead["word"]) or "", today)
        if bounds and bounds[0] <= min(bounds[1], today):  # nothing has been published yet in a time to come
            return Window(bounds[0], min(bounds[1], today), _without(question, cut, bounds[2]))
    return None


def stated_period(question: str, *, today: date, weakly: bool) -> Window | None:
    """Return the first period named by a question that asks for articles alone, and so restricts them.

    ``weakly``: also one that is led by what may as well lead the date of what an article is about ("articles of 2024").
    """
    line = flat(question)
    if rolling := _rolling(line):
        span, days = rolling
        return Window(today - timedelta(days=days), today, _without(question, *span))
    dates = _dates(question, line, today)
    for index, found in enumerate(dates):
        lead = _LEAD().search(line, max(0, found.start - _NEAREST), found.start)
        bounds = _bounds(line, dates[index : index + 2], (lead and lead["word"]) or "", today)
        plain = weakly and lead is None and found.moment.year is not None and not found.doubtful
        if bounds and (plain or _publishes(found.moment, lead, near=weakly)):
            return Window(bounds[0], bounds[1], _without(question, lead.start() if lead else found.start, bounds[2]))
    return None


def _bounds(line: str, dates: list[Date], word: str, today: date) -> tuple[date, date, int] | None:
    """Return the first and last day of a date that ``word`` leads, perhaps with the one after it, and where they end."""
    span, stop = _day_range(dates[0].moment, today), dates[0].end
    owned = _OWNED().match(line, stop)
    if span is None or (line.startswith("'", stop) and not owned):  # "last week's match", but "last week's news"
        return None
    start, end = span
    onwards = _ONWARDS().match(line, stop)
    if word in every("periods.between") and len(dates) > 1:
        other = _day_range(dates[1].moment, today)
        return (start, other[1], dates[1].end) if other and other[1] >= start else (start, end, stop)
    if word in every("periods.since") | every("periods.after") or (word in every("periods.between") and onwards):
        return end + timedelta(days=1) if word in every("periods.after") else start, today, onwards.end() if onwards else stop
    if word in every("periods.until") | every("periods.before"):
        return date.min, start - timedelta(days=1) if word in every("periods.before") else end, stop
    return start, end, owned.end("owned") if owned else stop


def wants_latest(question: str) -> bool:
    """Tell whether ``question`` asks for what is newest: "latest", "le plus récent", "dernières nouvelles"."""
    return _LATEST().search(flat(question)) is not None


def _without(question: str, start: int, end: int) -> str:
    return f"{question[:start].rstrip()}{question[end:]}".strip(" ,")


def _rolling(line: str) -> tuple[tuple[int, int], int] | None:
    """Return where a question says "in the last three weeks", and how many days that goes back."""
    for pack in text_packs():
        told = pack.periods
        asked = told.rolling.replace("{count}", r"(?P<count>\d\d?|{periods.counts})").replace(
            "{unit}", "(?P<unit>{periods.units})"
        )
        found = made(rf",? ?\b(?:{asked})\b", (pack,)).search(line)
        if found and not _ROLLED_OF().match(line, found.end()):
            count = found["count"] or "1"
            return found.span(), (int(count) if count.isdigit() else told.counts[count]) * told.units[found["unit"]]
    return None


def _publishes(moment: Moment, lead: re.Match[str] | None, *, near: bool) -> bool:
    """Tell whether a date can be one of publication by the words before it; ``near`` the asking words it mostly is."""
    if moment.relative and moment.relative[0] == "next":
        return False
    if lead is None:
        return moment.relative is not None or (near and moment.weekday is not None)  # "qu'a-t-on dit lundi ?"
    word, a_day = lead["word"], moment.day is not None or moment.weekday is not None
    if word in every("periods.only_days") and not a_day:  # "articles on 2024"
        return False
    if lead["the"] and not (a_day or moment.relative or moment.season or moment.decade or moment.phase):  # "the 2016 treaty"
        return False
    weak = word in every("periods.weak") or (word in every("periods.weak_days") and a_day)
    return near or not (weak or _quarter(moment))  # "the revenue in Q1 2025"


def _dates(question: str, line: str, today: date) -> list[Date]:
    """Return the dates of ``question``, each with the words that say which year's it is: "l'été dernier", "April last year"."""
    for found in _SMALL_MONTH().finditer(line):  # "in may"
        at = found.start("month")
        question = f"{question[:at]}{question[at].upper()}{question[at + 1 :]}"
    dates: list[Date] = []
    for stated in find_dates(question, published=today.isoformat()):
        last, moment = dates[-1] if dates else None, stated.moment
        if moment.hour is not None:
            continue
        a_year = moment.relative is not None and moment.relative[0] == "year"
        if last and a_year and _yearless(last.moment) and _YEAR_LINK().fullmatch(line, last.end, stated.start):
            dates[-1] = replace(last, end=stated.end, moment=replace(last.moment, year=moment.year, relative=None))
        else:
            dates.append(_turned(line, stated))
    return dates


def _turned(line: str, found: Date) -> Date:
    """Read "last March", "en mars dernier", "cet été"."""
    nearest = max(0, found.start - _NEAREST)
    before, after = _BEFORE_TURN().search(line, nearest, found.start), _AFTER_TURN().match(line, found.end)
    turned = after or before
    if turned is None or not _yearless(found.moment):
        return found
    article = _ARTICLE().search(line, nearest, found.start) if found.moment.season else None
    start = next((words.start() for words in (before, article) if words), found.start)
    turns = table("relative.turns_before") | table("relative.turns_after")
    moment = replace(found.moment, relative=(_TURNS.get(turns.get(turned["turn"], 0), "this"), 0))
    return replace(found, start=start, end=after.end() if after else found.end, moment=moment)


def _counted(moment: Moment) -> bool:
    """Tell whether a date is counted from today: "yesterday", "last week"; "l'été dernier" is too long for news."""
    return moment.relative is not None and not _yearless(moment)


def _day_range(moment: Moment, today: date) -> tuple[date, date] | None:
    """Return the first and last day of a moment."""
    word, shift = moment.relative or ("", 0)
    if word == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if _yearless(moment):
        years = (_in_year(moment, year) for year in range(today.year, today.year - 3, -1))
        past = (span for span in years if span and (span[1] < today if word == "last" else span[0] <= today))
        latest = next(past, None)
        return None if latest and word == "this" and latest[1] < today - _STALE else latest
    if moment.weekday is not None and moment.year is None:
        day = today - timedelta(days=(today.weekday() - moment.weekday) % 7)
        return day, day
    if moment.decade is not None:
        return date(moment.decade, 1, 1), date(moment.decade + 9, 12, 31)
    return _in_year(moment, moment.year) if moment.year and 1 < moment.year < MAXYEAR else None


def _in_year(moment: Moment, year: int) -> tuple[date, date] | None:
    """Return the first and last day of a day, month, season or year."""
    if moment.month is None:
        first, last = _SEASON_MONTHS[moment.season]
        if part := _quarter(moment):
            first, last = 3 * part - 2, 3 * part
        return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    days = monthrange(year, moment.month)[1]
    if moment.day is not None and moment.day > days:
        return None
    return date(year, moment.month, moment.day or 1), date(year, moment.month, moment.day or days)


def _yearless(moment: Moment) -> bool:
    """Tell whether a month, day or season is stated without its year."""
    return moment.year is None and (moment.month is not None or moment.season is not None)


def _quarter(moment: Moment) -> int | None:
    """Return which quarter of its year a moment names."""
    return int(moment.phase[0][1]) if moment.phase and moment.phase[0].startswith("Q") else None
