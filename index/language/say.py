"""Say dates and amounts in French and English."""

from fractions import Fraction

from index.language.amounts import Number
from index.language.digits import laid_out
from index.language.moments import Moment
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
_SCALES = {
    "en": {6: "million", 9: "billion", 12: "trillion"},
    "fr": {6: "million", 9: "milliard", 12: "billion"},
}
_UNITS = {  # English singular and plural, then French
    "dollar": ("dollar", "dollars", "dollar", "dollars"),
    "dollar.us": ("US dollar", "US dollars", "dollar américain", "dollars américains"),
    "dollar.ca": ("Canadian dollar", "Canadian dollars", "dollar canadien", "dollars canadiens"),
    "euro": ("euro", "euros", "euro", "euros"),
    "pound.sterling": ("pound sterling", "pounds sterling", "livre sterling", "livres sterling"),
    "%": ("%", "%", "%", "%"),
    "second": ("second", "seconds", "seconde", "secondes"),
    "minute": ("minute", "minutes", "minute", "minutes"),
    "hour": ("hour", "hours", "heure", "heures"),
    "day": ("day", "days", "jour", "jours"),
    "week": ("week", "weeks", "semaine", "semaines"),
    "month": ("month", "months", "mois", "mois"),
    "year": ("year", "years", "an", "ans"),
    "km": ("km", "km", "km", "km"),
    "m": ("m", "m", "m", "m"),
    "kg": ("kg", "kg", "kg", "kg"),
}


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
_ROMAN = (
    ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
    ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"),
)


def say_number(number: Number, language: str) -> str | None:
    """Say an amount in digits with its scale and unit, or ``None`` when its words are not known in ``language``."""
    french = language == "fr"
    if number.unit is not None and number.unit not in _UNITS:
        return None
    if number.ordinal or number.vague or number.other is not None:
        return None
    scale = 0 if number.scale == _THOUSAND else number.scale
    power = _SCALES["fr" if french else "en"].get(scale, "")
    if scale and not power:
        return None
    amount = number.value / 10**scale
    digits = _digits(amount, number.step / 10**scale, language)
    if french and power and abs(amount) >= _PLURAL:
        power += "s"
    unit = _UNITS[number.unit][(2 if french else 0) + (abs(number.value) >= _PLURAL)] if number.unit else ""
    if french and power and unit:
        return f"{digits} {power}{' d' + chr(39) if unit[0] == 'e' else ' de '}{unit}"
    return " ".join(part for part in (digits, power, unit) if part).replace(" %", "\u202f%" if french else "%")


def _digits(amount: Fraction, step: Fraction, language: str) -> str:
    """Write an amount exactly, with as many decimals as it was told with."""
    places = 0
    while (amount * 10**places).denominator != 1 or (step * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(amount * 10**places))).zfill(places + 1)
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if amount < 0 else "") + laid_out(whole, decimals, language)
