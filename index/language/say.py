"""Say dates and amounts in French and English."""

from fractions import Fraction

from index.language.amounts import Number
from index.language.digits import laid_out
from index.language.moments import Moment
from index.language.packs import pack_of
from index.language.vocabulary import listed

_MONTHS = {
    "en": listed("January February March April May June July August September October November December"),
    "fr": listed("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
}
_WEEKDAYS = {
    "en": listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "fr": listed("lundi mardi mercredi jeudi vendredi samedi dimanche"),
}
_SEASONS = {"en": listed("spring summer autumn winter"), "fr": listed("printemps été automne hiver")}


def say_date(moment: Moment, language: str) -> str:
    """Say a date as precisely as it is known: "29 April 2025", "1er mai", "1990s", "19th century", "18:30"."""
    french = language == "fr"
    words = []
    if moment.weekday is not None:
        words.append(_WEEKDAYS["fr" if french else "en"][moment.weekday])
    if moment.day is not None:
        words.append("1er" if french and moment.day == 1 else str(moment.day))
    if moment.month is not None:
        words.append(_MONTHS["fr" if french else "en"][moment.month - 1])
    if moment.season is not None:
        words.append(_SEASONS["fr" if french else "en"][moment.season - 1])
    if moment.year is not None:
        words.append(_year(moment.year, french=french))
    elif moment.decade is not None:
        words.append(f"années {moment.decade}" if french else f"{moment.decade}s")
    elif moment.century is not None:
        words.append(_century(moment.century, french=french))
    if moment.hour is not None:
        minute = moment.minute or 0
        french_time = f"{moment.hour} h {minute:02}" if minute else f"{moment.hour} h"
        words.append(french_time if french else f"{moment.hour}:{minute:02}")
    return " ".join(words)


def _year(year: int, *, french: bool) -> str:
    if year > 0:
        return str(year)
    return f"{-year} av. J.-C." if french else f"{-year} BC"


def _century(century: int, *, french: bool) -> str:
    before = (" av. J.-C." if french else " BC") if century < 0 else ""
    count = abs(century)
    if french:
        numeral = "".join(_ROMAN[index][digit] for index, digit in ((1, count // 10), (0, count % 10)))
        return f"{numeral}{'er' if count == 1 else 'e'} siècle{before}"
    ending = "th" if count % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending} century{before}"


_THOUSAND = 3  # the power of ten that is said in digits: "1 000 euros"
_PLURAL = 2  # "1,5 million", "2 millions"
_INTERNATIONAL = frozenset({"km", "m", "kg"})
_VOWELS = frozenset("aehiou")  # "de" becomes "d'" before them
_ROMAN = (
    ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
    ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"),
)


def say_number(number: Number, language: str) -> str | None:
    """Say an amount in digits with its scale and unit, or ``None`` when its words are not known in ``language``."""
    said, unit = pack_of(language).said, ""
    if number.ordinal or number.vague or number.other is not None:
        return None
    scale = 0 if number.scale == _THOUSAND else number.scale
    amount = number.value / 10**scale
    digits = _digits(amount, number.step / 10**scale, language)
    if number.unit == "%":
        unit = said.percent
    elif number.unit in _INTERNATIONAL:
        unit = f" {number.unit}"
    elif number.unit:
        if number.unit not in said.units:
            return None
        unit = " " + said.units[number.unit][abs(number.value) >= _PLURAL]
    if not scale:
        return digits + unit
    if str(scale) not in said.scales:
        return None
    power = said.scales[str(scale)][abs(amount) >= _PLURAL]
    between = said.after_scale[unit[1] in _VOWELS] if said.after_scale and unit[:1] == " " else ""
    return f"{digits} {power}{unit[:1]}{between}{unit[1:]}"


def _digits(amount: Fraction, step: Fraction, language: str) -> str:
    """Write an amount exactly, with as many decimals as it was told with."""
    places = 0
    while (amount * 10**places).denominator != 1 or (step * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(amount * 10**places))).zfill(places + 1)
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if amount < 0 else "") + laid_out(whole, decimals, language)
