"""``kill -9`` at many moments of everything that writes: what was acknowledged is there, and nothing is there by half."""

import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest

from chatbot.testing import FakeEncoder
from index.errors import EncoderMismatchError
from index.library import Library
from tests.killing import killed_after

ARTICLES = 30
MOMENTS = range(20)


class ShortEncoder(FakeEncoder):
    """Another encoder, whose vectors have half the length."""

    name = "short"

    def _vectors(self, texts):
        half = super()._vectors(texts)[:, :32]
        return half / np.linalg.norm(half, axis=1, keepdims=True)


def text(number, word="is"):
    return f"Article {number} {word} about number{number}.\n\nIt says nothing else."


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Return a folder with articles and their library, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "articles").mkdir()
    for number in range(ARTICLES):
        (folder / "articles" / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
    with Library.open(folder / "library", encoder=FakeEncoder()) as library:
        library.add(folder / "articles")
    return folder


@pytest.fixture
def copy(template):
    """Return a library and the folder of its articles as they were at first, both free to be changed."""
    with tempfile.TemporaryDirectory() as kept:
        shutil.copytree(template, kept, dirs_exist_ok=True)
        yield template / "library", template / "articles"
        shutil.rmtree(template)
        shutil.copytree(kept, template)


def is_whole(library):
    for article in library.articles():
        passages = library.store.embedded(article.id)
        assert passages
        assert " ".join(item.passage.text for item in passages).split() == article.text.split()
    assert library.check() == []
    assert len(list(library.folder.iterdir())) <= 5  # the database with its journal, the cache, and one that was not finished
    return True


def remove_all(acknowledge, folder):
    with Library.open(folder, encoder=FakeEncoder()) as library:
        for article in library.articles():
            library.remove(article.id)
            acknowledge(article.id)


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_removing(copy, moment):
    folder, _ = copy
    gone = killed_after(moment, remove_all, folder, delay=moment % 5 / 1000)

    with Library.open(folder, encoder=FakeEncoder()) as library:
        left = {article.id for article in library.articles()}
        assert left.isdisjoint(gone)
        assert ARTICLES - len(gone) - 1 <= len(left) <= ARTICLES - len(gone)
        assert is_whole(library)
        assert {hit.article.id for hit in library.search("what is about it?", limit=ARTICLES)} == left


def sync(acknowledge, folder):
    with Library.open(folder, encoder=FakeEncoder()) as library:
        library.sync(prune=True, progress=lambda _done, _total, source: acknowledge(source))


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_syncing(copy, moment):
    folder, articles = copy
    for number in range(0, ARTICLES, 2):
        (articles / f"{number:02}.txt").write_text(text(number, "was"), encoding="utf-8")
    (articles / "01.txt").unlink()
    (articles / "03.txt").rename(articles / "moved.txt")
    done = killed_after(moment * 3 // 2, sync, folder, delay=moment % 5 / 1000)

    with Library.open(folder, encoder=FakeEncoder()) as library:
        held = {article.source: article for article in library.articles()}
        assert ARTICLES - 1 <= len(held) <= ARTICLES
        for source in done:
            assert held[source].text == Path(source).read_text(encoding="utf-8")
        assert is_whole(library)
        library.sync(prune=True)
        assert {article.source for article in library.articles()} == set(map(str, articles.iterdir()))
        assert sum(" was " in article.text for article in library.articles()) == ARTICLES // 2


def reencode(acknowledge, folder):
    with Library.open(folder, encoder=FakeEncoder()) as library:
        library.reencode(ShortEncoder(), progress=lambda _done, _total, title: acknowledge(title))


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_while_reencoding(copy, moment):
    folder, _ = copy
    titles = killed_after(moment * 3 // 2 + (moment == MOMENTS[-1]), reencode, folder, delay=moment % 5 / 1000)

    encoder = ShortEncoder()
    try:
        library = Library.open(folder, encoder=FakeEncoder())
    except EncoderMismatchError:
        library = Library.open(folder, encoder=encoder)
    with library:
        sizes = library.store.column("SELECT DISTINCT length(vector) FROM passages")
        assert sizes == [64 * 2 if library.encoder.name == "words" else 32 * 2]
        assert len(library.search("what is about it?", limit=ARTICLES)) == ARTICLES
        assert is_whole(library)
        if library.encoder.name == "words":  # what was made before the end is not made again
            library.reencode(encoder)
            assert len(encoder.encoded) <= 3 * (ARTICLES - len(titles))
        assert len(library.search("what is about it?", limit=ARTICLES)) == ARTICLES
        assert is_whole(library)
