"""A moment as far as it is known, what it says about less precise ones, and how a publication date completes it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

# the share of its year, month, decade or century that a phase takes: from, to
_SHARES = {
    "early": (0, 1 / 3), "mid": (1 / 3, 3 / 4), "late": (3 / 4, 1), "first half": (0, 1 / 2), "second half": (1 / 2, 1),
    "Q1": (0, 1 / 4), "Q2": (1 / 4, 1 / 2), "Q3": (1 / 2, 3 / 4), "Q4": (3 / 4, 1),
}  # fmt: skip
DAY = len("2025-04-29")
_PLAUSIBLE = 150  # days; nearer than that, no other year competes


@dataclass(frozen=True, slots=True)
class Moment:
    """The known parts of a date or time; ``None`` is unknown. Years before our era are negative.

    ``decade`` is its first year (1990), ``century`` counts (19 is 1801-1900), ``weekday`` counts from Monday (0),
    ``season`` from spring (1). ``phase`` narrows the part it names: ``("late", "year")``, ``("Q3", "year")``.
    ``relative`` is a word that needs the day of writing: ``("day", -1)`` is yesterday.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    phase: tuple[str, str] | None = None
    relative: tuple[str, int] | None = None

    @classmethod
    def of(cls, day: date, *, relative: tuple[str, int] | None = None) -> Self:
        """Return the moment of a calendar day."""
        return cls(year=day.year, month=day.month, day=day.day, relative=relative)

    @property
    def calendar(self) -> date | None:
        """The calendar day, when year, month and day are known and exist."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def parts(self) -> dict[str, object]:
        """Return the known parts by name, and those that follow from them (2025-04-29 is a Tuesday in the 2020s)."""
        known: dict[str, object] = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        if self.year is not None and self.year > 0:
            known |= {"decade": self.year // 10 * 10, "century": (self.year + 99) // 100}
        elif self.decade is not None and self.century is None:
            known["century"] = self.decade // 100 + 1
        if (day := self.calendar) is not None:
            known["weekday"] = day.weekday() if self.weekday is None else self.weekday
        return known

    def supports(self, claim: Self) -> bool:
        """Tell whether this moment says all that ``claim`` says: a claim may be less precise, never more."""
        known = self.parts()
        wanted = {name: value for name in claim.__slots__ if (value := getattr(claim, name)) is not None}
        if claim.phase and self._lies_in(*claim.phase):
            wanted.pop("phase")
        return bool(wanted) and all(known.get(name) == value for name, value in wanted.items())

    def _lies_in(self, phase: str, unit: str) -> bool:
        """Tell whether this moment lies in a part of its year or month: December and Q4 are late in the year."""
        low, high = _SHARES[phase]
        if self.phase and self.phase[1] == unit:
            first, last = _SHARES[self.phase[0]]
            return low <= first and last <= high
        place = {"year": self.month and self.month / 12, "month": self.day and min(self.day / 30, 1)}.get(unit)
        return place is not None and low < place <= high

    def agrees(self, other: Self) -> bool:
        """Tell whether both moments can be the same: no part that both know differs."""
        mine, theirs = self.parts(), other.parts()
        if self.phase and other.phase and self.phase[1] == other.phase[1]:
            (low, high), (first, last) = _SHARES[self.phase[0]], _SHARES[other.phase[0]]
            if high <= first or last <= low:
                return False
        return all(mine[name] == theirs[name] for name in mine.keys() & theirs.keys() - {"phase"})

    def resolved(self, published: date) -> Self | None:
        """Return the moment with the year that the day of publication suggests, or ``None`` when none is plausible."""
        if self.year is not None or self.month is None or self.day is None:
            return None
        days = []
        for year in (published.year - 1, published.year, published.year + 1):
            day = replace(self, year=year).calendar
            if day is not None and self.weekday in {None, day.weekday()}:
                days.append(day)
        nearest = min(days, key=lambda day: abs(day - published), default=None)
        if nearest is None or abs(nearest - published) > timedelta(days=_PLAUSIBLE):
            return None
        return replace(self, year=nearest.year)


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time stated at ``text[start:end]``. ``other`` is the second reading of an ambiguous one (04/05).

    ``doubtful`` ones may as well be numbers: a bare "1998", "18 h", "the 12th".
    """

    start: int
    end: int
    moment: Moment
    other: Moment | None = None
    doubtful: bool = False

    @property
    def readings(self) -> tuple[Moment, ...]:
        """The one or two moments that the words can mean."""
        return (self.moment,) if self.other is None else (self.moment, self.other)

    def supports(self, claim: Self) -> bool:
        """Tell whether every reading of this date says what some reading of ``claim`` says, and none says another thing."""
        mine, theirs = self.readings, claim.readings
        heard = all(any(one.supports(wanted) for one in mine) for wanted in theirs)
        return heard and all(any(one.supports(wanted) for wanted in theirs) for one in mine)


def parse_iso(text: str) -> Moment:
    """Return the moment of an ISO 8601 date as far as it goes: 2025, 2025-04, or 2025-04-29 and perhaps a time."""
    year, month, day = [*map(int, text[:DAY].split("-")), None, None][:3]
    return Moment(year, month, day)


def parse_day(text: str | None) -> date | None:
    """Return the day of an ISO 8601 date or time stamp, or ``None`` when it is less precise than a day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:DAY])
    except ValueError:
        return None
