"""What is handed to llama.cpp, with a stand-in in its place."""

import subprocess
import sys

import llama_cpp
import pytest

from chatbot.errors import LanguageModelError
from chatbot.models import llama as llama_module
from chatbot.models import settings as settings_module
from chatbot.models.factory import language_model
from chatbot.models.llama import LlamaWriter
from chatbot.models.reader import EmbeddedReader
from chatbot.models.settings import Settings
from chatbot.terminal import scoping
from chatbot.terminal.command_line import _parser
from chatbot.testing import FakeWriter


class FakeLlama:
    """Keeps what it was made with; ``refused`` holds the numbers of layers with which it does not load."""

    made: list = []  # noqa: RUF012 - emptied by the fixture
    refused: frozenset = frozenset()
    metadata = {"general.architecture": "llama", "llama.context_length": "2048"}  # noqa: RUF012

    def __init__(self, path, **given):
        self.made.append(given | {"path": path})
        if given["n_gpu_layers"] in self.refused:
            raise ValueError("Failed to load model")

    def tokenize(self, text, **_):
        return list(text)

    def token_bos(self):
        return -1


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    """Load a model with settings, on a machine with three cores, and return what llama.cpp was handed at each try."""
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF")
    monkeypatch.setattr(llama_cpp, "Llama", FakeLlama)
    monkeypatch.setattr("chatbot.models.llama._specials", lambda _: [])
    monkeypatch.setattr(llama_module, "threads", lambda: 3)
    monkeypatch.setattr(FakeLlama, "made", [])

    def load(settings=None, *, gpu=False, refused=()):
        monkeypatch.setattr(llama_cpp, "llama_supports_gpu_offload", lambda: gpu)
        monkeypatch.setattr(FakeLlama, "refused", frozenset(refused))
        model = LlamaWriter(path, settings=settings)
        model.load()
        return model

    return load


def test_all_physical_cores_compute_and_the_window_is_no_wider_than_the_model_knows(loaded):
    model = loaded()
    (made,) = FakeLlama.made

    assert (made["n_threads"], made["n_threads_batch"], made["n_gpu_layers"], made["n_ctx"]) == (3, 3, 0, 4096)
    assert model.context == 2048
    assert loaded(Settings(context=1024)).context == 1024


@pytest.mark.parametrize(
    ("settings", "gpu", "refused", "tried"),
    [
        (Settings(), False, [], [0]),
        (Settings(gpu_layers=20), False, [], [0]),
        (Settings(), True, [], [-1]),
        (Settings(), True, [-1], [-1, 0]),
        (Settings(gpu_layers=20), True, [], [20]),
        (Settings(gpu_layers=0), True, [], [0]),
    ],
)
def test_a_graphics_card_takes_all_layers_or_none_unless_their_number_is_given(loaded, settings, gpu, refused, tried):
    loaded(settings, gpu=gpu, refused=refused)

    assert [made["n_gpu_layers"] for made in FakeLlama.made] == tried


def test_too_many_layers_and_what_is_no_model_are_told_apart(loaded):
    with pytest.raises(
        LanguageModelError, match=r"cannot be loaded with 20 layers on the graphics card; give --gpu-layers fewer"
    ):
        loaded(Settings(gpu_layers=20), gpu=True, refused=[20])
    with pytest.raises(LanguageModelError, match=r"is not a model that llama\.cpp can load"):
        loaded(gpu=True, refused=[-1, 0])


def test_a_model_that_hardly_has_room_gets_a_narrower_window(loaded, monkeypatch):
    monkeypatch.setattr(settings_module, "memory", lambda: 1_000_000_000)

    loaded()
    loaded(Settings(context=4096))

    assert [made["n_ctx"] for made in FakeLlama.made] == [2048, 4096]


def test_the_embedded_reader_runs_as_it_was_measured(loaded):
    loaded()
    EmbeddedReader()._llama.load()
    made = FakeLlama.made[-1]

    assert (made["n_threads"], made["n_threads_batch"], made["n_gpu_layers"], made["n_ctx"]) == (None, None, 0, 4096)


def test_the_machine_has_a_core_and_memory():
    assert settings_module.threads() >= 1
    assert settings_module.memory() > 1_000_000


def test_a_model_may_be_named_by_the_environment_and_run_as_the_options_say(monkeypatch):
    monkeypatch.setenv("CHATBOT_MODEL", "ollama:llama3.2")
    named = _parser().parse_args(["ask", "--context", "2048", "--gpu-layers", "7", "When?"])
    monkeypatch.setenv("CHATBOT_MODEL", "")
    unnamed = _parser().parse_args(["chat", "--gpu-layers", "auto", "--offline"])

    assert (named.model, scoping.settings(named)) == ("ollama:llama3.2", Settings(2048, 7, offline=False))
    assert (unnamed.model, scoping.settings(unnamed)) == (None, Settings(offline=True))


@pytest.mark.parametrize("option", [("--gpu-layers", "many"), ("--gpu-layers", "-1"), ("--context", "16")])
def test_a_setting_that_cannot_be_is_wrong_usage(option):
    with pytest.raises(SystemExit):
        _parser().parse_args(["chat", *option])


def test_the_person_is_told_once_where_questions_go_and_of_this_machine_nothing(capsys):
    far = FakeWriter()
    far.sends_to = "http://models.example/v1"
    scoping.tell_destination(FakeWriter())
    scoping.tell_destination(far)

    told = "Questions and passages of your articles will be sent to http://models.example/v1, which is another computer."
    assert capsys.readouterr().err == f"chatbot: {told}\n"


def test_a_missing_file_is_told_when_it_is_loaded(tmp_path):
    model = language_model(tmp_path / "gone.gguf")

    with pytest.raises(LanguageModelError, match="There is no model file"):
        model.load()


def test_threads_wait_asleep_and_the_hub_s_library_reports_nothing_unless_the_person_says_otherwise():
    script = "import os, chatbot.models.llama; print(os.environ['OMP_WAIT_POLICY'], os.environ['HF_HUB_DISABLE_TELEMETRY'])"

    def printed(**environment):
        return subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert printed() == "PASSIVE 1\n"
    assert printed(OMP_WAIT_POLICY="ACTIVE") == "ACTIVE 1\n"
