"""The kind of thing that a question asks for, and whether a sentence holds one."""

import re
from enum import StrEnum

from index.language import find_dates, find_names, find_numbers, flat
from index.language.patterns import compiled


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
_ASKS = tuple((kind, rf"\b{{questions.asks.{kind}}}(?!\w)") for kind in _ORDER)
_EARLY_YEAR = re.compile(r"\d{3,4}")
_DOTTED_HOUR = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")  # 19.00
_LENGTHS = frozenset({"mm", "cm", "m", "km", "inch", "foot", "mile"})
_SHORT = 8  # words
_WHERE_AS_WRITTEN, _CLOSED, _TELL_ME = "{questions.where_as_written}", "{questions.closed}", "^{questions.tell_me}"
_TIMES, _OFTEN = r"\b(?:{questions.ages}|{questions.counted_times})\b", r"\b{questions.often}\b"
_FREE, _NONE = r"\b{questions.free}\b", r"\b{questions.none}\b"
_IN_SO_MANY, _SOME_TIME = r"\b{questions.in_so_many}\b", r"\b{questions.some_time}\b"
_COUNTED = " +{numbers.partitives}"  # "millions de téléchargements" are no sum of money


def question_kind(question: str) -> Kind:
    """Return the kind of thing that ``question`` asks for."""
    line = compiled(_TELL_ME).sub("", flat(question).strip())
    first: tuple[int, Kind] | None = None
    for kind, asks in _ASKS:
        found = compiled(asks).search(line)
        if found and (first is None or found.start() < first[0]):
            first = (found.start(), kind)
    where = compiled(_WHERE_AS_WRITTEN, re.IGNORECASE).search(question.strip())
    for kind, found in ((Kind.WHERE, where), (Kind.YES_NO, compiled(_CLOSED).search(line))):
        if found and (first is None or found.start() < first[0]):
            return kind
    return first[1] if first else Kind.OTHER


def bears(kind: Kind, text: str, *, language: str | None = None) -> bool:
    """Tell whether ``text`` holds the kind of thing asked for; kinds without a form of their own are always held.

    A short answer is judged more kindly than a sentence: "neuf" can be an amount of anything, "le préfet" somebody.
    """
    if kind is Kind.WHEN:
        bare = any(one.fullmatch(text.strip()) for one in (_EARLY_YEAR, _DOTTED_HOUR))
        return bare or bool(find_dates(text, language=language)) or _says(text, _TIMES, _OFTEN)
    if kind in {Kind.WHO, Kind.WHERE}:
        if _is_sentence(text) or find_names(text):
            return True
        return not (find_dates(text, language=language) or find_numbers(text, language=language))  # "le préfet", not "5 %"
    return not kind.amount or _bears_amount(kind, text, language)


def _says(text: str, *patterns: str) -> bool:
    line = flat(text)
    return any(compiled(pattern).search(line) for pattern in patterns)


def _is_sentence(text: str) -> bool:
    """Tell a sentence, which can always name somebody or a place, from a short answer, which must."""
    return len(text.split()) > _SHORT or text.rstrip(' "»”').endswith((".", "!", "?", "…"))


def _bears_amount(kind: Kind, text: str, language: str | None) -> bool:
    told = find_dates(text, language=language)
    dates = [date for date in told if not date.doubtful]
    numbers = [
        number
        for number in find_numbers(text, language=language)
        if not any(date.start <= number.start < date.end for date in dates)
    ]
    if len(text.split()) <= _SHORT // 2 and any(number.unit is None and not number.things for number in numbers):
        return True
    if kind is Kind.MONEY:
        return _says(text, _FREE) or any(
            number.kind == "money"
            or (number.unit is None and number.scale > 0 and not compiled(_COUNTED).match(flat(text), number.end))
            for number in numbers
        )
    if kind is Kind.PERCENT:
        return any(number.kind == "percent" for number in numbers) or _says(text, _IN_SO_MANY)
    if kind is Kind.DURATION:  # "how long" may ask for a length, and be answered from one day to another
        long = any(number.kind == "duration" or number.unit in _LENGTHS for number in numbers)
        return long or len(told) > 1 or _says(text, _SOME_TIME)
    if kind is Kind.COUNT:
        return any(number.kind not in {"money", "percent"} for number in numbers) or _says(text, _NONE)
    return bool(numbers) or _says(text, _NONE, _OFTEN)
