"""Find the numbers of a text with their scale and unit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest

from index.language.amounts import CODES, SIGNS, SYMBOLS, Number, qualified, unit_words
from index.language.counting import find_counted, meanings
from index.language.digits import DIGITS, readings
from index.language.patterns import compiled, every
from index.language.vocabulary import either, flat, function_words, guess_language

_BEFORE = 12  # characters before a range
_LONGEST = 60  # characters of a number; what is longer is a code
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_SIGN = r"(?:us|hk|ca|c|au|a)?[$€£¥₹]"
_FOLLOWING = re.compile(r" (?P<first>[^\W\d_]+)(?: (?P<second>[^\W\d_]+))?")
_DOUBTFUL = frozenset({"second", "foot", "inch", "third", "quarter", "half"})  # "une seconde édition", "un pied dans la porte"
_NUMBER = (
    r"(?:(?<![^\s(])(?P<minus>-|{numbers.minus}))?"
    rf"(?P<sign>(?<![\w$€£]){_SIGN} ?|\b(?:{either(CODES)}) )?{DIGITS}"
)
_NTH = r"(?:{numbers.nth}|°)(?![a-z0-9])"
_ROMAN_NTH = r"\b(?P<roman>[ivx]{1,6}){numbers.roman_nth}\b"
_SCALE = r"[ -]?(?P<word>{numbers.scales})\b"
_ABBREVIATED = r"(?P<gap> ?)(?P<short>{numbers.short_scales})(?P<sign>\$us|\$ca|" + _SIGN + r")?(?![a-z0-9])"
_SIGN_AFTER = r" ?{numbers.partitives}?(?P<sign>\$us\b|\$ca\b|" + _SIGN + ")"
_UNIT = (
    r"[ -]?(?:{numbers.partitives}|{numbers.in_unit})?"
    rf"(?P<unit>{{amounts.units}}|{either(map(re.escape, CODES | SYMBOLS))})(?![\w²³])"
)
_PART = r"\b(?:(?P<half>{numbers.half})|(?P<third>{numbers.third})|(?P<quarter>{numbers.quarter}))\b"
# "half a million", "un demi-million", "un quart d'heure": a share of what the next word says
_SHARE_OF = (
    r"\b(?:(?P<half>{numbers.half_of})|(?P<quarter>{numbers.quarter_of})|(?P<quarters>{numbers.quarters_of}))"
    r"(?=(?:[ -]| {numbers.partitives})(?P<word>{numbers.shared})\b)"
)
_AND_HALF = r" {numbers.and_half}\b"
_ONE_AND_HALF = r"\b{numbers.indefinite}(?= [a-z]+ {numbers.and_half}\b)"
_LINK = r" ?- ?| {numbers.links} (?:{numbers.links} )?"
_RANGE = r" ?- ?| {numbers.to} "
_BETWEEN, _BOTH = r"\b{numbers.between} $", " {numbers.both} "
_PLURAL = "{numbers.plural_nouns}|{numbers.plural_forms}"
_OF_MANY, _OF = r" {numbers.partitives}?{numbers.millions_of}\b", " {numbers.partitives}"


def counts(text: str, position: int) -> bool:
    """Tell whether a number that ends at ``position`` of flat ``text`` counts the plural noun that follows it."""
    found = _FOLLOWING.match(text, position)
    function = function_words()
    if found is None or found["first"] in function:
        return False
    nouns = [found["first"]] + [found["second"]] * (found["second"] is not None and found["second"] not in function)
    return any(compiled(_PLURAL).fullmatch(noun) for noun in nouns)


def find_numbers(text: str, *, language: str | None = None) -> list[Number]:
    """Return the numbers of ``text`` in order. ``language`` (ISO 639) decides what "1,200" and "billion" mean."""
    language = language or guess_language(text)
    line = flat(text)
    found: list[Number] = []
    taken = bytearray(len(line))
    for number in (
        *_shares(line, text, language),
        *_ones(line, text, language),
        *_parts(line),
        *_in_digits(line, text, language),
        *_roman(line, text),
        *_in_words(line, text, language),
    ):
        if not any(taken[number.start : number.end]):
            found.append(qualified(line, number))
            taken[number.start : number.end] = b"1" * (number.end - number.start)
    return _share(line, sorted(found, key=lambda number: number.start))


def _shares(line: str, text: str, language: str | None) -> Iterator[Number]:
    for found in compiled(_SHARE_OF).finditer(line):
        share = Fraction(2 if found["half"] else 1 if found["quarter"] else 3, 4)
        if dozen := meanings("numbers.vague", None).get(found["word"]):
            yield Number(found.start(), found.end("word"), share * dozen, vague=True)
        else:
            number = _measured(line, text, Number(*found.span(), share), language)
            yield replace(number, step=share * 10**number.scale)


def _ones(line: str, text: str, language: str | None) -> Iterator[Number]:
    for found in compiled(_ONE_AND_HALF).finditer(line):
        number = _measured(line, text, Number(*found.span(), Fraction(1)), language)
        if number.unit:
            yield number


def _parts(line: str) -> Iterator[Number]:
    for found in compiled(_PART).finditer(line):
        yield Number(*found.span(), Fraction(1), unit=found.lastgroup)


def _in_digits(line: str, text: str, language: str | None) -> Iterator[Number]:
    for found in compiled(_NUMBER).finditer(line):
        if len(found.group()) > _LONGEST:
            continue
        values = readings(found, language)
        start, end = found.start(), found.end()
        if nth := compiled(_NTH).match(line, end):
            yield Number(start, nth.end(), values[0], ordinal=True)
            continue
        sign = (found["sign"] or "").strip()
        unit = SIGNS.get(sign) or CODES.get(sign)
        number = _measured(line, text, Number(start, end, values[0], unit=unit), language)
        if number.end == end and line[end : end + 1].isalpha():
            continue  # part of a name: 3D, 4o
        places = len(found["decimals"]) - 1 if found["decimals"] else 3 * (values[0].denominator > 1)
        step = Fraction(10**number.scale, 10**places)
        side = -1 if found["minus"] else 1
        other = side * values[1] * 10**number.scale if len(values) > 1 else None
        yield replace(number, value=side * number.value, other=other, step=step)


def _power(word: str, language: str | None) -> int:
    """Return the power of ten that a word gives a number: a French billion is an English trillion."""
    return meanings("numbers.scales", language).get(word, 0)


def _measured(line: str, text: str, number: Number, language: str | None) -> Number:
    """Read the scale and unit that follow ``number``."""
    units = unit_words()
    end, scale, unit, value = number.end, number.scale, number.unit, number.value
    if half := compiled(_AND_HALF).match(line, end):  # "two and a half million"
        value, end = value + Fraction(1, 2), half.end()
    if found := compiled(_SCALE).match(line, end):
        scale, end = scale + _power(found["word"], language), found.end()
    elif (short := compiled(_ABBREVIATED).match(line, end)) and _is_scale(short, line, text, unit):
        scale, end = meanings("numbers.short_scales", None)[short["short"]], short.end()
        unit = SIGNS[short["sign"]] if short["sign"] else unit
    if unit is None and (sign := compiled(_SIGN_AFTER).match(line, end)):
        unit, end = SIGNS.get(sign["sign"]), sign.end()
    elif named := compiled(_UNIT).match(line, end):
        name = named["unit"]
        cased = name in every("amounts.capital_units") and not text[named.start("unit")].isupper()
        if not cased and (unit is None or units[name].startswith(unit)):
            unit, end = units[name], named.end()
    if half := compiled(_AND_HALF).match(line, end):  # "deux millions et demi", "une heure et demie"
        value, end = value + Fraction(1, 2), half.end()
    things = unit is None and counts(line, end)
    return replace(number, end=end, value=value * 10**scale, unit=unit, things=things, scale=scale)


def _is_scale(found: re.Match[str], line: str, text: str, unit: str | None) -> bool:
    """Tell "80 M€", "$80b", "80bn" and "70B" from "5 m" and "3 t"."""
    short, letter = found["short"], text[found.start("short")]
    if unit is not None or found["sign"] or len(short) > 1:
        return True
    if letter == "m":
        return compiled(_OF_MANY).match(line, found.end()) is not None
    if found["gap"]:
        return letter == "M" and compiled(_OF).match(line, found.end()) is not None
    return letter in "BMKk"


def _roman(line: str, text: str) -> Iterator[Number]:
    for found in compiled(_ROMAN_NTH).finditer(line):
        if text[found.start() : found.end("roman")].isupper() and not text[found.end() - 1].isupper():
            yield Number(*found.span(), Fraction(roman(found["roman"])), ordinal=True)


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral in lower case."""
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in numeral]
    return sum(-low if low < high else low for low, high in zip(values, [*values[1:], 0], strict=True))


