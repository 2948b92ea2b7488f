"""Find the numbers of a text with their scale and unit, in French and English."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest

from index.language.amounts import Number, qualified
from index.language.counting import find_counted
from index.language.digits import DIGITS, UNKNOWN, readings
from index.language.units import CASED, SIGNS, UNITS
from index.language.vocabulary import FUNCTION, either, flat, guess_language, word_set

_SCALES = {"thousand": 3, "mille": 3, "million": 6, "milliard": 9, "billion": 9, "trillion": 12}
_LONG_SCALE = {"billion": 12, "trillion": 18}  # in French, German, Spanish …
_SHORT = {"k": 3, "m": 6, "mn": 6, "mio": 6, "b": 9, "bn": 9, "md": 9, "mds": 9, "mrd": 9, "mrds": 9, "t": 12, "tn": 12}
_LONGEST = 60  # characters of a number; what is longer is a code
_LAST_WORD = re.compile(r"[a-z]+$")
_SIGN = r"(?:us|hk|ca|c|au|a)?[$€£¥₹]"
_NUMBER = re.compile(
    r"(?:(?<![^\s(])(?P<minus>-|minus |moins (?=\d+(?:[.,]\d+)? ?(?:°|degr))))?"
    rf"(?P<sign>(?<![\w$€£]){_SIGN} ?|\b(?:usd|eur|gbp|cad|chf) )?{DIGITS}"
)
_NTH = re.compile(r"(?:st|nd|rd|th|er|ere|e|eme|es|emes|nde?|°)(?![a-z0-9])")
_ROMAN_NTH = re.compile(r"\b(?P<roman>[ivx]{1,6})(?:er|ere|e|eme|es)\b")
_SCALE = re.compile(r"[ -]?(?P<word>thousand|mille|millions?|milliards?|billions?|trillions?)\b")
_ABBREVIATED = re.compile(rf"(?P<gap> ?)(?P<short>bn|mn|mio|mds?|mrds?|tn|[kmbt])(?P<sign>\$us|\$ca|{_SIGN})?(?![a-z0-9])")
_SIGN_AFTER = re.compile(rf" ?(?:de |of )?(?P<sign>\$us\b|\$ca\b|{_SIGN})")
_UNIT = re.compile(rf"[ -]?(?:de |d'|of |en )?(?P<unit>{either(map(re.escape, UNITS))})(?![\w²³])")
_PART = re.compile(r"(?<!and a )\b(?:half|(?:la )?moitie)\b|\b(?:an?|one|un|le)[ -](?:(?P<third>third|tiers)|quart(?:er)?)\b")
# "half a million", "un demi-million", "un quart d'heure": a share of what the next word says
_SHARE_OF = re.compile(
    r"(?<!and )(?<!and a )\b(?:(?:an? |une? )?(?P<half>half(?: of)?(?: an?)?|demie?)|(?:an?|one|un) (?P<quarter>quart(?:er)?)"
    r"(?: of an?| de|(?= d'))|(?:three[ -]|trois )(?P<quarters>quart(?:er)?s)(?: of an?| de|(?= d')))"
    r"(?=(?:[ -]| d')(?P<word>thousand|millions?|billion|milliard|trillion|dozen|douzaine|hour|heure|year|week|day|minute)\b)"
)
_AND_HALF = re.compile(r" (?:et demie?|and a half)\b")
_LINK = re.compile(r" ?- ?| (?:a|au|to|ou|or|et|and) (?:(?:a|au) )?")
_RANGE = re.compile(r" ?- ?| (?:a|to) ")
_BETWEEN, _BOTH = re.compile(r"\b(?:between|entre) $"), re.compile(r" (?:and|et) ")
_FOLLOWING = re.compile(r" (?P<first>[a-z]+)(?: (?P<second>[a-z]+))?")
_DOUBTFUL = word_set("second foot inch third quarter half")  # "une seconde édition", "un pied dans la porte"
_PLURAL = word_set("people men women children gens")
_MANY = word_set("""
    users people subscribers customers clients visitors viewers readers listeners followers members accounts downloads views
    copies inhabitants residents households homes jobs workers employees students pupils children voters votes patients
    passengers travellers tourists refugees tickets vehicles cars barrels units shares books
    euros dollars pounds francs
    utilisateurs personnes abonnes visiteurs spectateurs telespectateurs lecteurs auditeurs membres comptes telechargements
    vues exemplaires habitants foyers logements emplois salaries employes etudiants eleves enfants electeurs voix patients
    passagers voyageurs touristes refugies billets vehicules voitures barils unites actions livres
