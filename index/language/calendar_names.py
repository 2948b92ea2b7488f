"""The names of months, weekdays and seasons in any set of packs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from index.language.packs import Pack
from index.language.vocabulary import flat


@dataclass(frozen=True, eq=False)
class Names:
    """Flat names and abbreviations with the number of what they name: January is 1, Monday 0, spring 1."""

    months: Mapping[str, int]
    long_months: frozenset[str]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]


@cache
def month_names(pack: Pack) -> tuple[str, ...]:
    """Return the months of a pack as shown, from January."""
    return pack.calendar.months or _babel(pack.code, "months", "wide")


@cache
def weekday_names(pack: Pack) -> tuple[str, ...]:
    """Return the weekdays of a pack as shown, from Monday."""
    return pack.calendar.weekdays or _babel(pack.code, "days", "wide")


def month_forms(pack: Pack) -> dict[str, int]:
    """Return the names and abbreviations of a pack's months as they stand in running text, with their numbers."""
    short = _babel(pack.code, "months", "abbreviated")
    return dict(pack.calendar.short_months) | _numbered(short, 1) | _numbered(month_names(pack), 1)


def weekday_forms(pack: Pack) -> list[str]:
    """Return the names and abbreviations of a pack's weekdays as they stand in running text."""
    return [*_numbered([*weekday_names(pack), *_babel(pack.code, "days", "abbreviated")], 0), *pack.calendar.short_weekdays]


@cache
def names(known: tuple[Pack, ...]) -> Names:
    """Return the names of some packs together."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    seasons: dict[str, int] = {}
    for pack in known:
        months |= month_forms(pack)
        weekdays |= _numbered(weekday_names(pack), 0)
        seasons |= _numbered(pack.calendar.seasons, 1) | dict(pack.calendar.other_seasons)
    long_months = {name for pack in known for name in _numbered(month_names(pack), 1)}
    return Names(_flat(months), frozenset(map(flat, long_months)), _flat(weekdays), _flat(seasons))


def _numbered(shown: Iterable[str], start: int) -> dict[str, int]:
    return {name.lower().rstrip("."): number for number, name in enumerate(shown, start)}


def _flat(named: Mapping[str, int]) -> dict[str, int]:
    return {flat(name): number for name, number in named.items()}


@cache
def _babel(code: str, table: str, width: str) -> tuple[str, ...]:
    """Return the names that CLDR knows, in order; none of a language that it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        known = getattr(Locale.parse(code), table)["format"][width]
    except (UnknownLocaleError, ValueError):
        return ()
    return tuple(known[number] for number in sorted(known))
