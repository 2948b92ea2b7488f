"""A removal that is taken back leaves the library as it was."""

import json

import pytest

from chatbot.testing import FakeEncoder
from index.errors import EncoderMismatchError
from index.types import Scope

HARBOUR = "The harbour opens on 3 May after two years of works. The mayor cuts the ribbon at noon."
BAKERY = "A loaf costs 3 euros at the bakery of the old town. The oven is older than the baker."
FOOD = Scope(collections=frozenset({"Food"}))


def test_it_has_its_dates_its_corrections_its_places_and_its_collections_again(library, write):
    path = write("articles.jsonl", "\n".join(json.dumps({"title": text[:9], "text": text}) for text in (HARBOUR, BAKERY)))
    write("copy.txt", BAKERY)
    _, bakery = library.add(path).added
    library.add(path.with_name("copy.txt"))
    library.edit(bakery, {"title": "Bread", "published": "2025-04"})
    library.collections.create("Food")
    library.collections.put_in("Food", [bakery])
    before, found = library.article(bakery), [hit.passage for hit in library.search("What does a loaf cost?")]
    removed = library.remove(bakery)
    other = library.remove(library.articles()[0].id)

    assert library.count(FOOD) == 0
    assert library.restore(removed)
    assert not library.restore(removed)
    assert library.article(bakery) == before
    assert library.count(FOOD) == 1
    assert library.restore(other)
    assert [hit.passage for hit in library.search("What does a loaf cost?")] == found
    assert not any(getattr(library.sync(), change) for change in ("added", "replaced", "removed", "problems"))
    path.write_text(path.read_text().replace("costs 3", "costs 4"))
    assert library.sync().replaced == (bakery,)
    assert library.article(bakery).title == "Bread"


def test_its_upload_is_there_again_too(library, write):
    (bakery,) = library.add_uploads([write("bread.txt", BAKERY)]).added
    kept = library.folder / "uploads" / "bread.txt"
    removed = library.remove(bakery)

    assert not kept.exists()
    assert library.restore(removed)
    assert kept.read_text() == BAKERY


def test_vectors_of_another_encoder_do_not_come_back(library, write):
    removed = library.remove(library.add(write("bread.txt", BAKERY)).added[0])
    other = FakeEncoder()
    other.name = "another"
    library.reencode(other)

    library.encoder = FakeEncoder()
    with pytest.raises(EncoderMismatchError):
        library.restore(removed)
