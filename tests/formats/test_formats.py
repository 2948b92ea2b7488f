import json
import subprocess
import sys
import unicodedata

import pytest

from index.formats import read, read_bytes
from index.formats.facts import language
from index.formats.feeds import links
from index.formats.markup import shown
from index.types import Draft, Problem, Section
from tests import documents
from tests.documents import FIRST, SECOND


def outcomes(data, name, media_type=None):
    return list(read_bytes(data, source=f"/library/{name}", name=name, media_type=media_type))


def only(data, name, media_type=None):
    (outcome,) = outcomes(data, name, media_type)
    assert isinstance(outcome, Draft), outcome
    return outcome


def reason(data, name):
    (outcome,) = outcomes(data, name)
    assert isinstance(outcome, Problem), outcome
    return outcome.reason


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.odt", "a.rtf", "a.eml", "a.epub"])
def test_every_format_keeps_its_words_its_typography_and_its_title(name):
    draft = only(documents.SAMPLES[name](), name)

    assert FIRST in draft.text
    assert draft.title == ("Deux chapitres" if name == "a.epub" else "Une conférence")
    assert draft.source == f"/library/{name}"


@pytest.mark.parametrize("name", ["a.md", "a.pdf", "a.docx", "a.odt", "a.rtf", "a.eml", "a.epub"])
def test_the_author_is_read_where_a_format_names_one(name):
    assert only(documents.SAMPLES[name](), name).author == "Ada Lovelace"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.rtf", "a.epub", "a.html", "a.rss", "a.zip", "a.mbox"])
def test_the_content_decides_the_format_whatever_the_extension(name):
    assert outcomes(documents.SAMPLES[name](), "mystery.txt")[0].source.startswith("/library/mystery.txt")
    assert isinstance(outcomes(documents.SAMPLES[name](), "mystery.txt")[0], Draft)


def test_pages_of_a_pdf_are_sections():
    draft = only(documents.pdf(), "a.pdf")

    assert [section.label for section in draft.sections] == ["p. 1", "p. 2"]
    assert draft.text[draft.sections[1].start :] == "The second page tells of its models."


def test_lines_of_a_pdf_become_sentences_again():
    draft = only(
        documents.pdf(("A word cut at the end of its) Tj 0 -14 Td (line is whole, and the sen-) Tj 0 -14 Td (tence too.",)),
        "a.pdf",
    )

    assert draft.text == "A word cut at the end of its line is whole, and the sentence too."


def test_chapters_of_a_book_are_sections():
    draft = only(documents.epub(), "a.epub")

    assert draft.sections == (Section(0, "Le début"), Section(draft.text.index("La suite"), "La suite"))
    assert (draft.published.value, draft.published.origin) == ("2021-05-04", "EPUB dc:date")


def test_a_scanned_pdf_says_that_it_is_scanned():
    assert "is scanned" in reason(documents.pdf(("", "")), "scan.pdf")


def test_locked_files_say_that_they_are_locked():
    encrypted_office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")

    assert "protected by a password" in reason(documents.LOCKED_PDF, "a.pdf")
    assert "protected by a password" in reason(encrypted_office, "a.docx")
    assert "old Office format" in reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc")


def test_messages_of_a_mailbox_are_articles_of_their_own():
    first, second = outcomes(documents.mailbox(), "a.mbox")

    assert (first.title, second.title) == ("Première", "Seconde")
    assert first.source == "/library/a.mbox#8@example.org"
    assert first.published.value == "2025-02-18T09:30:00+01:00"


@pytest.mark.parametrize(
    "header",
    ["Réunion d’été", "=?utf-8?q?R=C3=A9union_d=E2=80=99=C3=A9t=C3=A9?=", "=?utf-8?b?UsOpdW5pb24gZOKAmcOpdMOp?="],
)
def test_subjects_are_read_in_every_way_that_mail_writes_them(header):
    data = f"From: A: b@c;\nSubject: {header}\nMessage-ID: <<x>\nDate: 18 Feb 2025 09:30:00 +0100\n\n{FIRST}\n".encode()
    draft = only(data, "a.eml")

    assert (draft.title, draft.published.value) == ("Réunion d’été", "2025-02-18T09:30:00+01:00")


def test_documents_attached_to_a_letter_are_read_too():
    letter, attached = outcomes(documents.mail(attached={"report.pdf": documents.pdf(), "logo.ics": b"x"}), "a.eml")

    assert letter.title == "Une conférence"
    assert attached.source == "/library/a.eml#report.pdf"


def test_entries_of_a_feed_are_articles_with_their_own_address_and_dates():
    rss = only(documents.rss(), "a.rss")
    atom = only(documents.atom(), "feed", "application/atom+xml")

    assert (rss.url, rss.language, rss.site) == ("https://example.org/a", "fr", "Le fil")
    assert (rss.published.value, rss.published.origin) == ("2025-02-18T09:30:00+01:00", "feed published")
    assert (atom.text, atom.modified.value) == (SECOND, "2025-02-19T10:00:00+00:00")


