"""What a person meets in the terminal, with small stand-ins for the models."""

import io
import json
import re
from types import SimpleNamespace

import pytest

from chatbot.bot import Chatbot
from chatbot.errors import LanguageModelError
from chatbot.models import installed
from chatbot.terminal import commands, models_command
from chatbot.terminal.command_line import main
from chatbot.terminal.printing import print_stream, progress_bar
from chatbot.testing import FakeEncoder, FakeReader, FakeWriter
from chatbot.types import Answer, Done, Timings, Token
from index import library as library_module
from index.library import Library

HARBOUR = "The harbour opens on 3 May. The mayor cuts the ribbon at noon."


@pytest.fixture
def chatbot(tmp_path, monkeypatch, capsys):
    """Run a command on a library of the test's own, whose model always copies "3 May"; return status, output, errors."""
    monkeypatch.setattr(library_module, "encoder_named", lambda _: FakeEncoder())
    monkeypatch.setenv("CHATBOT_LIBRARY", str(tmp_path / "library"))

    def opened(folder, model, settings):  # noqa: ARG001 - the signature is Chatbot.open's
        return Chatbot(Library.open(folder), FakeReader("3 May", "3 May", "3 May"))

    monkeypatch.setattr(commands, "Chatbot", SimpleNamespace(open=opened))

    def run(*arguments):
        capsys.readouterr()
        status = main(list(map(str, arguments)))
        said = capsys.readouterr()
        return SimpleNamespace(status=status, out=said.out, err=said.err)

    return run


@pytest.fixture
def dated(chatbot, write):
    records = [
        {"title": "Sure", "text": HARBOUR, "published": "2025-04-03"},
        {"title": "Likely", "text": "The market sells apples.", "published": {"value": "2025-04", "certainty": "likely"}},
        {"title": "Year", "text": "Le marché vend des pommes.", "published": "2025"},
    ]
    assert chatbot("add", write("articles.jsonl", "\n".join(map(json.dumps, records)))).status == 0


@pytest.mark.usefixtures("dated")
def test_a_date_that_is_only_likely_is_told_as_likely(chatbot):
    listed = {item["title"]: item for item in json.loads(chatbot("list", "--json").out)}

    assert re.search(r"2025-04\? .*Likely", chatbot("list").out)
    assert re.search(r"2025-04-03 .*Sure", chatbot("list").out)
    assert listed["Likely"]["published_certainty"] == "likely"
    assert "Sure, 2025-04-03\n" in chatbot("ask", "When does the harbour open?").out
    cited = json.loads(chatbot("ask", "--json", "When does the harbour open?").out)["citations"][0]["article"]
    assert (cited["published"], cited["published_certainty"]) == ("2025-04-03", "sure")


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize(
    ("since", "titles"),
    [
        ("2025-04-01", {"Sure", "Likely", "Year"}),
        ("2025-04-04", {"Likely", "Year"}),
        ("2025-05", {"Year"}),
        ("2026", set()),
    ],
)
def test_a_date_without_its_day_counts_as_since_when_it_may_be(chatbot, since, titles):
    assert {item["title"] for item in json.loads(chatbot("list", "--json", "--since", since).out)} == titles


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize(
    ("until", "titles"), [("2025-04", {"Sure", "Likely", "Year"}), ("2025-04-02", {"Likely", "Year"}), ("2024", set())]
)
def test_a_month_or_a_year_ends_with_its_last_day(chatbot, until, titles):
    assert {item["title"] for item in json.loads(chatbot("list", "--json", "--until", until).out)} == titles


@pytest.mark.usefixtures("dated")
def test_only_the_articles_chosen_are_searched_and_asked(chatbot):
    ids = {item["title"]: item["id"] for item in json.loads(chatbot("list", "--json").out)}

    found = json.loads(chatbot("search", "--json", "--article", ids["Likely"], "When does the harbour open?").out)
    asked = json.loads(chatbot("ask", "--json", "--until", "2025-03", "When does the harbour open?").out)
    assert {hit["article"]["title"] for hit in found} == {"Likely"}
    assert not any(citation["article"]["title"] == "Sure" for citation in asked["citations"])
    assert chatbot("search", "--article", "none", "When?").err.startswith("chatbot: There is no article none;")
    assert chatbot("ask", "--save", "f", "--language", "fr", "When?").status == 2


def test_a_date_that_is_none_is_wrong_usage(chatbot):
    said = chatbot("list", "--since", "29/04/2025")

    assert said.status == 2
    assert "write it as 2025-04-29" in said.err


@pytest.mark.usefixtures("dated")
def test_a_language_may_be_written_in_capitals(chatbot):
    assert len(json.loads(chatbot("list", "--json", "--language", "FR").out)) == 1


def test_an_empty_library_is_said_to_be_empty_and_where_it_is(chatbot, tmp_path):
    for asked in (chatbot("ask", "When?"), chatbot("search", "When?"), chatbot("list")):
        assert asked.status == 0
        assert f"The library {tmp_path / 'library'} is empty" in asked.err


def test_the_library_may_be_named_before_the_command(chatbot, tmp_path):
    assert f"{tmp_path / 'other'} is empty" in chatbot("--library", tmp_path / "other", "list").err
    assert f"{tmp_path / 'another'} is empty" in chatbot("list", "--library", tmp_path / "another").err


