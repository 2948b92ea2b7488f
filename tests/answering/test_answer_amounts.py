"""Amounts as their sentence means them."""

import pytest

from chatbot.answering.answer_amounts import amount_asked

FEE = "La cotisation est portée de 25 à 28 euros en janvier."
TICKET = "Le billet coûte 9 euros, 6 euros pour les étudiants ; les enfants ne paient pas."


@pytest.mark.parametrize(
    ("words", "sentence", "language", "question", "told"),
    [
        ("25 à 28 euros", FEE, "fr", "Combien coûte la cotisation ?", "de 25 à 28 euros"),  # no range of fees
        ("£3 to £4", "The fare rises from £3 to £4.", "en", "How much is the fare?", "from £3 to £4"),
        ("10 and 20 euros", "They pay between 10 and 20 euros.", "en", "How much do they pay?", "between 10 and 20 euros"),
        ("25 à 28 euros", "Il coûte 25 à 28 euros.", "fr", "Combien coûte-t-il ?", "25 à 28 euros"),
        ("28 euros", FEE, "fr", "Combien coûte la cotisation ?", "28 euros"),
        ("9 euros, 6 euros", TICKET, "fr", "Combien paie un étudiant ?", "6 euros"),
        ("9 euros, 6 euros", TICKET, "fr", "Combien coûte le billet ?", "9 euros, 6 euros"),
        ("12 kilos and 3 eggs", "It takes 12 kilos and 3 eggs.", "en", "What does it take in kilos?", "12 kilos and 3 eggs"),
    ],
)
def test_a_change_keeps_where_it_begins_and_of_several_amounts_the_one_asked_for_is_told(
    words, sentence, language, question, told
):
    assert amount_asked(words, sentence, question, language=language) == told
