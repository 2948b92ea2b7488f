import io
import json
import logging
import resource
import shutil
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from chatbot.terminal import library_commands
from chatbot.terminal.command_line import main
from chatbot.testing import FakeEncoder
from index import library as library_module
from index.errors import EncoderMismatchError
from index.library import CACHE, DATABASE, Library
from index.search import vector_cache
from tests.damage import spoil_page

HARBOUR = "The harbour opens on 3 May. The mayor cuts the ribbon at noon. Boats are welcome."
MARKET = "Le marché se tient le samedi. On y vend des pommes et du miel."


class OtherEncoder(FakeEncoder):
    name = "other"


@pytest.fixture
def chatbot(tmp_path, monkeypatch, capsys):
    """Run a command on a library of the test's own and return its status, output and errors."""
    encoders = {None: FakeEncoder, "words": FakeEncoder, "other": OtherEncoder}
    monkeypatch.setattr(library_module, "encoder_named", lambda name: encoders[name]())
    monkeypatch.setattr(library_commands, "encoder_named", lambda name: encoders[name]())
    monkeypatch.setenv("CHATBOT_LIBRARY", str(tmp_path / "library"))

    def run(*arguments):
        capsys.readouterr()
        status = main(list(map(str, arguments)))
        said = capsys.readouterr()
        return SimpleNamespace(status=status, out=said.out, err=said.err)

    return run


@pytest.fixture
def two(chatbot, write):
    write("harbour.md", f"---\ntitle: Harbour\ndate: 2025-04-01\nlang: en\n---\n{HARBOUR}")
    folder = write("market.md", f"---\ntitle: Marché\nlang: fr\n---\n{MARKET}").parent
    assert chatbot("add", folder).status == 0
    return {item["title"]: item for item in json.loads(chatbot("list", "--json").out)}


@pytest.mark.usefixtures("two")
def test_list_filters_and_sorts(chatbot):
    def listed(*options):
        return [item["title"] for item in json.loads(chatbot("list", "--json", *options).out)]

    assert listed() == listed("--sort", "title") == ["Harbour", "Marché"]
    assert listed("--sort", "published") == ["Marché", "Harbour"]
    assert listed("--language", "fr") == ["Marché"]
    assert listed("--since", "2025-04-01") == ["Harbour"]
    assert listed("--since", "2025-04-02") == []


def test_a_collection_is_listed_and_an_unknown_one_told(chatbot, two, tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.collections.create("Sea")
        library.collections.put_in("Sea", [two["Harbour"]["id"]])

    assert [item["title"] for item in json.loads(chatbot("list", "--json", "--collection", "Sea").out)] == ["Harbour"]
    assert "There is no collection Land; there are: Sea." in chatbot("list", "--collection", "Land").err


def test_show_tells_the_dates_and_where_they_come_from(chatbot, two):
    said = chatbot("show", two["Harbour"]["id"]).out

    assert "published  2025-04-01 (front matter date, sure)" in said
    assert "modified   –" in said
    assert HARBOUR in said


def test_an_id_that_does_not_exist_is_told_in_a_sentence(chatbot):
    for command in (["show", "none"], ["remove", "none"], ["edit", "none", "--title", "x"]):
        said = chatbot(*command)

        assert (said.status, said.out) == (1, "")
        assert said.err == "chatbot: There is no article none; `chatbot list` shows the ids.\n"


def test_edit_corrects_a_date_and_needs_something_to_correct(chatbot, two):
    identity = two["Harbour"]["id"]

    assert chatbot("edit", identity, "--published", "2025-04-02").status == 0
    assert json.loads(chatbot("show", identity, "--json").out)["published"]["origin"] == "by hand"
    wrong = chatbot("edit", identity)

    assert wrong.status == 2
    assert wrong.err.startswith("chatbot: Say what to correct: --title,")


def test_add_takes_standard_input(chatbot, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(HARBOUR.encode())))

    assert chatbot("add", "-").out == "1 added\n"


def test_problems_are_in_the_json_and_in_the_status(chatbot, write):
    said = chatbot("add", "--json", write("harbour.txt", HARBOUR), "nowhere.txt")

    assert said.status == 1
    assert len(json.loads(said.out)["added"]) == 1
    assert json.loads(said.out)["problems"] == [
        {"source": "nowhere.txt", "reason": "nowhere.txt does not exist; check the path."}
    ]


def test_allow_private_without_an_address_is_refused(chatbot, write):
    assert chatbot("add", "--allow-private", write("harbour.txt", HARBOUR)).status == 2


