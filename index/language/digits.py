"""How a language lays out digits, by CLDR: what stands between thousands, what before decimals, and how 04/05 is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from index.language.packs import pack_of
from index.language.vocabulary import UNKNOWN, flat, guess_language, taught

# a number in digits, on flat text: "12 450,5", "1,250.50", "48'713"
DIGITS = (
    r"(?<![\w.])(?<!\d,)"
    r"(?P<digits>(?>\d{1,3}(?: \d{3})+(?!\d)|\d{1,3}(?P<mark>[.,'])\d{3}(?!\d)(?:(?P=mark)\d{3}(?!\d))*|\d+))"
    r"(?P<decimals>(?>[.,]\d+))?(?![.,]\d)"
)
_DIGITS = re.compile(DIGITS)
_THIN = "\u00a0\u202f\u2009"  # spaces that stand within a number in any language
# what no number or date that was read accounts for: "1,23,456", ".5", "3.4.25"
_UNREAD = re.compile(r"\d[,'](?=\d)|(?<!\d)[.,]\d|(?<![\d./-])\d\d?([./-])\d\d?\1\d\d(?![./-]?\d)")


@dataclass(frozen=True, slots=True)
class Layout:
    """``group`` stands between thousands, ``decimal`` before decimals, empty if unknown; ``day_first``: 04/05 is 4 May."""

    group: str
    decimal: str
    day_first: bool | None


@cache
def layout(language: str | None) -> Layout:
    """Return how a language (ISO 639) lays out its digits, as far as that is known."""
    from babel import Locale, UnknownLocaleError

    nobody_knows = Layout("", "", None)
    if not language or language == UNKNOWN:
        return nobody_knows
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return nobody_knows
    symbols, dates = locale.number_symbols["latn"], locale.date_formats["short"].pattern
    # a language that begins with the year tells nothing of the rest
    known = not pack_of(language).layout.order_varies and not dates.startswith("y")
    return Layout(symbols["group"], symbols["decimal"], dates.index("d") < dates.index("M") if known else None)


def tongue(language: str | None, sentence: str) -> str | None:
    """Return the language to read a sentence's numbers in: its article's, or the one that its words suggest when none is told.

    UNKNOWN where an article in a language with a pack holds a sentence in another: nobody knows by whose layout.
    """
    guessed = guess_language(sentence)
    if not language:
        return guessed
    return UNKNOWN if language in taught() and guessed not in {None, language} else language


def readings(found: re.Match[str], language: str | None) -> list[Fraction]:
    """Return what the digits of a match of DIGITS mean: two values where one group of three may be thousands or decimals."""
    digits, mark, decimals = found["digits"], found["mark"], found["decimals"]
    if mark is None or mark == "'" or decimals or digits.count(mark) > 1:
        whole = re.sub(r"\D", "", digits)
        return [Fraction(f"{whole}.{decimals[1:]}" if decimals else whole)]
    thousands, fraction, known = Fraction(digits.replace(mark, "")), Fraction(digits.replace(mark, ".")), layout(language)
    if digits.startswith("0"):
        return [fraction]
    if mark == known.group or (language is None and digits.endswith("00")):
        return [thousands]
    # nobody writes 48,000 for 48; and other languages have regions where the comma stands between thousands
    sure = mark == known.decimal and pack_of(language).layout.one_decimal_mark and not digits.endswith("000")
    return [fraction] if sure else [thousands, fraction]


def relaid(text: str, spoken: str, language: str, kept: Mapping[tuple[int, int], str]) -> str | None:
    """Return ``text`` with its numbers in the layout of ``language``, and with what is told for the ranges ``kept``.

    ``None`` where a number cannot be read for sure in ``spoken``, the language of ``text``.
    """
    if any(letter.isdecimal() and not letter.isascii() for letter in text):
        return None
    line, told = flat(text), dict(kept)
    for start, end in kept:
        line = line[:start] + "_" * (end - start) + line[end:]
    for found in _DIGITS.finditer(line):
        if not found.group().isdecimal():
            if not _certain(found, text, spoken):
                return None
            told[found.span()] = _written(found, spoken, language)
    said, rest, last = "", "", 0
    for start, end in sorted(told):
        said, rest, last = said + text[last:start] + told[start, end], rest + line[last:start] + "_", end
    return None if _UNREAD.search(rest + line[last:]) else said + text[last:]


def laid_out(whole: str, decimals: str, language: str, *, grouped: bool = True) -> str:
    """Return digits as a language writes them: "12,450.5", "12\u202f450,5"."""
    known = layout(language)
    if grouped:
        whole = f"{int(whole):,}".replace(",", known.group)
    return f"{whole}{known.decimal}{decimals}" if decimals else whole


def _certain(found: re.Match[str], text: str, spoken: str) -> bool:
    """Tell whether a language reads digits in one way only."""
    mark, decimals, known = found["mark"], found["decimals"], layout(spoken)
    spaces = {text[index] for index in range(*found.span("digits")) if text[index].isspace()}
    if not spaces <= {*_THIN, *(" " if known.group.isspace() else "")}:
        return False
    if decimals and not mark and not spaces:  # "14.20" in German may be a time
        return pack_of(spoken).layout.both_decimal_marks or decimals[0] == known.decimal or found["digits"] == "0"
    return len(readings(found, spoken)) == 1 and (decimals or "?")[0] != mark


def _written(found: re.Match[str], spoken: str, language: str) -> str:
    digits, mark, decimals = found["digits"], found["mark"], (found["decimals"] or "")[1:]
    if mark and not decimals and readings(found, spoken)[0] != Fraction(re.sub(r"\D", "", digits)):
        digits, decimals = digits.split(mark)
    return laid_out(re.sub(r"\D", "", digits), decimals, language, grouped=not digits.isdecimal())
