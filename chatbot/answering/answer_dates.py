"""Says a date as precisely as the article allows and no further, and says where its year or its day comes from."""

from string import Template

from index.language import find_dates
from index.language.moments import Moment, parse_day
from index.language.patterns import in_texts
from index.language.say import say_date
from index.language.translate import alone
from index.types import Article
from prompts import phrases

_CONTRACTED = in_texts(r"^{calendar.contracted} (?=\S+ ?\d|\d)")  # "avancée au mardi 6 mai"

_NEAR = 16  # characters between a day and its hour


def with_day(words: str, sentence: str, *, language: str | None) -> str:
    """Return words of a sentence that are an hour together with the day just before it: "13 May, at 6 pm"."""
    start, hours = sentence.find(words), find_dates(words, language=language)
    if start < 0 or not hours or any(date.moment.hour is None for date in hours):
        return words
    days = [date for date in find_dates(sentence[:start], language=language) if date.moment.day and start - date.end <= _NEAR]
    return sentence[days[-1].start : start + len(words)] if days else words


def dated(short: str, article: Article, language: str, *, spoken: str | None = None) -> tuple[str, str]:
    """Return a short answer that is one date, completed from the publication date where that is safe, and a note about it.

    ``spoken`` is the language that it is written in, when it may not be the article's. The note is empty when there is nothing
    to say; anything that is not one date comes back as it is.
    """
    known = parse_day(article.day)
    spoken = spoken or article.language
    found = find_dates(short, language=spoken)
    if len(found) != 1 or found[0].other or not alone(short, found[0].start, found[0].end):
        return short, ""
    wording = phrases("phrases.toml", language)
    moment = found[0].moment
    if moment.relative and known:
        resolved = find_dates(short, language=spoken, published=article.day)[0].moment
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
