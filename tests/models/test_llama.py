"""The Llama beside its replies: chat templates of other models, the window, and the doctor who looks at it."""

from argparse import Namespace
from contextlib import nullcontext

import pytest
from llama_cpp import Llama

from chatbot import Chatbot
from chatbot.errors import LanguageModelError
from chatbot.models import span_head
from chatbot.models.factory import language_model
from chatbot.models.llama import LlamaModel, embedded_model
from chatbot.models.prompt_tokens import Templated
from chatbot.terminal import commands
from chatbot.testing import FakeReader, FakeWriter

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
    llama = LlamaModel(embedded_model(), context=64)
    llama._llama = Llama(str(embedded_model()), n_ctx=64, verbose=False, kv_overrides={"tokenizer.ggml.add_bos_token": True})
    return llama


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
    with pytest.raises(LanguageModelError, match=r"^The chat template of \S+ does not work; give --model another GGUF file\.$"):
        templated(template).chat_prompt("Cite.", "When?")


def test_a_prompt_begins_once(templated):
    llama = templated(GEMMA)
    prompt = llama.chat_prompt("Cite.", "When?")

    assert llama.count(Templated((f"{BOS}When?",))) == llama.count("When?")
    assert "".join(llama.stream(prompt, limit=2))  # llama.cpp warns of a prompt that begins twice


def test_a_prompt_beyond_the_window_is_told_in_one_sentence(model):
    prompt = "The harbour opens. " * 40
    ways = [
        lambda: list(model.stream(prompt)),
        lambda: model.reply(prompt, lambda _written, scores: scores, limit=1),
    ]

    for way in ways:
        with pytest.raises(LanguageModelError, match=r"take \d+ tokens, and the window of \S+ holds 64; ask in fewer words\.$"):
            way()


class Damaged(FakeReader):
    def load(self):
        raise LanguageModelError("The span head is damaged; install this package again.")


def test_the_doctor_loads_all_that_a_model_is_made_of(library, monkeypatch):
    monkeypatch.setattr(commands, "_bot", lambda options: nullcontext(Chatbot(library, options.model)))

    assert commands.doctor(Namespace(model=FakeWriter())) == 0
    with pytest.raises(LanguageModelError, match="span head is damaged"):
        commands.doctor(Namespace(model=Damaged()))


def test_a_damaged_span_head_is_told_when_a_reader_is_loaded_and_is_nothing_to_a_writer(monkeypatch):
    monkeypatch.setattr(span_head, "checked", lambda _: None)
    span_head._loaded.cache_clear()

    language_model(embedded_model()).load()
    with pytest.raises(LanguageModelError, match=r"span head \S+ is damaged; install this package again\.$"):
        language_model().load()
