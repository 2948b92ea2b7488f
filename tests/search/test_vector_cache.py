"""The vector cache keeps in step with the store, and whatever happens to its file, it finds the same."""

import json
import random
import threading

import pytest

from chatbot.testing import FakeEncoder
from index.library import CACHE, DATABASE, Library
from index.search import vector_cache
from index.types import Scope
from tests.killing import killed_after

WORDS = "harbour market bridge tower mayor boat river apple honey school library museum quay lamp garden".split()  # noqa: SIM905


def text(number: int) -> str:
    chosen = random.Random(number).choices(WORDS, k=12)  # noqa: S311 - as ever the same
    return f"Report{number} tells of {' '.join(chosen)}. It has number{number}."


@pytest.fixture
def add(write):
    def make(library, *numbers: int, word: str = ""):
        for number in numbers:
            path = write(
                f"{number}.jsonl", json.dumps({"id": f"a{number}", "title": f"T{number}", "text": text(number) + word})
            )
            library.add(path)

    return make


@pytest.fixture
def opened(tmp_path):
    return lambda: Library.open(tmp_path / "library", encoder=FakeEncoder())


def found(library) -> list[str]:
    return [hit.article.id for hit in library.search("harbour market of report3", limit=30) if hit.dense_rank]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Have the file written anew whenever anything is new."""
    monkeypatch.setattr(vector_cache, "LAG", 0)


def test_the_file_is_written_anew_once_it_is_far_behind_and_what_is_newer_is_found(opened, add, monkeypatch):
    monkeypatch.setattr(vector_cache, "LAG", 3)
    contents = []
    for number in range(8):
        with opened() as library:
            add(library, number)
            assert sorted(found(library)) == [f"a{number}" for number in range(number + 1)]
        cache = library.folder / CACHE
        contents.append(cache.read_bytes() if cache.exists() else b"")
    with opened() as library:
        library.remove("a1")
        assert sorted(found(library)) == [f"a{number}" for number in (0, *range(2, 8))]

    assert contents[:3] == [b"", b"", b""]
    assert contents[3] == contents[6] != contents[7]


@pytest.mark.parametrize("seed", range(8))
def test_a_cache_that_was_kept_in_step_finds_what_a_new_one_finds(opened, add, seed):
    chance = random.Random(seed)  # noqa: S311
    with opened() as watching:
        for _ in range(12):
            with opened() as library:
                number = chance.randrange(8)
                if chance.random() < 0.4:
                    library.remove(f"a{number}")
                else:
                    add(library, number, word=f" Word{chance.randrange(3)}.")
            if chance.random() < 0.5:
                found(watching)
        with opened() as library:
            expected = found(library)
            (library.folder / CACHE).unlink()
        assert found(watching) == expected
        with opened() as library:
            assert found(library) == expected


@pytest.mark.parametrize("where", [5, 40, 100, -100, -5])
def test_an_altered_byte_is_noticed_and_the_file_written_anew(opened, add, where):
    with opened() as library:
        add(library, 0, 1)
    with opened() as library:
        add(library, 2, 3)
        expected = found(library)
    cache = library.folder / CACHE
    sound = cache.read_bytes()
    altered = bytearray(sound)
    altered[where] ^= 1
    cache.write_bytes(altered)

    with opened() as library:
        assert found(library) == expected
    assert cache.read_bytes() == sound
    with opened() as library:
        assert found(library) == expected


@pytest.mark.parametrize("lost", [1, 20, 50, 150])
def test_of_a_torn_file_nothing_is_lost(opened, add, lost):
    with opened() as library:
        add(library, 0, 1, 2)
        expected = found(library)
    cache = library.folder / CACHE
    cache.write_bytes(cache.read_bytes()[:-lost])
    with opened() as library:
        assert found(library) == expected
    with opened() as library:
        assert found(library) == expected


def test_a_cache_is_not_believed_once_an_earlier_state_of_the_database_is_brought_back(opened, add):
    with opened() as library:
        add(library, 0, 1)
    kept = (library.folder / DATABASE).read_bytes()
    with opened() as library:
        add(library, 2)
    (library.folder / DATABASE).write_bytes(kept)

    with opened() as library:
        assert sorted(found(library)) == ["a0", "a1"]
        add(library, 5)
        assert sorted(found(library)) == ["a0", "a1", "a5"]


def test_what_is_gone_is_found_no_more_however_much_it_is(opened, add):
    with opened() as library:
        add(library, *range(6))
        found(library)
        for number in range(5):
            library.remove(f"a{number}")
        assert found(library) == ["a5"]
        library.remove("a5")
        assert found(library) == []
        add(library, 8)
        assert found(library) == ["a8"]
    with opened() as library:
        assert found(library) == ["a8"]


def test_a_copy_that_is_shown_again_is_found_without_being_read_anew(opened, write):
    body = " ".join(text(number) for number in range(6))
    with opened() as library:
        for name in ("first", "second"):
            library.add(write(f"{name}.jsonl", json.dumps({"id": name, "title": name, "text": f"{body} {name}"})))
        assert {hit.article.id for hit in library.search("harbour")} == {"first"}
    with opened() as library:
        library.remove("first")
        hits = library.search("harbour")
        assert {(hit.article.id, hit.dense_rank is not None) for hit in hits} == {("second", True)}
        assert library.search("harbour", scope=Scope(languages=frozenset({"xx"}))) == []


def closing(acknowledge, folder, articles):
    vector_cache.LAG = 0
    for path in sorted(articles.iterdir()):
        with Library.open(folder, encoder=FakeEncoder()) as library:
            library.add(path)
        acknowledge(path.stem)


@pytest.mark.parametrize("moment", range(8))
def test_killed_while_writing_nothing_is_missed(tmp_path, moment):
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(12):
        (articles / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
    done = killed_after(moment, closing, tmp_path / "library", articles, delay=moment % 4 / 500)

    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        assert len(library.search("harbour report", limit=30)) == library.count() >= len(done)
        library.add(articles)
        assert len(library.search("harbour report", limit=30)) == 12
    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        assert len(library.search("harbour report", limit=30)) == 12


def adding(acknowledge, folder, articles):
    vector_cache.LAG = 0
    with Library.open(folder, encoder=FakeEncoder()) as library:
        for path in sorted(articles.iterdir()):
            library.add(path)
            library.search("harbour")
            acknowledge(path.stem)


def test_two_processes_that_write_at_once_lose_nothing(tmp_path):
    for half in ("one", "two"):
        (tmp_path / half).mkdir()
        for number in range(10):
            (tmp_path / half / f"{number:02}.txt").write_text(f"{half} {text(number)}", encoding="utf-8")
    with Library.open(tmp_path / "library", encoder=FakeEncoder()):
        pass
    both = [
        threading.Thread(target=killed_after, args=(99, adding, tmp_path / "library", tmp_path / half))
        for half in ("one", "two")
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()

    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        assert library.count() == 20
        hits = library.search("harbour report", limit=40)
        assert len(hits) == len({hit.article.id for hit in hits}) == 20
        assert all(hit.dense_rank for hit in hits)
