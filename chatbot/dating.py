"""Says a date as precisely as the article allows and no further, and says where its year or its day comes from."""

from string import Template

from chatbot.facts import find_dates
from chatbot.facts.moments import parse_day
from chatbot.facts.say import say_date
from index.types import Article
from prompts import phrases


def dated(short: str, article: Article, language: str) -> tuple[str, str]:
    """Return a short answer that is one date, completed from the publication date where that is safe, and a note about it.

    The note is empty when there is nothing to say; anything that is not one date comes back as it is.
    """
    published = article.published.value if article.published else None
    known = parse_day(published)
    plain = find_dates(short)
    if len(plain) != 1 or short[: plain[0].start].strip() or short[plain[0].end :].strip():
        return short, ""
    wording = phrases("phrases.toml", language)
    moment = plain[0].moment
    if moment.relative:
        if known is None:
            return short, wording["relative_unknown"]
        resolved = find_dates(short, published=published)[0].moment
        said = say_date(resolved, language)
        return said, Template(wording["relative"]).substitute(word=short, published=known.isoformat())
    if moment.year is None and moment.month and moment.day:
        completed = moment.resolved(known) if known else None
        if completed:
            return say_date(completed, language), wording["year_from_publication"]
        return short, wording["no_year"]
    return short, ""
