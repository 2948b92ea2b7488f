import pytest

from index.language.prose import defines, explains, leans, whole


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "He left the firm in 2003."),
        ("en", "The next day the doors were closed."),
        ("en", "As a result, the doors were closed."),
        ("en", "In his report the mayor says nothing."),
        ("fr", "Le lendemain, les portes étaient closes."),
        ("fr", "« Son projet est bon », dit le maire."),
        ("fr", "En effet, la halle ferme demain."),
        ("fr", "Il a payé la halle avant le 3 mai."),
    ],
)
def test_an_opening_that_is_not_understood_alone_leans_on_what_goes_before(language, sentence):
    assert leans(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This paper presents a new bridge."),
        ("en", "It is possible to cross on foot."),
        ("en", "Two weeks after the flood, Ada Bell came back."),
        ("fr", "Il faut payer avant le 3 mai."),
        ("fr", "Il n'est pas obligatoire de payer."),
        ("fr", "Dès lors que le dossier est complet, la mairie répond."),
        ("fr", "Deux semaines après la crue, Ada Bell est revenue."),
    ],
)
def test_what_only_begins_like_it_does_not(language, sentence):
    assert not leans(sentence, language)


def test_headlines_captions_pieces_of_quotations_and_what_stands_around_a_text_are_no_whole_sentences():
    for piece in (
        "Bridge opens after two years",
        "| 12 | 14 | 16 | 18 | 20 |.",
        "“We have waited two years for this bridge.",
        "Subscribe to our newsletter for more news about bridges.",
        "It opens.",
    ):
        assert not whole(piece, "en")
    assert whole("“We have waited two years,” the mayor said.", "en")


def test_causes_and_definitions_are_told_by_the_words_of_their_language():
    assert explains("The bridge closed because of the flood.", "en")
    assert explains("Le pont a fermé en raison de la crue.", "fr")
    assert not explains("Le pont a fermé le 3 mai.", "fr")
    assert defines("A weir is a low dam.", "en")
    assert defines("Un seuil est un petit barrage.", "fr")
    assert not defines("Le pont a fermé le 3 mai.", "fr")