def test_what_is_exported_comes_back_without_loss(chatbot, two, tmp_path):
    chatbot("edit", two["Marché"]["id"], "--published", "2025-03", "--author", "Ada")
    chatbot("export", tmp_path / "all.jsonl")
    records = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]

    assert chatbot("add", "--library", tmp_path / "other", tmp_path / "all.jsonl").status == 0
    for record in records:
        shown = json.loads(chatbot("show", "--library", tmp_path / "other", record["id"], "--json").out)
        assert {name: shown[name] for name in record} == record


@pytest.mark.usefixtures("two")
def test_an_export_added_to_its_own_library_changes_nothing(chatbot, tmp_path):
    chatbot("export", tmp_path / "all.jsonl")

    assert chatbot("add", tmp_path / "all.jsonl").out == "2 unchanged\n"


@pytest.mark.usefixtures("two")
def test_a_backup_in_a_folder_of_its_own_is_a_library(chatbot, tmp_path):
    assert chatbot("backup", tmp_path / "kept.sqlite").status == 0
    (tmp_path / "restored").mkdir()
    shutil.copy(tmp_path / "kept.sqlite", tmp_path / "restored" / DATABASE)

    before, after = (chatbot("list", "--library", tmp_path / name).out for name in ("library", "restored"))

    assert before == after != ""
    assert "harbour" in chatbot("search", "--library", tmp_path / "restored", "harbour").out


@pytest.mark.usefixtures("two")
def test_a_backup_or_export_that_cannot_be_written_is_told(chatbot, tmp_path):
    for command in ("backup", "export"):
        said = chatbot(command, tmp_path / "nowhere" / "file")

        assert (said.status, said.err.count("\n")) == (1, 1)
        assert "cannot be written" in said.err


@pytest.mark.usefixtures("two")
def test_a_backup_or_export_into_a_file_as_if_it_were_a_folder_is_told(chatbot, write):
    file = write("harbour.txt", HARBOUR)
    for command in ("backup", "export"):
        said = chatbot(command, file / "kept")

        assert (said.status, said.err.count("\n")) == (1, 1)
        assert "cannot be written" in said.err


@pytest.mark.usefixtures("two")
def test_a_library_with_a_damaged_page_is_told_in_a_sentence(chatbot, tmp_path):
    spoil_page(tmp_path / "library" / DATABASE, "articles")

    for command in (["list"], ["stats"], ["search", "harbour"], ["export", tmp_path / "all.jsonl"]):
        said = chatbot(*command)

        assert (said.status, said.err.count("\n")) == (1, 1)
        assert said.err.startswith(f"chatbot: The library {tmp_path / 'library'} cannot be read (")
    assert list(tmp_path.glob(".*partial")) == []


@pytest.mark.usefixtures("two")
def test_stats_count_what_is_there(chatbot):
    figures = json.loads(chatbot("stats", "--json").out)

    assert figures["articles"] == figures["files"] == 2
    assert figures["dated"] == figures["folders"] == 1
    assert figures["languages"] == {"en": 1, "fr": 1}


@pytest.mark.usefixtures("two")
def test_reencode_switches_to_another_encoder(chatbot):
    assert chatbot("reencode", "--encoder", "other").out == "the library is built with other now\n"
    assert json.loads(chatbot("stats", "--json").out)["encoder"] == "other"
    assert "Harbour" in chatbot("search", "harbour").out


def test_the_old_vectors_serve_while_others_are_made_and_a_second_run_goes_on(library, write):
    for number in range(5):
        write(f"{number}.txt", f"{HARBOUR} Number {number}.")
    library.add(write("market.txt", MARKET).parent)
    found = []

    def stop(done, _total, _title):
        found.append(library.search("harbour")[0].article.language)
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.reencode(OtherEncoder(), progress=stop)
    steps = []
    library.reencode(OtherEncoder(), progress=lambda done, total, _: steps.append((done, total)))

    assert found == ["en"] * 3
    assert steps == [(4, 6), (5, 6), (6, 6)]


def test_a_library_re_encoded_by_another_process_asks_to_be_opened_again(library, write):
    library.add(write("harbour.txt", HARBOUR))
    with Library.open(library.folder, encoder=FakeEncoder()) as other:
        other.reencode(OtherEncoder())

    with pytest.raises(EncoderMismatchError, match="built with the encoder other now; open it again"):
        library.search("harbour")
    assert "open it again" in library.add(write("market.txt", MARKET)).problems[0].reason


