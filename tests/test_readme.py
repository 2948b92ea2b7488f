"""The README stays true: its commands and its Python run, and its figures for output are what comes out."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
# a model of the reader's own is not at hand here
CONSOLE = [block for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) if "--model" not in block]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder that looks like the checkout to the README's commands, with a library of its own."""
    (tmp_path / "chatbot").mkdir()
    shutil.copytree(ROOT / "chatbot" / "samples", tmp_path / "chatbot" / "samples")
    shutil.copytree(ROOT / "chatbot" / "samples", tmp_path / "articles")
    monkeypatch.setenv("CHATBOT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def commands(block: str) -> list[tuple[str, str]]:
    return [(command, output.strip()) for command, output in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]


def test_the_commands_print_what_the_readme_shows(place):
    for command, shown in [pair for block in CONSOLE for pair in commands(block)]:
        result = subprocess.run(shlex.split(command), cwd=place, capture_output=True, text=True, check=False)

        assert (command, result.returncode, result.stderr) == (command, 0, "")
        assert (command, result.stdout.strip()) == (command, shown)


def test_the_python_runs(place):
    (program,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    result = subprocess.run([sys.executable, "-c", program], cwd=place, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr) == (0, "")
    assert "29" in result.stdout


@pytest.mark.parametrize("target", ["chat", "test", "check"])
def test_the_make_targets_that_are_named_exist(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_file_that_is_linked_exists():
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]

    assert [link for link in linked if not (ROOT / link).exists()] == []
