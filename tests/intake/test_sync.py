import io
import json
import os
import threading
import zipfile
from itertools import count

import pytest

from chatbot.testing import FakeEncoder
from index.errors import LibraryError, ReadError
from index.formats import read_bytes, records
from index.intake import importer
from index.intake.fetch import FetchedPage
from index.intake.sources import Piped
from index.library import Library
from index.types import Problem

HARBOUR = "The harbour opens on 3 May. The mayor cuts the ribbon at noon. Boats are welcome."
MARKET = "Le marché se tient le samedi. On y vend des pommes et du miel."
BRIDGE = "The bridge is closed for repairs. Walkers take the ferry."


def titles(library):
    return sorted(article.title for article in library.articles())


def test_sync_finds_new_files_in_folders_that_were_added(library, write):
    library.add(write("harbour.txt", HARBOUR).parent)
    write("deep/market.txt", MARKET)

    assert len(library.sync().added) == 1
    assert titles(library) == ["Harbour", "Market"]


def test_sync_finds_new_files_that_match_a_pattern(library, write):
    library.add(str(write("harbour.txt", HARBOUR).parent / "*.txt"))
    write("market.txt", MARKET)
    write("bridge.md", BRIDGE)

    library.sync()

    assert titles(library) == ["Harbour", "Market"]


def test_an_unchanged_file_is_not_opened_again(library, write, monkeypatch):
    library.add(write("harbour.txt", HARBOUR).parent)
    monkeypatch.setattr(importer, "read", lambda _: pytest.fail("it was opened"))

    assert len(library.sync().unchanged) == 1


def test_a_newer_reader_reads_unchanged_files_again(library, write, monkeypatch):
    library.add(write("harbour.txt", HARBOUR))
    monkeypatch.setattr(importer, "VERSION", importer.VERSION + 1)
    opened = []
    read = importer.read
    monkeypatch.setattr(importer, "read", lambda path: opened.append(path.name) or read(path))

    library.sync()
    library.sync()

    assert opened == ["harbour.txt"]


def test_an_article_whose_file_is_gone_leaves_on_prune_only(library, write):
    path = write("harbour.txt", HARBOUR)
    (article_id,) = library.add(path.parent).added
    path.unlink()

    assert library.sync().removed == ()
    assert library.sync(prune=True).removed == (article_id,)
    assert library.articles() == []
    assert library.sync(prune=True).problems == ()


def test_prune_removes_the_folder_that_is_gone_with_its_articles(library, write):
    path = write("gone/harbour.txt", HARBOUR)
    library.add(path.parent)
    path.unlink()
    path.parent.rmdir()

    assert len(library.sync(prune=True).removed) == 1


def test_a_moved_file_keeps_its_id_even_when_sync_prunes(library, write):
    path = write("harbour.txt", HARBOUR)
    (article_id,) = library.add(path.parent).added
    (path.parent / "deep").mkdir()
    path.rename(path.parent / "deep" / "port.txt")

    report = library.sync(prune=True)

    assert (report.removed, report.unchanged) == ((), (article_id,))


def test_an_article_in_two_files_stays_while_one_of_them_does(library, write):
    first, second = write("harbour.txt", HARBOUR), write("copy.txt", HARBOUR)
    (article_id,) = library.add([first, second]).added
    first.unlink()

    assert library.sync(prune=True).removed == ()
    assert library.article(article_id).source == str(second)
    second.unlink()
    assert library.sync(prune=True).removed == (article_id,)


def test_the_untouched_one_of_two_equal_files_is_kept_when_the_other_is_edited(library, write):
    first = write("harbour.txt", HARBOUR)
    library.add([first, write("copy.txt", HARBOUR)])
    write("harbour.txt", BRIDGE)

    library.sync()
    library.sync()

    assert sorted(article.text for article in library.articles()) == [BRIDGE, HARBOUR]


@pytest.mark.parametrize("container", ["zip", "jsonl"])
def test_a_member_that_left_its_container_leaves_on_prune_only(library, write, container):
    def pack(*texts):
        if container == "jsonl":
            return "\n".join(json.dumps({"id": text[:8], "text": text}) for text in texts)
        with zipfile.ZipFile(packed := io.BytesIO(), "w") as archive:
            for text in texts:
                archive.writestr(f"{text[:8]}.txt", text)
        return packed.getvalue()

    library.add(write(f"articles.{container}", pack(HARBOUR, MARKET)))
    write(f"articles.{container}", pack(MARKET, BRIDGE))

    assert len(library.sync().added) == 1
    assert library.count() == 3
    assert len(library.sync(prune=True).removed) == 1
    assert {article.text for article in library.articles()} == {MARKET, BRIDGE}