def test_a_library_of_the_first_version_is_brought_up_to_date(tmp_path, write, monkeypatch):
    from index.store import database, schema

    monkeypatch.setattr(schema, "SCRIPTS", schema.SCRIPTS[:1])
    monkeypatch.setattr(database, "SCRIPTS", schema.SCRIPTS)
    database.Database(tmp_path / "library" / DATABASE).close()
    monkeypatch.undo()

    with Library.open(tmp_path / "library", encoder=FakeEncoder()) as library:
        library.add(write("harbour.txt", HARBOUR))
        assert library.check() == []
        assert library.remembered("schema") == str(len(schema.SCRIPTS))


def test_examining_tells_what_is_gone(library, write):
    path = write("harbour.txt", HARBOUR)
    library.add([path, write("market.txt", MARKET)])
    assert library.examine() == []
    path.unlink()

    findings = [finding.text for finding in library.examine()]

    assert findings == ["1 files are gone; `chatbot sync --prune` lets their articles go."]


def test_a_full_disk_stops_the_adding_keeps_what_was_added_and_a_second_run_goes_on(library, write):
    for number in range(40):
        write(f"{number}.txt", f"{HARBOUR} Number {number}. {f'word{number} ' * 300}")
    folder = write("market.txt", MARKET).parent
    pages = library.store.row("PRAGMA page_count")[0]
    library.store.execute(f"PRAGMA max_page_count = {pages + 60}")

    report = library.add(folder)

    assert 0 < len(report.added) < 41
    assert [problem.reason.split(";")[0].rpartition("(")[2] for problem in report.problems] == ["database or disk is full)"]
    assert {article.id for article in library.articles()} == set(report.added)
    assert library.check() == []
    library.store.execute("PRAGMA max_page_count = 1000000")
    assert library.add(folder).problems == ()
    assert library.count() == 41


def test_a_disk_without_room_for_the_cache_costs_only_time(library, write, caplog, monkeypatch):
    library.add(write("harbour.txt", HARBOUR))
    caplog.set_level(logging.WARNING)
    monkeypatch.setattr(vector_cache, "LAG", 0)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        library._cache.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert "was not written" in caplog.text
    assert library.search("harbour")


def test_a_cache_that_cannot_be_written_where_its_folder_was_costs_only_time(library, write, caplog, monkeypatch):
    library.add(write("harbour.txt", HARBOUR))
    monkeypatch.setattr(vector_cache, "LAG", 0)
    caplog.set_level(logging.WARNING)
    library._cache._path = write("taken", "no folder") / CACHE
    library._cache.save()

    assert "was not written" in caplog.text


ADD_SLOWLY = """
import signal, sys, time
from index import library
from chatbot.testing import FakeEncoder
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in a shell's background is born deaf to it
class Slow(FakeEncoder):
    def encode_passages(self, texts):
        print("encoding", flush=True)
        time.sleep(0.05)
        return super().encode_passages(texts)
library.encoder_named = lambda name: Slow()
from chatbot.terminal.command_line import main
sys.exit(main(sys.argv[1:]))
"""


def test_ctrl_c_ends_in_one_sentence_and_a_second_run_goes_on(chatbot, write, tmp_path):
    for number in range(60):
        write(f"{number}.txt", f"{HARBOUR} Number {number}.")
    command = [sys.executable, "-c", ADD_SLOWLY, "add", "--library", str(tmp_path / "library"), str(tmp_path / "articles")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        for _ in range(5):
            process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)

    assert (process.returncode, errors) == (130, "chatbot: stopped; what was reported as done is kept.\n")
    assert 4 <= len(json.loads(chatbot("list", "--json").out)) < 60
    assert chatbot("add", tmp_path / "articles").status == 0
    assert len(json.loads(chatbot("list", "--json").out)) == 60


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("order", [[], ["--sort", "published"]])
def test_a_list_is_read_on_from_an_article(chatbot, order):
    first, second = json.loads(chatbot("list", "--json", *order).out)

    assert json.loads(chatbot("list", "--json", "--limit", 1, *order).out) == [first]
    assert json.loads(chatbot("list", "--json", "--after", first["id"], *order).out) == [second]
    assert chatbot("list", "--json", "--after", second["id"], *order).out == "[]\n"
    assert (
        chatbot("list", "--after", "none", *order).err == "chatbot: There is no article none; `chatbot list` shows the ids.\n"
    )
