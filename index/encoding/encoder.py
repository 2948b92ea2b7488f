"""Encoders that a person names, through sentence-transformers, loaded when first used."""

import logging
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoding.tokens import read_literally
from index.errors import ModelError
from index.types import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 16


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by folder or hub name. Its methods raise ModelError when it is none or damaged."""

    def __init__(self, model: str) -> None:
        """Take the model's name; nothing is loaded before it is needed."""
        self.name = model

    def count(self, texts: list[str]) -> list[int]:
        """Return the length of each text in tokens."""
        encoded = self._model.tokenizer(texts, add_special_tokens=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape (dimension,)."""
        vector: Vectors = self._encode([self._prefix("query") + text])[0]
        return vector

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors of passages or sentences, shape (n, dimension)."""
        prefix = self._prefix("passage")
        return self._encode([prefix + text for text in texts])

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = np.asarray(self._model.encode(texts, batch_size=BATCH, show_progress_bar=False), np.float32)
        # here and not by the model, whose bfloat16 leaves lengths from .998 to 1.001; what has no length is no vector
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
        if not (np.isfinite(lengths) & (lengths > 0)).all():
            raise ModelError(f"The encoder {self.name} gives vectors that are no numbers; it is damaged, so get it again.")
        unit: Vectors = vectors / lengths
        return unit

    def _prefix(self, task: str) -> str:
        # the E5 family was trained with these words before each text (arXiv:2402.05672)
        family = "e5" in Path(self.name).name.lower().split("-")
        return str(self._model.prompts.get(task) or (f"{task}: " if family else ""))

    @cached_property
    def _model(self) -> "SentenceTransformer":
        quieten()
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(self.name, device="cpu", model_kwargs={"dtype": fastest()})
        except Exception as error:  # each of the libraries that read a model's files raises its own, some just Exception
            reason = str(error).strip().partition("\n")[0]
            raise ModelError(
                f"The encoder {self.name} could not be loaded; name a sentence-transformers folder or model. ({reason})"
            ) from error
        tokenizer = model.tokenizer
        if hasattr(tokenizer, "split_special_tokens"):
            tokenizer.split_special_tokens = True  # transformers gives it to the library tokenizers anew at each call
        backend = getattr(tokenizer, "backend_tokenizer", tokenizer)
        if hasattr(backend, "encode_special_tokens"):  # one of that library; others know no special tokens in a text
            read_literally(backend)
        return model


def quieten() -> None:
    """Keep the model libraries from telemetry, warnings and progress bars of their own."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)


def fastest() -> Any:
    """Return the torch dtype in which this processor encodes fastest."""
    import torch

    told = Path("/proc/cpuinfo")
    flags = told.read_text(encoding="utf-8").split() if told.exists() else []
    # measured on 2 cores with AVX-512 BF16: 8.6 passages of 430 tokens a second in bfloat16, 2.9 in float32
    return torch.bfloat16 if "avx512_bf16" in flags or "amx_bf16" in flags else torch.float32
