"""Lines of a printed page become words and sentences again."""

import pytest

from index.formats.layout import paragraphs
from tests import documents
from tests.formats.test_formats import only


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # the hyphen belongs to the word
        ("Elle vit à Saint-\r\nDenis, dit-\r\nil.", "Elle vit à Saint-Denis, dit-il."),
        (
            "Il y a peut-\r\nêtre, c'est-à-\r\ndire en 2024-\r\n2025, un pont.",
            "Il y a peut-être, c'est-à-dire en 2024-2025, un pont.",
        ),
        ("Celui-\r\nci compte quatre-\r\nvingt-\r\nsix ans.", "Celui-ci compte quatre-vingt-six ans."),
        ("À l'Aix-en-\r\nProvence et à Châlons-\r\nen-Champagne.", "À l'Aix-en-Provence et à Châlons-en-Champagne."),
        ("Avez-\r\nvous lu, y a-\r\nt-il un e-\r\nmail ?", "Avez-vous lu, y a-t-il un e-mail ?"),
        ("After COVID-\r\n19 a U.S.-\r\nbased firm of twenty-\r\nfive.", "After COVID-19 a U.S.-based firm of twenty-five."),
        ("A well-\r\nknown state-of-\r\nthe-art, so well-known.", "A well-known state-of-the-art, so well-known."),
        ("Write to jean-\r\npaul@x.example today.", "Write to jean-paul@x.example today."),
        ("Saint\ufffeDenis, en 2024\x022025.", "Saint-Denis, en 2024-2025."),
        # it belongs to the layout
        ("Le gouver-\r\nnement et l'é-\r\ncole, douze mil-\r\nlions.", "Le gouvernement et l'école, douze millions."),
        ("Voi-\r\nlà, mer-\r\nci, l'inter-\r\nnational.", "Voilà, merci, l'international."),
        ("A lumi-\r\nnous and ner-\r\nvous weap-\r\non.", "A luminous and nervous weapon."),
        ("La coopération, la co-\r\nopération.", "La coopération, la coopération."),
        ("LE GOUVER-\r\nNEMENT. Le gouvernement.", "LE GOUVERNEMENT. Le gouvernement."),
        ("Le gouver\ufffenement, le conten\u00ad\r\nu.", "Le gouvernement, le contenu."),
        # it is a dash
        ("Le pont -\r\nle vieux -\r\nDenis.", "Le pont - le vieux - Denis."),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_kept_where_it_belongs_to_the_word(page, text):
    assert paragraphs([page]) == [f"{text}\n"]


def test_words_of_one_page_tell_how_those_of_another_are_written():
    assert paragraphs(["A well-\nknown co-\noperation.", "Well-known, a cooperation."])[0] == "A well-known cooperation.\n"


LONG = "Le conseil municipal de la ville a voté hier soir le budget de la"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["• Un pont", "• Deux ponts", "et un quai"], ["• Un pont", "• Deux ponts et un quai"]),
        (["1. Le pont", "2. La gare"], ["1. Le pont", "2. La gare"]),
        ([f"{LONG}.", "- un pont,"], [f"{LONG}.", "- un pont,"]),
        ([LONG, "– ancienne – ville."], [f"{LONG} – ancienne – ville."]),
        ([LONG, "12. et dernière année."], [f"{LONG} 12. et dernière année."]),
        ([LONG, "2024. Il a dit non."], [f"{LONG} 2024. Il a dit non."]),
        # a word cut in two makes no line of twice the length, beside which all others would look short
        ([f"{LONG} gouver-", f"nement et {LONG}", LONG, "Nantes."], [f"{LONG} gouvernement et {LONG} {LONG} Nantes."]),
    ],
)
def test_items_of_a_list_are_lines_and_sentences_run_on(lines, expected):
    assert paragraphs(["\r\n".join(lines)])[0].splitlines() == expected


def test_a_hyphen_of_a_real_pdf_is_kept_where_it_belongs_to_the_word():
    lines = ("They met at Saint-", "Denis after COVID-", "19 with a govern-", "ment of 2024-", "2025.")

    assert only(documents.pdf((") Tj 0 -14 Td (".join(lines),)), "a.pdf").text == (
        "They met at Saint-Denis after COVID-19 with a government of 2024-2025."
    )
