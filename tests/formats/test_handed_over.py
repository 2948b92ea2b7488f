"""Exports, saved pages, mail: what people hand over as it comes out of other programs."""

import json

import pytest

from tests import documents, office_files
from tests.documents import FIRST, SECOND
from tests.formats.test_formats import only, outcomes, reason


@pytest.mark.parametrize(
    "value",
    [
        [{"headline": "Un pont", "datePublished": "2026-03-12", "body": FIRST}],
        {"articles": [{"title": "Un pont", "published_at": "2026-03-12", "content": f"<p>{FIRST}</p>"}]},
        {"response": {"total": 1, "results": [{"title": "Un pont", "date": "2026-03-12", "body": FIRST}]}},
        {"title": "Un pont", "date": "2026-03-12", "text": FIRST, "tags": ["a"]},
        [{"title": {"rendered": "Un pont"}, "date": "2026-03-12", "content": {"rendered": f"<p>{FIRST}</p>"}}],
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Le fil",
            "items": [{"id": "1", "title": "Un pont", "content_html": f"<p>{FIRST}</p>", "date_published": "2026-03-12"}],
        },
    ],
)
def test_articles_in_json_are_read_by_whatever_names(value):
    draft = only(json.dumps(value, indent=1).encode(), "export.json")

    assert (draft.title, draft.text, draft.published.value) == ("Un pont", FIRST, "2026-03-12")


def test_records_in_json_that_are_no_articles_are_rows():
    assert (
        only(b'[{"city": "Rennes", "price": 12}, {"city": "Nantes"}]', "a.json").text
        == "city: Rennes; price: 12.\ncity: Nantes."
    )


def test_json_that_lists_nothing_is_a_text():
    assert only(b'{"a": {"b": "A word"}}', "a.json").text == '{"a": {"b": "A word"}}'


def test_a_list_of_subscriptions_is_a_list_of_addresses():
    assert "list of 1 addresses" in reason(office_files.opml(), "a.opml")


def test_a_saved_page_is_a_page_and_not_a_letter_of_the_day_it_was_saved():
    draft = only(office_files.mhtml(), "page.mhtml")

    assert (draft.title, draft.author, draft.published.value) == ("Une conférence", None, "2025-02-18")
    assert (draft.source, draft.url) == ("/library/page.mhtml", "https://journal.example/a")
    assert "Accueil" not in draft.text


def test_a_message_of_outlook_is_read_with_what_is_attached():
    letter, note = outcomes(office_files.msg(), "a.msg")

    assert (letter.title, letter.text, letter.author) == ("Une conférence", f"{FIRST}\n\n{SECOND}", "Ada Lovelace")
    assert letter.published.value == "2025-02-18T08:30:00+00:00"
    assert (note.source, note.text) == ("/library/a.msg#note.txt", "A note about the bridge.")


def test_a_message_within_a_message_of_outlook_is_told():
    letter, problem = outcomes(office_files.msg(how=5), "a.msg")

    assert letter.title == "Une conférence"
    assert problem.reason == "a.msg holds messages that cannot be read in it (1); save them as .eml and add those."


def test_a_damaged_message_of_outlook_says_what_to_do():
    assert "save it as .eml and add that" in reason(office_files.msg()[:1500], "a.msg")


def test_mail_that_an_editor_saved_in_utf_16_is_read():
    draft = only(documents.mail().decode().encode("utf-16"), "a.eml")

    assert (draft.title, FIRST in draft.text) == ("Une conférence", True)