def test_a_sitemap_is_a_list_of_addresses():
    assert "list of 2 addresses" in reason(documents.sitemap(), "sitemap.xml")
    assert links(documents.sitemap()) == ("https://example.org/a", "https://example.org/b")
    assert links(documents.rss()) == ("https://example.org/a",)


def test_records_keep_their_ids_and_what_they_know():
    first, second = outcomes(documents.records(), "a.jsonl")

    assert (first.id, first.source, first.title, first.url, first.language) == (
        "r-1",
        "/library/a.jsonl#r-1",
        "Une conférence",
        "https://example.org/a",
        "fr",
    )
    assert (first.published.value, second.id, second.published) == ("2025-02-18", "r-2", None)


def test_a_record_without_an_id_is_named_and_titled_by_its_text_wherever_it_stands():
    text = "La ville a voté jeudi soir son budget, après un débat dont la maire a dit qu'il avait été utile, et nécessaire."
    lines = [json.dumps({"text": one}).encode() for one in ("Un autre texte.", text, text)]
    _, first, second = outcomes(b"\n".join(lines), "a.jsonl")
    alone = only(lines[1], "a.jsonl")

    assert (first.source, first.title) == (alone.source, alone.title)
    assert first.title == "La ville a voté jeudi soir son budget, après un débat dont la maire a dit qu'il…"
    assert second.source == f"{first.source} 2"


def test_an_exported_record_comes_back_without_loss():
    dated = {"value": "2025-02", "origin": "JSON-LD datePublished", "certainty": "likely"}
    record = {
        "id": "x",
        "title": "T",
        "text": "Un.\n\nDeux.",
        "language": "fr",
        "author": "A",
        "site": "S",
        "url": "https://a.example/",
    }
    extra = {"published": dated, "modified": {**dated, "value": "2025-03"}, "sections": [{"start": 5, "label": "p. 2"}]}
    draft = only(json.dumps({**record, **extra}).encode(), "export.jsonl")

    assert {name: getattr(draft, name) for name in record} == record
    assert (draft.published.value, draft.published.origin, draft.published.certainty) == tuple(dated.values())
    assert (draft.modified.value, draft.sections) == ("2025-03", (Section(5, "p. 2"),))


def test_a_bad_line_among_records_costs_only_itself():
    data = documents.records() + b'\n{"id": "broken\n{"id": "no text"}\n' + b'{"text": "Good again."}'
    kinds = [type(outcome) for outcome in outcomes(data, "a.jsonl")]

    assert kinds == [Draft, Draft, Problem, Problem, Draft]


def test_hundreds_of_bad_lines_are_counted_not_listed():
    found = outcomes(b"{\n" * 500, "a.jsonl")

    assert len(found) == 21
    assert "480 more lines" in found[-1].reason


def test_members_of_an_archive_have_sources_of_their_own():
    found = outcomes(documents.archive(), "a.zip")

    assert [draft.source for draft in found] == [
        "/library/a.zip#notes/a.txt",
        "/library/a.zip#b.html",
        "/library/a.zip#inner.zip#c.md",
    ]


def test_what_macos_adds_to_an_archive_is_left_out():
    data = documents.zipped({"__MACOSX/._a.txt": "x", ".DS_Store": "x", "a.txt": documents.text()})

    assert [draft.source for draft in outcomes(data, "a.zip")] == ["/library/a.zip#a.txt"]


PAGE = """<!doctype html><html lang="fr-FR"><head><title>Le titre | Le Site</title>
<meta property="og:site_name" content="Le Site"><meta name="author" content="Ada Lovelace">
<link rel="canonical" href="https://site.example/titre"></head><body>
<div id="cookie-banner" class="cookie-consent">
<p>Nous utilisons des cookies pour améliorer votre expérience.</p><button>Accepter</button></div>
<header><nav><ul><li><a href="/">Accueil</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>Le titre</h1>
<p>Elle a dit «&nbsp;bonjour&#8239;!&nbsp;» et l’histoire continue, longue comme
 un jour sans pain,
 encore et encore, jusqu’au soir.</p>
<p>Le budget atteint 80&nbsp;000&#160;euros&#x202f;; c’est <em>beaucoup</em> pour une commune de cette taille,
 estime le maire de la ville.</p>
<table><tr><th>Année</th><th>Budget</th></tr><tr><td>2024</td><td>70 000</td></tr></table></article></main>
<section id="comments" class="comments">
<h2>Commentaires</h2><div class="comment">
<p>Quel scandale, vraiment, je suis outré !</p></div></section>
<aside class="related"><a href="/x">À lire aussi : autre chose</a></aside>
<footer>Mentions légales © 2021</footer></body></html>"""


