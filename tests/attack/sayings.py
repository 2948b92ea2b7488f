"""Writes numbers and dates as articles in four languages do, and reads them back by rules of its own, not the product's."""

import random
import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
MONTH = {name.lower(): number for names in MONTHS.values() for number, name in enumerate(names.split(), 1)}
NOUNS = {
    "en": "people visitors pages cars copies of the book|participants at the fair",
    "fr": "personnes visiteurs pages voitures exemplaires du livre|participants à la foire",
    "de": "Menschen Besucher Seiten Autos|Teilnehmer auf der Messe",
    "es": "personas visitantes páginas coches|participantes en la feria",
}
SCALES = {
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    "fr": {"millions": 6, "milliards": 9, "billions": 12},
    "de": {"Millionen": 6, "Milliarden": 9, "Billionen": 12},
    "es": {"millones": 6, "billones": 12},
}
# how a reader of an answer hears scale words; those that another language kept are heard only if they mean but one thing
HEARD = {
    "en": {"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12, "milliards": 9},
    "fr": {"million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12, "thousand": 3},
}
for table in HEARD.values():
    table |= {"Millionen": 6, "Milliarden": 9, "millones": 6}
MARKS = {"en": (",", "."), "fr": ("\u202f", ","), "de": (".", ","), "es": (".", ",")}


@dataclass(frozen=True)
class Saying:
    """A span of an article, and what it says: numbers, days (year, month, day) and times."""

    text: str
    says: tuple[object, ...]
    kind: str = "how much"


SPELT = {  # and abbreviated
    "en": {
        "$80bn": 80 * 10**9,
        "£1.25m": 1_250_000,
        "70k people": 70_000,
        "two hundred thousand euros": 200_000,
        "a billion": 10**9,
        "two and a half million dollars": 2_500_000,
        "twenty-five": 25,
        "three trillion dollars": 3 * 10**12,
    },
    "fr": {
        "80 Md€": 80 * 10**9,
        "1,25 M€": 1_250_000,
        "deux cent mille euros": 200_000,
        "un milliard": 10**9,
        "deux millions et demi": 2_500_000,
        "quatre-vingt-dix-sept": 97,
        "trois billions d’euros": 3 * 10**12,
    },
    "de": {"48,5 Mio. Euro": 48_500_000, "12,25 Mrd. Euro": 12_250_000_000},
    "es": {"48 mil personas": 48_000, "2.500 millones de euros": 2_500 * 10**6},
}


def saying(language: str, dice: random.Random) -> Saying:
    """Return a span as an article in the language may hold it."""
    return dice.choice([_amount, _count, _share, _decimal, _scaled, _between, _dated, _dated, _year, _time, _mixed, _spelt])(
        language, dice
    )


def _digits(value: Fraction, places: int, language: str, dice: random.Random) -> str:
    group, mark = MARKS[language]
    if language == "fr":
        group = dice.choice(["\u202f", "\u00a0", " ", "\u2009"])
    whole, rest = divmod(int(abs(value) * 10**places), 10**places)
    text = f"{whole:,}".replace(",", group) if dice.random() < 0.9 or whole >= 10**4 else str(whole)
    return ("-" if value < 0 else "") + text + (f"{mark}{rest:0{places}}" if places else "")


def _whole(dice: random.Random) -> Fraction:
    return Fraction(dice.randint(1, 10 ** dice.randint(1, 8)))


def _amount(language: str, dice: random.Random) -> Saying:
    places = dice.choice([0, 0, 2])
    value = _whole(dice) + Fraction(dice.randint(0, 99), 100) * (places > 0)
    digits = _digits(value, places, language, dice)
    euros = {"de": "Euro"}.get(language, "euros")
    forms = [f"{digits} {euros}", f"{digits} €"]
    if language == "en":
        forms += [
            f"${digits}",
            f"€{digits}",
            f"£{digits}",
            f"about {digits} dollars",
            f"more than {digits} euros",
            f"{digits} pounds",
        ]
    if language == "fr":
        forms += [f"environ {digits} euros", f"plus de {digits} dollars", f"{digits} francs", f"{digits} € par mois"]
    return Saying(dice.choice(forms), (value,))


def _count(language: str, dice: random.Random) -> Saying:
    value = _whole(dice)
    nouns, long = NOUNS[language].split("|")
    noun = dice.choice([*nouns.split(" of ")[0].split(" exemplaires")[0].split(), long])
    return Saying(f"{_digits(value, 0, language, dice)} {noun}", (value,))


def _share(language: str, dice: random.Random) -> Saying:
    places = dice.choice([0, 1, 2, 3])
    value = Fraction(dice.randint(-(10**places), 100 * 10**places), 10**places)
    percent = {"en": ["%", " percent"], "fr": [" %", "\u202f%", " pour cent"]}.get(language, [" %"])
    return Saying(_digits(value, places, language, dice) + dice.choice(percent), (value,))


def _decimal(language: str, dice: random.Random) -> Saying:
    places = dice.choice([1, 2, 3])
    value = Fraction(dice.randint(1, 20 * 10**places), 10**places)
    unit = dice.choice(["km", "kg", "m", "GHz", "lbs", "mm"])
    return Saying(f"{_digits(value, places, language, dice)} {unit}", (value,))


def _scaled(language: str, dice: random.Random) -> Saying:
    word, power = dice.choice(list(SCALES[language].items()))
    places = dice.choice([0, 1, 2])
    value = Fraction(dice.randint(2 * 10**places, 900 * 10**places), 10**places)
    tail = {
        "en": ["", " dollars", " euros", " people", " dollars in aid"],
        "fr": ["", " de dollars", " d’euros", " de personnes", " d’euros d’aide"],
        "de": ["", " Euro", " Menschen"],
        "es": ["", " de euros", " de personas"],
    }
    return Saying(f"{_digits(value, places, language, dice)} {word}{dice.choice(tail[language])}", (value * 10**power,))


def _between(language: str, dice: random.Random) -> Saying:
    low = _whole(dice) + 1
    high = low + _whole(dice)
    one, other = (_digits(value, 0, language, dice) for value in (low, high))
    forms = {
        "en": ["between {} and {} euros", "from {} to {} people", "{} to {} participants at the fair"],
        "fr": ["entre {} et {} euros", "de {} à {} personnes", "{} à {} participants à la foire"],
        "de": ["zwischen {} und {} Euro", "{} bis {} Menschen"],
        "es": ["entre {} y {} euros", "de {} a {} personas"],
    }
    return Saying(dice.choice(forms[language]).format(one, other), (low, high))


def _dated(language: str, dice: random.Random) -> Saying:
    year, month, day = dice.randint(1901, 2029), dice.randint(1, 12), dice.randint(1, 28)
    name = MONTHS[language].split()[month - 1]
    forms = {
        "en": [f"{day} {name} {year}", f"{name} {day}, {year}", f"on {name} {day}, {year}", f"{year}-{month:02}-{day:02}"],
        "fr": [f"{day} {name} {year}", f"le {day} {name} {year}", f"{day:02}/{month:02}/{year}", f"{day:02}.{month:02}.{year}"],
        "de": [f"{day}. {name} {year}", f"{day:02}.{month:02}.{year}", f"am {day:02}.{month:02}.{year}"],
        "es": [f"{day} de {name} de {year}", f"{day:02}/{month:02}/{year}", f"el {day:02}/{month:02}/{year}"],
    }
    forms["en"].append(f"{month:02}/{day:02}/{year}")
    forms["fr"].append(f"le {day:02}/{month:02}/{year} à Lyon")
    return Saying(dice.choice(forms[language]), ((year, month, day),), "when")


def _year(language: str, dice: random.Random) -> Saying:
    year = dice.randint(1000, 2029)
    lead = {"en": "in ", "fr": "en ", "de": "im Jahr ", "es": "en "}[language]
    return Saying(dice.choice([str(year), lead + str(year)]), (Fraction(year),), "when")


def _time(language: str, dice: random.Random) -> Saying:
    hour, minute = dice.randint(1, 23), dice.randint(10, 59)
    half = f"{(hour - 1) % 12 + 1}"
    forms = {
        "en": [
            f"{half}:{minute} {'am' if hour < 12 else 'pm'}",
            f"{half}.{minute}{'am' if hour < 12 else 'pm'}",
            f"at {hour}:{minute}",
        ],
        "fr": [f"{hour} h {minute}", f"{hour}h{minute}", f"à {hour} h {minute}"],
        "de": [f"{hour}:{minute} Uhr", f"{hour}.{minute} Uhr"],
        "es": [f"{hour}:{minute}", f"a las {hour}:{minute}"],
    }
    return Saying(dice.choice(forms[language]), (("time", hour, minute),), "when")


def _mixed(language: str, dice: random.Random) -> Saying:
    one, two = _count(language, dice), _dated(language, dice)
    link = {"en": " as of ", "fr": " au ", "de": " am ", "es": " el "}[language]
    return Saying(one.text + link + two.text, (*one.says, *two.says))


def _spelt(language: str, dice: random.Random) -> Saying:
    text, value = dice.choice(list(SPELT[language].items()))
    return Saying(text, (Fraction(value),))


_NUMBER = {
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"),
    "fr": re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"),
}
_NAMES = "|".join(MONTH)
_DAYS = (
    re.compile(rf"(?P<day>\d\d?)(?:er|\.)? (?:de )?(?P<month>{_NAMES}) (?:de )?(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<month>{_NAMES}) (?P<day>\d\d?), (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
)
_NUMERIC = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4})")
_TIMES = re.compile(r"(\d\d?)(?: ?h ?|:)(\d\d)(?: ?([ap])m)?|(\d\d?)\.(\d\d) ?([ap])m|(\d\d?)\.(\d\d) Uhr")


class UnreadableError(ValueError):
    """What no careful reader can read in one way."""


def heard(text: str, language: str) -> Counter[object]:
    """Return what a reader of the language understands: numbers, days and times. Raises UnreadableError."""
    found: Counter[object] = Counter()

    def take(pattern, understand, rest):
        def taken(match):
            found[understand(match)] += 1
            return " _ "

        return pattern.sub(taken, rest)

    rest = text.replace("−", "-")
    for pattern in _DAYS:
        rest = take(pattern, _day, rest)
    rest = take(_NUMERIC, lambda match: _numeric(match, language), rest)
    rest = take(_TIMES, _clock, rest)
    rest = re.sub(r"GHz|mm|km²", "unit", rest)
    numbers = _NUMBER[language]
    end = 0
    for match in numbers.finditer(rest):
        before, after = rest[max(0, match.start() - 1) : match.start()], rest[match.end() : match.end() + 2]
        foreign = re.match(r"[ \u00a0\u202f\u2009]\d{3}(?!\d)", rest[match.end() :]) or re.match(
            r"0[.,]\d{3},|0,\d", match.group()
        )
        if re.match(r"[.,'’\u00a0\u202f]\d", after) or re.search(r"[\d,]$", before) or (language == "en" and foreign):
            raise UnreadableError(text)
        if re.match(r"(?: ?(?:k|bn|Md|M€|Mio|Mrd|mil)|m)(?!\w)", rest[match.end() :]):
            raise UnreadableError(text)
        digits = re.sub(r"[ \u00a0\u202f\u2009]" if language == "fr" else ",", "", match.group()).replace(",", ".")
        word = re.match(r" ([^\W\d]+)", rest[match.end() :])
        sign = -1 if re.search(r"(?:^|\s)-[$€£]?$", rest[: match.start()]) else 1
        found[sign * Fraction(digits) * 10 ** HEARD[language].get(word[1] if word else "", 0)] += 1
        end = match.end()
    if re.search(r"[bt]r?ill?i?on[es]|Bill|Trill|[bt]r?illón", rest[end:]) and not _known(rest[end:], language):
        raise UnreadableError(text)
    return found


def _known(rest: str, language: str) -> bool:
    word = re.match(r" ([^\W\d]+)", rest)
    return word is not None and word[1] in HEARD[language]


def _day(match: re.Match[str]) -> object:
    month = match["month"].lower()
    return int(match["year"]), MONTH.get(month) or int(month), int(match["day"])


def _numeric(match: re.Match[str], language: str) -> object:
    one, two, year = map(int, match.groups())
    if language == "en" and one != two and max(one, two) <= 12:
        raise UnreadableError(match.group())
    day, month = (two, one) if two > 12 and language == "en" else (one, two)
    if month > 12:
        raise UnreadableError(match.group())
    return year, month, day


def _clock(match: re.Match[str]) -> object:
    hour, minute, half = match.groups()[:3] if match[1] else match.groups()[3:6] if match[4] else (*match.groups()[6:], None)
    return "time", int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour), int(minute)