@pytest.mark.parametrize("name", ["articles.jsonl", "harbour.txt"])
def test_a_file_that_could_not_be_read_in_whole_is_read_again_until_it_can(library, write, name):
    whole = "\n".join(json.dumps({"id": text[:8], "text": text}) for text in (HARBOUR, MARKET))
    flawed, sound = (f"{whole}\n{{torn", whole) if name.endswith("jsonl") else ("", HARBOUR)
    path = write(name, flawed)
    count = len(library.add(path).added)

    assert len(library.sync().problems) == 1
    assert len(library.sync(prune=True).problems) == 1
    assert library.count() == count
    write(name, sound)
    assert library.sync().problems == ()
    write(name, sound.replace("Boats", "Ships"))
    assert len(library.sync().replaced) == 1


def test_a_file_that_was_never_readable_is_forgotten_when_it_is_gone(library, write):
    path = write("empty.txt", "")
    library.add(path)
    path.unlink()
    library.sync(prune=True)

    assert library.examine() == []


def test_a_removed_article_comes_back_when_added_and_not_by_sync(library, write, monkeypatch):
    path = write("harbour.txt", HARBOUR)
    (article_id,) = library.add(path.parent).added
    library.remove(article_id)
    monkeypatch.setattr(importer, "VERSION", importer.VERSION + 1)

    library.sync()
    assert library.articles() == []
    library.add(path)
    assert titles(library) == ["Harbour"]


def test_the_library_s_own_files_are_no_articles(library, write, tmp_path):
    write("harbour.txt", HARBOUR)

    assert library.add(tmp_path).problems == ()


def test_a_correction_by_hand_outlives_an_edit_of_the_file(library, write):
    path = write("harbour.md", f"---\ntitle: Harbour\ndate: 2025-04-01\n---\n{HARBOUR}")
    (article_id,) = library.add(path).added
    library.edit(article_id, {"published": "2025-04-02", "title": "The harbour opens"})
    write("harbour.md", f"---\ntitle: Harbour\ndate: 2025-04-01\n---\n{BRIDGE}")

    library.sync()
    article = library.article(article_id)

    assert (article.title, article.text) == ("The harbour opens", BRIDGE)
    assert (article.published.value, article.published.origin) == ("2025-04-02", "by hand")


