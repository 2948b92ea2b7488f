import pytest
from lxml import html

from index.formats import read_bytes
from index.formats.titles import one_line
from tests import documents

TEXT = (
    "<p>Le conseil municipal de Nantes a adopté jeudi soir le budget de la ville, après six heures de débats houleux.</p>" * 2
)
SITE = '<meta property="og:site_name" content="Ouest-Journal">'


def title_of(head, body):
    page = f"<html lang=fr><head>{head}</head><body>{body}{TEXT}</body></html>"
    (draft,) = read_bytes(page.encode(), source="https://x.example/a/b", name="b.html", media_type="text/html")
    return draft.title


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>Nantes vote son budget - Ouest-Journal</title>",
            "<header><h1><a href=/>Ouest-Journal</a></h1></header><h2>Nantes vote son budget</h2>",
            "Nantes vote son budget",
        ),
        (
            "<title>Ouest-Journal | Council votes budget</title>",
            "<a href='https://x.example/'><h1>Ouest-Journal</h1></a><h2>Council votes budget</h2>",
            "Council votes budget",
        ),
        (
            "<title>Ouest-Journal</title>",
            "<h1><a rel=home href=/blog/>Ouest-Journal</a></h1><h1>Nantes vote son budget</h1>",
            "Nantes vote son budget",
        ),
        (
            SITE + '<meta property="og:title" content="Nantes vote son budget – Ouest-Journal">',
            "<h1>Nantes vote</h1>",
            "Nantes vote son budget",
        ),
        (
            SITE + "<title>Nantes vote son budget - Ouest-Journal</title>",
            "<h1>Ouest-Journal</h1><h2>Nantes vote son budget</h2>",
            "Nantes vote son budget",
        ),
        ("", "<h1><span class=label>Direct</span><span>Nantes vote son budget</span></h1>", "Direct Nantes vote son budget"),
        ("", "<h1>Nantes<br>vote son budget</h1>", "Nantes vote son budget"),
        (
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Rennes"}</script>',
            "<h1>Nantes vote son budget</h1>",
            "Nantes vote son budget",
        ),
        (
            '<meta property="og:title" content="nantes-budget-2025">',
            "<h1>Nantes vote son budget</h1>",
            "Nantes vote son budget",
        ),
        (
            '<meta property="og:title" content="Le budget voté - Ada Lovelace, à Nantes et ailleurs">',
            "<h1>Le budget voté</h1>",
            "Le budget voté",
        ),
        ("<title>Nantes vote son budget | ouest-journal.example</title>", "", "Nantes vote son budget"),
        ("<title>Nantes vote son budget</title>", "<h1>Politique</h1>", "Nantes vote son budget"),
    ],
)
def test_a_title_is_the_headline_of_the_article(head, body, title):
    assert title_of(head, body) == title


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Ouest-Journal - Le budget</title>", "<h1>Le budget</h1><footer><h2>Ouest-Journal</h2></footer>", "Le budget"),
        (SITE + "<title>Dune - Deuxième partie</title>", "<h1>Dune - Deuxième partie</h1>", "Dune - Deuxième partie"),
        (SITE + "<title>Ouest-Journal</title>", "<h1><a href=/>Ouest-Journal</a></h1>", "Ouest-Journal"),
        ("<title>Ouest-Journal, numéro 52</title>", "<h1>Budget voté</h1>", "Budget voté"),
        ("<title>x</title>", "<h1><a href=/a/b>Nantes vote son budget</a></h1>", "Nantes vote son budget"),
        ("<title>x</title>", "<h1><a href=/>Accueil</a> Nantes vote</h1>", "Accueil Nantes vote"),
        ('<meta property="og:title" content="Le budget, en bref">', "<h1>Nantes vote</h1>", "Le budget, en bref"),
    ],
)
def test_a_title_is_kept_where_nothing_speaks_against_it(head, body, title):
    assert title_of(head, body) == title


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("I<br/>LE PÈRE", "I LE PÈRE"),
        ("<span>Direct</span>Nantes", "Direct Nantes"),
        ("<a><span>Le prix</span></a><b>Nobel</b>", "Le prix Nobel"),
        ("<span>N</span>antes, l’<em>été</em> du 20<sup>e</sup> siècle", "Nantes, l’été du 20e siècle"),
        ("Le budget<!-- x --> est <i>voté</i>, enfin", "Le budget est voté, enfin"),
    ],
)
def test_a_heading_is_one_line_in_which_words_stay_whole_and_apart(heading, line):
    assert one_line(html.fragment_fromstring(f"<h1>{heading}</h1>")) == line


def test_a_chapter_is_called_by_its_whole_heading():
    (draft,) = read_bytes(documents.epub(heading="I<br/>LE PÈRE"), source="/library/a.epub", name="a.epub")

    assert draft.sections[0].label == "I LE PÈRE"
