"""Base and adapter in llama.cpp, decoding as the product does: greedy, held to verbatim spans by a tree of tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.items import REFUSAL, Source, render_question, render_sources
from training.spans import span_tree

_REPLY = re.compile(r"\s*(.*\S)\s*\[(\d+)\]\s*", re.DOTALL)
MAX_REPLY_TOKENS = 48


@dataclass(frozen=True)
class Reading:
    """A reply: the short answer and its marker (empty and 0 for a refusal), and how likely the refusal seemed."""

    answer: str
    marker: int
    refusal: float  # probability of the refusal's first token, before the grammar


class LlamaReader:
    """The base model with an adapter, or without one."""

    def __init__(self, base: Path, adapter: Path | None, threads: int = 2) -> None:
        """Load both files."""
        from llama_cpp import Llama

        lora = str(adapter) if adapter else None
        self._llama = Llama(str(base), lora_path=lora, n_ctx=2048, n_threads=threads, n_threads_batch=threads, seed=7, verbose=False)
        self._none = self._tokens(f" {REFUSAL}")[0]

    def read(self, question: str, sources: tuple[Source, ...], *, threshold: float | None, free: bool = False) -> Reading:
        """Answer; above `threshold` of the refusal's probability refuse, below it answer (None: as the words fall)."""
        llama = self._llama
        llama.reset()
        llama.eval(self._tokens(render_sources(sources) + render_question(question)))
        scores = self._scores()
        likely = np.exp(scores - scores.max())
        refusal = float(likely[self._none] / likely.sum())
        if threshold is not None and refusal > threshold:
            return Reading("", 0, refusal)
        stop = llama.token_eos()
        tree = span_tree([source.text for source in sources], self._tokens, stop)
        if threshold is None:
            tree[self._none] = {stop: {}}
        words: list[int] = []
        while len(words) < MAX_REPLY_TOKENS:
            allowed = list(range(len(scores))) if free else list(tree)
            token = allowed[int(scores[allowed].argmax())]
            if token == stop:
                break
            words.append(token)
            tree = tree.get(token, {})
            llama.eval([token])
            scores = self._scores()
        match = _REPLY.fullmatch(llama.detokenize(words).decode(errors="ignore"))
        return Reading(match[1], int(match[2]), refusal) if match else Reading("", 0, refusal)

    def _tokens(self, text: str) -> list[int]:
        return list(self._llama.tokenize(text.encode(), add_bos=False, special=True))

    def _scores(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """Logits of the next token."""
        logits = self._llama._ctx.get_logits()
        return np.ctypeslib.as_array(logits, shape=(self._llama.n_vocab(),)).astype(np.float64)
