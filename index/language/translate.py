"""Rewrites a short answer in the language of the question: dates and amounts in its words, other numbers in its layout."""

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from operator import attrgetter

from index.language.amounts import Number
from index.language.dates import find_dates
from index.language.digits import relaid
from index.language.moments import Date
from index.language.names import find_names
from index.language.numbers import find_numbers
from index.language.packs import pack_of, packs
from index.language.patterns import compiled
from index.language.say import say_date, say_number
from index.language.vocabulary import UNKNOWN, flat, taught

_ANYWHERE = frozenset({None, "euro", "dollar", "dollar.us", "pound.sterling", "%", "km", "m", "kg"})  # in most languages
# a billion, a billón, a biljoen: a thousand millions or a million of them, by the language
_FALSE_FRIEND = re.compile(r"\b(?:b|tr|quadr|quint)il[lhj]?i?[oõ]\w*")
# other words and signs of other languages that go on a number: 48 mil, 48 tys., 4万
_COUNTED = re.compile(
    r"\d ?(?:mil|mld|mln|mrd|mio|bio|mia|tys|tis|mii|ezer|tausend|tusen|duizend|тыс|млн|млрд|трлн)\b|\d ?[百千万萬億亿兆만억조]"
)
# three decimals, of which a sum of money and a count of things have none: thousands, in the layout of another language
_THREE = re.compile(r"(?<!\d)[1-9]\d{0,2}[.,]\d{3}(?![\d.,])")
_VERSION = re.compile(r"\d+\.\d\d?")
_FIRST = re.compile(r"\d+")
_SECONDS = re.compile(r"\d:\d\d:\d\d")
_SMALL = "(?:{said.small} ?)*[.,;]*"
_ABBREVIATED = r"\d ?{numbers.short_scales}(?![a-z])"  # 70k, 2 bn
_CLOCK = r"\b{layout.dotted_time_after} (?=[012]?\d\.[0-5]\d(?!\d))"  # "at 6.30" is a time


def translate_short(short: str, language: str, *, spoken: str | None) -> str | None:
    """Return a short answer from an article in the language ``spoken`` as it is told in ``language`` (ISO 639).

    A date or an amount is said in the words of ``language``; of everything else only the digits are laid out anew. ``None``
    where what is told would not say, to a reader of ``language``, what a reader of ``spoken`` finds in ``short``.
    """
    spoken = spoken or UNKNOWN
    if spoken == language:
        return short
    dates, numbers = find_dates(short, language=spoken), find_numbers(short, language=spoken)
    kept = _days(short, dates, language) | _versions(short, numbers) | _scaled(short, numbers, language, spoken)
    plain = relaid(short, spoken, language, kept)
    if plain is None or any(_doubtful(short, one) for one in numbers if one.value.denominator > 1):
        return None
    if day := _date(short, dates, language, spoken):
        return day
    if amount := None if dates else _amount(short, numbers, language, spoken):
        return amount
    rest = flat("".join(" " if any(a <= at < b for a, b in kept) else letter for at, letter in enumerate(short)))
    foreign = _FALSE_FRIEND.search(rest) or (spoken not in {*taught(), UNKNOWN} and _COUNTED.search(rest))
    return None if foreign or not _alike(_values(short, spoken), _values(plain, language)) else plain


def alone(short: str, start: int, end: int) -> bool:
    """Tell whether nothing but small words surrounds ``short[start:end]``."""
    return all(compiled(_SMALL, re.IGNORECASE).fullmatch(part.strip()) for part in (short[:start], short[end:]))


def _days(short: str, dates: Sequence[Date], language: str) -> dict[tuple[int, int], str]:
    """Return how each date within other words is told: as it stands, but for digits that may be read as another day."""
    told = {}
    for date in dates:
        span = short[date.start : date.end]
        digits = date.other is None and date.moment.calendar and not any(map(str.isalpha, span))
        if not date.doubtful:
            told[date.start, date.end] = (
                say_date(date.moment, language) if digits and not _plain_to(language, span, date) else span
            )
    return told


def _plain_to(language: str, span: str, date: Date) -> bool:
    """Tell whether a date in digits is the same to a reader of ``language``: 18:30, 29/04/2025 where the day goes first."""
    first = _FIRST.search(span)
    usual = date.moment.hour is not None or (first and int(first.group()) in {date.moment.day, date.moment.year})
    return bool(usual) and date.readings == _readings(span, language)


def _bare(number: Number) -> bool:
    return number.unit is None and not (number.scale or number.things)


def _doubtful(short: str, number: Number) -> bool:
    """Tell whether a number with decimals may be a time, or thousands."""
    if _bare(number):
        return compiled(_CLOCK).search(short, 0, number.end) is not None
    counts = number.things or number.kind == "money"
    return counts and not number.scale and _THREE.search(short, number.start, number.end) is not None


