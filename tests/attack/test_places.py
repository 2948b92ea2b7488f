"""Names of every kind: nothing acknowledged is lost, nothing comes twice, and no file of the person's is ever deleted."""

import io
import json
import os
import random
import shutil
import sys
import zipfile
from dataclasses import asdict
from pathlib import Path

import pytest

from chatbot.json_output import shown_object
from chatbot.page.listing import report
from chatbot.page.render import origin
from chatbot.page.wording import wording
from chatbot.terminal.command_line import main
from chatbot.testing import FakeEncoder
from index.intake.uploads import UPLOADS
from index.library import Library
from index.store.known_sources import KnownSources
from index.types import Report
from tests.attack.rounds import rounds

LATIN = os.fsdecode(b"caf\xe9 #1.txt")
NAMES = [
    "C# notes.txt", "#.txt", "#", "a#", "##.txt", "a#b#c.txt", "a%23b.txt", "a%b.txt", "100%.txt", "what?.txt", "a*b.txt",
    "[draft].txt", "line\nbreak.txt", "tab\t.txt", "it's.txt", 'say "a".txt', "-rf.txt", "--help.txt", "~home.txt", "$HOME.txt",
    "`id`.txt", ";rm.txt", "a&b|c.txt", "<b>.txt", "back\\slash.txt", "a...txt", "a..b.txt", "trailing .txt ", " leading.txt",
    "trailing.", "no extension", "n" * 246 + ".txt", "é" * 123 + ".txt", "x." + "s" * 240,
    "\U0001f600 emoji.txt", "שלום עולם.txt",
    "\u202egnp.txt", "e\u0301.txt", "\xe9.txt", "\x1b[31m.txt", "\x1f.txt",
    "\x7f.txt", "a.zip#b.txt", "stdin:abc", "http:",
    LATIN, os.fsdecode(b"\xff\xfe.md"), os.fsdecode(b"d\xe9j\xe0 vu.jsonl"), os.fsdecode(b"\xc3\x28#\xa0.txt"), "a:b.txt",
]  # fmt: skip

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems give a file no name of this kind")


def text(number: int, word: str = "opens") -> str:
    """Return a text that has few words in common with that of any other number."""
    return f"Topic{number} {word} quay{number} at noon{number}. " + " ".join(f"w{number}x{i}" for i in range(30)) + "."


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        content = json.dumps({"text": content})
    path.write_text(content, encoding="utf-8")
    return path


def held(library: Library) -> list[str]:
    return sorted(article.text for article in library.articles())


def printable(library: Library, told: Report) -> bool:
    """Say whether all that is shown of a library and a report can be written in UTF-8."""
    articles = library.articles()
    shown = [json.dumps(shown_object(article, [article.id]), ensure_ascii=False) for article in articles]
    shown += [origin(article) for article in articles]
    shown += [str(report(told, wording("en"))), json.dumps(asdict(told), ensure_ascii=False)]
    return bool("".join(shown).encode())


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path):
    """Return a folder of files of every name, some in folders of such names."""
    for number, name in enumerate(NAMES):
        write(tmp_path / "given", name, text(number))
    for number, name in enumerate(["a#b/c#d.txt", f"d{LATIN}/{LATIN}", "q?/what?.txt", "[x]/[x].txt"], len(NAMES)):
        write(tmp_path / "given", name, text(number))
    return tmp_path / "given"


def test_a_folder_of_odd_names_stays_whole_through_all_that_is_done_to_it(library, folder, tmp_path):
    count = len(NAMES) + 4
    told = library.add(folder)
    assert (len(told.added), told.problems) == (count, ())
    assert printable(library, told)
    before = files(folder)

    for again in (library.sync(), library.sync(prune=True), library.add(folder), library.add(list(before))):
        assert (again.added, again.replaced, again.removed, again.problems) == ((), (), (), ())
        assert sorted(again.unchanged) == sorted(told.added)
    library.edit(told.added[0], {"author": "Jean"})
    for path in before:
        path.write_text(path.read_text(encoding="utf-8").replace("opens", "closes"), encoding="utf-8")
    changed = library.sync(prune=True)
    assert (changed.added, sorted(changed.replaced), changed.removed) == ((), sorted(told.added), ())
    assert library.article(told.added[0]).author == "Jean"
    assert set(held(library)) == {text(number, "closes") for number in range(count)}

    for article_id in told.added[::3]:
        assert library.remove(article_id)
    assert library.sync(prune=True).added == ()
    assert len(library.add(folder).added) == len(told.added[::3])
    assert set(files(folder)) == set(before)
    assert library.check() == []

    library.export(tmp_path / "all.jsonl")
    with Library.open(tmp_path / "other", encoder=FakeEncoder()) as other:
        assert len(other.add(tmp_path / "all.jsonl").added) == count
        assert held(other) == held(library)


