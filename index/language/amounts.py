"""A number with its unit, the words around it that blur or bound it, and what it says about another.

Units and currencies are known by their words, codes and signs.
"""

import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf
from pathlib import Path
from typing import Any

from index.language.packs import packs, per_packs
from index.language.patterns import compiled, table
from index.language.vocabulary import either

_UNITS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))
SIGNS: dict[str, str] = _UNITS["signs"]
CODES: dict[str, str] = _UNITS["codes"]
SYMBOLS: dict[str, str] = {symbol: symbol for symbol in _UNITS["symbols"].split()} | _UNITS["other_symbols"]
_MONEY, _DURATIONS = (frozenset(_UNITS[kind].split()) for kind in ("money", "durations"))
_SAME = [set(pair) for pair in _UNITS["same"]]
_LARGE, _HUNDRED = 20, 100
_ROUGH = Fraction(1, 10)  # how far "about" goes


_ARTICLE = " {amounts.articles}?$"
_ABOUT, _PLACE = r"\b{amounts.about}" + _ARTICLE, r"\b{amounts.places}" + _ARTICLE
_BOUNDS = ((1, r"\b{amounts.at_least}" + _ARTICLE), (-1, r"\b{amounts.at_most}" + _ARTICLE))
_TURNED, _FEW = "{amounts.turned}$", r"\b{amounts.few} $"
_RATE = rf"(?: {{amounts.per}}|/| (?={{amounts.rates}}\b))(?P<word>{{amounts.rates}}|{{amounts.units}}|{either(SYMBOLS)})\b"


@dataclass(frozen=True, slots=True)
class Number:
    """A number stated at ``text[start:end]``, scale included; ``other`` is the second reading of "1.200".

    ``unit`` is ``None`` when unknown; ``things`` tells that a plural noun follows ("80 models"). ``vague`` is for
    "hundreds of millions", ``about`` for "about 80"; ``bound`` is 1 for "more than 80" and -1 for "up to 80"; ``per`` is
    "week" in "80 a week"; ``until`` is 72 for the 64 of "64 to 72". ``step`` is how finely the number is told, ``scale`` the
    power of ten that a word gave it.
    """

    start: int
    end: int
    value: Fraction
    other: Fraction | None = None
    unit: str | None = None
    ordinal: bool = False
    vague: bool = False
    about: bool = False
    bound: int = 0
    per: str | None = None
    until: Fraction | None = None
    things: bool = False
    step: Fraction = Fraction(1)
    scale: int = 0

    @property
    def kind(self) -> str:
        """What it measures: "ordinal", "money", "percent", "duration", "measure" or "count"."""
        return "ordinal" if self.ordinal else _unit_kind(self.unit)

    @property
    def readings(self) -> tuple[Fraction, ...]:
        """The one or two values that the digits can mean."""
        return (self.value,) if self.other is None else (self.value, self.other)

    def supports(self, claim: "Number") -> bool:
        """Tell whether this number says what ``claim`` says: the same amount, of the same unit when it has one."""
        if self.ordinal != claim.ordinal or {*self.readings} != {*claim.readings}:
            return False
        if claim.bound not in {0, self.bound} or (claim.per and self.per and claim.per != self.per):
            return False
        if (claim.vague and not self.vague) or (self.vague and not (claim.vague or claim.about)):
            return False
        if claim.unit is None and claim.things and self.unit is not None and self.kind != "count":
            return False  # 80 models are not 80 dollars
        return same_unit(claim.unit, self.unit)

    def agrees(self, other: "Number") -> bool:
        """Tell whether both can be right: 14 and 14.2, 80 billion and 79.6 billion, "up to 80" and 75, "64 to 72" and 65."""
        step = max(self.step, other.step)
        apart = [max(first - last, low - high) for first, high in self._reaches() for low, last in other._reaches()]
        return any(gap <= 0 or gap * 2 < step for gap in apart)

    def _reaches(self) -> list[tuple[Fraction | float, Fraction | float]]:
        """Return for each reading the least and the greatest amount that the words allow."""
        return [self._reach(value) for value in self.readings]

    def _reach(self, value: Fraction) -> tuple[Fraction | float, Fraction | float]:
        if self.bound:
            return (value, inf) if self.bound > 0 else (-inf, value)
        if self.vague or self.about:
            rough = abs(value) * _ROUGH
            return value - rough, value * 10 if self.vague else value + rough
        return value, self.until or value


def qualified(line: str, number: Number) -> Number:
    """Read the words before a number that blur or bound it."""
    before = line[max(0, number.start - 48) : number.start]
    bound = 0
    for sign, words in _BOUNDS:
        if not bound and (found := compiled(words).search(before)):
            bound = -sign if compiled(_TURNED).search(before, 0, found.start()) else sign
    large = number.kind in {"money", "percent"} or number.value >= _LARGE
    if bound and not large and compiled(_PLACE).search(before):  # "over five years", "chosen over five others"
        bound = 0
    few = (
        number.value in {10**number.scale, 100 * 10**number.scale}
        and number.value >= _HUNDRED
        and compiled(_FEW).search(before) is not None
    )
    about, rate = compiled(_ABOUT).search(before) is not None, compiled(_RATE).match(line, number.end)
    per = _durations().get(rate["word"]) if rate else None
    return replace(number, about=about, bound=bound, vague=number.vague or few, per=per)


@per_packs
def _durations() -> dict[str, str]:
    return {name: unit for name, unit in unit_words().items() if unit in _DURATIONS} | table("amounts.rates")


@per_packs
def unit_words() -> dict[str, str]:
    """Return the words, codes and symbols of units, flat, with the id of each unit."""
    return {word: unit for pack in reversed(packs()) for word, unit in pack.amounts.units.items()} | CODES | SYMBOLS


def same_unit(claim: str | None, quote: str | None) -> bool:
    """Tell whether a quantity in ``quote`` units may be told in ``claim`` units: equal, or said less precisely."""
    if claim is None or claim == quote:
        return True
    if quote is None:
        return False
    if {claim, quote} in _SAME:
        return True
    return (claim, quote[0]) == ("°", "°") or quote.startswith(claim + ".")


def _unit_kind(unit: str | None) -> str:
    """Return "money", "percent", "duration", "measure" or "count"."""
    if unit is None or unit == "times":
        return "count"
    if unit.partition(".")[0] in _MONEY:
        return "money"
    if unit in {"%", "point", "half", "third", "quarter"}:
        return "percent"
    return "duration" if unit in _DURATIONS else "measure"