def test_a_date_that_is_wrong_can_be_made_unknown(library, write):
    (article_id,) = library.add(write("harbour.md", f"---\ndate: 2025-04-01\n---\n{HARBOUR}")).added

    assert library.edit(article_id, {"published": ""}).published is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"published": "soon"}, "soon is no published date"),
        ({"published": "03/04/2025"}, "is no published date"),
        ({"title": ""}, "needs a title"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(library, write, changes, words):
    (article_id,) = library.add(write("harbour.txt", HARBOUR)).added

    with pytest.raises(LibraryError, match=words):
        library.edit(article_id, changes)


def test_standard_input_is_an_article(library):
    first = library.add(Piped(HARBOUR.encode()))

    assert library.add(Piped(HARBOUR.encode())).unchanged == first.added
    assert library.sync(prune=True).removed == ()


def lines(*records):
    """Return records without ids as JSONL; a text alone is one."""
    return "\n".join(json.dumps(record if isinstance(record, dict) else {"text": record}) for record in records)


def test_a_line_put_above_records_without_ids_changes_none_of_them(tmp_path, write):
    encoder = FakeEncoder()
    with Library.open(tmp_path / "library", encoder=encoder) as library:
        harbour, market = library.add(write("a.jsonl", lines(HARBOUR, {"title": "Samedi", "text": MARKET}))).added
        library.edit(harbour, {"published": "2020-01-01", "author": "Jean"})
        encoder.encoded.clear()
        write("a.jsonl", lines(BRIDGE, HARBOUR, {"title": "Samedi", "text": MARKET}))
        report = library.sync(prune=True)

        assert (report.unchanged, len(report.added), report.replaced, report.removed) == ((harbour, market), 1, (), ())
        assert (library.article(harbour).text, library.article(harbour).author) == (HARBOUR, "Jean")
        assert [text for text in encoder.encoded if BRIDGE not in text] == []


def test_an_edited_record_without_an_id_replaces_itself_wherever_it_stands_now(library, write):
    market, harbour = library.add(write("a.jsonl", lines(MARKET, HARBOUR))).added
    library.edit(harbour, {"author": "Jean"})
    edited = HARBOUR.replace("noon", "one")
    write("a.jsonl", lines(BRIDGE, edited, MARKET))

    report = library.sync(prune=True)

    assert (report.unchanged, report.replaced, len(report.added), report.removed) == ((market,), (harbour,), 1, ())
    assert (library.article(harbour).text, library.article(harbour).author) == (edited, "Jean")
    write("a.jsonl", lines(BRIDGE, HARBOUR, MARKET))
    assert library.sync().replaced == (harbour,)


def test_another_record_in_the_line_of_one_that_left_does_not_take_its_place(library, write):
    (harbour,) = library.add(write("a.jsonl", lines(HARBOUR))).added
    library.edit(harbour, {"author": "Jean"})
    write("a.jsonl", lines(BRIDGE))

    (bridge,) = library.sync().added

    assert (library.article(harbour).text, library.article(bridge).author) == (HARBOUR, None)
    assert library.sync(prune=True).removed == (harbour,)


def test_a_record_of_a_page_that_was_written_anew_replaces_itself(library, write):
    page, other = {"url": "https://news.example/port"}, {"url": "https://news.example/market", "text": MARKET}
    first, _ = library.add(write("a.jsonl", lines({**page, "text": HARBOUR}, other))).added
    write("a.jsonl", lines({**page, "text": BRIDGE}, {**other, "url": "https://news.example/apples", "text": f"{MARKET} Oui."}))

    report = library.sync()

    assert (report.replaced, len(report.added), library.count()) == ((first,), 1, 3)


def test_a_removed_record_without_an_id_stays_away_when_it_moves(library, write):
    _, market = library.add(write("a.jsonl", lines(HARBOUR, MARKET))).added
    library.remove(market)
    path = write("a.jsonl", lines(BRIDGE, HARBOUR, MARKET))

    assert (len(library.sync().added), library.count()) == (1, 2)
    assert (len(library.add(path).added), library.count()) == (1, 3)


def test_records_of_one_text_are_one_article_unless_their_addresses_differ(library, write):
    addressed = [{"url": f"https://news.example/{name}", "text": HARBOUR} for name in "ab"]
    library.add(write("a.jsonl", lines(*addressed, MARKET, MARKET)))

    assert library.count() == 3
    write("a.jsonl", lines(BRIDGE, *addressed, MARKET, MARKET))
    assert (len(library.sync().added), library.sync(prune=True).removed, library.count()) == (1, (), 4)


def test_a_library_whose_records_were_named_by_their_lines_keeps_them_as_they_are(library, write, monkeypatch):
    bakery = "A loaf costs 3 euros at the bakery of the old town. The oven is older than the baker."
    texts = [HARBOUR, MARKET, bakery, "Plums ripen in August."]
    with monkeypatch.context() as before:
        numbers = count(1)
        before.setattr(records, "_digest", lambda *_: str(next(numbers)))
        harbour, market, bread, plums = library.add(write("a.jsonl", lines(*texts))).added
    library.edit(harbour, {"author": "Jean"})
    library.edit(bread, {"author": "Jeanne"})
    library.remove(plums)
    monkeypatch.setattr(importer, "VERSION", importer.VERSION + 1)
    write("a.jsonl", lines(BRIDGE, HARBOUR, MARKET, bakery.replace("3 euros", "4 euros"), texts[-1]))

    report = library.sync()

    assert (report.unchanged, report.replaced, len(report.added)) == ((harbour, market), (bread,), 1)
    assert [library.article(article_id).author for article_id in (harbour, bread)] == ["Jean", "Jeanne"]
    write("a.jsonl", lines(BRIDGE, HARBOUR.replace("noon", "one"), MARKET, bakery))
    report = library.sync(prune=True)
    assert (report.replaced, report.added, report.removed) == ((harbour, bread), (), ())
    assert (library.article(harbour).author, library.count()) == ("Jean", 4)


class Web:
    """Stands in for ``fetch``: one page, its state, and what was asked of it."""

    def __init__(self, monkeypatch):
        self.text, self.asked, self.fails = HARBOUR, [], False
        monkeypatch.setattr(importer, "fetch", self.fetch)

    def fetch(self, url, *, allow_private, etag, modified):
        self.asked.append((url, allow_private, etag, modified))
        if self.fails:
            raise ReadError(f"{url} does not exist (404); check the address.")
        tag = f'"{self.text[:8]}"'
        if etag == tag:
            return FetchedPage(url, "", b"", tag, not_modified=True)
        page = f"<html><head><title>Port</title></head><body><article><p>{self.text}</p></article></body></html>"
        return FetchedPage("https://news.example/port", "text/html; charset=utf-8", page.encode(), tag)


def test_a_page_is_asked_for_again_only_if_it_has_changed(library, monkeypatch):
    web = Web(monkeypatch)
    (article_id,) = library.add("http://news.example/port", allow_private=True).added

    assert library.sync().unchanged == (article_id,)
    assert web.asked[-1] == ("http://news.example/port", True, '"The harb"', None)
    web.text = BRIDGE
    assert library.sync().replaced == (article_id,)
    assert library.article(article_id).text.strip() == BRIDGE


def test_a_page_that_could_not_be_read_in_whole_is_asked_for_again_in_whole(library, monkeypatch):
    web = Web(monkeypatch)
    flawed = [Problem("https://news.example/port#2", "Its second half is torn.")]
    monkeypatch.setattr(importer, "read_bytes", lambda *given, **named: [*read_bytes(*given, **named), *flawed])
    library.add("https://news.example/port")

    assert len(library.sync().problems) == 1
    assert web.asked[-1] == ("https://news.example/port", False, None, None)
    flawed.clear()
    library.sync()
    assert library.sync().problems == ()
    assert web.asked[-1] == ("https://news.example/port", False, '"The harb"', None)


def test_a_page_that_holds_nothing_for_a_while_is_asked_for_again(library, monkeypatch):
    web = Web(monkeypatch)
    library.add("https://news.example/port")
    web.text = ""
    assert len(library.sync().problems) == 1
    web.text = BRIDGE

    assert len(library.sync().replaced) == 1


def test_a_page_that_fails_is_told_and_kept(library, monkeypatch):
    web = Web(monkeypatch)
    library.add("https://news.example/port")
    web.fails = True

    report = library.sync(prune=True)

    assert [problem.source for problem in report.problems] == ["https://news.example/port"]
    assert library.count() == 1


def test_a_removed_page_is_fetched_no_more(library, monkeypatch):
    web = Web(monkeypatch)
    (article_id,) = library.add("https://news.example/port").added
    library.remove(article_id)
    library.sync()

    assert len(web.asked) == 1
    assert len(library.add("https://news.example/port").added) == 1


@pytest.mark.parametrize("name", ["news", "news [2025] *?"])
def test_a_folder_is_followed_as_it_changes(library, write, name):
    folder = write(f"{name}/harbour.txt", HARBOUR).parent
    library.add(folder)
    stop, changed = threading.Event(), threading.Timer(0.5, lambda: write(f"{name}/market.txt", MARKET))
    end = threading.Timer(20, stop.set)
    changed.start()
    end.start()
    for report in library.follow(stop):
        if report.added:
            stop.set()
    end.cancel()

    assert titles(library) == ["Harbour", "Market"]


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is permitted to root")
def test_a_folder_that_may_not_be_read_is_told_and_its_articles_stay(library, write):
    path = write("closed/harbour.txt", HARBOUR)
    library.add(path.parent)
    path.parent.chmod(0)
    try:
        report = library.sync(prune=True)
    finally:
        path.parent.chmod(0o700)

    assert {problem.reason.endswith("check its permissions.") for problem in report.problems} == {True}
    assert library.count() == 1


def test_an_edit_among_many_articles_encodes_only_the_passage_and_the_sentence_that_changed(tmp_path, write):
    encoder = FakeEncoder()
    for number in range(60):
        write(f"{number}.txt", "\n\n".join(f"Topic {number} {i} is {f'word{i} ' * 150}." for i in range(4)))
    with Library.open(tmp_path / "library", encoder=encoder) as library:
        library.add(tmp_path / "articles")
        encoder.encoded.clear()
        path = tmp_path / "articles" / "30.txt"
        path.write_text(path.read_text().replace("Topic 30 2 is", "Topic 30 2 was"))
        library.sync()

    assert {text.count(" was ") for text in encoder.encoded} == {1}
    assert len(encoder.encoded) <= 2


def test_a_copy_with_a_date_teaches_it_to_a_text_without_one(library, write):
    library.add(write("harbour.txt", HARBOUR))
    (article,) = library.articles()
    copy = write("copy.md", f"---\ntitle: The harbour\nauthor: Ada Oury\ndate: 2025-05-01\n---\n{HARBOUR}")

    assert library.add(copy).replaced == (article.id,)
    taught = library.article(article.id)
    assert (taught.title, taught.author, taught.place) == ("The harbour", "Ada Oury", article.place)
    assert (taught.published.value, taught.published.certainty) == ("2025-05-01", "likely")

    library.add(write("third.md", f"---\ndate: 2026-06-02\n---\n{HARBOUR}"))
    os.utime(write("harbour.txt", HARBOUR), (9, 9))
    library.sync()
    assert library.article(article.id).published == taught.published
