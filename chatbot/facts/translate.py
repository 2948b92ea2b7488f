"""Rewrites a short answer that is a date or an amount in the language of the question."""

import re

from chatbot.facts.amounts import Number
from chatbot.facts.counting import language_of_numbers
from chatbot.facts.dates import find_dates
from chatbot.facts.numbers import find_numbers
from chatbot.facts.say import say_date, say_number
from chatbot.facts.words import Language, flat, guess_language

_SMALL = re.compile(r"(?:(?:le|la|les|l'|en|au|du|the|on|in|at|of) ?)*[.,;]*", re.IGNORECASE)
_LEADS = (  # English and French, the usual form first
    (("",), ("",)),
    (("about", "around", "roughly", "approximately"), ("environ", "autour de")),
    (("nearly", "almost"), ("près de", "presque", "quelque")),
    (("more than", "over"), ("plus de", "plus d'")),
    (("less than", "fewer than", "under"), ("moins de", "moins d'")),
    (("at least",), ("au moins",)),
    (("at most",), ("au plus",)),
    (("up to",), ("jusqu'à",)),
    (("between",), ("entre",)),
    (("from",), ("de",)),
)
_JOINS = ((("to",), ("à",)), (("and",), ("et",)), (("or",), ("ou",)))


def translate_short(short: str, language: str) -> str:
    """Rewrite a short answer that is a date or an amount of the other language; leave everything else untouched."""
    spoken = guess_language(short) or language_of_numbers(short) or _form(short)
    if spoken in {None, language}:
        return short
    dates = find_dates(short)
    if len(dates) == 1 and dates[0].other is None and alone(short, dates[0].start, dates[0].end):
        moment = dates[0].moment
        said = "" if moment.relative else say_date(moment, language)
        again = find_dates(said)
        return said if len(again) == 1 and again[0].moment == moment else short
    return short if dates else _amount(short, language) or short


def alone(short: str, start: int, end: int) -> bool:
    """Tell whether nothing but small words surrounds ``short[start:end]``."""
    return all(_SMALL.fullmatch(part.strip()) for part in (short[:start], short[end:]))


def _form(short: str) -> Language | None:
    # "1.5 million dollars" holds no small word, but is how English writes it
    plain = flat(short).strip()
    english, french = (flat(_amount(short, language) or "") == plain for language in ("en", "fr"))
    return None if english == french else "en" if english else "fr"


def _amount(short: str, language: str) -> str | None:
    numbers = find_numbers(short)
    if not 1 <= len(numbers) <= 2 or not _SMALL.fullmatch(short[numbers[-1].end :].strip()):  # noqa: PLR2004 - or a range
        return None
    lead = _said(short[: numbers[0].start], _LEADS, language)
    if lead is None and _SMALL.fullmatch(short[: numbers[0].start].strip()):
        lead = ""
    amounts = [say_number(number, language) for number in numbers]
    if lead is None or not all(amounts):
        return None
    words = [lead, str(amounts[-1])]
    if len(numbers) > 1:
        first, second = numbers
        join = _said(short[first.end : second.start], _JOINS, language)
        if join is None or (first.unit, first.scale) != (second.unit, second.scale):
            return None
        # "64 and 72 billion" says the scale once
        once = short[first.start : first.end].replace(",", "").replace(".", "").isalnum()
        words = [lead, str(amounts[0]).split(" ")[0] if once else str(amounts[0]), join, str(amounts[1])]
    said = " ".join(word for word in words if word)
    again = find_numbers(said, language="fr" if language == "fr" else "en")
    return said if len(again) == len(numbers) and all(map(Number.supports, numbers, again)) else None


def _said(words: str, pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...], language: str) -> str | None:
    asked = flat(words).strip()
    for english, french in pairs:
        if asked in {flat(word) for word in (*english, *french)}:
            return (french if language == "fr" else english)[0]
    return None
