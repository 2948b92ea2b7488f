"""The first and last day of a date: of a month, a season, a quarter, a week."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from index.language.moments import Moment

_STALE = timedelta(days=183)  # "this June" is not the one of last year
_SEASON_MONTHS = {None: (1, 12), 1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 14)}  # winter ends in the next year


def day_range(moment: Moment, today: date) -> tuple[date, date] | None:
    """Return the first and last day of a moment."""
    word, shift = moment.relative or ("", 0)
    if word == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if yearless(moment):
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
        if part := quarter(moment):
            first, last = 3 * part - 2, 3 * part
        return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    days = monthrange(year, moment.month)[1]
    if moment.day is not None and moment.day > days:
        return None
    return date(year, moment.month, moment.day or 1), date(year, moment.month, moment.day or days)


def yearless(moment: Moment) -> bool:
    """Tell whether a month, day or season is stated without its year."""
    return moment.year is None and (moment.month is not None or moment.season is not None)


def quarter(moment: Moment) -> int | None:
    """Return which quarter of its year a moment names."""
    return int(moment.phase[0][1]) if moment.phase and moment.phase[0].startswith("Q") else None
