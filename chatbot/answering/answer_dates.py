"""Says a date as precisely as the article allows and no further, and says where its year or its day comes from."""

from datetime import date, timedelta
from string import Template

from index.language import find_dates, flat
from index.language.moments import Moment, parse_day
from index.language.patterns import compiled, in_texts
from index.language.say import say_date
from index.language.translate import alone
from index.types import Article
from prompts import phrases

_CONTRACTED = in_texts(r"^{calendar.contracted} (?=\S+ ?\d|\d)")  # "avancée au mardi 6 mai"

_COMING, _ASKS_PAST = r"\b{tense.coming}\b", r"\b{tense.asked}\b"
_EACH, _HOUR = "(?:^|[ '])(?:{tense.each}) $", r"\b{questions.hour}\b"
_NEAR = 16  # characters between a day and its hour


def with_day(words: str, sentence: str, *, language: str | None) -> str:
    """Return words of a sentence that are an hour together with the day just before it: "13 May, at 6 pm"."""
    start, hours = sentence.find(words), find_dates(words, language=language)
    if start < 0 or not hours or any(date.moment.hour is None for date in hours):
        return words
    days = [date for date in find_dates(sentence[:start], language=language) if date.moment.day and start - date.end <= _NEAR]
    return sentence[days[-1].start : start + len(words)] if days else words


def to_come(words: str, sentence: str, question: str, article: Article, *, language: str | None) -> str:
    """Return the one day to come that a sentence names where a question asks for one, and the words are none.

    "They voted on Monday to close the quay from 1 May 2027": when will it be closed?
    """
    known, start = parse_day(article.day), sentence.find(words)
    if known is None or start < 0 or not _coming(question) or _coming(sentence[:start]):
        return words
    dates = find_dates(sentence, language=language, published=article.day)
    later = [date for date in dates if _lies_after(date.moment, known)]
    said = [date for date in dates if start <= date.start < start + len(words)]
    if len(later) != 1 or not said or later[0] in said:
        return words
    return sentence[later[0].start : later[0].end]


def hour_asked(words: str, sentence: str, question: str, *, language: str | None) -> str:
    """Return the hour that a sentence tells, or from which to which, where it is asked for and the words tell none."""
    hours = [date for date in find_dates(sentence, language=language) if date.moment.hour is not None]
    told = any(date.moment.hour is not None for date in find_dates(words, language=language))
    if told or not hours or compiled(_HOUR).search(flat(question)) is None:
        return words
    first, *others = hours
    if len(others) > 1 or any(other.start - first.end > _NEAR for other in others):
        return words
    return sentence[first.start : hours[-1].end]


def weekday_before(words: str, sentence: str, question: str, article: Article, *, language: str | None) -> Moment | None:
    """Return the day that a bare weekday means in what is told of the past: the last before it was published.

    None on that weekday, where it may be the same day or a week before.
    """
    known, start, found = parse_day(article.day), sentence.find(words), find_dates(words, language=language)
    if known is None or start < 0 or len(found) != 1 or compiled(_ASKS_PAST).search(flat(question)) is None:
        return None
    moment = found[0].moment
    if moment.weekday is None or moment != Moment(weekday=moment.weekday) or compiled(_EACH).search(flat(sentence[:start])):
        return None
    days = (known.weekday() - moment.weekday) % 7
    return Moment.of(known - timedelta(days)) if days and alone(words, found[0].start, found[0].end) else None


def _coming(text: str) -> bool:
    return compiled(_COMING).search(text.lower()) is not None


def _lies_after(moment: Moment, day: date) -> bool:
    told = moment.resolved(day) or moment
    if told.year is None:
        return False
    return (told.year, told.month or 0, told.day or 0) > (day.year, day.month if told.month else 0, day.day if told.day else 0)


def dated(
    short: str, article: Article, language: str, *, spoken: str | None = None, meant: Moment | None = None
) -> tuple[str, str]:
    """Return a short answer that is one date, completed from the publication date where that is safe, and a note about it.

    ``spoken`` is the language that it is written in, when it may not be the article's; ``meant`` is its day where that is known
    otherwise. The note is empty when there is nothing to say; anything that is not one date comes back as it is.
    """
    known = parse_day(article.day)
    spoken = spoken or article.language
    found = find_dates(short, language=spoken)
    if len(found) != 1 or found[0].other or not alone(short, found[0].start, found[0].end):
        return short, ""
    wording = phrases("phrases.toml", language)
    moment = found[0].moment
    if known and (meant or moment.relative):
        resolved = meant or find_dates(short, language=spoken, published=article.day)[0].moment
        if resolved.year is None:  # "next week" is no day, "last Tuesday" may be one of two
            return short, ""
        word = short[found[0].start : found[0].end]
        day = say_date(Moment.of(known), language)
        return say_date(resolved, language), Template(wording["relative"]).substitute(word=word, published=day)
    if moment.relative:
        return short, wording["relative_unknown"]
    if moment.year is None and moment.month and moment.day:
        completed = known and moment.resolved(known)
        return (say_date(completed, language), wording["year_from_publication"]) if completed else (short, wording["no_year"])
    return _CONTRACTED().sub("", short), ""