""")  # counted in millions when "m" goes before, never in metres
_OF_MANY = re.compile(rf" (?:de |d'|of )?(?:{either(_MANY)})\b")
_PLURAL_FORM = re.compile(r"[a-z]{2,}[a-rt-z][sx]")


def counts(text: str, position: int) -> bool:
    """Tell whether a number that ends at ``position`` of flat ``text`` counts the plural noun that follows it."""
    found = _FOLLOWING.match(text, position)
    if found is None or found["first"] in FUNCTION:
        return False
    nouns = [found["first"]] + [found["second"]] * (found["second"] is not None and found["second"] not in FUNCTION)
    return any(noun in _PLURAL or _PLURAL_FORM.fullmatch(noun) for noun in nouns)


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
    for found in _SHARE_OF.finditer(line):
        share = Fraction(2 if found["half"] else 1 if found["quarter"] else 3, 4)
        if found["word"] in {"dozen", "douzaine"}:
            yield Number(found.start(), found.end("word"), share * 12, vague=True)
        else:
            number = _measured(line, text, Number(*found.span(), share), language)
            yield replace(number, step=share * 10**number.scale)


def _parts(line: str) -> Iterator[Number]:
    for found in _PART.finditer(line):
        if not found.lastgroup and "half" not in found.group() and "moitie" not in found.group():
            yield Number(*found.span(), Fraction(1), unit="quarter")
        elif found["third"]:
            yield Number(*found.span(), Fraction(1), unit="third")
        else:
            yield Number(*found.span(), Fraction(1), unit="half")


def _in_digits(line: str, text: str, language: str | None) -> Iterator[Number]:
    for found in _NUMBER.finditer(line):
        if len(found.group()) > _LONGEST:
            continue
        values = readings(found, language)
        start, end = found.start(), found.end()
        if nth := _NTH.match(line, end):
            yield Number(start, nth.end(), values[0], ordinal=True)
            continue
        unit = SIGNS.get((found["sign"] or "").strip()) or UNITS.get((found["sign"] or "").strip())
        number = _measured(line, text, Number(start, end, values[0], unit=unit), language)
        if number.end == end and line[end : end + 1].isalpha():
            continue  # part of a name: 3D, 4o
        places = len(found["decimals"]) - 1 if found["decimals"] else 3 * (values[0].denominator > 1)
        step = Fraction(10**number.scale, 10**places)
        sign = -1 if found["minus"] else 1
        other = sign * values[1] * 10**number.scale if len(values) > 1 else None
        yield replace(number, value=sign * number.value, other=other, step=step)


def _power(word: str, language: str | None) -> int:
    """Return the power of ten that a word gives a number: a French billion is an English trillion."""
    word = word.removesuffix("s")
    long = language not in {None, UNKNOWN, "en"}
    return _LONG_SCALE.get(word, 0) if long and word in _LONG_SCALE else _SCALES.get(word, 0)


def _measured(line: str, text: str, number: Number, language: str | None) -> Number:
    """Read the scale and unit that follow ``number``."""
    end, scale, unit, value = number.end, number.scale, number.unit, number.value
    if half := _AND_HALF.match(line, end):  # "two and a half million"
        value, end = value + Fraction(1, 2), half.end()
    if found := _SCALE.match(line, end):
        scale, end = scale + _power(found["word"], language), found.end()
    elif (short := _ABBREVIATED.match(line, end)) and _is_scale(short, line, text, unit):
        scale, end = _SHORT[short["short"]], short.end()
        unit = SIGNS[short["sign"]] if short["sign"] else unit
    if unit is None and (sign := _SIGN_AFTER.match(line, end)):
        unit, end = SIGNS.get(sign["sign"]), sign.end()
    elif named := _UNIT.match(line, end):
        name = named["unit"]
        if (name not in CASED or text[named.start("unit")].isupper()) and (unit is None or UNITS[name].startswith(unit)):
            unit, end = UNITS[name], named.end()
    if half := _AND_HALF.match(line, end):  # "deux millions et demi", "une heure et demie"
        value, end = value + Fraction(1, 2), half.end()
    things = unit is None and counts(line, end)
    return replace(number, end=end, value=value * 10**scale, unit=unit, things=things, scale=scale)


def _is_scale(found: re.Match[str], line: str, text: str, unit: str | None) -> bool:
    """Tell "80 M€", "$80b", "80bn" and "70B" from "5 m" and "3 t"."""
    short, letter = found["short"], text[found.start("short")]
    if unit is not None or found["sign"] or len(short) > 1:
        return True
    if letter == "m":
        return _OF_MANY.match(line, found.end()) is not None
    if found["gap"]:
        return letter == "M" and line.startswith((" de ", " d'"), found.end())
    return letter in "BMKk"


def _roman(line: str, text: str) -> Iterator[Number]:
    for found in _ROMAN_NTH.finditer(line):
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
    shared = list(found)
    for index in range(len(found) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if _LINK.fullmatch(line, first.end, second.start) is None or first.ordinal or first.scale or second.vague:
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
    between = _BETWEEN.search(line, max(0, first.start - 8), first.start) is not None
    link = _BOTH if between else _RANGE
    return replace(first, until=second.value) if link.fullmatch(line, first.end, second.start) else first
