"""The kind of thing that a question asks for, and whether a sentence holds one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index.language import find_dates, find_names, find_numbers, flat
from index.language.packs import Pack, packs
from index.language.packs.questions import Patterns, Questions
from index.language.periods import Window, wants_latest, window
from index.language.vocabulary import either, filled, gathered

__all__ = ["Kind", "Window", "bears", "question_kind", "wants_latest", "window"]


class Kind(StrEnum):
    """What a question asks for. ``WHO`` is anyone with a name, an organisation as well."""

    WHEN = "when"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    MEASURE = "measure"
    COUNT = "count"  # of things, which no sum of money or share is
    AMOUNT = "amount"  # of whatever it is
    WHO = "who"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    WHAT = "what"
    YES_NO = "yes or no"
    OTHER = "other"

    @property
    def amount(self) -> bool:
        """Whether a number is asked for."""
        return self in {Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.MEASURE, Kind.COUNT, Kind.AMOUNT}


# The interrogative that comes first in the question decides; of two that begin together, the first listed.
_ORDER = (
    Kind.DURATION, Kind.WHEN, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.COUNT, Kind.AMOUNT, Kind.WHERE, Kind.WHO, Kind.WHY,
    Kind.HOW, Kind.WHAT,
)  # fmt: skip
_EARLY_YEAR = re.compile(r"\d{3,4}")
_SHORT = 8  # words


@dataclass(frozen=True, slots=True)
class _Asking:
    """How the languages that are known ask, and what else they answer with than dates, numbers and names."""

    asks: tuple[tuple[Kind, re.Pattern[str]], ...]
    as_written: tuple[tuple[Kind, re.Pattern[str]], ...]
    closed: re.Pattern[str]
    tell_me: re.Pattern[str]
    times: re.Pattern[str]
    often: re.Pattern[str]
    free: re.Pattern[str]
    none: re.Pattern[str]
    in_so_many: re.Pattern[str]
    some_time: re.Pattern[str]
    counted: re.Pattern[str]  # "millions de téléchargements" are no sum of money


@cache
def _asking(known: tuple[Pack, ...]) -> _Asking:
    def every(patterns: Callable[[Questions], Patterns]) -> str:
        tables = [pack.questions for pack in known]
        return either(filled(one, table.parts) for table in tables for one in patterns(table))

    def whole(patterns: Callable[[Questions], Patterns]) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{every(patterns)})\b")

    def asked(kind: Kind) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{every(lambda table: table.asks.get(kind, ()))})(?!\w)")

    def written(kind: Kind) -> re.Pattern[str]:
        return re.compile(every(lambda table: table.asks_as_written.get(kind, ())), re.IGNORECASE)

    as_written = {kind for pack in known for kind in pack.questions.asks_as_written}
    return _Asking(
        asks=tuple((kind, asked(kind)) for kind in _ORDER),
        as_written=tuple((kind, written(kind)) for kind in _ORDER if kind in as_written),
        closed=re.compile(every(lambda table: table.closed)),
        tell_me=re.compile(rf"^(?:{every(lambda table: table.tell_me)})"),
        times=whole(lambda table: (*table.ages, *table.counted_times)),
        often=whole(lambda table: table.often),
        free=whole(lambda table: table.free),
        none=whole(lambda table: table.none),
        in_so_many=whole(lambda table: table.in_so_many),
        some_time=whole(lambda table: table.some_time),
        counted=re.compile(rf" +{gathered(known, lambda pack: pack.numbers.partitives)}"),
    )


def question_kind(question: str) -> Kind:
    """Return the kind of thing that ``question`` asks for."""
    asking = _asking(packs())
    line = asking.tell_me.sub("", flat(question).strip())
    first: tuple[int, Kind] | None = None
    for kind, pattern in asking.asks:
        found = pattern.search(line)
        if found and (first is None or found.start() < first[0]):
            first = (found.start(), kind)
    as_written = [(kind, pattern.search(question.strip())) for kind, pattern in asking.as_written]
    for kind, found in (*as_written, (Kind.YES_NO, asking.closed.search(line))):
        if found and (first is None or found.start() < first[0]):
            return kind
    return first[1] if first else Kind.OTHER


def bears(kind: Kind, text: str, *, language: str | None = None) -> bool:
    """Tell whether ``text`` holds the kind of thing asked for; kinds without a form of their own are always held.

    A short answer is judged more kindly than a sentence: "neuf" can be an amount of anything, "le préfet" somebody.
    """
    asking = _asking(packs())
    if kind is Kind.WHEN:
        early = _EARLY_YEAR.fullmatch(text.strip()) is not None
        return early or bool(find_dates(text, language=language)) or _says(text, asking.times, asking.often)
    if kind in {Kind.WHO, Kind.WHERE}:
        return _is_sentence(text) or bool(find_names(text)) or _describes(text, language)
    return not kind.amount or _bears_amount(kind, text, language)


def _says(text: str, *patterns: re.Pattern[str]) -> bool:
    line = flat(text)
    return any(pattern.search(line) for pattern in patterns)


def _is_sentence(text: str) -> bool:
    """Tell a sentence, which can always name somebody or a place, from a short answer, which must."""
    return len(text.split()) > _SHORT or text.rstrip(' "»”').endswith((".", "!", "?", "…"))


def _describes(text: str, language: str | None) -> bool:
    """Tell whether a short answer can say who or where without a name: "le préfet", "nursing homes", not "5 %"."""
    short = len(text.split()) <= _SHORT
    return short and not find_dates(text, language=language) and not find_numbers(text, language=language)


def _bears_amount(kind: Kind, text: str, language: str | None) -> bool:
    asking, told = _asking(packs()), find_dates(text, language=language)
    dates = [date for date in told if not date.doubtful]
    numbers = [
        number
        for number in find_numbers(text, language=language)
        if not any(date.start <= number.start < date.end for date in dates)
    ]
    if len(text.split()) <= _SHORT // 2 and any(number.unit is None and not number.things for number in numbers):
        return True
    if kind is Kind.MONEY:
        return _says(text, asking.free) or any(
            number.kind == "money"
            or (number.unit is None and number.scale > 0 and not asking.counted.match(flat(text), number.end))
            for number in numbers
        )
    if kind is Kind.PERCENT:
        return any(number.kind == "percent" for number in numbers) or _says(text, asking.in_so_many)
    if kind is Kind.DURATION:  # "how long" may ask for a length, and be answered from one day to another
        long = any(number.kind in {"duration", "measure"} for number in numbers)
        return long or len(told) > 1 or _says(text, asking.some_time)
    if kind is Kind.COUNT:
        return any(number.kind not in {"money", "percent"} for number in numbers) or _says(text, asking.none)
    return bool(numbers) or _says(text, asking.none, asking.often)
