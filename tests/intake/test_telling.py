"""How far the reading of a long file has come, and its end before its time."""

import pytest

from index.errors import LibraryError


@pytest.fixture
def long(write):
    return write(
        "long.txt", "\n\n".join(f"Sentence {number} of a long text is about mills and flour." for number in range(600))
    )


def test_it_is_told_by_and_by_and_never_goes_back(library, long):
    told = []
    library.add_uploads([long], progress=lambda done, total, source: told.append((done, total, source.rpartition("/")[2])))
    shares = [done for done, *_ in told]

    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5
    assert told[-1] == (1, 1, "long.txt")


def test_whoever_is_told_may_end_it_and_what_was_added_before_stays(library, long, write):
    def tell(done, *_):
        if done > 1.2:
            raise LibraryError("That is enough; begin again later.")

    report = library.add_uploads([write("short.txt", "The bakery opens at six."), long], progress=tell)

    assert [one.reason for one in report.problems] == ["That is enough; begin again later. Everything before is kept."]
    assert [article.text for article in library.articles()] == ["The bakery opens at six."]
    assert [path.name for path in (library.folder / "uploads").iterdir()] == ["short.txt"]