def test_a_page_s_language_is_its_text_s_and_where_that_is_short_the_declared_one():
    long, short = "<p>" + "Le pont ouvrira au printemps prochain, dit la mairie. " * 5 + "</p>", "<p>Bilbao, Madrid.</p>"
    page = "<html lang=en-GB><body><article>{}</article></body></html>"

    assert only(page.format(long).encode(), "https://site.example/a", "text/html").language is None  # left to detection
    assert only(page.format(short).encode(), "https://site.example/b", "text/html").language == "en"


def test_a_web_page_gives_its_article_without_menus_banners_or_comments():
    draft = only(PAGE.encode(), "https://site.example/titre?utm=1", "text/html")

    assert (draft.title, draft.author, draft.site) == ("Le titre", "Ada Lovelace", "Le Site")
    assert draft.url == "https://site.example/titre"
    assert "70 000" in draft.text
    for noise in ("cookies", "Accueil", "outré", "À lire aussi", "Mentions"):
        assert noise not in draft.text


def test_french_spaces_survive_the_extraction_of_a_page():
    draft = only(PAGE.encode(), "page.html")

    assert "«\u00a0bonjour\u202f!\u00a0»" in draft.text
    assert "80\u00a0000\u00a0euros\u202f; c’est beaucoup pour" in draft.text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<p>LlamaCon aura lieu le <time datetime="2025-04-29">29 avril 2025</time> à Paris.</p>', "le 29 avril 2025 à Paris."),
        ("<p>It opens at <TIME>6 pm</TIME>, says the mayor.</p>", "at 6 pm, says"),
        ("<ul><li>Ouverture : <time>18 h</time></li></ul>", "- Ouverture : 18 h"),
        (
            "<table><tr><td>Début</td><td><time>3 mars</time></td></tr><tr><td>Fin</td><td>4 mars</td></tr></table>",
            "Début | 3 mars",
        ),
        ("<p><label>Prix :</label> <output>12</output> €</p>", "Prix : 12 €"),
        ('<p>Elle a dit <q cite="/a">oui</q>.</p>', "Elle a dit “oui”."),
        ("<p>Écrire au <timer>journal</timer>, <b>vite</b>.</p>", "Écrire au journal, vite."),
    ],
)
def test_words_in_elements_of_their_own_stay_in_their_sentence(written, read):
    page = PAGE.replace("<table>", written + "<table>", 1)

    assert read in only(page.encode(), "page.html").text


def test_the_words_after_a_comment_in_the_markup_are_kept():
    letter = "<p>Le budget<!-- of 2025 --> est voté<?note?> ce soir.</p><nav>Menu<!-- x --> du site</nav>"

    assert shown(letter) == "Le budget est voté ce soir."


def test_the_labels_of_a_form_are_no_text():
    form = "<form><label for=a>Votre courriel</label><input id=a><output>12</output></form>"

    assert "courriel" not in only(PAGE.replace("<table>", form + "<table>", 1).encode(), "page.html").text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_text_in_any_usual_encoding_is_the_same_text(encoding):
    text = "L'été à Nîmes, où l'on célèbre « Noël ».\nUne deuxième ligne, bien française, garçon !\n" * 3

    assert only(text.encode(encoding), "a.txt").text == text.strip()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Le cœur de l’œuvre coûte 80 € – une « bonne » affaire…"),
        ("cp1251", "Конференция разработчиков состоится в апреле, сообщает компания в пресс-релизе для журналистов."),
        ("shift_jis", "開発者会議は四月に開催されます。会社が発表しました。詳しくは後日お知らせします。"),
        ("gb18030", "开发者大会将于四月举行，公司表示将发布新的开放模型，欢迎大家参加这次会议。"),
    ],
)
def test_other_encodings_are_told_by_their_letters(encoding, text):
    assert only(text.encode(encoding), "a.txt").text == text


def test_a_page_in_latin_1_is_read_as_it_declares():
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("’", "'").encode("latin-1")

    assert "l'histoire continue" in only(page, "page.html").text


def test_line_ends_and_accents_are_made_uniform():
    draft = only(unicodedata.normalize("NFD", "Un été.\r\nDeux étés.\rFin.").encode(), "a.txt")

    assert draft.text == "Un été.\nDeux étés.\nFin."


LETTER = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("La coopération in\u00adter\u00adna\u00adtio\u00adnale, zero\u200bwidth, con\u2060\ufb01ne.".encode(), "a.txt"),
        (LETTER + b"La coop&eacute;ration in&shy;ter&shy;natio&#173;nale, zero&#8203;width, con&#xfb01;ne.", "a.eml"),
        (
            json.dumps({"text": "La coopération in\u00adter\u00adnationale, zero\u200bwidth, con\ufb01ne."}).encode(),
            "a.jsonl",
        ),
        (rb"{\rtf1\ansi La coop\'e9ration in\-ter\-natio\-nale, zero\u8203?width, con\u64257?ne.}", "a.rtf"),
    ],
)
def test_words_with_soft_hyphens_or_ligatures_are_plain_words(data, name):
    assert only(data, name).text == "La coopération internationale, zerowidth, confine."


