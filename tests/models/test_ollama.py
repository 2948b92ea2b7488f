"""Models in Ollama's store are found by the names that Ollama shows, and no name leads out of it."""

import json

import pytest

from chatbot.errors import LanguageModelError
from chatbot.models import ollama
from chatbot.models.factory import language_model

DIGEST = "a" * 64


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "store"))
    (tmp_path / "store" / "blobs").mkdir(parents=True)
    (tmp_path / "store" / "blobs" / f"sha256-{DIGEST}").write_bytes(b"GGUF")
    (tmp_path / "secret").write_text("plum stones")
    return tmp_path / "store"


def manifest(store, place, layers):
    path = store / "manifests" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(layers if isinstance(layers, str) else json.dumps({"layers": layers}))


def layer(digest=f"sha256:{DIGEST}", kind="application/vnd.ollama.image.model"):
    return {"mediaType": kind, "digest": digest}


def test_a_model_is_the_blob_that_its_manifest_names(store):
    manifest(store, "registry.ollama.ai/library/llama3.2/latest", [layer("sha256:0", "application/x"), layer()])
    manifest(store, "registry.ollama.ai/someone/tuned/3b", [layer()])
    manifest(store, "hf.co/owner/model/Q4_K_M", [layer()])

    assert list(ollama.models()) == ["hf.co/owner/model:Q4_K_M", "llama3.2:latest", "someone/tuned:3b"]
    assert {ollama.model_file(name) for name in ("llama3.2", "someone/tuned:3b")} == {store / "blobs" / f"sha256-{DIGEST}"}
    assert language_model("ollama:llama3.2").name == "llama3.2"


@pytest.mark.parametrize(
    "name", ["", "mistral", "llama3.2:70b", "../../../secret", "library/../llama3.2", "/etc/passwd", "..:.."]
)
def test_a_model_that_is_not_there_is_told_with_those_that_are(store, name):
    manifest(store, "registry.ollama.ai/library/llama3.2/latest", [layer()])

    with pytest.raises(LanguageModelError, match=r"^Ollama has no model .*or take one of: llama3\.2:latest\.$"):
        language_model(f"ollama:{name}")


@pytest.mark.parametrize(
    "layers",
    [
        [], "", "[" * 100_000, "7", [layer("sha256:" + "b" * 64)], [layer("sha256:../../secret")], [layer("../secret")],
        [layer(7)], [{"mediaType": 7}], ["model"],
    ],
)  # fmt: skip
def test_a_damaged_or_hostile_manifest_is_told_in_one_sentence(store, layers):
    manifest(store, "registry.ollama.ai/library/llama3.2/latest", layers)

    assert ollama.models() == {}
    with pytest.raises(
        LanguageModelError, match=r"^Ollama's model llama3\.2 is not whole in .*; run `ollama pull llama3\.2`\.$"
    ):
        ollama.model_file("llama3.2")


def test_a_machine_without_ollama_has_none_of_its_models(tmp_path, monkeypatch):
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "nowhere"))

    assert ollama.models() == {}
    with pytest.raises(LanguageModelError, match=r"take one of: none\.$"):
        ollama.model_file("llama3.2")
