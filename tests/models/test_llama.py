"""The generator beside its replies: chat templates of other models, the window, and the doctor who looks at it."""

from argparse import Namespace
from contextlib import nullcontext

import pytest
from llama_cpp import Llama

from chatbot import Chatbot
from chatbot.errors import GeneratorError
from chatbot.models.llama import LlamaGenerator, embedded_model
from chatbot.terminal import commands
from chatbot.types import Pointed, Templated
from tests.fakes import ScriptedGenerator

BOS = "<|im_start|>"
TURNS = (
    "{% for message in messages %}<{{ message['role'] }}>{{ message['content'] | trim }}</{{ message['role'] }}>{% endfor %}"
)
GEMMA = (
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    + TURNS
)
MISTRAL = (
    "{{ bos_token }}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% endfor %}"
    + TURNS
)
DEAF = (
    "{{ bos_token }}{% for message in messages if message['role'] == 'user' %}<user>{{ message['content'] }}</user>{% endfor %}"
)
JOINED = f"{BOS}<user>Cite.\n\nWhen?</user>"


@pytest.fixture(scope="module")
def model():
    """A model that begins a prompt with a token of its own, as the embedded one does not."""
    generator = LlamaGenerator(embedded_model(), context=64)
    generator._llama = Llama(
        str(embedded_model()), n_ctx=64, verbose=False, kv_overrides={"tokenizer.ggml.add_bos_token": True}
    )
    return generator


@pytest.fixture
def templated(model, monkeypatch):
    """Give the model a chat template."""

    def make(template):
        monkeypatch.setitem(model._llama.metadata, "tokenizer.chat_template", template)
        return model

    return make


@pytest.mark.parametrize(
    ("template", "prompt"),
    [
        (GEMMA, JOINED),
        (MISTRAL, JOINED),
        (DEAF, JOINED),
        ("{{ bos_token }}" + TURNS, f"{BOS}<system>Cite.</system><user>When?</user>"),
        ("", "Cite.\n\nWhen?\n\n"),
    ],
)
def test_the_rules_reach_a_model_whether_or_not_its_template_has_a_system_role(templated, template, prompt):
    assert str(templated(template).chat_prompt("Cite.", "When?")) == prompt


@pytest.mark.parametrize(
    "template", ["{% for %}", "{{ messages.first.content }}", "{{ raise_exception('never') }}", "{{ 1 + 'a' }}"]
)
def test_a_template_that_does_not_work_is_told_in_one_sentence(templated, template):
    with pytest.raises(GeneratorError, match=r"^The chat template of \S+ does not work; give --model another GGUF file\.$"):
        templated(template).chat_prompt("Cite.", "When?")


def test_a_prompt_begins_once(templated):
    generator = templated(GEMMA)
    prompt = generator.chat_prompt("Cite.", "When?")

    assert generator.count(Templated((f"{BOS}When?",))) == generator.count("When?")
    assert "".join(generator.stream(prompt, limit=2))  # llama.cpp warns of a prompt that begins twice


def test_a_prompt_beyond_the_window_is_told_in_one_sentence(model):
    prompt = "The harbour opens. " * 40
    ways = [
        lambda: list(model.stream(prompt)),
        lambda: model.copy(prompt, "It opens.", Pointed(0.0, ((0, 9),), (0.0,), (0.0,))),
    ]

    for way in ways:
        with pytest.raises(GeneratorError, match=r"take \d+ tokens, and the window of \S+ holds 64; ask in fewer words\.$"):
            way()


class Damaged(ScriptedGenerator):
    def point(self, question, sentences, leads):  # noqa: ARG002
        raise GeneratorError("The span head is damaged; install this package again.")


def test_the_doctor_looks_at_the_span_head_of_a_model_that_reads_and_of_no_other(library, monkeypatch):
    monkeypatch.setattr(commands, "_bot", lambda options: nullcontext(Chatbot(library, options.generator)))

    assert commands.doctor(Namespace(generator=Damaged(reads=False))) == 0
    with pytest.raises(GeneratorError, match="span head is damaged"):
        commands.doctor(Namespace(generator=Damaged()))
