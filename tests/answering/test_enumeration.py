"""What a sentence enumerates, from where the span head points: here one token a word, likelier the better it fits."""

import math
import re

import pytest

from chatbot.answering.enumeration import things
from chatbot.protocols import Pointed


def pointing(text, *spans):
    """Return what points at spans of a text, the likeliest first, each a tenth as likely as the one before."""
    words = [(found.start(), found.end()) for found in re.finditer(r"[\w’']+", text)]
    starts, ends = ([-30.0] * len(words) for _ in range(2))
    for rank, span in enumerate(spans):
        first = text.index(span)
        inside = [number for number, (start, end) in enumerate(words) if first <= start and end <= first + len(span)]
        starts[inside[0]] = ends[inside[-1]] = -rank * math.log(10) / 2
    return Pointed(-5.0, 3.0, tuple(words), tuple(starts), tuple(ends))


ORIGINS = "Le vin vient de Beaune, de Nuits et de Meursault, et le sel de Guérande."
STOPS = "Il y a trois parcs relais : Vaux-sur-Lys, Deux-Ponts et Granval."
WAYS = "They refused two ways out: a one-way street, and a toll of two pounds per car."
LEVELS = "La crise est le dernier de quatre niveaux : vigilance, alerte, alerte renforcée, crise."
PRESENT = "Réunion du lundi : Paul, Anne et Luc sont venus, Marie est excusée."
MODELS = "The shop sells Alto, Brio and Cello, while Delta repairs them."


@pytest.mark.parametrize(
    ("text", "spans", "told"),
    [
        (MODELS, ["Alto, Brio and Cello", "Delta"], ["Alto", "Brio", "Cello"]),
        (MODELS, ["Alto", "Brio", "Cello"], ["Alto", "Brio", "Cello"]),
        (ORIGINS, ["Beaune, de Nuits et de Meursault", "Guérande"], ["Beaune", "Nuits", "Meursault"]),
        (STOPS, ["Vaux-sur-Lys, Deux-Ponts et Granval"], ["Vaux-sur-Lys", "Deux-Ponts", "Granval"]),
        (PRESENT, ["Paul", "Anne", "Luc"], ["Paul", "Anne", "Luc"]),  # a sentence follows the colon
        (LEVELS, ["vigilance"], ["vigilance", "alerte", "alerte renforcée", "crise"]),
        (WAYS, ["one-way street"], ["one-way street", "toll of two pounds per car"]),  # which the colon announces
    ],
)
def test_a_span_over_several_things_holds_them_all_and_beside_one_thing_its_like_is_looked_for(text, spans, told):
    assert [thing.text for thing in things(text, pointing(text, *spans))] == told