def _versions(short: str, numbers: Sequence[Number]) -> dict[tuple[int, int], str]:
    """Return where a number is part of a name: the 3.1 of "Llama 3.1"."""
    names = find_names(short)
    return {
        (one.start, one.end): short[one.start : one.end]
        for one in numbers
        if _bare(one) and _VERSION.fullmatch(short, one.start, one.end) and any(n.start < one.start <= n.end + 1 for n in names)
    }


def _scaled(short: str, numbers: Sequence[Number], language: str, spoken: str) -> dict[tuple[int, int], str]:
    """Return how the numbers are told whose scale the other language has another word for: 2 billion, 2 milliards; 70k."""
    line, told = flat(short), {}
    for one in numbers if spoken in taught() else ():
        foreign = _FALSE_FRIEND.search(line, one.start, one.end) or (
            one.scale and compiled(_ABBREVIATED).search(line, one.start, one.end)
        )
        if foreign and (said := say_number(one, language)):
            told[one.start, one.end] = said
    return told


_Values = tuple[list[tuple[object, ...]], Counter[tuple[Fraction, ...]], set[tuple[Fraction, ...]]]


def _values(text: str, language: str) -> _Values:
    """Return the dates of a text, its numbers in digits, and all of its numbers."""
    dates, numbers = find_dates(text, language=language), find_numbers(text, language=language)
    days = [date for date in dates if not date.doubtful]
    free = [one for one in numbers if not any(one.start < day.end and day.start < one.end for day in days)]
    digits = Counter(one.readings for one in free if any(map(str.isdecimal, text[one.start : one.end])))
    return [day.readings for day in days], digits, {one.readings for one in free}


def _alike(found: _Values, told: _Values) -> bool:
    """Tell whether dates and numbers in digits are alike; words may have become digits, and other words stay as they are."""
    return found[0] == told[0] and found[1] <= told[1] and set(told[1]) <= found[2]


def _date(short: str, dates: Sequence[Date], language: str, spoken: str) -> str | None:
    if len(dates) != 1:
        return None
    date, moment = dates[0], dates[0].moment
    if date.other or moment.relative or not alone(short, date.start, date.end):
        return None
    lettered = any(map(str.isalpha, short))
    doubtful = date.doubtful and moment.hour is not None and short[date.start].isdecimal()  # eighteen hours?
    if doubtful or _SECONDS.search(short) or (lettered and spoken not in {*taught(), UNKNOWN}):
        return None
    if not lettered and _plain_to(language, short, date):
        return None
    said = say_date(moment, language)
    return said if _readings(said, language) == (moment,) else None


def _readings(text: str, language: str) -> tuple[object, ...]:
    found = find_dates(text, language=language)
    return found[0].readings if len(found) == 1 else ()


def _plain(short: str, numbers: Sequence[Number]) -> bool:
    """Tell whether a text is one number in digits with a unit that most languages write alike, and nothing else."""
    alike = len(numbers) == 1 and numbers[0].unit in _ANYWHERE and any(map(str.isdecimal, short))
    return alike and not (short[: numbers[0].start] + short[numbers[0].end :]).strip(" .,;")


def _amount(short: str, numbers: Sequence[Number], language: str, spoken: str) -> str | None:
    if spoken not in {*taught(), UNKNOWN} and not _plain(short, numbers):
        return None
    heard = [one.readings for one in find_numbers(short, language=language)]
    if short.isalnum() and heard == [one.readings for one in numbers if _bare(one)]:
        return None  # "six", "75011"
    small = compiled(_SMALL, re.IGNORECASE)
    if not 1 <= len(numbers) <= 2 or not small.fullmatch(short[numbers[-1].end :].strip()):  # noqa: PLR2004 - or a range
        return None
    lead = _said(short[: numbers[0].start], "leads", language)
    if lead is None and small.fullmatch(short[: numbers[0].start].strip()):
        lead = ""
    amounts = [say_number(number, language) for number in numbers]
    if lead is None or not all(amounts):
        return None
    words = [lead, str(amounts[-1])]
    if len(numbers) > 1:
        first, second = numbers
        join = _said(short[first.end : second.start], "joins", language)
        if join is None or (first.unit, first.scale) != (second.unit, second.scale):
            return None
        # "64 and 72 billion" says the scale once
        once = short[first.start : first.end].replace(",", "").replace(".", "").isalnum()
        words = [lead, str(amounts[0]).split(" ")[0] if once else str(amounts[0]), join, str(amounts[1])]
    said = " ".join(word for word in words if word)
    again = find_numbers(said, language=language)
    return said if len(again) == len(numbers) and all(map(Number.supports, numbers, again)) else None


def _said(words: str, kind: str, language: str) -> str | None:
    """Return the usual form in ``language`` of what ``words`` say in any; ``kind``: they are ``leads`` or ``joins``."""
    asked, forms = flat(words).strip(), f"said.{kind}"
    usual = attrgetter(forms)(pack_of(language))
    names = (name for pack in packs() for name, said in attrgetter(forms)(pack).items() if asked in map(flat, said))
    return next((str(usual[name][0]) for name in names if name in usual), None)