@pytest.mark.parametrize(
    "text", ["cœur ex æquo", "une famille 👩\u200d👩\u200d👧", "می\u200cخواهم", "un porte\u2011monnaie", "5\u202f%"]
)
def test_letters_and_joiners_that_mean_something_are_kept(text):
    assert only(f"{text}.".encode(), "a.txt").text == f"{text}."


def test_a_last_line_that_names_the_source_is_kept():
    assert only(b"Une phrase.\nSource : Techcrunch", "a.txt").text.endswith("\nSource : Techcrunch")


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("my_first-note.txt", "A long sentence that ends with a full stop.\nAnother.", "My first note"),
        ("a.txt", "A short line\n\nThen the text.", "A short line"),
        ("a.md", "Some words.\n\n## The **heading** of [it](https://a.example)\n\nText.", "The heading of it"),
        ("a.md", "Heading\n=======\n\nText.", "Heading"),
        ("une-note.md", "Texte seul.", "Une note"),
        ("a.md", "---\ntitle: Une : histoire: vraie\ndate: 2025\n---\nTexte.", "Une : histoire: vraie"),
    ],
)
def test_an_article_without_a_title_is_given_one(name, text, title):
    assert only(text.encode(), name).title == title


def test_front_matter_that_is_no_yaml_is_still_read_line_by_line():
    draft = only(b"---\ntitle: Un: deux: trois\ndate: 3 mars 2025\n---\nTexte.", "a.md")

    assert (draft.text, draft.published.value) == ("Texte.", "2025-03-03")


def test_two_rules_around_prose_are_no_front_matter():
    text = "---\nJuste une phrase\n---\nEt la suite."

    assert only(text.encode(), "a.md").text == text


def test_front_matter_counts_in_a_text_file_too():
    assert only(documents.markdown(), "a.txt").published.value == "2025-02-18"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "a.txt is empty; nothing was added."),
        (b" \n ", "a.txt", "a.txt holds no text; nothing was added."),
        (bytes(range(256)) * 20, "notes.txt", "notes.txt is not text"),
        (b"abc\0\0\0\0\0" * 100, "notes.txt", "notes.txt is not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.txt", "a.txt is a picture, not text"),
        (b"PK\x03\x04" + bytes(100), "a.docx", "a.docx is damaged or incomplete"),
        (b"%PDF-1.7\nrubbish", "a.pdf", "a.pdf is damaged or incomplete"),
        (b"\xff\xfe%PDF broken", "a.pdf", "a.pdf is damaged or incomplete"),
        (b"The file that was here is gone.", "a.epub", "a.epub is damaged or incomplete"),
        (b"x" * 20_000_001, "a.txt", "a.txt is too large (20 MB; at most 20 MB can be read)"),
        (b"<html><body></body></html>", "a.html", "a.html holds no text"),
        (b"<rss><channel></channel></rss>", "a.xml", "a feed without entries"),
    ],
)
def test_what_cannot_be_read_says_why(data, name, words):
    assert words in reason(data, name)


def test_a_file_that_is_not_there_or_may_not_be_read_says_so(tmp_path):
    locked = tmp_path / "locked.txt"
    locked.write_text("Secret.", encoding="utf-8")
    locked.chmod(0)
    (missing,) = read(tmp_path / "missing.txt")
    (folder,) = read(tmp_path)
    found = list(read(locked))

    assert "is not a file" in missing.reason
    assert "is not a file" in folder.reason
    # the superuser may read everything
    assert isinstance(found[0], Draft) or "permission denied" in found[0].reason


def test_readers_import_no_heavy_library_until_they_read():
    heavy = [
        "trafilatura",
        "pypdfium2",
        "docx",
        "feedparser",
        "lxml",
        "yaml",
        "httpx",
        "protego",
        "charset_normalizer",
        "striprtf",
        "defusedxml",
    ]
    modules = "index.formats, index.intake.fetch, index.formats.published"
    code = f"import sys, {modules}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("fr-FR", "fr"),
        ("en_GB", "en"),
        ("eng", "en"),
        ("FRA", "fr"),
        ("fre-CA", "fr"),
        ("ger", "de"),
        ("hbs", "sr"),
        ("und", None),
        ("mul", None),
        ("French", None),
        ("", None),
    ],
)
def test_a_language_is_two_letters_or_left_to_be_found_in_the_text(stated, code):
    assert language(stated) == code