def test_an_entry_of_a_feed_without_a_title_is_called_by_its_first_words():
    item = f"<item><guid>a</guid><description>{FIRST} {SECOND}</description></item>"
    draft = only(f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>".encode(), "a.rss")

    assert draft.title == "LlamaCon aura lieu le 29 avril, a annoncé l’entreprise : « une première ! » The…"


@pytest.mark.parametrize(
    ("title", "site", "tail"),
    [
        ("A bridge", "The blog", 'The post <a href="x">A bridge</a> appeared first on <a href="y">The blog</a>.'),
        ("Un pont", "Le blog", "L’article Un pont est apparu en premier sur Le blog."),
        ("Eine Brücke", "Das Blog", "Der Beitrag Eine Brücke erschien zuerst auf Das Blog."),
    ],
)
def test_what_a_blog_puts_under_each_entry_of_its_feed_is_no_text(title, site, tail):
    item = f"<item><title>{title}</title><description><![CDATA[<p>{FIRST}</p><p>{tail}</p>]]></description></item>"
    feed = f"<rss version='2.0'><channel><title>{site}</title>{item}</channel></rss>"

    assert only(feed.encode(), "a.rss").text == FIRST


@pytest.mark.parametrize("navigation", ["ncx", "nav"])
def test_chapters_are_called_as_the_contents_of_the_book_call_them(navigation):
    point = '<navPoint><navLabel><text>I. La nuit</text></navLabel><content src="a.xhtml#x"/></navPoint>'
    ncx = f"<ncx><navMap>{point}</navMap></ncx>"
    nav = '<html><body><nav><ol><li><a href="a.xhtml">I. La nuit</a></li></ol></nav></body></html>'
    kinds = {"ncx": ("application/x-dtbncx+xml", ncx), "nav": ('application/xhtml+xml" properties="nav', nav)}
    kind, content = kinds[navigation]
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le phare'
        '</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        f'<item id="n" href="n" media-type="{kind}"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    page = f"<html><head><title>Le phare</title></head><body><p>{FIRST}</p></body></html>"
    container = '<container><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>'
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": container}
    files = parts | {"OPS/b.opf": package, "OPS/a.xhtml": page, "OPS/n": content}

    assert only(documents.zipped(files), "a.epub").sections[0].label == "I. La nuit"


WRAPPED = """The yearly assembly of the walking club has chosen as its head Mrs
Zelia Merchant, who follows Ronan Gale. It will be held from now on
9 June of each year. The new hut was sold to the town of Elderby for
145,000 euros, after two years of talks.

Yours,
Marius Oury
12 Long Street
Halden"""


@pytest.mark.parametrize(("head", "name"), [("", "a.txt"), ("From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\n", "a.eml")])
def test_sentences_that_were_wrapped_run_on_and_addresses_do_not(head, name):
    text = only(f"{head}{WRAPPED}".encode(), name).text

    assert text == WRAPPED.replace("Mrs\n", "Mrs ").replace("now on\n", "now on ").replace("Elderby for\n", "Elderby for ")


@pytest.mark.parametrize(
    "text",
    [
        (
            "Demain, dès l'aube, à l'heure où blanchit la campagne\n"
            "Je partirai. Vois-tu, je sais que tu m'attends\nJ'irai par la forêt, j'irai par la montagne."
        ),
        (
            "What to bring to the assembly of the walking club:\n"
            "- a pair of shoes that can stand the rain and mud\n- 2 litres of water."
        ),
        "Name of the walker        Price of the whole season\nZelia Merchant            145 euros, paid in advance.",
        "A heading\n12 euros are what it costs to walk with the club for a year.",
    ],
)
def test_lines_of_verse_lists_and_tables_stay(text):
    assert only(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Halden, le 12 mars 2026\n\nMadame,\n\nLa piscine fermera trois mois.", "Lettre"),
        ("March 12, 2026\n\nTo whom it may concern:\n\nThe pool will close.", "Lettre"),
        ("The pool closes\n\n12 March 2026\n\nThe pool will close.", "The pool closes"),
        ("MEMO\nTO: all\nDATE: March 12, 2026\n\nThe pool will close.", "MEMO"),
    ],
)
def test_a_day_alone_at_the_head_of_a_letter_dates_it_and_is_no_title(text, title):
    draft = only(text.encode(), "lettre.txt")

    assert (draft.title, draft.published.value, draft.published.certainty) == (title, "2026-03-12", "likely")