def test_articles_leave_with_their_files_and_with_no_others(library, folder):
    library.add(folder)
    gone = sorted(files(folder))[::2]
    for path in gone:
        path.unlink()
    left = {path.read_text(encoding="utf-8") for path in files(folder) if path.suffix != ".jsonl"}

    assert len(library.sync(prune=True).removed) == len(gone)
    assert left <= set(held(library))
    assert library.count() == len(files(folder))


def upload(library: Library, browser: Path, *given: tuple[str, str]) -> Report:
    paths = []
    for number, (name, content) in enumerate(given):
        shutil.rmtree(browser / str(number), ignore_errors=True)
        paths.append(str(write(browser / str(number), name, content)))
    return library.add_uploads(paths)


def test_uploads_of_odd_names_are_kept_replaced_and_removed_as_any_other(library, tmp_path):
    whole = [(name, text(number)) for number, name in enumerate(NAMES)]
    told = upload(library, tmp_path / "browser", *whole)
    assert (len(told.added), told.problems) == (len(NAMES), ())
    assert printable(library, told)
    folder = library.folder / UPLOADS
    assert len(files(folder)) == len(NAMES)

    assert library.sync(prune=True).removed == ()
    again = upload(library, tmp_path / "browser", *whole)
    assert (len(again.unchanged), len(files(folder)), library.count()) == (len(NAMES), len(NAMES), len(NAMES))
    edited = upload(library, tmp_path / "browser", *((name, said.replace("opens", "closes")) for name, said in whole))
    assert (len(edited.replaced), len(files(folder)), library.count()) == (len(NAMES), len(NAMES), len(NAMES))
    other = upload(library, tmp_path / "browser", *((name, text(number + 1000)) for number, name in enumerate(NAMES)))
    assert (len(other.added), len(files(folder)), library.count()) == (len(NAMES), 2 * len(NAMES), 2 * len(NAMES))
    assert library.sync(prune=True).removed == ()
    for article in library.articles():
        assert library.remove(article.id)
    assert files(folder) == {}


def test_a_file_named_as_a_member_of_an_archive_and_that_member_are_two_places(library, tmp_path):
    def pack(*members: tuple[str, str | bytes]) -> bytes:
        with zipfile.ZipFile(packed := io.BytesIO(), "w") as archive:
            for name, content in members:
                archive.writestr(name, content)
        return packed.getvalue()

    folder = tmp_path / "given"
    folder.mkdir()
    inner = pack(("b.txt", text(1)), ("b#c.txt", text(2)))
    (folder / "a.zip").write_bytes(
        pack(("b.txt", text(3)), ("in.zip", inner), ("in.zip#b.txt", text(4)), ("in.zip#b#c.txt", text(5)))
    )
    write(folder, "a.zip#b.txt", text(6))
    write(folder, "a.zip#in.zip#b.txt", text(7))
    told = library.add(folder)

    assert (len(told.added), told.replaced, told.problems) == (7, (), ())
    for again in (library.sync(prune=True), library.add(folder)):
        assert (again.replaced, again.added, again.removed) == ((), (), ())
    (folder / "a.zip").unlink()
    assert len(library.sync(prune=True).removed) == 5
    assert held(library) == sorted([text(6), text(7)])


@pytest.mark.parametrize("name", ["C# library", "what?", "[x]", LATIN, "e\u0301 " * 20, "-x", "a%20b"])
def test_a_library_may_lie_in_a_folder_of_any_name(tmp_path, name):
    with Library.open(tmp_path / name, encoder=FakeEncoder()) as library:
        upload(library, tmp_path / "browser", ("a#b.txt", text(1)), (LATIN, text(2)))
        assert library.sync(prune=True).removed == ()
    with Library.open(tmp_path / name, encoder=FakeEncoder()) as library:
        assert len(library.search("topic1 quay1")) > 0
        assert held(library) == sorted([text(1), text(2)])


def test_what_can_be_no_file_costs_a_sentence_and_the_rest_is_added(library, tmp_path):
    odd = [
        "",
        "a\0b",
        "\ud800.txt",
        "x" * 300,
        "x/" * 3000,
        "~nobody-of-that-name/a",
        "~$letter.docx",
        os.fsdecode(b"\xff gone"),
    ]
    good = write(tmp_path / "given", "good.txt", text(1))

    told = library.add([*odd[1:], good])

    assert held(library) == [text(1)]
    assert len(told.problems) == len(odd) - 1
    assert all(problem.reason.endswith(".") and problem.reason.encode() for problem in told.problems)


def test_a_folder_that_is_gone_is_no_pattern_for_others(library, tmp_path):
    library.add(write(tmp_path / "what?", "a.txt", text(1)).parent)
    write(tmp_path / "whats", "private.txt", text(2))
    shutil.rmtree(tmp_path / "what?")

    report = library.sync()

    assert (report.added, report.problems, held(library)) == ((), (), [text(1)])


