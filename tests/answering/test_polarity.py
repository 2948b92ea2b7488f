"""Whether a sentence says yes or no."""

import pytest

from chatbot.answering.polarity import decide
from index.search.lexical import terms

BANNED = "Il est interdit d'arroser les pelouses, de remplir les piscines et de laver sa voiture ; les potagers sont exceptés."
FORBIDDEN = "It is forbidden to water lawns, fill pools or wash cars."
APART = "Il est interdit de fumer, mais les chiens sont admis."


@pytest.mark.parametrize(
    ("question", "quote", "language", "told"),
    [
        ("Peut-on remplir une piscine ?", BANNED, "fr", False),
        ("Peut-on laver sa voiture ?", BANNED, "fr", False),
        ("Est-il interdit de remplir une piscine ?", BANNED, "fr", True),
        ("Can I wash a car?", FORBIDDEN, "en", False),
        ("Can I fill a pool?", FORBIDDEN, "en", False),
        ("Les chiens sont-ils admis ?", APART, "fr", True),
    ],
)
def test_all_that_is_enumerated_behind_what_forbids_is_forbidden(question, quote, language, told):
    rarity = dict.fromkeys(terms(question), 1.0)
    assert decide(question, quote, context="", rarity=rarity, language=language, said=language) is told


FINE = "No candles allowed, and no confetti; balloons are fine."
BALLONS = "Ni bougies ni confettis ne sont autorisés ; les ballons sont admis."


@pytest.mark.parametrize(
    ("question", "quote", "language", "told"),
    [
        ("Are balloons allowed?", FINE, "en", True),
        ("Are candles allowed?", FINE, "en", False),
        ("Is confetti allowed?", FINE, "en", False),
        ("Les ballons sont-ils autorisés ?", BALLONS, "fr", True),
        ("Les bougies sont-elles autorisées ?", BALLONS, "fr", False),
    ],
)
def test_what_forbids_one_thing_says_nothing_of_another(question, quote, language, told):
    rarity = dict.fromkeys(terms(question), 1.0)
    assert decide(question, quote, context="", rarity=rarity, language=language, said=language) is told
