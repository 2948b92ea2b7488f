"""Find the numbers of a text with their scale and unit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import zip_longest

from index.language.amounts import Number, qualified
from index.language.counting import find_counted, meanings
from index.language.digits import DIGITS, readings
from index.language.packs import Pack, packs
from index.language.units import CODES, SIGNS, capital_units, unit_words
from index.language.vocabulary import either, flat, function_words, gathered, guess_language, word_set

_BEFORE = 12  # characters before a range
_LONGEST = 60  # characters of a number; what is longer is a code
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_SIGN = r"(?:us|hk|ca|c|au|a)?[$€£¥₹]"
_FOLLOWING = re.compile(r" (?P<first>[^\W\d_]+)(?: (?P<second>[^\W\d_]+))?")
_DOUBTFUL = word_set("second foot inch third quarter half")  # "une seconde édition", "un pied dans la porte"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What numbers look like in the languages that are known."""

    number: re.Pattern[str]
    nth: re.Pattern[str]
    roman_nth: re.Pattern[str]
    scale: re.Pattern[str]
    abbreviated: re.Pattern[str]
    sign_after: re.Pattern[str]
    unit: re.Pattern[str]
    part: re.Pattern[str]
    share_of: re.Pattern[str]
    and_half: re.Pattern[str]
    link: re.Pattern[str]
    range: re.Pattern[str]
    between: re.Pattern[str]
    both: re.Pattern[str]
    plural: re.Pattern[str]
    of_many: re.Pattern[str]
    partitive: re.Pattern[str]
    short_scales: Mapping[str, int]
    dozens: Mapping[str, int]


@cache
def _patterns(known: tuple[Pack, ...]) -> _Patterns:
    nth, links = gathered(known, lambda pack: pack.numbers.nth), gathered(known, lambda pack: pack.numbers.links)
    of, to = gathered(known, lambda pack: pack.numbers.partitives), gathered(known, lambda pack: pack.numbers.to)
    in_unit = gathered(known, lambda pack: pack.numbers.in_unit)
    short = meanings(known, None, lambda pack: pack.numbers.short_scales)
    return _Patterns(
        re.compile(
            rf"(?:(?<![^\s(])(?P<minus>-|{gathered(known, lambda pack: pack.numbers.minus)}))?"
            rf"(?P<sign>(?<![\w$€£]){_SIGN} ?|\b(?:{either(CODES)}) )?{DIGITS}"
        ),
        re.compile(rf"(?:{nth}|°)(?![a-z0-9])"),
        re.compile(rf"\b(?P<roman>[ivx]{{1,6}}){gathered(known, lambda pack: pack.numbers.roman_nth)}\b"),
        re.compile(rf"[ -]?(?P<word>{gathered(known, lambda pack: pack.numbers.scales)})\b"),
        re.compile(rf"(?P<gap> ?)(?P<short>{either(short)})(?P<sign>\$us|\$ca|{_SIGN})?(?![a-z0-9])"),
        re.compile(rf" ?{of}?(?P<sign>\$us\b|\$ca\b|{_SIGN})"),
        re.compile(rf"[ -]?(?:{of}|{in_unit})?(?P<unit>{either(map(re.escape, unit_words()))})(?![\w²³])"),
        re.compile(
            rf"\b(?:(?P<half>{gathered(known, lambda pack: pack.numbers.half)})"
            rf"|(?P<third>{gathered(known, lambda pack: pack.numbers.third)})"
            rf"|(?P<quarter>{gathered(known, lambda pack: pack.numbers.quarter)}))\b"
        ),
        re.compile(  # "half a million", "un demi-million", "un quart d'heure": a share of what the next word says
            rf"\b(?:(?P<half>{gathered(known, lambda pack: pack.numbers.half_of)})"
            rf"|(?P<quarter>{gathered(known, lambda pack: pack.numbers.quarter_of)})"
            rf"|(?P<quarters>{gathered(known, lambda pack: pack.numbers.quarters_of)}))"
            rf"(?=(?:[ -]| {of})(?P<word>{gathered(known, lambda pack: pack.numbers.shared)})\b)"
        ),
        re.compile(rf" {gathered(known, lambda pack: pack.numbers.and_half)}\b"),
        re.compile(rf" ?- ?| {links} (?:{links} )?"),
        re.compile(rf" ?- ?| {to} "),
        re.compile(rf"\b{gathered(known, lambda pack: pack.numbers.between)} $"),
        re.compile(rf" {gathered(known, lambda pack: pack.numbers.both)} "),
        re.compile(gathered(known, lambda pack: (*pack.numbers.plural_nouns, *pack.numbers.plural_forms))),
        re.compile(rf" {of}?{gathered(known, lambda pack: pack.numbers.millions_of)}\b"),
        re.compile(rf" {of}"),
        short,
        meanings(known, None, lambda pack: pack.numbers.vague),
    )


