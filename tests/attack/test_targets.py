"""Files that a person has written: never over the library, and whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chatbot.evaluation.replay import save
from chatbot.testing import FakeEncoder
from index.errors import LibraryError
from index.library import CACHE, DATABASE, Library
from index.store.targets import replacing


@pytest.fixture
def full(library: Library, write) -> Library:
    library.add([write("harbour.txt", "The harbour opens on Monday."), write("bread.txt", "A loaf of bread costs 3 euros.")])
    return library


def spellings(library: Library, tmp_path: Path) -> list[Path]:
    folder = library.folder
    (tmp_path / "link.jsonl").symlink_to(folder / DATABASE)
    (tmp_path / "folder-link").symlink_to(folder)
    os.link(folder / DATABASE, tmp_path / "hard.jsonl")
    return [
        folder / DATABASE,
        folder / f"{DATABASE}-wal",
        folder / f"{DATABASE}-shm",
        folder / CACHE,
        folder / "uploads" / ".." / DATABASE,
        folder / "new.jsonl",
        tmp_path / "link.jsonl",
        tmp_path / "folder-link" / DATABASE,
        tmp_path / "hard.jsonl",
        Path(os.path.relpath(folder / DATABASE)),
    ]


@pytest.mark.parametrize("number", range(10))
@pytest.mark.parametrize("way", ["export", "backup", "save"])
def test_nothing_is_written_over_the_library_by_whatever_name(full, tmp_path, number, way):
    (full.folder / "uploads").mkdir()
    target = spellings(full, tmp_path)[number]
    with pytest.raises(LibraryError, match="is needed by this library or command; name another file"):
        save({}, target, spared=full.folder) if way == "save" else getattr(full, way)(target)

    with Library.open(full.folder, encoder=FakeEncoder()) as opened:
        assert opened.count() == 2
        assert opened.check() == []


@pytest.mark.parametrize("way", ["export", "backup"])
def test_a_folder_is_no_file_to_write(full, tmp_path, way):
    with pytest.raises(LibraryError, match="is a folder; name a file in it"):
        getattr(full, way)(tmp_path)


def test_a_model_or_a_question_set_is_not_written_over(tmp_path):
    model = tmp_path / "model.gguf"
    model.write_bytes(b"GGUF")
    (tmp_path / "link").symlink_to(model)
    with pytest.raises(LibraryError, match="is needed by this library or command"):
        save({}, tmp_path / "link", inputs=[model])

    assert model.read_bytes() == b"GGUF"


def test_a_file_stays_as_it_was_when_writing_fails_half_way(tmp_path):
    target = tmp_path / "kept.json"
    target.write_text("as it was")

    def fail() -> None:
        with replacing(target) as partial:
            partial.write_text("half")
            raise InterruptedError

    with pytest.raises(LibraryError):
        fail()

    assert target.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.json"]


def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("kept")
    (tmp_path / ".out.json.partial").symlink_to(precious)
    save({"a": 1}, tmp_path / "out.json")

    assert precious.read_text() == "kept"


def test_the_command_line_refuses_to_export_onto_the_database(full):
    target = full.folder / DATABASE
    command = [sys.executable, "-m", "chatbot", "export", str(target), "--library", str(full.folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": "."})

    assert run.returncode == 1
    assert run.stderr == f"chatbot: {target} is needed by this library or command; name another file.\n"
