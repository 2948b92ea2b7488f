"""Find the dates and times that a text states, in any language of the packs."""

from dataclasses import replace

from index.language.days import bare, numeric, times, written_dates
from index.language.eras import long_ago, years
from index.language.moments import Date, parse_day
from index.language.patterns import in_texts, table
from index.language.relative import relative
from index.language.vocabulary import flat, guess_language

_ANY_DAY = 99


_PHASE = in_texts(r"\b(?P<phase>{eras.phases})[ -](?:{eras.phase_links}[ -])?{eras.phase_articles }?{eras.phase_months }?$")
_RANGE = in_texts(r" ?- ?|,? {links} {calendar.article }?")


def find_dates(text: str, *, language: str | None = None, published: str | None = None) -> list[Date]:
    """Return the dates of ``text`` in order.

    ``published``, the ISO 8601 day of writing, resolves relative words. ``language`` (ISO 639) decides how 04/05 is read.
    """
    language = language or guess_language(text)
    line = flat(text)
    found: list[Date] = []
    taken = bytearray(len(line))
    # The most telling readers come first: what one has read, the next leave alone.
    for read in (
        numeric(line, language),
        written_dates(line, text),
        long_ago(line),
        times(line),
        relative(line, parse_day(published)),
        years(line),
        bare(line, text),
    ):
        for stated in read:
            if not any(taken[stated.start : stated.end]):
                found.append(stated)
                taken[stated.start : stated.end] = b"1" * (stated.end - stated.start)
    return _share(line, [_phased(line, stated) for stated in sorted(found, key=lambda stated: stated.start)])


def _phased(line: str, stated: Date) -> Date:
    """Read the part of a month, year, decade or century that is meant: "late April", "la fin du XIXe siècle"."""
    units = ("month", "season", "year", "decade", "century")
    unit = next((unit for unit in units if getattr(stated.moment, unit) is not None), None)
    found = _PHASE().search(line, max(0, stated.start - 32), stated.start)
    if found is None or unit is None or stated.moment.day is not None:
        return stated
    moment = replace(stated.moment, phase=(table("eras.phases")[found["phase"]], unit))
    return replace(stated, moment=moment)


def _share(line: str, found: list[Date]) -> list[Date]:
    """Give the first date of "du 29 avril au 3 mai 2025" the year of the second."""
    shared, between = list(found), _RANGE()
    for index in range(len(found) - 2, -1, -1):
        first, second = shared[index].moment, shared[index + 1].moment
        if between.fullmatch(line, shared[index].end, shared[index + 1].start) is None:
            continue
        if None in {second.year, second.month} and None in {second.month, second.day}:
            continue
        ordered = (first.month or second.month or 0, first.day or 0) < (second.month or 0, second.day or _ANY_DAY)
        if ordered and first.year is None and first.month is not None:
            shared[index] = replace(shared[index], moment=replace(first, year=second.year))
        elif ordered and first.month is None and first.day is not None:  # "du 29 au mercredi 30 avril"
            shared[index] = replace(shared[index], moment=replace(first, month=second.month, year=second.year))
    return shared
