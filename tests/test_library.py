import shutil
import threading
import time
from pathlib import Path

import faiss
import pytest

from chatbot.testing import FakeEncoder
from index.errors import EncoderMismatchError, LibraryError
from index.library import CACHE, DATABASE, Library
from index.search import vector_cache
from index.types import Scope
from tests.damage import spoil_page
from tests.killing import killed_after

HARBOUR = "The harbour opens on 3 May. The mayor cuts the ribbon at noon. Boats are welcome."
MARKET = "Le marché se tient le samedi. On y vend des pommes et du miel."


def test_an_added_article_is_found_and_its_passages_and_sentences_are_slices(library, write):
    library.add(write("harbour.txt", HARBOUR))
    library.add(write("market.txt", MARKET))

    hit = library.search("when does the harbour open?")[0]

    assert hit.article.text == HARBOUR
    assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
    assert [hit.article.text[s.start : s.end] for s in hit.passage.sentences] == [s.text for s in hit.passage.sentences]


def test_the_same_file_twice_changes_nothing(library, write):
    path = write("harbour.txt", HARBOUR)
    first = library.add(path)

    assert library.add(path).unchanged == first.added
    assert len(library.articles()) == 1


def test_the_same_text_under_another_name_is_one_article(library, write):
    library.add(write("harbour.txt", HARBOUR))
    library.add(write("copy.txt", HARBOUR))

    assert len(library.articles()) == 1


def test_a_file_that_moved_and_was_saved_in_latin_1_with_crlf_keeps_its_id(library, write):
    text = "Le marché se tient le samedi. On y vend des pommes.\nL’été, il dure jusqu’au soir."
    path = write("marche.txt", text.replace("’", "'"))
    (article_id,) = library.add(path).added
    path.unlink()
    moved = write("ailleurs/marché déplacé.txt", text.replace("’", "'").replace("\n", "\r\n").encode("latin-1"))

    library.add(moved)

    assert [(a.id, a.source) for a in library.articles()] == [(article_id, str(moved))]


def test_an_edited_file_replaces_itself_and_keeps_its_id_and_added_date(library, write):
    path = write("harbour.txt", HARBOUR)
    library.add(path)
    before = library.articles()[0]
    write("harbour.txt", HARBOUR.replace("3 May", "4 June"))

    report = library.add(path)
    after = library.articles()

    assert report.replaced == (before.id,)
    assert [(a.id, a.added) for a in after] == [(before.id, before.added)]
    assert "4 June" in library.search("harbour")[0].passage.text


def test_an_edit_encodes_only_the_passage_and_the_sentence_that_changed(tmp_path, write):
    encoder = FakeEncoder()
    paragraphs = [f"Paragraph {i} speaks of {f'topic{i} ' * 60}. It ends with {f'word{i} ' * 80}." for i in range(10)]
    path = write("long.txt", "\n\n".join(paragraphs))
    with Library.open(tmp_path / "library", encoder=encoder) as library:
        library.add(path)
        encoder.encoded.clear()
        paragraphs[4] = paragraphs[4].replace("speaks", "is silent")
        write("long.txt", "\n\n".join(paragraphs))
        library.add(path)

    assert [text.count("silent") for text in encoder.encoded] == [1, 1]


def test_a_removed_article_is_gone_from_both_sides_of_the_search(library, write):
    (article_id,) = library.add(write("harbour.txt", HARBOUR)).added

    assert library.remove(article_id)
    assert library.search("harbour") == []
    assert not library.remove(article_id)


def test_hidden_articles_crowd_out_none_of_the_others(library, write):
    long = "\n\n".join(f"Part {i}: the harbour opens, the harbour, {'harbour ' * 180}." for i in range(70))
    (hidden,) = library.add(write("long.txt", long)).added
    (seen,) = library.add(write("short.txt", "Besides much else of note, the harbour opens on 3 May.")).added

    (hit,) = library.search("harbour", scope=Scope(excluded=frozenset({hidden})))

    assert hit.article.id == seen
    assert (hit.dense_rank, hit.lexical_rank) == (1, 1)


def test_passages_come_in_the_order_asked_for_without_those_that_are_gone(library, write):
    library.add([write("harbour.txt", HARBOUR), write("market.txt", MARKET)])
    first, second = library.store.column("SELECT id FROM passages ORDER BY id")

    found = [(number, article.title) for number, article, _ in library.store.passages([second, 999, first])]

    assert found == [(second, "Market"), (first, "Harbour")]


