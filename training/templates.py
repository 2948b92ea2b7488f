"""Questions about made-up facts, in French and English, crossed: dates, amounts, shares, counts, names, lists.

Each item tells of two or three things of one kind at once (two conferences, two companies), so that the reader has to
tell them apart, and asks also for what is not told: the price of a ticket where only a budget stands.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from training.items import Ask, Item, Source
from training.noise import roughen
from training.values import Value, draw

_SLOT = re.compile(r"\{(\w+)\}")
LANGUAGES = ("fr", "en")
OPENINGS = {
    "fr": (
        "",
        "",
        "",
        "Selon un communiqué, ",
        "D'après nos informations, ",
        "Rappelons-le : ",
        "Autre nouvelle de la semaine : ",
    ),
    "en": ("", "", "", "According to a statement, ", "Sources say that ", "As a reminder, ", "In other news, "),
}
ENDINGS = {
    "fr": (
        "",
        "",
        "",
        ", a-t-on appris de source proche du dossier.",
        ", ce qui a surpris les observateurs.",
        ", contre {price} un an plus tôt.",
        ", une première depuis {year}.",
        " (voir notre édition du {date}).",
        " !",
    ),
    "en": (
        "",
        "",
        "",
        ", people close to the matter said.",
        ", which surprised observers.",
        ", up from {price} a year earlier.",
        ", a first since {year}.",
        " (see our issue of {date}).",
        "!",
    ),
}


COMMON = (
    "Le ",
    "La ",
    "The ",
    "Les ",
    "Un ",
    "A ",
    "C'est ",
    "L'",
    "Avant ",
    "Avec ",
    "Before ",
    "With ",
    "According ",
    "Selon ",
    "Those ",
    "Parmi ",
    "Among ",
    "Last ",
    "Revenue ",
    "Building ",
    "Admission ",
)


def contract(text: str) -> str:
    """French articles melt into prepositions: "de le musée" is written "du musée"."""
    return text.replace(" de le ", " du ").replace(" à le ", " au ").replace(" de les ", " des ")


@dataclass(frozen=True)
class Fact:
    """A sentence, what it is about, and the value of each of its slots."""

    source: Source
    values: dict[str, Value]


def _frames() -> list[dict[str, Any]]:
    """The wording of `frames.toml`."""
    return list(tomllib.loads(resources.files("training").joinpath("frames.toml").read_text(encoding="utf-8"))["frame"])


def _tell(rng: random.Random, template: str, language: str, about: str, thing: Value, label: tuple[str, str]) -> Fact:
    """Fill a sentence's slots and dress it: an opening clause, and an ending that may hold misleading numbers."""
    values = {slot: draw(rng, slot, language) for slot in _SLOT.findall(template)} | {about: thing}

    def put(match: re.Match[str]) -> str:
        return values[match[1]].lead + values[match[1]].text

    sentence = contract(_SLOT.sub(put, template))
    opening, ending = rng.choice(OPENINGS[language]), rng.choice(ENDINGS[language])
    ending = _SLOT.sub(lambda match: draw(rng, match[1], language).text, ending)
    if opening and sentence.startswith(COMMON):
        sentence = sentence[0].lower() + sentence[1:]
    sentence = opening + (sentence.rstrip(".") + ending if ending else sentence)
    return Fact(Source(sentence[0].upper() + sentence[1:], *label), values)


def _label(rng: random.Random, thing: str) -> tuple[str, str]:
    """A title and a date for the source; either may be missing."""
    title = rng.choice(
        ["", thing, thing, f"{thing} : ce qu'il faut savoir", f"What we know about {thing}", "En bref", "Weekly news"]
    )
    date = f"{rng.randint(2015, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" if rng.random() < 0.5 else ""  # noqa: PLR2004
    return title, date


def _item(rng: random.Random, frame: dict[str, Any]) -> Item:
    """Facts about one, two or three things, and questions about each."""
    about: str = frame["about"]
    language = rng.choices(LANGUAGES, (65, 35))[0]
    facts: list[Fact] = []
    names = [draw(rng, about, language) for _ in range(rng.choices((1, 2, 3), (40, 40, 20))[0])]
    for thing in names:
        label = _label(rng, thing.text)
        told = rng.sample(frame["tell"][language], rng.choices((1, 2, 3), (55, 30, 15))[0])
        facts += [_tell(rng, template, language, about, thing, label) for template in told]
    rng.shuffle(facts)
    facts = facts[:5]
    asks = []
    for thing in dict.fromkeys(names):
        holders = {slot: i for i, f in enumerate(facts, 1) if f.values[about] == thing for slot in f.values if slot != about}
        told_slots = [slot for slot in holders if slot in frame["ask"]]
        other_slots = [slot for slot in frame["ask"] if slot not in holders]
        rng.shuffle(told_slots)
        chosen = told_slots[: rng.randint(1, 3)]
        if other_slots and rng.random() < 0.4:  # noqa: PLR2004 - about a fifth of all replies
            chosen.append(rng.choice(other_slots))
        for slot in chosen:
            asked = rng.choice(LANGUAGES) if about not in ("law", "place") else language  # their names are translated
            question = roughen(rng, contract(rng.choice(frame["ask"][slot][asked]).replace("{" + about + "}", thing.text)))
            place = holders.get(slot, 0)
            answer = facts[place - 1].values[slot].text if place else ""
            if not place or answer in facts[place - 1].source.text:
                asks.append(Ask(question, answer, place))
    rng.shuffle(asks)
    return Item(tuple(f.source for f in facts), tuple(asks[:6]))


def items(seed: int, count: int) -> Iterator[Item]:
    """`count` items, drawn from `seed`."""
    rng = random.Random(seed)  # noqa: S311 - drawing examples, not secrets
    frames = _frames()
    for _ in range(count):
        yield _item(rng, rng.choice(frames))
