"""Which evidence can speak of a year that a question names."""

import re
from collections.abc import Sequence

from chatbot.types import Evidence
from index.language import find_dates, find_numbers
from index.language.moments import parse_day
from index.types import Article

_YEAR = re.compile(r"(?<![\d.,])(?P<year>1\d{3}|20\d{2})(?:[-–/](?P<to>\d{2})(?!\d))?(?!\d)")
_DECADE = 10


def able(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence whose articles can speak of a year that the question names; all of it where it names none."""
    years = years_asked(question)
    articles = {item.article.id: item.article for item in evidence} if years else {}
    barred = {key for key, article in articles.items() if not can_speak_of(article, years)}
    return [item for item in evidence if item.article.id not in barred]


def years_asked(question: str) -> frozenset[int]:
    """Return the years from 1000 on that a question names; 1,500 euros are none, and earlier ones are written in many ways."""
    amounts = [one for one in find_numbers(question) if one.unit or one.things]
    named = (date for date in find_dates(question) if _YEAR.search(str(date.moment.year)))
    return frozenset(
        date.moment.year or 0 for date in named if not any(one.start < date.end and date.start < one.end for one in amounts)
    )


def can_speak_of(article: Article, years: frozenset[int]) -> bool:
    """Tell whether an article names one of some years, or may mean it: by its decade, by "last year", by naming no year at all.

    What is counted from another year is counted from its publication, where that is known.
    """
    named = {int(year) for found in _YEAR.finditer(f"{article.title}\n{article.text}") for year in _years(found)}
    known = parse_day(article.day)
    counted_from = {known.year} if known else named
    near = {year + step for year in counted_from for step in (-1, 0, 1)}
    decades = {year // _DECADE for year in named if year % _DECADE == 0}
    return not (years and named) or bool(years & (named | near)) or any(year // _DECADE in decades for year in years)


def _years(found: re.Match[str]) -> list[str]:
    return [found["year"], *([f"{found['year'][:2]}{found['to']}"] if found["to"] else [])]