def test_the_name_of_a_model_arrives_as_it_was_typed_since_not_every_model_need_be_a_file(chatbot, tmp_path, monkeypatch):
    named = []

    def opened(folder, model, settings):  # noqa: ARG001 - the same
        named.append(model)
        return Chatbot(Library.open(folder), FakeReader("3 May"))

    monkeypatch.setattr(commands, "Chatbot", SimpleNamespace(open=opened))
    said = chatbot("ask", "--model", "http://127.0.0.1:8080/v1", "--save", tmp_path / "answer.json", "When?")

    assert (said.status, named) == (0, ["http://127.0.0.1:8080/v1"])


def test_the_models_on_this_machine_are_listed_as_they_may_be_named(chatbot, write, tmp_path, monkeypatch):
    monkeypatch.setattr(installed.ollama, "models", lambda: {"llama3.2:latest": write("blob", "GGUF")})
    monkeypatch.setattr(installed.hub, "models", lambda: {"owner/m:Q8_0": write("m-Q8_0.gguf", "GGUF")})
    monkeypatch.setattr(models_command, "fits", lambda size: size < 5)
    own = write("own.gguf", "GGUF!")
    own.rename(tmp_path / "own.gguf")
    used = json.loads(chatbot("models", "--json", "--folder", tmp_path).out)
    shown = chatbot("models", "--folder", tmp_path).out

    assert (used["generator"], used["context"], used["encoder"], used["speed"]) == ("fake reader", 2048, "words", None)
    assert used["found"] == [
        {"name": "ollama:llama3.2:latest", "bytes": 4, "fits": True},
        {"name": "hf:owner/m:Q8_0", "bytes": 4, "fits": True},
        {"name": str(tmp_path / "own.gguf"), "bytes": 5, "fits": False},
    ]
    assert f"--model {tmp_path / 'own.gguf'} (0.0 GB, more than the memory at hand)" in shown


def test_the_speed_of_a_writer_is_that_of_its_reading_and_of_its_pieces(monkeypatch):
    clock = iter([0.0, 2.0, 2.5, 3.0, 4.0, 5.0])
    monkeypatch.setattr(models_command, "perf_counter", lambda: next(clock))
    writer, silent = FakeWriter("one two three"), FakeWriter("")
    silent.stream = lambda *_, **__: iter(())

    assert models_command.speed(writer) == (writer.count(writer.messages[0]) / 2, 2.0)
    assert models_command.speed(silent)[1] == 0


@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_empty_question_is_wrong_usage_and_odd_bytes_are_none(chatbot, command):
    assert chatbot(command, " ").status == 2
    assert chatbot(command, "caf\udce9 ?").status == 0


@pytest.mark.usefixtures("dated")
def test_a_conversation_goes_on_after_a_problem_and_after_a_stopped_answer(chatbot, monkeypatch):
    stream, asked = Chatbot.stream, []

    def troubled(self, question, *, history, scope):
        asked.append((question, len(history)))
        if "noon" in question:
            raise LanguageModelError("The question is too long; ask in fewer words.")
        if "stop" in question:
            raise KeyboardInterrupt
        return stream(self, question, history=history, scope=scope)

    monkeypatch.setattr(Chatbot, "stream", troubled)
    monkeypatch.setattr("sys.stdin", io.StringIO("When does the harbour open?\nAt noon?\nstop\nWhen does it open?\n"))
    said = chatbot("chat")

    assert said.status == 0
    assert said.out.count("3 May") >= 2
    assert "ask in fewer words" in said.err
    assert [count for _, count in asked] == [0, 1, 1, 1]


@pytest.mark.usefixtures("dated")
def test_removing_says_what_was_not_there_and_that_the_rest_is_gone(chatbot):
    ids = [item["id"] for item in json.loads(chatbot("list", "--json").out)]
    said = chatbot("remove", ids[0], "nowhere")

    assert said.status == 1
    assert "no article nowhere; the others are removed" in said.err
    assert len(json.loads(chatbot("list", "--json").out)) == len(ids) - 1


@pytest.mark.parametrize("options", [("--limit", "0"), ("--limit", "many")])
def test_a_number_that_cannot_be_is_wrong_usage(chatbot, options, capsys):
    with pytest.raises(SystemExit) as ended:
        chatbot("eval", *options)

    assert ended.value.code == 2
    assert "is not a number from" in capsys.readouterr().err


def test_brackets_in_a_file_s_name_are_shown_by_the_progress(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")  # as in a terminal
    with progress_bar() as progress:
        progress(1, 2, "https://example.org/?q=[/b]")

    assert "?q=[/b]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tokens", "text", "printed"),
    [
        ([Token("Ninety articles.")], "Ninety articles.", "Ninety articles.\n"),
        ([Token("- Scout\n", stays=False)], "- Scout [1]", "- Scout [1]\n"),
        ([Token("One.\n"), Token("Two.\n")], "One.\nTwo.", "One.\nTwo.\n"),
        ([Token("One.\n")], "One.\nMore.", "One.\nMore.\n"),
        ([Token("One.")], "Another.", "One.\nAnother.\n"),
    ],
)
def test_what_was_streamed_is_printed_once_unless_the_answer_came_out_otherwise(capsys, tokens, text, printed):
    told = Answer("Which?", text, None, False, "en", (), None, "", Timings(0, 0, 0))  # noqa: FBT003
    print_stream([*tokens, Done(told)])

    assert capsys.readouterr().out == printed