def test_vectors_are_not_added_while_another_thread_searches_or_saves(library, write, monkeypatch):
    library.add(write("harbour.txt", HARBOUR))
    busy, overlaps = threading.Lock(), []

    def alone(method):
        def guarded(*arguments, **named):
            free = busy.acquire(blocking=False)
            overlaps.extend([] if free else [method.__name__])
            time.sleep(0.02)
            try:
                return method(*arguments, **named)
            finally:
                if free:
                    busy.release()

        return guarded

    for name in ("add_sa_codes", "search"):
        monkeypatch.setattr(faiss.IndexScalarQuantizer, name, alone(getattr(faiss.IndexScalarQuantizer, name)))
    adding = threading.Thread(target=lambda: [library.add(write(f"{n}.txt", f"Note {n}. {MARKET}")) for n in range(5)])
    adding.start()
    while adding.is_alive():
        library.search("harbour")
    adding.join()

    assert overlaps == []


def test_another_process_s_additions_are_seen_without_reopening(library, write):
    library.search("anything")
    with Library.open(library.folder, encoder=FakeEncoder()) as other:
        other.add(write("harbour.txt", HARBOUR))

    assert [hit.article.title for hit in library.search("harbour")] == ["Harbour"]


@pytest.mark.parametrize("damage", [b"", b"torn", None])
def test_a_damaged_or_absent_vector_cache_is_rebuilt(library, write, damage):
    library.add(write("harbour.txt", HARBOUR))
    cache = library.folder / CACHE
    if damage is not None:
        cache.write_bytes(damage)

    with Library.open(library.folder, encoder=FakeEncoder()) as again:
        assert again.search("harbour")[0].dense_rank == 1


def test_a_cache_of_another_database_is_not_believed(library, write, tmp_path, monkeypatch):
    monkeypatch.setattr(vector_cache, "LAG", 0)
    library.add(write("harbour.txt", HARBOUR))
    with Library.open(tmp_path / "other", encoder=FakeEncoder()) as other:
        other.add(write("market.txt", MARKET))
        shutil.copy(library.folder / CACHE, other.folder / CACHE)
    with Library.open(tmp_path / "other", encoder=FakeEncoder()) as other:
        assert other.search("marché samedi pommes miel")[0].cosine > 0.5


def test_another_encoder_is_refused_in_one_sentence(library):
    other = FakeEncoder()
    other.name = "letters"

    with pytest.raises(EncoderMismatchError, match="built with the encoder words, not letters"):
        Library.open(library.folder, encoder=other)


def test_a_file_where_the_library_should_be_is_a_plain_error(tmp_path):
    (tmp_path / "taken").write_text("not a folder")

    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(tmp_path / "taken")


def test_a_damaged_page_is_a_plain_error_when_it_is_read_and_a_finding_when_it_is_looked_for(tmp_path, write):
    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        library.add(write("harbour.txt", HARBOUR))
    spoil_page(tmp_path / "library" / DATABASE, "articles")
    again = Library.open(tmp_path / "library", encoder=FakeEncoder())

    for look in (again.articles, again.stats, lambda: again.search("harbour")):
        with pytest.raises(LibraryError, match=r"library cannot be read \(.*malformed\); .* bring back a backup\.$"):
            look()
    assert [finding.serious for finding in again.examine()] == [True]


def test_a_database_that_is_not_one_is_a_plain_error(tmp_path):
    (tmp_path / DATABASE).write_bytes(b"not a database at all" * 100)

    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(tmp_path)


def test_unreadable_files_are_listed_with_their_reason_and_the_rest_is_added(library, write):
    write("empty.txt", "")
    write("picture.txt", bytes(range(256)) * 20)
    write("harbour.txt", HARBOUR)

    report = library.add([write("empty.txt", "").parent, "nowhere.txt"])

    assert len(report.added) == 1
    assert sorted(Path(problem.source).name for problem in report.problems) == [
        "empty.txt",
        "nowhere.txt",
        "picture.txt",
    ]
    assert all(problem.reason.endswith(".") for problem in report.problems)


def add_many(acknowledge, folder, articles):
    with Library.open(folder, encoder=FakeEncoder()) as library:
        library.add(articles, progress=lambda _done, _total, source: acknowledge(source))


@pytest.fixture(scope="module")
def five_hundred(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for i in range(500):
        (folder / f"{i:03}.txt").write_text(f"Article {i} is about number{i}. It says nothing else.", encoding="utf-8")
    return folder


@pytest.mark.parametrize("moment", range(20))
def test_killed_while_adding_it_opens_with_everything_acknowledged(tmp_path, five_hundred, moment):
    acknowledged = killed_after(1 + moment * 13, add_many, tmp_path / "library", five_hundred)

    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        held = {article.source for article in library.articles()}
        assert held >= set(acknowledged)
        assert len(acknowledged) > moment * 13
        assert library.check() == []
        assert library.search("what is article 0 about?")
        library.store.execute("PRAGMA synchronous = OFF")  # the rest is to be there, and nobody kills it now
        assert library.add(five_hundred).problems == ()
        assert len(library.articles()) == 500
