"""Made-up values in their French and English forms: dates, amounts, shares, names.

A value is a pair: a lead that the sentence needs and the answer leaves out ("le ", "on "), and the answer's own words.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

FR_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
EN_MONTHS = "January February March April May June July August September October November December".split()
FR_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
EN_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FIRST = (
    "Claire Marc Inès Thomas Léa Karim Nadia Paul Sofia Hugo Maria John Emma David Yuki Omar Julie Peter Fatou Lucas".split()
)
LAST = (
    "Moreau Delcourt Bensaïd Keller Novak Tanaka Morel Vasquez Harper Lindqvist Diallo Fontaine Whitfield Rossi Brandt".split()
)
CITIES = "Lyon Berlin Toronto Nairobi Lisbonne Montréal Porto Chicago Séoul Nantes Genève Dakar Boston Prague Lille".split()
SYLLABLES = "ba bor ca del dra fen gal ko lu ma mir no pa quil ra sol ta tor va vel zen zi".split()
TOPICS = {
    "fr": [
        "les données personnelles",
        "les zones humides",
        "la fusion nucléaire",
        "les langues rares",
        "les abeilles sauvages",
        "les batteries au sodium",
        "l'eau potable",
        "les enfants en ligne",
    ],
    "en": [
        "personal data",
        "wetlands",
        "nuclear fusion",
        "rare languages",
        "wild bees",
        "sodium batteries",
        "drinking water",
        "children online",
    ],
}
ROLES = {
    "fr": [
        "journaliste",
        "ingénieure chez un fabricant de puces",
        "professeur de biologie",
        "avocat à la cour",
        "pilote de ligne",
    ],
    "en": ["a journalist", "an engineer at a chip maker", "a biology professor", "a trial lawyer", "an airline pilot"],
}
THINGS = {
    "fr": [
        "les puces",
        "la robotique",
        "le calcul quantique",
        "les centres de données",
        "une bibliothèque",
        "la photographie",
        "le vélo",
        "les modèles ouverts",
        "la santé",
        "un jardin d'hiver",
    ],
    "en": [
        "chips",
        "robotics",
        "quantum computing",
        "data centres",
        "a library",
        "photography",
        "cycling",
        "open models",
        "health care",
        "a winter garden",
    ],
}
COUNTRIES = {
    "fr": ["Belgique", "Suède", "Norvège", "Chine", "Pologne"],
    "en": ["Belgium", "Sweden", "Norway", "China", "Poland"],
}


@dataclass(frozen=True)
class Value:
    """Words in a sentence: the lead belongs to the sentence, the text is the answer."""

    text: str
    lead: str = ""


def _date(rng: random.Random, language: str) -> Value:
    day = date(1995, 1, 1) + timedelta(days=rng.randrange(365 * 32))
    kind = rng.randrange(9)
    if language == "fr":
        number = "1er" if day.day == 1 else str(day.day)
        month, week = FR_MONTHS[day.month - 1], FR_DAYS[day.weekday()]
        forms = [f"{number} {month} {day.year}"] * 3 + [f"{number} {month}"] * 3
        forms += [f"{week} {number} {month}", f"{day:%d/%m/%Y}", f"{month} {day.year}"]
        return Value(forms[kind], "en " if kind == 8 else "le ")  # noqa: PLR2004 - the last form names no day
    month, week = EN_MONTHS[day.month - 1], EN_DAYS[day.weekday()]
    forms = [f"{month} {day.day}, {day.year}"] * 2 + [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}",
        f"{month} {day.day}",
    ]
    forms += [f"{day.day} {month}", f"{week}, {month} {day.day}", day.isoformat(), f"{month} {day.year}"]
    return Value(forms[kind], "in " if kind == 8 else "on ")  # noqa: PLR2004


def _digits(number: int, language: str) -> str:
    return f"{number:,}".replace(",", " " if language == "fr" else ",")


def _decimal(number: float, language: str) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "fr" else text


def _big(rng: random.Random, language: str) -> str:
    number = _decimal(rng.choice([rng.randint(2, 900), rng.randint(20, 99) / 10]), language)
    return f"{number} {rng.choice(['millions', 'milliards'] if language == 'fr' else ['million', 'billion'])}"


def _bignumber(rng: random.Random, language: str) -> Value:
    vague = (
        ["des dizaines de millions", "des centaines de millions"]
        if language == "fr"
        else ["tens of millions", "hundreds of millions"]
    )
    return Value(rng.choice(vague) if rng.random() < 0.15 else _big(rng, language))  # noqa: PLR2004


def _amount(rng: random.Random, language: str) -> Value:
    currency = rng.choice(["euros", "dollars"])
    big = _big(rng, language)
    if language == "fr":
        return Value(f"{big} d'euros" if currency == "euros" else f"{big} de dollars")
    sign = "€" if currency == "euros" else "$"
    return Value(rng.choice([f"{sign}{big}", f"{big} {currency}"]))


def _price(rng: random.Random, language: str) -> Value:
    number = rng.choice([rng.randint(3, 99), rng.randint(100, 2500), rng.randint(10, 300) - 0.01])
    if language == "fr":
        digits = f"{number:.2f}".replace(".", ",") if isinstance(number, float) else _digits(number, language)
        return Value(f"{digits} {rng.choice(['€', 'euros', 'dollars'])}")
    digits = f"{number:.2f}" if isinstance(number, float) else _digits(number, language)
    return Value(rng.choice([f"${digits}", f"€{digits}", f"{digits} dollars", f"{digits} euros"]))


def _percent(rng: random.Random, language: str) -> Value:
    digits = _decimal(rng.choice([rng.randint(2, 97), rng.randint(11, 990) / 10]), language)
    return Value(f"{digits} %" if language == "fr" else rng.choice([f"{digits}%", f"{digits} percent"]))


def _name(rng: random.Random, suffixes: tuple[str, ...]) -> Value:
    return Value("".join(rng.sample(SYLLABLES, rng.randint(2, 3))).capitalize() + rng.choice(suffixes))


def _duration(rng: random.Random, language: str) -> Value:
    unit = rng.choice(["heures", "jours", "semaines", "ans"] if language == "fr" else ["hours", "days", "weeks", "years"])
    return Value(f"{rng.randint(2, 40)} {unit}")


def _length(rng: random.Random, language: str) -> Value:
    return Value(f"{rng.randint(12, 480)} {'mètres' if language == 'fr' else rng.choice(['metres', 'feet'])}")


def _list(rng: random.Random, language: str) -> Value:
    *first, last = rng.sample(THINGS[language], rng.randint(1, 3))
    return Value(f"{', '.join(first)} {'et' if language == 'fr' else 'and'} {last}" if first else last)


def _rank(rng: random.Random, language: str) -> Value:
    number = rng.randint(2, 9)
    return Value(f"{number}e" if language == "fr" else f"{number}{ ({2: 'nd', 3: 'rd'}.get(number, 'th')) }")


def _law(rng: random.Random, language: str) -> Value:
    name = rng.choice(LAST)
    return Value(f"loi {name}" if language == "fr" else f"{name} Act")


def _place(rng: random.Random, language: str) -> Value:
    name = rng.choice(LAST)
    kind = rng.choice(
        ["le pont", "le phare", "le palais", "le musée"] if language == "fr" else ["Bridge", "Lighthouse", "Palace", "Museum"]
    )
    return Value(f"{kind} {name}" if language == "fr" else f"{name} {kind}")


KINDS: dict[str, Callable[[random.Random, str], Value]] = {
    "date": _date,
    "year": lambda rng, _: Value(str(rng.randint(1780, 2028))),
    "amount": _amount,
    "price": _price,
    "percent": _percent,
    "count": lambda rng, language: Value(_digits(rng.choice([rng.randint(40, 999), rng.randint(10, 900) * 100]), language)),
    "number": lambda rng, _: Value(str(rng.randint(2, 95))),
    "bignumber": _bignumber,
    "duration": _duration,
    "length": _length,
    "list": _list,
    "rank": _rank,
    "score": lambda rng, _: Value(f"{rng.randint(2, 5)}-{rng.randint(0, 1)}"),
    "person": lambda rng, _: Value(f"{rng.choice(FIRST)} {rng.choice(LAST)}"),
    "city": lambda rng, _: Value(rng.choice(CITIES)),
    "country": lambda rng, language: Value(rng.choice(COUNTRIES[language])),
    "org": lambda rng, _: _name(rng, ("", "", " Group", " Labs", "tech", " SA", " Systems")),
    "event": lambda rng, _: _name(rng, ("Con", "Con", " Days", " Expo", "Fest", " Summit")),
    "product": lambda rng, _: _name(rng, ("", f" {rng.randint(2, 9)}", "GPT", "Phone", f"-{rng.randint(2, 70)}B")),
    "team": lambda rng, _: _name(rng, (" FC", " United", " Rovers")),
    "prize": lambda rng, _: _name(rng, ("", "-Martin", "ine")),
    "topic": lambda rng, language: Value(rng.choice(TOPICS[language])),
    "role": lambda rng, language: Value(rng.choice(ROLES[language])),
    "law": _law,
    "place": _place,
}


def draw(rng: random.Random, slot: str, language: str) -> Value:
    """A value for a slot such as `date` or `amount2`, in the sentence's language."""
    return KINDS[slot.rstrip("0123456789")](rng, language)
