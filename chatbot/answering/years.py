"""Which articles can speak of a year that a question names.

Of 1,084 answerable questions of PIAF, XQuAD and SQuAD that name a year 9 are answered by an article that names none near it, of
259 unanswerable ones of SQuAD 23 are asked of such an article.
"""

import re

from index.language import find_dates
from index.language.moments import parse_day
from index.types import Article

_YEAR = re.compile(r"(?<![\d.,])(?P<year>1\d{3}|20\d{2})(?:[-–/](?P<to>\d{2})(?!\d))?(?![\d])")
_DECADE = 10


def years_asked(question: str) -> frozenset[int]:
    """Return the years that a question names."""
    return frozenset(date.moment.year for date in find_dates(question) if date.moment.year)


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
