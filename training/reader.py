"""Base and adapter in llama.cpp, decoding as the product should: sources one by one, greedy, held to verbatim spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from chatbot.spans import Tree, span_tree
from training.items import REFUSAL, Source, render_question, render_sources

_REPLY = re.compile(r"\s*(.*\S)\s*\[(\d+)\]\s*", re.DOTALL)
MAX_REPLY_TOKENS = 48

Scores = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class Reading:
    """A reply: the short answer and its marker (empty and 0 for a refusal), and how likely each refusal seemed."""

    answer: str
    marker: int
    refusals: tuple[float, ...]  # probability of the refusal's first token: of each source alone, or of all together


class LlamaReader:
    """The base model with an adapter, or without one."""

    def __init__(self, base: Path, adapter: Path | None, threads: int = 2) -> None:
        """Load both files."""
        from llama_cpp import Llama

        self._llama = Llama(
            str(base),
            lora_path=str(adapter) if adapter else None,
            n_ctx=2048,
            n_threads=threads,
            n_threads_batch=threads,
            verbose=False,
        )
        self._none = self._tokens(f" {REFUSAL}")[0]

    def read_alone(self, question: str, sources: tuple[Source, ...], threshold: float) -> Reading:
        """Show each source alone, then answer from the one that refuses least; refuse when all do above `threshold`.

        Read from last to first, because the first is likeliest to be kept, and what was read last needs no second look.
        """
        refusals = [0.0] * len(sources)
        scores: Scores = np.empty(0)
        for place in reversed(range(len(sources))):
            scores = self._prefill(question, sources[place : place + 1])
            refusals[place] = self._refusal(scores)
        best = int(np.argmin(refusals))
        if refusals[best] > threshold:
            return Reading("", 0, tuple(refusals))
        if best:
            scores = self._prefill(question, sources[best : best + 1])
        tree = span_tree([sources[best].text], self._tokens, self._llama.token_eos())
        del tree[self._none]
        answer, marker = self._follow(scores, tree)
        return Reading(answer, best + 1 if marker else 0, tuple(refusals))

    def read_together(self, question: str, sources: tuple[Source, ...], *, free: bool = False) -> Reading:
        """Show all sources at once and answer or refuse as the words fall; `free` lifts the hold to verbatim spans."""
        scores = self._prefill(question, sources)
        tree = span_tree([source.text for source in sources], self._tokens, self._llama.token_eos())
        return Reading(*self._follow(scores, None if free else tree), (self._refusal(scores),))

    def _prefill(self, question: str, sources: tuple[Source, ...]) -> Scores:
        self._llama.reset()  # type: ignore[no-untyped-call]
        self._llama.eval(self._tokens(render_sources(sources) + render_question(question)))
        return self._scores()

    def _follow(self, scores: Scores, tree: Tree | None) -> tuple[str, int]:
        """Write the likeliest words that the tree allows, greedily; return the answer and its marker, or ("", 0)."""
        words: list[int] = []
        while len(words) < MAX_REPLY_TOKENS:
            allowed = np.arange(len(scores)) if tree is None else np.fromiter(tree, dtype=np.int64)
            token = int(allowed[scores[allowed].argmax()])
            if token == self._llama.token_eos():
                break
            words.append(token)
            tree = tree[token] if tree is not None else None
            self._llama.eval([token])
            scores = self._scores()
        match = _REPLY.fullmatch(self._llama.detokenize(words).decode(errors="ignore"))
        return (match[1], int(match[2])) if match else ("", 0)

    def _refusal(self, scores: Scores) -> float:
        likely = np.exp(scores - scores.max())
        return float(likely[self._none] / likely.sum())

    def _tokens(self, text: str) -> list[int]:
        return list(self._llama.tokenize(text.encode(), add_bos=False, special=True))

    def _scores(self) -> Scores:
        """Logits of the next token."""
        logits = self._llama._ctx.get_logits()  # type: ignore[no-untyped-call]  # the public attribute holds them only when every position is kept
        return np.ctypeslib.as_array(logits, shape=(self._llama.n_vocab(),)).astype(np.float64)
