"""A library where nothing can be written, or just now not: all that only reads works, and nothing waits for a writer."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.bot import Chatbot
from chatbot.page import keeping
from chatbot.page.conversation import Conversation, Exchange
from chatbot.testing import FakeEncoder, FakeReader
from index.errors import LibraryError
from index.library import DATABASE, Library

MOUNT, UNMOUNT = "/usr/bin/mount", "/usr/bin/umount"
TEXTS = {
    "harbour.txt": "The harbour opens on Monday. Forty boats are moored in the harbour of Granville.",
    "bread.txt": "A loaf of bread costs 3 euros at the bakery. The bakery opens at six in the morning.",
}

KILLED_WHILE_OPEN = """
import os, signal, sys
from index.library import Library
from chatbot.testing import FakeEncoder
library = Library.open(sys.argv[1], encoder=FakeEncoder())
library.add(sys.argv[2])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a small disk of its own."""
    folder = tmp_path / "disk #1 100%?"
    folder.mkdir()
    command = [MOUNT, "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]
    if not Path(MOUNT).exists() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk to make full or read-only")
    yield folder
    subprocess.run([UNMOUNT, "-l", folder], check=True)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


def make_read_only(disk: Path) -> None:
    subprocess.run([MOUNT, "-o", "remount,ro", disk], check=True)


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


def killed(folder: Path, articles: Path) -> None:
    """Leave a library behind whose last writer was killed: its log holds what was written last."""
    command = [sys.executable, "-c", KILLED_WHILE_OPEN, str(folder), str(articles)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert folder.joinpath(f"{DATABASE}-wal").stat().st_size


def made(folder: Path, articles: Path) -> None:
    with Library.open(folder, encoder=FakeEncoder()) as library:
        library.add(articles)


def check_reading(folder: Path, elsewhere: Path) -> None:
    with Library.open(folder, encoder=FakeEncoder()) as library:
        assert sorted(article.text for article in library.articles()) == sorted(TEXTS.values())
        assert library.search("When does the harbour open?")[0].article.title == "Harbour"
        answer = Chatbot(library, FakeReader("Monday")).ask("When does the harbour open?")
        again = Chatbot(library, FakeReader("Monday")).ask("When does the harbour open?")
        assert answer.short == again.short == "Monday"
        assert library.stats().articles == 2
        assert not [finding.text for finding in library.examine() if finding.serious and "disk" not in finding.text]
        assert library.export(elsewhere / "articles.jsonl") == 2
        library.backup(elsewhere / "backup" / DATABASE)
    with Library.open(elsewhere / "backup", encoder=FakeEncoder()) as restored:
        assert restored.count() == 2


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere" / "backup").mkdir(parents=True)
    return tmp_path / "elsewhere"


@pytest.mark.parametrize("leave", [made, killed])
@pytest.mark.parametrize("spoil", [make_read_only, fill])
def test_all_that_reads_works_on_a_read_only_and_on_a_full_disk(disk, articles, elsewhere, leave, spoil):
    leave(disk / "library", articles)
    spoil(disk)

    check_reading(disk / "library", elsewhere)


@pytest.mark.parametrize("spoil", [make_read_only, fill])
def test_writing_there_is_refused_in_a_sentence_and_loses_nothing(disk, articles, elsewhere, spoil):
    made(disk / "library", articles)
    spoil(disk)
    more = elsewhere / "more.txt"
    more.write_text("The lighthouse of Granville was built in 1828. It is white and red. " * 200)
    with Library.open(disk / "library", encoder=FakeEncoder()) as library:
        report = library.add(more)
        with pytest.raises(LibraryError, match="cannot be written"):
            library.remove(library.articles()[0].id)
        with pytest.raises(LibraryError, match="cannot be written"):
            library.edit(library.articles()[0].id, {"title": "Another"})

    assert len(report.problems) == 1
    assert "cannot be written" in report.problems[0].reason
    check_reading(disk / "library", elsewhere)


@pytest.mark.parametrize("spoil", [make_read_only, fill])
def test_a_conversation_that_cannot_be_kept_goes_on_and_those_kept_before_are_shown(disk, articles, spoil):
    made(disk / "library", articles)
    with Library.open(disk / "library", encoder=FakeEncoder()) as library:
        before = keeping.asked(library, "", "", Conversation(), Exchange("Before?"))
        keeping.settled(library, before, replace(before.exchanges[0], state="stopped", text="x" * 5000))
    spoil(disk)
    with Library.open(disk / "library", encoder=FakeEncoder()) as library:
        opened = keeping.opened(library, "", before.id)
        asked = keeping.asked(library, "", before.id, opened, Exchange("Now? " * 5000))
        settled = keeping.settled(library, asked, replace(asked.exchanges[-1], state="done"))

    assert [one.question for one in opened.exchanges] == ["Before?"]
    assert (len(settled.exchanges), settled.exchanges[-1].state) == (2, "done")
    assert "cannot be written" in settled.unkept


def test_what_its_owner_adds_is_seen_by_who_has_it_open_for_reading_alone(disk, articles, elsewhere):
    made(disk / "library", articles)
    more = elsewhere / "more.txt"
    more.write_text("The lighthouse of Granville was built in 1828.")
    make_read_only(disk)
    with Library.open(disk / "library", encoder=FakeEncoder()) as reader:
        assert reader.count() == 2
        subprocess.run([MOUNT, "-o", "remount,rw", disk], check=True)
        with Library.open(disk / "library", encoder=FakeEncoder()) as owner:
            owner.add(more)
            assert reader.count() == 3
        assert reader.search("When was the lighthouse built?")[0].article.title == "More"


def test_a_new_library_on_a_read_only_disk_is_refused_in_a_sentence(disk):
    make_read_only(disk)

    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(disk / "library", encoder=FakeEncoder())


def test_a_library_of_an_earlier_version_on_a_read_only_disk_is_told_so(disk, articles):
    made(disk / "library", articles)
    with sqlite3.connect(disk / "library" / DATABASE) as connection:
        connection.execute("UPDATE meta SET value = '3' WHERE key = 'schema'")
    connection.close()
    make_read_only(disk)

    with pytest.raises(LibraryError, match="earlier version and cannot be written here"):
        Library.open(disk / "library", encoder=FakeEncoder())


@pytest.mark.timeout(25)  # whoever waits for the writer waits thirty seconds
def test_no_reader_waits_for_a_writer(tmp_path, articles, elsewhere):
    made(tmp_path / "library", articles)
    writer = sqlite3.connect(tmp_path / "library" / DATABASE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE meta SET value = value")
    check_reading(tmp_path / "library", elsewhere)
    writer.execute("ROLLBACK")
    writer.close()


def test_the_command_line_reads_on_a_read_only_disk_and_tells_that_it_cannot_write(disk, articles, elsewhere):
    def chatbot(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "chatbot", *arguments, "--library", str(disk / "library")]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": "."})

    assert chatbot("add", str(articles)).returncode == 0
    make_read_only(disk)
    listed = chatbot("list", "--json")
    asked = chatbot("ask", "How much is a loaf of bread?", "--json")
    exported = chatbot("export", str(elsewhere / "all.jsonl"))
    added = chatbot("add", str(elsewhere / "all.jsonl"))
    removed = chatbot("remove", json.loads(listed.stdout)[0]["id"])

    assert len(json.loads(listed.stdout)) == 2
    assert json.loads(asked.stdout)["short"] == "3 euros"
    assert exported.returncode == 0
    assert [added.returncode, removed.returncode] == [1, 1]
    assert removed.stderr.startswith("chatbot: The library ")
    assert "cannot be written here" in removed.stderr
    assert "Traceback" not in "".join(run.stderr for run in (listed, asked, exported, added, removed))
