"""Base and adapter in llama.cpp, decoding as the product does: greedy, held to verbatim spans by a grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from chatbot.grammar import span_grammar
from training.items import REFUSAL, Source, render_question, render_sources

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
        self._none = self._llama.tokenize(f" {REFUSAL}".encode(), add_bos=False)[0]

    def read(self, question: str, sources: tuple[Source, ...], *, constrained: bool, threshold: float | None) -> Reading:
        """Answer; above `threshold` of the refusal's probability refuse, below it answer (None: as the words fall)."""
        from llama_cpp import LlamaGrammar

        llama = self._llama
        prompt = render_sources(sources) + render_question(question)
        llama.reset()
        llama.eval(llama.tokenize(prompt.encode(), add_bos=False, special=True))
        logits = np.ctypeslib.as_array(llama._ctx.get_logits(), shape=(llama.n_vocab(),)).astype(np.float64)  # noqa: SLF001
        likely = np.exp(logits - logits.max())
        refusal = float(likely[self._none] / likely.sum())
        if threshold is not None and refusal > threshold:
            return Reading("", 0, refusal)
        rules = span_grammar([source.text for source in sources])
        if threshold is not None:
            rules = rules.replace(f'" {REFUSAL}" | ', "", 1)
        grammar = LlamaGrammar.from_string(rules, verbose=False) if constrained else None
        words: list[int] = []
        while len(words) < MAX_REPLY_TOKENS:
            token = llama.sample(temp=0.0, grammar=grammar)
            if token == llama.token_eos():
                break
            words.append(token)
            llama.eval([token])
        match = _REPLY.fullmatch(llama.detokenize(words).decode(errors="ignore"))
        return Reading(match[1], int(match[2]), refusal) if match else Reading("", 0, refusal)