@pytest.mark.parametrize("moment", [-1, -(10**18), 10**19, 0])
def test_a_file_of_any_year_is_read_once(library, tmp_path, moment):
    path = write(tmp_path / "given", "a.txt", text(1))
    os.utime(path, ns=(moment, moment))

    assert len(library.add(path).added) == 1
    assert library.store.row("SELECT mtime_ns FROM files")[0] >= 0
    assert len(library.sync(prune=True).unchanged) == 1


@pytest.mark.parametrize("error", [OSError("gone"), UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no letter")])
def test_what_goes_wrong_with_one_file_is_told_and_the_others_are_read(library, tmp_path, monkeypatch, error):
    for number in range(3):
        write(tmp_path / "given", f"{number}.txt", text(number))
    state = KnownSources.file_state

    def fail(known, path):
        if path.endswith("1.txt"):
            raise error
        return state(known, path)

    monkeypatch.setattr(KnownSources, "file_state", fail)
    report = library.add(tmp_path / "given")

    assert (held(library), len(report.problems)) == ([text(0), text(2)], 1)


def test_the_command_line_lists_shows_and_removes_files_whose_name_is_no_unicode(tmp_path, monkeypatch):
    write(tmp_path / "given", LATIN, text(1))
    monkeypatch.setenv("CHATBOT_LIBRARY", str(tmp_path / "library"))

    def chatbot(*call: str) -> str:
        with io.TextIOWrapper(io.BytesIO(), encoding="utf-8") as printed:
            monkeypatch.setattr(sys, "stdout", printed)
            assert main(call) == 0
            printed.flush()
            return printed.buffer.getvalue().decode()

    chatbot("add", "--json", str(tmp_path / "given" / LATIN))
    (listed,) = json.loads(chatbot("list", "--json"))
    assert listed["source"] == str(tmp_path / "given" / "caf\ufffd #1.txt")
    assert "caf\ufffd #1.txt" in chatbot("list")
    assert json.loads(chatbot("show", "--json", listed["id"]))["source"] == listed["source"]
    chatbot("export", str(tmp_path / os.fsdecode(b"\xe9.jsonl")))
    chatbot("edit", listed["id"], "--title", os.fsdecode(b"\xe9t\xe9"))
    chatbot("remove", listed["id"])
    assert json.loads(chatbot("list", "--json")) == []
    assert (tmp_path / "given" / LATIN).exists()


@pytest.mark.parametrize(
    "address", ["milvus://localhost:19530", "postgresql://u:p@host/db", "file:///tmp/library", "s3://bucket"]
)
@pytest.mark.parametrize("way", ["python", "option", "environment"])
def test_an_address_is_no_library(address, way, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    if way == "python":
        from index.errors import AddressError

        with pytest.raises(AddressError, match=f"not an address such as {address.partition(':')[0]}://; give its path"):
            Library.open(address, encoder=FakeEncoder())
    else:
        monkeypatch.setenv("CHATBOT_LIBRARY", address)
        assert main(["list"] if way == "environment" else ["list", "--library", address]) == 2
        assert capsys.readouterr().err == (
            "chatbot: A library is a folder of this computer, not an address such as "
            f"{address.partition(':')[0]}://; give its path.\n"
        )

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a:b", "x:", "./milvus:/x", "C:library"])
def test_a_path_with_a_colon_is_a_path(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with Library.open(name, encoder=FakeEncoder()) as library:
        assert library.folder == Path(name).absolute()


def test_names_at_random_lose_nothing(tmp_path):
    chance = random.Random(11)  # noqa: S311
    letters = [
        b"#",
        b"%",
        b"?",
        b"\n",
        b"a",
        b".txt",
        b".zip",
        b"\xe9",
        b"\xc3\xa9",
        b" ",
        b"-",
        b"'",
        b"\x1f",
        b"(2)",
        b" (2)",
    ]
    for turn in range(rounds(2, 60)):
        folder = tmp_path / f"given{turn}"
        names = {b"".join(chance.choices(letters, k=chance.randint(1, 6))) for _ in range(25)}
        names = [name for name in names if not name.startswith(b".")]
        for number, name in enumerate(names):
            write(folder, os.fsdecode(name), text(number))
        with Library.open(tmp_path / f"library{turn}", encoder=FakeEncoder()) as library:
            assert (len(library.add(folder).added), library.sync(prune=True).removed) == (len(names), ())
            uploads = [(os.fsdecode(name), text(number + 100)) for number, name in enumerate(names)]
            assert len(upload(library, tmp_path / "browser", *uploads).added) == len(names)
            report = library.sync(prune=True)
            assert (report.removed, report.replaced, library.count()) == ((), (), 2 * len(names))
            assert len(files(folder)) == len(names)
