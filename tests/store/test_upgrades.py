"""Libraries made by every earlier version open, and nothing in them is lost or comes twice."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date

import pytest

from chatbot.testing import FakeEncoder
from index.intake.sources import Piped
from index.library import DATABASE, Library
from index.store.schema import SCRIPTS
from index.types import Scope

BEFORE_PLACES = range(1, 5)  # the versions that kept a place as one text
PLACED = range(5, 6)  # that kept a text with its article
ADDED = {  # what the version after each brought
    6: ("TABLE exchanges", "TABLE conversations"),
    7: (
        "TABLE removals", "TRIGGER note_removal", "TABLE bands", "TRIGGER forget_bands", "TRIGGER renew_bands",
        "INDEX articles_unsigned",
    ),
}  # fmt: skip
EARLIER = [*BEFORE_PLACES, *PLACED, *ADDED]
COPIED = {
    "articles": "id, digest, title, text, language, added, url, author, site, published, modified, sections",
    "passages": 'id, article_id, number, start, "end", sentences, vector, sentence_vectors',
    "files": "path, size, mtime_ns, reader",
}
CUT = "CASE instr(source, '#') WHEN 0 THEN source ELSE substr(source, 1, instr(source, '#') - 1) END"


def text(number: int, word: str = "opens") -> str:
    return f"Topic{number} {word} quay{number} at noon{number}. It says no{number} more."


def made_before(folder, version: int, *, cut: bool) -> None:
    """Put a library of an earlier version in place of today's; ``cut``: one that came from the first, with names cut at #."""
    today, old = folder / DATABASE, folder / "old.sqlite"
    if version in ADDED:
        with closing(sqlite3.connect(today, isolation_level=None)) as database:
            for thing in (thing for later, brought in ADDED.items() if later >= version for thing in brought):
                database.execute(f"DROP {thing}")
            database.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(version),))
        return
    source = "CASE member WHEN '' THEN file ELSE file || '#' || member END"
    with closing(sqlite3.connect(old, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        upgrade_to(database, version)
        database.execute("ATTACH ? AS today", (str(today),))
        for table, columns in COPIED.items():
            place = ", file, member" if version in PLACED else ""
            named, given = (f", source{place}", f", {source}{place}") if table == "articles" else ("", "")
            held = "today.articles JOIN today.texts ON article_id = id" if table == "articles" else f"today.{table}"
            database.execute(f"INSERT INTO {table} ({columns}{named}) SELECT {columns}{given} FROM {held}")  # noqa: S608
        database.execute(
            'INSERT INTO words (rowid, title, text) SELECT passages.id, title, substr(text, start + 1, "end" - start)'
            " FROM passages JOIN articles ON articles.id = article_id"
        )
        if version in PLACED:
            for table in ("places", "thrown_out"):
                database.execute(f"INSERT INTO {table} SELECT * FROM today.{table}")  # noqa: S608
        elif version > 1:
            database.execute(f"INSERT INTO origins SELECT {source} AS source, article_id, file, present FROM today.places")  # noqa: S608
            database.execute(f"INSERT INTO removed SELECT {source}, digest, file FROM today.thrown_out")  # noqa: S608
            if cut:
                database.execute(f"UPDATE origins SET file = {CUT}")  # noqa: S608
        if version > 1:
            database.execute("INSERT INTO roots SELECT * FROM today.roots")
            take_over(database, "edits")
        if version > 2:
            take_over(database, "copy_of", "signature")
        database.execute("INSERT INTO meta SELECT * FROM today.meta WHERE key != 'schema'")
        database.execute("INSERT INTO meta VALUES ('schema', ?)", (str(version),))
    old.replace(today)


def take_over(database: sqlite3.Connection, *columns: str) -> None:
    for name in columns:
        database.execute(f"UPDATE articles SET {name} = (SELECT {name} FROM today.articles AS t WHERE t.id = articles.id)")  # noqa: S608


def upgrade_to(database: sqlite3.Connection, version: int) -> None:
    for script in SCRIPTS[:version]:
        database.executescript(script)


def pack(*members: tuple[str, str]) -> bytes:
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def state(library):
    return sorted((article.id, article.place, article.text, article.author) for article in library.articles())


def test_every_version_is_tested():
    assert len(SCRIPTS) == 8, "add the new version to these tests"


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize("version", EARLIER)
def test_places_are_whole_after_an_upgrade_whatever_signs_they_hold(tmp_path, write, version, cut):
    records = "\n".join(json.dumps({"id": f"{n}#{n}", "text": text(n)}) for n in range(4))
    folder = write("C# notes.txt", text(10)).parent
    for name, content in {
        "plain.txt": text(11), "a.zip": pack(("b.txt", text(12)), ("in.zip", "no archive")), "d#e.jsonl": records,
        "x#y/in#.txt": text(13), "#": text(14), "plain.txt#": text(15), "copy of#.txt": text(11), "gone#.txt": text(16),
    }.items():  # fmt: skip
        write(name, content)
    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        library.add(folder)
        piped = "\n".join(json.dumps({"id": f"p#{n}", "text": text(20 + n)}) for n in range(2))
        library.add(Piped(piped.encode()))
        if version > 1:
            library.edit(next(a.id for a in library.articles() if a.text == text(10)), {"author": "Jean"})
            library.remove(next(a.id for a in library.articles() if a.text == text(16)))
        before, found = state(library), [hit.article.id for hit in library.search("topic12 quay13", limit=20)]
    made_before(tmp_path / "library", version, cut=cut)

    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        assert library.remembered("schema") == str(len(SCRIPTS))
        assert (state(library), library.check()) == (before, [])
        report = library.sync(prune=True)
        assert (report.added, report.replaced, report.removed) == ((), (), ())
        assert state(library) == before
        assert found == [hit.article.id for hit in library.search("topic12 quay13", limit=20)]
        (folder / "C# notes.txt").write_text(text(10, "closes"), encoding="utf-8")
        (folder / "#").unlink()
        report = library.sync(prune=True)
        assert (len(report.added), len(report.replaced), len(report.removed)) == (0, 1, 1)
        assert next(a.author for a in library.articles() if a.text == text(10, "closes")) == ("Jean" if version > 1 else None)


@pytest.mark.parametrize("version", BEFORE_PLACES)
@pytest.mark.parametrize("kept", ["file", "member"])
def test_two_places_that_were_one_are_two_again_at_the_next_sync(tmp_path, write, version, kept):
    """The text of the place read last had taken the place of the other's."""
    archive, file = pack(("b.txt", text(1)), ("c.txt", text(2))), text(3)
    path, folder = write("a.zip#b.txt", file), write("a.zip", archive).parent
    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        library.add([folder])
        lost = text(1) if kept == "file" else text(3)
        with library.store.transaction():
            library.store.remove(next(a.id for a in library.articles() if a.text == lost))
    made_before(tmp_path / "library", version, cut=False)

    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        library.sync()
        library.sync(prune=True)

        assert sorted(a.text for a in library.articles()) == [text(1), text(2), text(3)]
        assert {a.place.member for a in library.articles() if a.place.file == str(path)} == {""}


@pytest.mark.parametrize("version", EARLIER)
def test_an_upgraded_library_lists_filters_and_collects_as_a_new_one(tmp_path, write, version):
    days = ("2024", "2025-02", "2025-03-31", "2025-04-30T08:00:00+02:00", "")
    long = " ".join(text(number) for number in range(10))
    records = [{"id": f"a{n}", "title": f"Title {n}", "text": text(n), "published": day} for n, day in enumerate(days)]
    records += [{"id": "one", "title": "One", "text": long}, {"id": "two", "title": "Two", "text": f"{long} Agency."}]
    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        library.add(write("all.jsonl", "\n".join(map(json.dumps, records))))
        before, copies = list(library.summaries()), library.shown_copies()
    made_before(tmp_path / "library", version, cut=False)

    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        assert list(library.summaries()) == before
        assert [summary.characters for summary in before] == [len(record["text"]) for record in records]
        assert library.shown_copies() == (copies if version > 2 else {})
        assert library.count(Scope(since=date(2025, 2, 10), until=date(2025, 4, 1))) == 2
        library.collections.create("quays")
        library.collections.put_in("quays", ["a3"])
        assert [hit.article.id for hit in library.search("quay", scope=Scope(collections=frozenset({"quays"})))] == ["a3"]
        conversation, _ = library.conversations.ask("", "", "Which quays?")
        assert [one.question for one in library.conversations.exchanges("", conversation)] == ["Which quays?"]
        assert library.remove("a3")
        assert (library.collections.counts(), library.check()) == ({"quays": 0}, [])
