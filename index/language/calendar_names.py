"""The names of months, weekdays and seasons in any set of packs, and the patterns that more than one reader of dates needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from index.language.packs import Pack, packs
from index.language.vocabulary import either, flat

YEAR = r"[12]\d{3}(?![\d%])(?![.,]\d)"


@dataclass(frozen=True, eq=False)
class Names:
    """Flat names and abbreviations with the number of what they name: January is 1, Monday 0, spring 1."""

    months: Mapping[str, int]
    long_months: frozenset[str]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]

    @property
    def month(self) -> str:
        """A pattern of any month, abbreviations with their full stop."""
        return rf"(?:(?:{either(self.long_months)})\b|(?:{either(self.months.keys() - self.long_months)})\b\.?)"


def text_packs() -> tuple[Pack, ...]:
    """Return the packs whose dates are read in texts and questions."""
    return _in_texts(packs())


@cache
def _in_texts(known: tuple[Pack, ...]) -> tuple[Pack, ...]:
    return tuple(pack for pack in known if pack.calendar.in_texts)


def every(known: Iterable[Pack], field: Callable[[Pack], Iterable[str]]) -> list[str]:
    """Return the words that a field holds in any of the packs."""
    return [word for pack in known for word in field(pack)]


def any_of(known: Iterable[Pack], field: Callable[[Pack], Iterable[str]]) -> str:
    """Return a pattern of the words that a field holds in any of the packs."""
    return either(every(known, field))


def spaced(words: Iterable[str]) -> str:
    """Return a pattern of any of ``words`` and the space after it, which an elision lacks: "de ", "d'"."""
    return rf"(?:{either(word + ' ' * (word[-1] != chr(39)) for word in words)})"


@cache
def month_names(pack: Pack) -> tuple[str, ...]:
    """Return the months of a pack as shown, from January."""
    return pack.calendar.months or _babel(pack.code, "months", "wide")


@cache
def weekday_names(pack: Pack) -> tuple[str, ...]:
    """Return the weekdays of a pack as shown, from Monday."""
    return pack.calendar.weekdays or _babel(pack.code, "days", "wide")


def running(words: Iterable[str]) -> str:
    """Return a pattern of words as they stand in running text, with their accents or without."""
    return either(form for word in words for form in (word, flat(word)))


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


def link_words(known: tuple[Pack, ...]) -> str:
    """Return a pattern of the words that join one day to another: "to", "et", "jusqu'au"."""
    return either([*every(known, lambda pack: pack.calendar.links), *every(known, lambda pack: pack.calendar.conjunctions)])


def link(known: tuple[Pack, ...]) -> str:
    """Return a pattern of what stands between two days of a list or a range."""
    both = any_of(known, lambda pack: pack.calendar.conjunctions)
    article = spaced(every(known, lambda pack: pack.calendar.article))
    return rf"(?: ?[,/&-] ?| (?:{link_words(known)}) )(?:(?:{both}) )?{article}?"


def ending(known: tuple[Pack, ...]) -> str:
    """Return a pattern of what a day in digits may end with; a full stop only before a month of a language that writes it."""
    words = either(word for word in every(known, lambda pack: pack.calendar.day_endings) if word != ".")
    dotted = tuple(pack for pack in known if "." in pack.calendar.day_endings)
    stop = rf"|\.(?=\s*(?:{running(name for pack in dotted for name in month_forms(pack))})\b)" if dotted else ""
    return rf"(?: ?(?:{words})\b{stop})?"


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
