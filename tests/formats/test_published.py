import os
import time

import pytest

from index.formats import read, read_bytes
from index.formats.published import address, alone, byline, parse
from index.types import Dated
from tests import documents
from tests.dated_pages import PAGES, Page, render


def dates(page):
    (draft,) = read_bytes(render(page).encode(), source=page.url, name=page.url, media_type="text/html; charset=utf-8")
    return tuple(date and date.value for date in (draft.published, draft.modified))


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_page_is_dated_as_it_says(page):
    assert dates(page) == (page.published, page.modified)


@pytest.mark.parametrize(
    ("text", "template", "published"),
    [
        ("fr", "en-US", "2025-04-03"),
        ("fr", "en", "2025-04-03"),
        ("fr", "", "2025-04-03"),
        ("en", "fr", "2025"),
        ("en", "en-US", "2025-03-04"),
        ("en", "de", "2025-04-03"),
    ],
)
def test_a_text_orders_its_numbers_as_its_language_does_whatever_the_template_s(text, template, published):
    said = {"fr": "<p>Publié le 03/04/2025</p>", "en": "<p>Published 03/04/2025</p>"}[text]
    page = render(Page("", published, language=text, top=said)).replace(f'lang="{text}"', f'lang="{template}"')
    (draft,) = read_bytes(page.encode(), source="a.html", name="a.html")

    assert draft.published.value == published


def test_the_pages_are_many_and_differ():
    assert len({page.name for page in PAGES}) == len(PAGES) >= 100
    assert sum(page.published is None for page in PAGES) >= 20