def _in_words(line: str, text: str, language: str | None) -> Iterator[Number]:
    for counted in find_counted(line, language):
        scale = _power(_LAST_WORD.findall(line[counted.start : counted.end])[-1], language)
        if counted.ordinal or counted.value % 10**scale:
            scale = 0
        number = replace(counted, value=counted.value / 10**scale, scale=scale)
        if not counted.ordinal:
            number = _measured(line, text, number, language)
        if line[counted.start : counted.end] not in every("numbers.alone") or _company(line, number):
            yield replace(number, step=Fraction(10**number.scale))


def _company(line: str, number: Number) -> bool:
    """Tell whether "un", "neuf" or "cent" is a number: it has a scale or unit, counts a plural, or is all there is."""
    one = number.value == 1
    if number.scale or number.kind in {"duration", "measure", "money"}:
        return not (one and number.unit in _DOUBTFUL)
    alone = not (line[: number.start] + line[number.end :]).strip(" .")
    return not one and (number.things or number.unit is not None or alone)


def _share(line: str, found: list[Number]) -> list[Number]:
    """Give the first number of "60 à 65 milliards de dollars" the scale and unit of the second."""
    link, shared = compiled(_LINK), list(found)
    for index in range(len(found) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if link.fullmatch(line, first.end, second.start) is None or first.ordinal or first.scale or second.vague:
            continue
        if second.unit is None and first.kind == "money":  # "$60-65 billion"
            second = shared[index + 1] = replace(second, unit=first.unit, things=False)
        if first.unit in {None, second.unit}:
            power = 10**second.scale
            other = None if first.other is None else first.other * power
            shared[index] = replace(
                first, value=first.value * power, other=other, unit=second.unit, step=first.step * power,
                scale=second.scale, things=second.things,
            )  # fmt: skip
    return [_ranged(line, first, second) for first, second in zip_longest(shared, shared[1:])]


def _ranged(line: str, first: Number, second: Number | None) -> Number:
    """Give the first number of "60 à 65 milliards" the second as the end of its range."""
    if second is None or first.unit != second.unit or first.ordinal or first.value >= second.value:
        return first
    between = compiled(_BETWEEN).search(line, max(0, first.start - _BEFORE), first.start) is not None
    link = compiled(_BOTH if between else _RANGE)
    return replace(first, until=second.value) if link.fullmatch(line, first.end, second.start) else first