def counts(text: str, position: int) -> bool:
    """Tell whether a number that ends at ``position`` of flat ``text`` counts the plural noun that follows it."""
    found = _FOLLOWING.match(text, position)
    function = function_words()
    if found is None or found["first"] in function:
        return False
    nouns = [found["first"]] + [found["second"]] * (found["second"] is not None and found["second"] not in function)
    return any(_patterns(packs()).plural.fullmatch(noun) for noun in nouns)


def find_numbers(text: str, *, language: str | None = None) -> list[Number]:
    """Return the numbers of ``text`` in order. ``language`` (ISO 639) decides what "1,200" and "billion" mean."""
    language = language or guess_language(text)
    line = flat(text)
    found: list[Number] = []
    taken = bytearray(len(line))
    for number in (
        *_shares(line, text, language),
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
    patterns = _patterns(packs())
    for found in patterns.share_of.finditer(line):
        share = Fraction(2 if found["half"] else 1 if found["quarter"] else 3, 4)
        if dozen := patterns.dozens.get(found["word"]):
            yield Number(found.start(), found.end("word"), share * dozen, vague=True)
        else:
            number = _measured(line, text, Number(*found.span(), share), language)
            yield replace(number, step=share * 10**number.scale)


def _parts(line: str) -> Iterator[Number]:
    for found in _patterns(packs()).part.finditer(line):
        yield Number(*found.span(), Fraction(1), unit=found.lastgroup)


def _in_digits(line: str, text: str, language: str | None) -> Iterator[Number]:
    patterns = _patterns(packs())
    for found in patterns.number.finditer(line):
        if len(found.group()) > _LONGEST:
            continue
        values = readings(found, language)
        start, end = found.start(), found.end()
        if nth := patterns.nth.match(line, end):
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
    return _powers(packs(), language).get(word, 0)


@cache
def _powers(known: tuple[Pack, ...], language: str | None) -> dict[str, int]:
    return meanings(known, language, lambda pack: pack.numbers.scales)


def _measured(line: str, text: str, number: Number, language: str | None) -> Number:
    """Read the scale and unit that follow ``number``."""
    patterns, units = _patterns(packs()), unit_words()
    end, scale, unit, value = number.end, number.scale, number.unit, number.value
    if half := patterns.and_half.match(line, end):  # "two and a half million"
        value, end = value + Fraction(1, 2), half.end()
    if found := patterns.scale.match(line, end):
        scale, end = scale + _power(found["word"], language), found.end()
    elif (short := patterns.abbreviated.match(line, end)) and _is_scale(short, line, text, unit):
        scale, end = patterns.short_scales[short["short"]], short.end()
        unit = SIGNS[short["sign"]] if short["sign"] else unit
    if unit is None and (sign := patterns.sign_after.match(line, end)):
        unit, end = SIGNS.get(sign["sign"]), sign.end()
    elif named := patterns.unit.match(line, end):
        name = named["unit"]
        cased = name in capital_units() and not text[named.start("unit")].isupper()
        if not cased and (unit is None or units[name].startswith(unit)):
            unit, end = units[name], named.end()
    if half := patterns.and_half.match(line, end):  # "deux millions et demi", "une heure et demie"
        value, end = value + Fraction(1, 2), half.end()
    things = unit is None and counts(line, end)
    return replace(number, end=end, value=value * 10**scale, unit=unit, things=things, scale=scale)


def _is_scale(found: re.Match[str], line: str, text: str, unit: str | None) -> bool:
    """Tell "80 M€", "$80b", "80bn" and "70B" from "5 m" and "3 t"."""
    short, letter = found["short"], text[found.start("short")]
    if unit is not None or found["sign"] or len(short) > 1:
        return True
    if letter == "m":
        return _patterns(packs()).of_many.match(line, found.end()) is not None
    if found["gap"]:
        return letter == "M" and _patterns(packs()).partitive.match(line, found.end()) is not None
    return letter in "BMKk"


def _roman(line: str, text: str) -> Iterator[Number]:
    for found in _patterns(packs()).roman_nth.finditer(line):
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
        value = Fraction(counted.value, 10**scale)
        number = Number(counted.start, counted.end, value, ordinal=counted.ordinal, vague=counted.vague, scale=scale)
        if not counted.ordinal:
            number = _measured(line, text, number, language)
        if not counted.alone or _company(line, number):
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
    link, shared = _patterns(packs()).link, list(found)
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
    patterns = _patterns(packs())
    between = patterns.between.search(line, max(0, first.start - _BEFORE), first.start) is not None
    link = patterns.both if between else patterns.range
    return replace(first, until=second.value) if link.fullmatch(line, first.end, second.start) else first
