"""Raised figures are no part of the number or the word before them."""

import pytest

from tests import documents
from tests.formats.test_formats import only

PAGE = "<html lang=fr><body><main><article><h1>Nantes</h1><p>{}</p><p>{}</p></article></main></body></html>"
FILLER = "Le conseil municipal a voté hier soir le budget de la ville. " * 5
RAISED = [
    ("un budget de 10<sup>9</sup> euros", "un budget de 10⁹ euros"),
    ("en 2025<sup><a href='#n1'>1</a></sup>, la ville", "en 2025 [1], la ville"),
    ("en 1945<a role='doc-noteref' href='#n1'><sup>1</sup></a>, la ville", "en 1945 [1], la ville"),
    ("en 1945<a epub:type='noteref' href='#n1'>12</a>, la ville", "en 1945 [12], la ville"),
    ("in 2025<SUP class='fn'><a href='#n1'>1</a>, <a href='#n2'>2</a></SUP>, the town", "in 2025 [1,2], the town"),
    ("12 millions<sup>2</sup> en 2019<sup>3</sup>", "12 millions [2] en 2019 [3]"),
    ("C’est la <em>fin.</em><sup>4</sup> Le maire", "C’est la fin. [4] Le maire"),
    ("10<sup>-3</sup> m, 10<sup>−6</sup> m", "10⁻³ m, 10⁻⁶ m"),
    ("5 km<sup>2</sup> au <sup>14</sup>C", "5 km² au ¹⁴C"),
    # what is raised but is no figure, or belongs to what follows or precedes, stays as it was
    ("le XX<sup>e</sup> siècle, le 1<sup>er</sup> mars", "le XXe siècle, le 1er mars"),
    ("July 4<sup>th</sup>, 2025, on the lake", "July 4th, 2025, on the lake"),
    ("une part de <sup>1</sup>/<sub>2</sub>", "une part de 1/2"),
    ("au prix de 5€<sup>99</sup> par an", "au prix de 5€99 par an"),
    ("en 2025 <a href='#n1'>12</a> villes", "en 2025 12 villes"),
    ("la ville<sup>[<a href='#n1'>1</a>]</sup> vota", "la ville[1] vota"),
]


@pytest.mark.parametrize(("written", "read"), RAISED)
def test_raised_figures_of_a_page_and_of_a_book_stand_apart(written, read):
    assert f"\n{read}\n" in only(PAGE.format(written, FILLER).encode(), "a.html").text
    assert f"\n{read}\n" in only(documents.epub(written), "a.epub").text


@pytest.mark.parametrize(
    ("before", "raised", "read"),
    [
        ("un budget de 10", "9", "un budget de 10⁹ euros"),
        ("en 2025", "1", "en 2025 [1] euros"),
        ("12 millions", "2", "12 millions [2] euros"),
        ("5 km", "2", "5 km² euros"),
        ("le XX", "e", "le XXe euros"),
    ],
)
def test_raised_figures_of_a_word_document_stand_apart(before, raised, read):
    runs = "<w:r><w:t>{}</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"
    rest = "<w:r><w:t xml:space='preserve'> euros</w:t></w:r>"

    assert only(documents.docx_of(f"<w:p>{runs.format(before, raised)}{rest}</w:p>"), "a.docx").text == read
