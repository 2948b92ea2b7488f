import re

import numpy as np
import pytest

from chatbot.errors import LanguageModelError
from chatbot.models.reader import EmbeddedReader
from chatbot.models.span_tree import SpanGuide, span_tree

SENTENCE = "Prévu pour le 29 avril, l’événement coûte 12,50 € (AT&T paie), « à midi »."
STOP = 0


def tokenise(text: str) -> list[int]:
    """Cut as byte-pair encodings do: a space belongs to the word behind it; every character is a token."""
    return [ord(character) for piece in re.findall(r"\s?\S+", text) for character in piece]


def allows(reply: str) -> bool:
    node = span_tree(SENTENCE, tokenise, STOP, lambda _start, _end: 1.0)
    for token in tokenise(reply):
        if token not in node:
            return False
        node = node[token]
    return STOP in node


@pytest.mark.parametrize(
    "reply",
    [" 29 avril [1]", " AT&T [1]", " événement [1]", " 12,50 € [1]", " à midi [1]", " AT&T paie [1]"],
)
def test_verbatim_spans_with_their_marker_are_allowed(reply):
    assert allows(reply)


@pytest.mark.parametrize(
    "reply",
    [
        " 29 avril [2]",
        " 29 avril [3]",
        " 30 avril [1]",
        " 29 événement [1]",
        " 29 avril",
        " , [1]",
        " none [1]",
        "29 avril [1]",
    ],
)
def test_anything_else_is_impossible(reply):
    assert not allows(reply)


def test_the_guide_rules_out_every_token_off_the_paths_and_notes_how_likely_the_refusal_seemed():
    tree = span_tree(SENTENCE, tokenise, STOP, lambda _start, _end: 1.0)
    guide = SpanGuide(tree, prompt_tokens=2, refusal_token=ord("n"))
    scores = np.zeros(9000, np.float32)

    held = guide(np.array([5, 6], np.intc), scores)

    assert {int(token) for token in np.flatnonzero(np.isfinite(held))} == set(tree)
    assert guide.refusal == pytest.approx(1 / 9000)


def test_the_span_head_decides_between_words_that_the_llama_finds_equally_likely():
    start = SENTENCE.index("12,50 €")
    tree = span_tree(SENTENCE, tokenise, STOP, lambda a, b: 1.0 if (a, b) == (start, start + len("12,50 €")) else 1e-4)
    guide, written = SpanGuide(tree, prompt_tokens=0, refusal_token=ord("n")), []
    while not written or written[-1] != STOP:
        written.append(int(guide(np.array(written, np.intc), np.zeros(9000, np.float32)).argmax()))

    assert "".join(map(chr, written[:-1])) == " 12,50 € [1]"


def test_a_damaged_adapter_is_a_plain_error(tmp_path, monkeypatch):
    (tmp_path / "adapter.gguf").write_bytes(b"damaged")
    monkeypatch.setattr("chatbot.models.merged.ADAPTER", tmp_path / "adapter.gguf")

    with pytest.raises(LanguageModelError, match="is damaged"):
        EmbeddedReader().load()
