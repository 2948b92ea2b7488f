"""Say dates and amounts in French and English."""

from fractions import Fraction
from typing import Any

from index.language.amounts import Number
from index.language.calendar_names import month_names, weekday_names
from index.language.digits import laid_out
from index.language.moments import Moment
from index.language.packs import pack_of
from index.language.patterns import text_packs


def say_date(moment: Moment, language: str) -> str:
    """Say a date as precisely as it is known: "29 April 2025", "1er mai", "1990s", "19th century", "18:30".

    In English where no texts are read in ``language``.
    """
    spoken = {pack.code: pack for pack in text_packs()}
    pack = spoken.get(language) or spoken["en"]
    wording = pack.date_wording
    words = []
    if moment.weekday is not None:
        words.append(weekday_names(pack)[moment.weekday])
    if moment.day is not None:
        words.append(wording.first_day.format(1) if moment.day == 1 else str(moment.day))
    if moment.month is not None:
        words.append(month_names(pack)[moment.month - 1])
    if moment.season is not None:
        words.append(pack.calendar.seasons[moment.season - 1])
    if moment.year is not None:
        words.append(str(moment.year) if moment.year > 0 else wording.before.format(-moment.year))
    elif moment.decade is not None:
        words.append(wording.decade.format(moment.decade))
    elif moment.century is not None:
        words.append(_century(moment.century, wording))
    if moment.hour is not None:
        words.append((wording.time if moment.minute else wording.hour).format(moment.hour, moment.minute))
    return " ".join(words)


def _century(century: int, wording: Any) -> str:
    count = abs(century)
    digits = str(count)
    if 0 < count <= len(wording.roman):
        digits = wording.roman[count - 1]
    elif wording.nth:
        usual = count % 100 in {11, 12, 13} or not 1 <= count % 10 < len(wording.nth)
        digits += wording.nth[-1] if usual else wording.nth[count % 10 - 1]
    form = wording.first_century or wording.century if count == 1 else wording.century
    said = str(form.format(digits))
    return str(wording.before.format(said)) if century < 0 else said


_THOUSAND = 3  # the power of ten that is said in digits: "1 000 euros"
_PLURAL = 2  # "1,5 million", "2 millions"
_INTERNATIONAL = frozenset({"km", "m", "kg"})
_VOWELS = frozenset("aehiou")  # "de" becomes "d'" before them


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