@pytest.mark.parametrize("name", documents.SAMPLES)
def test_a_file_time_is_never_a_date(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(documents.SAMPLES[name]())
    os.utime(path, (1_600_000_000, 1_600_000_000))  # 13 September 2020
    for draft in read(path):
        for date in (getattr(draft, "published", None), getattr(draft, "modified", None)):
            assert date is None or not date.value.startswith(("2020-09-13", time.strftime("%Y-%m-%d")))


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.rtf", "a.txt"])
def test_when_a_document_was_made_says_nothing_of_when_it_came_out(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(documents.SAMPLES[name]())
    (draft,) = read(path)

    assert (draft.published, draft.modified) == (None, None)


def test_an_explicit_publication_field_of_a_pdf_is_believed(tmp_path):
    path = tmp_path / "journal.pdf"
    packet = b"<prism:publicationDate>2025-02-18</prism:publicationDate><xmp:CreateDate>2019-01-01</xmp:CreateDate>"
    path.write_bytes(documents.pdf() + b"\n% " + packet)
    (draft,) = read(path)

    assert draft.published == Dated("2025-02-18", "PDF prism:publicationDate")


def test_the_origin_and_the_certainty_are_told():
    origins = {}
    for page in PAGES:
        (draft,) = read_bytes(render(page).encode(), source=page.url, name=page.url)
        if draft.published:
            origins[page.name] = (draft.published.origin, draft.published.certainty)

    assert origins["JSON-LD of a news article"] == ("JSON-LD datePublished", "sure")
    assert origins["OpenGraph"] == ("meta article:published_time", "sure")
    assert origins["microdata in a meta element"] == ("meta datepublished", "sure")
    assert origins["time without class under the heading"] == ("<time>", "likely")
    assert origins["Publié le, with the hour"] == ("byline", "sure")
    assert origins["Address with year, month and day"] == ("address", "likely")
    assert origins["Bare date under the heading"] == ("byline", "likely")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-03-03", "2025-03-03"),
        ("2025-03-03T18:00", "2025-03-03T18:00"),
        ("2025-03-03T18:00:00Z", "2025-03-03T18:00:00+00:00"),
        ("2025-03-03 18:00:05 +0100", "2025-03-03T18:00:05+01:00"),
        ("2025-03-03T18:00:05.123-05:00", "2025-03-03T18:00:05-05:00"),
        ("20250303", "2025-03-03"),
        ("1741024800", "2025-03-03T18:00:00+00:00"),
        ("Mon, 03 Mar 2025 18:00:00 GMT", "2025-03-03T18:00:00+00:00"),
        ("3 mars 2025", "2025-03-03"),
        ("1er janvier 2025 à 8 h", "2025-01-01T08:00"),
        ("lundi 3 mars 2025 à 18 h 05", "2025-03-03T18:05"),
        ("3 déc. 2024", "2024-12-03"),
        ("March 3rd, 2025", "2025-03-03"),
        ("Monday, March 3, 2025, 12:30 a.m.", "2025-03-03T00:30"),
        ("3rd of March 2025 at 6 pm", "2025-03-03T18:00"),
        ("August 2024", "2024-08"),
        ("2025/03/03", "2025-03-03"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("2025-13-45", None),
        ("31 février 2025", None),
        ("2999-01-01", None),
        ("1970-01-01T00:00:00Z", None),
        ("1969-12-31T19:00:00-05:00", None),
        ("1969-12-31T19:00:00+01:00", "1969-12-31T19:00:00+01:00"),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_a_date_is_read_at_the_precision_of_its_source(written, value):
    date = parse(written, "test")

    assert (date and date.value) == value


def test_numbers_that_could_be_either_give_the_year_alone():
    assert parse("03/04/2025", "test") == Dated("2025", "test", "likely")
    assert parse("03/04/2025", "test", day_first=True) == Dated("2025-04-03", "test")
    assert parse("03/04/2025", "test", day_first=False) == Dated("2025-03-04", "test")
    assert parse("03.04.2025", "test") == Dated("2025-04-03", "test")


@pytest.mark.parametrize(
    ("text", "published", "modified"),
    [
        ("Titre\nPublié le 3 mars 2025 à 18 h\nTexte.", "2025-03-03T18:00", None),
        ("Titre\nTexte.\n\nArticle mis à jour le 4 mars 2025.", None, "2025-03-04"),
        ("Title\nPublished March 3, 2025\nText.", "2025-03-03", None),
        ("Title\n3 March 2025\nText.", None, None),
        ("La guerre finit le 8 mai 1945.\nTexte.", None, None),
        ("Un livre publié le 3 mars 2025 fait débat.\nTexte.", None, None),
        ("Selon une note parue le 3 mars 2025, les prix montent.\nTexte.", None, None),
        ("The report was published on March 3, 2025 by the ministry.\nText.", None, None),
        ("Titre\n" + "Une phrase.\n" * 50 + "Publié le 3 mars 2025.\n" + "Une phrase.\n" * 50, None, None),
        ("Titre\nDate de publication :\n3 mars 2025\nTexte.", "2025-03-03", None),
    ],
)
def test_a_text_is_dated_only_by_a_byline_at_its_edges(text, published, modified):
    assert tuple(date and date.value for date in byline(text, day_first=True)) == (published, modified)


@pytest.mark.parametrize(
    "line",
    [
        "Par décret du 3 mars 2020, M. Dupont est nommé préfet.",
        "Par ailleurs, en mars 2020, Emmanuel Macron a fermé les écoles.",
        "By the end of March 2020, Americans were out of work.",
        "By Tuesday, March 3, 2020, 12 people had died.",
        "By Labor Day, September 2, 2019, Americans were out of work again.",
        "C'est ce que révèle une étude de l'Insee, publiée le 9 août 2021.",
        "His first novel, published in March 2012, In Cold Light, sold well.",
        "Published in March 2012, In Cold Light sold very well in Europe.",
        "Nominated in 2019 and released in May 2020, Dune is a film.",
        "Il applique la loi Informatique et libertés, modifiée le 20 juin 2018.",
        "La loi du 6 janvier 1978, modifiée le 20 juin 2018.",
        "La loi de 1978 modifiée le 20 juin 2018.",
        "À lire aussi : L'Europe et nous, publié le 3 mars 2020",
        "Lire : « Le climat » (publié le 3 mars 2020)",
    ],
)
def test_a_sentence_is_no_byline(line):
    assert byline(f"Titre\n{line}\nTexte.", day_first=True) == (None, None)


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("PAR MARIE DUPONT, LE 3 MARS 2025", "2025-03-03", None),
        ("Par Marie Dupont, envoyée spéciale à Kiev, le 3 mars 2025 à 18h05", "2025-03-03T18:05", None),
        ("Par la rédaction, le 3 mars 2025", "2025-03-03", None),
        ("Par l’AFP, le 3 mars 2025", "2025-03-03", None),
        ("By John Smith, Associated Press, March 3, 2025", "2025-03-03", None),
        ("By April Jones, March 3, 2025", "2025-03-03", None),
        ("By admin | March 3, 2025", "2025-03-03", None),
        ("Par Le Monde avec AFP, publié le 3 mars 2025, mis à jour le 4 mars 2025", "2025-03-03", "2025-03-04"),
        ("Publié le 3 mars 2025 et modifié le 4 mars 2025", "2025-03-03", "2025-03-04"),
        ("Published March 3, 2025, Updated March 5, 2025, 6:05 p.m. ET", "2025-03-03", "2025-03-05T18:05"),
        ("Published: March 3, 2025 (updated March 4, 2025)", "2025-03-03", "2025-03-04"),
        ("Published March 3, 2025, New York", "2025-03-03", None),
        ("Temps de lecture : 3 min, publié le 3 mars 2025", "2025-03-03", None),
        ("Ada Lovelace · March 3, 2025, updated March 4, 2025", None, "2025-03-04"),
    ],
)
def test_a_byline_may_have_more_than_one_part(line, published, modified):
    dated = byline(f"Titre\n{line}\nTexte.", day_first=True)

    assert tuple(date and date.value for date in dated) == (published, modified)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12. März 2026", "2026-03-12"),
        ("Montag, den 12. Mai 2025, 14:20 Uhr", "2025-05-12T14:20"),
        ("12. März 2026 um 14.20 Uhr", "2026-03-12T14:20"),
        ("Mo., 12.03.2026", "2026-03-12"),
        ("3. Okt. 2025", "2025-10-03"),
        ("5 de mayo de 2026", "2026-05-05"),
        ("martes, 5 de mayo de 2026 a las 18:30", "2026-05-05T18:30"),
        ("5 mar 2026", "2026-03-05"),
        ("septiembre de 2025", "2025-09"),
    ],
)
def test_german_and_spanish_dates_are_read(written, value):
    assert parse(written, "test", day_first=True).value == value


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Veröffentlicht am 3. April 2025", "2025-04-03", None),
        ("Erschienen am Montag, 12. Mai 2025", "2025-05-12", None),
        ("Veröffentlicht: 12.03.2026, aktualisiert am 13. März 2026", "2026-03-12", "2026-03-13"),
        ("Zuletzt aktualisiert am 12. März 2026 um 14:20 Uhr", None, "2026-03-12T14:20"),
        ("Von Ada Lovelace, 12. März 2026", "2026-03-12", None),
        ("Publicado el 5 de mayo de 2026", "2026-05-05", None),
        ("Publicado el martes, 5 de mayo de 2026, actualizado el 6 de mayo de 2026", "2026-05-05", "2026-05-06"),
        ("Última actualización: 5 de mayo de 2026", None, "2026-05-05"),
        ("Por Ana Pérez, 5 de mayo de 2026", "2026-05-05", None),
        ("Das Buch, veröffentlicht am 12. März 2020, wurde verboten.", None, None),
        ("Von Januar 2020 bis März 2021 stiegen die Preise.", None, None),
        ("El libro publicado el 5 de mayo de 2020 causó debate.", None, None),
    ],
)
def test_german_and_spanish_bylines_date_an_article(line, published, modified):
    dated = byline(f"Titel\n{line}\nText.", day_first=True)

    assert tuple(date and date.value for date in dated) == (published, modified)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Ana Roy, 12 March 2026", "2026-03-12"),
        ("12.03.2026", "2026-03-12"),
        ("12. März 2026", "2026-03-12"),
        ("14.30 – 16.00", None),
    ],
)
def test_a_day_with_full_stops_is_no_hour(line, value):
    date = alone([line], day_first=True)

    assert (date and date.value) == value


def test_paragraphs_that_each_open_with_a_day_tell_a_chronology():
    lines = [
        f"Kervan, le {day} mars 2025 – La lampe du phare, arrivée de Brest, est posée par le syndic du port et ses marins."
        for day in (3, 9)
    ]

    assert alone(lines[:1]) == Dated("2025-03-03", "byline", "likely")
    assert alone(lines) is None


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://a.example/2025/04/29/x", "2025-04-29"),
        ("https://a.example/2025/4/9/x", "2025-04-09"),
        ("https://a.example/news/2025-04-29-x", "2025-04-29"),
        ("https://a.example/x-20250429.html", "2025-04-29"),
        ("https://a.example/2025/04/x", "2025-04"),
        ("https://a.example/2025/x", None),
        ("https://a.example/2025/13/40/x", None),
        ("https://a.example/x?date=2025/04/29/", None),
        ("https://2025/04/29.example/x", None),
        (None, None),
    ],
)
def test_an_address_may_spell_out_a_date(url, value):
    date = address(url)

    assert (date and date.value) == value
    assert date is None or date.certainty == "likely"
