"""Regular expressions made of what packs say, when they are first needed.

In a template ``{numbers.nth}`` stands for any word, or pattern, of that field of any pack, ``{questions.asks.when}`` for any of
one key, ``{calendar.of }`` for one with the space after it, which an elision lacks ("of ", "d'"), and ``{link}`` for a part
defined here. In a pattern of a pack ``{name}`` stands first for the part of that name in its own table.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from index.language.calendar_names import month_forms, names, weekday_forms, weekday_names
from index.language.packs import Pack, packs, per_packs
from index.language.vocabulary import either, flat, function_words

_HOLE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+){0,2})( ?)\}")
_PART = re.compile(r"\{([a-z_]+)\}")
_MONTH = r"(?:(?:{long_month})\b|(?:{short_month})\b\.?)"
_PARTS: dict[str, str | Callable[[tuple[Pack, ...]], str]] = {
    "year": r"[12]\d{3}(?![\d%])(?![.,]\d)",
    "month": _MONTH,
    "first_month": lambda known: filled(_MONTH, tuple(pack for pack in known if pack.calendar.month_first)),
    "long_month": lambda known: either(names(known).long_months),
    "short_month": lambda known: either(names(known).months.keys() - names(known).long_months),
    "any_month": lambda known: either(names(known).months),
    "month_form": lambda known: _running(name for pack in known for name in month_forms(pack)),
    "weekday": lambda known: either(names(known).weekdays),
    "weekday_form": lambda known: _running(name for pack in known for name in weekday_forms(pack)),
    "weekday_name": lambda known: either(name for pack in known for name in weekday_names(pack)),
    "season": lambda known: either(names(known).seasons),
    "season_shown": lambda known: either(
        f"(?:{either(lead if lead[-1] == chr(39) else f'{lead}[ -]' for lead in leads)}){season}"
        for pack in known
        for season, leads in pack.calendar.seasons_after.items()
    ),
    "function": lambda _known: either(function_words()),
    "links": "{calendar.links}|{calendar.conjunctions}",
    "link": r"(?: ?[,/&-] ?| {links} )(?:{calendar.conjunctions} )?{calendar.article }?",
    "ending": lambda known: f"(?:{_ending(known)})?",
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?!\d){ending}|{calendar.first_day}\b",
    "ended_day": lambda known: either(told("calendar.day_leads", (pack for pack in known if pack.calendar.days_end))),
    "plain_day": lambda known: either(told("calendar.day_leads", (pack for pack in known if not pack.calendar.days_end))),
    "after_no_time": lambda known: "".join(rf"(?<!\b{word} )" for word in sorted(_times(known))),
    "mid": lambda known: (
        "|".join(rf"(?<=\b{word}-)" for pack in known for word, phase in pack.eras.phases.items() if phase == "mid") or "(?!)"
    ),
    "published_label": lambda known: filled(either(label for pack in known for label in _published(pack)), known),
    "modified_label": lambda known: either(label for pack in known for label in _modified(pack)),
    "who": r"(?:\s+(?:{publication.by}|{publication.beside_by})\s[^\n]{1,60}?)?,?\s*",
    "of_year": "(?:,|,? {calendar.of})?",
}


@per_packs
def compiled(template: str, flags: int = 0) -> re.Pattern[str]:
    """Return a template as a pattern for all packs."""
    return re.compile(filled(template, packs()), flags)


def in_texts(template: str) -> Callable[[], re.Pattern[str]]:
    """Return what gives the pattern of a template for flat text, in the languages whose texts are read."""
    return per_packs(lambda: made(template, text_packs()))


def in_lines(template: str) -> Callable[[], re.Pattern[str]]:
    """Return what gives the pattern of a template for a running line of any language and case."""
    return per_packs(lambda: made(template, packs(), re.IGNORECASE))


@per_packs
def text_packs() -> tuple[Pack, ...]:
    """Return the packs whose dates are read in texts and questions."""
    return tuple(pack for pack in packs() if pack.calendar.in_texts)


@per_packs
def every(field: str) -> frozenset[str]:
    """Return the words of one field of all packs, such as ``periods.since``."""
    return frozenset(told(field, packs()))


@per_packs
def each(field: str) -> list[re.Pattern[str]]:
    """Return the patterns of one field of all packs one by one, in their order."""
    return [re.compile(pattern) for pattern in told(field, packs())]


@per_packs
def table(field: str) -> dict[str, Any]:
    """Return the words of one field of all packs with what they mean."""
    return {word: meant for pack in packs() for word, meant in attrgetter(field)(pack).items()}


@cache
def made(template: str, known: tuple[Pack, ...], flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a template in the words of some packs."""
    return re.compile(filled(template, known), flags)


def filled(template: str, known: tuple[Pack, ...]) -> str:
    """Return a template with the words of some packs in it."""

    def part(hole: re.Match[str]) -> str:
        if (defined := _PARTS.get(hole[1])) is not None:
            return f"(?:{filled(defined, known) if isinstance(defined, str) else defined(known)})"
        words = [filled(word, known) for word in told(hole[1], known)]
        return f"(?:{either(word + ' ' * (word[-1] != chr(39)) for word in words) if hole[2] else either(words)})"

    return _HOLE.sub(part, template)


def told(field: str, known: Iterable[Pack]) -> Iterator[str]:
    """Yield the words of a field of some packs, or of one of its keys, with the parts of their table in them."""
    subject, name, *keys = field.split(".")
    for table in map(attrgetter(subject), known):
        words, parts = getattr(table, name), getattr(table, "parts", {})
        yield from (_with_parts(word, parts) for word in (words.get(keys[0], ()) if keys else words))


def _with_parts(pattern: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda found: f"(?:{_with_parts(parts[found[1]], parts)})" if found[1] in parts else found[0], pattern)


def _times(known: tuple[Pack, ...]) -> set[str]:
    """Return what has a last one that is not the newest: "mardi dernier"."""
    named = names(known)
    return {*named.months, *named.seasons, *named.weekdays, *told("periods.times", known)}


def _running(forms: Iterable[str]) -> str:
    """Return a pattern of words as they stand in running text, with their accents or without."""
    return either(form for word in forms for form in (word, flat(word)))


def _ending(known: tuple[Pack, ...]) -> str:
    """Return a pattern of what a day in digits may end with; a full stop only before a month of a language that writes it."""
    endings = either(word for word in told("calendar.day_endings", known) if word != ".")
    dotted = tuple(pack for pack in known if "." in pack.calendar.day_endings)
    stop = rf"|\.(?=\s*{filled('{month_form}', dotted)}\b)" if dotted else ""
    return rf" ?(?:{endings})\b{stop}"


def _published(pack: Pack) -> list[str]:
    told = pack.publication
    on = either([*told.on, *told.on_also])
    day = rf"(?:\b(?:{on})\b|:)" if told.on_needed else rf"(?:{on}|:)?"
    return [f"(?:{either(told.published)}){{who}}{day}", *told.published_names]


def _modified(pack: Pack) -> list[str]:
    told = pack.publication
    return [rf"(?:{either(told.modified)})\s*(?::\s*)?(?:{either([*told.on, *told.on_also])})?", *told.modified_names]
