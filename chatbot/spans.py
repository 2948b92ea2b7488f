"""Holds the reader's reply to verbatim spans of its source, and notes how likely the refusal seemed.

Every allowed reply is a path through a tree of tokens; at each step only tokens that go on along some path may be chosen. The
same could be said in llama.cpp's grammar, one rule a word, but weighing 49,152 tokens against a hundred rules at each step
took 1.2 s a reply where the tree takes a millisecond.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Tokenise = Callable[[str], list[int]]
Tree = dict[int, "Tree"]

NOTHING = "none"  # the reader's reply when no source answers
MAX_ATOMS = 24  # words of a short answer
_ATOM = re.compile(r"[^\W_]+(?:[-.,:/](?=[^\W_])[^\W_]+)*['’]?|\S")
_ENDS = re.compile(r"[^\W_]|[%€$£°²³+)»”\"]")  # what a short answer may end in
_OPENERS = "$£€«“("  # and begin with, besides letters and digits


def span_tree(sentences: Sequence[str], tokenise: Tokenise, stop: int) -> Tree:
    """Return every `` span [marker]``, and the refusal, as paths of tokens that end in ``stop``; markers count from 1."""
    tree: Tree = {}
    tokenise = cache(tokenise)  # the same words come again and again
    _path(tree, [*tokenise(f" {NOTHING}"), stop])
    for marker, sentence in enumerate(sentences, start=1):
        tail = [*tokenise(f" [{marker}]"), stop]
        atoms = list(_ATOM.finditer(sentence))
        for first, start in enumerate(atoms):
            if not (start[0][0].isalnum() or start[0] in _OPENERS):
                continue
            ends = {atom.end() - start.start() for atom in atoms[first : first + MAX_ATOMS] if _ENDS.match(atom[0][-1])}
            if ends:
                _grow(tree, sentence[start.start() : start.start() + max(ends)], ends, tail, tokenise)
    return tree


class SpanGuide:
    """A logits processor for one reply: lets only paths of the tree go on, and notes how likely the refusal seemed."""

    def __init__(self, tree: Tree, prompt_tokens: int, refusal_token: int) -> None:
        """Take the tree, the length of the prompt and the first token of the refusal."""
        self.refusal = 0.0
        self._tree = tree
        self._prompt_tokens = prompt_tokens
        self._refusal_token = refusal_token

    def __call__(self, tokens: NDArray[np.intc], scores: NDArray[np.single]) -> NDArray[np.single]:
        """Return the scores, shape (vocabulary,), with everything ruled out that is on no path."""
        written = tokens[self._prompt_tokens :].tolist()
        if not written:
            likely = np.exp(scores - scores.max())
            self.refusal = float(likely[self._refusal_token] / likely.sum())
        node = self._tree
        for token in written:
            node = node.get(token, {})
        allowed = list(node)
        held = np.full_like(scores, -np.inf)
        held[allowed] = scores[allowed]
        return held


def _grow(tree: Tree, text: str, ends: set[int], tail: list[int], tokenise: Tokenise) -> None:
    # adds the longest span that begins here, with the marker at each end that it passes
    node, done = tree, 0
    for piece in re.findall(r"\s*\S+", text):  # BPE merges nothing across a space, so that pieces tokenise alone
        for end in sorted(end - done for end in ends if done < end < done + len(piece)):
            _path(node, [*tokenise(_spaced(piece[:end], first=done == 0)), *tail])
        node = _path(node, tokenise(_spaced(piece, first=done == 0)))
        done += len(piece)
        if done in ends:
            _path(node, tail)


def _spaced(piece: str, *, first: bool) -> str:
    return f" {piece}" if first else piece


def _path(node: Tree, tokens: Sequence[int]) -> Tree:
    for token in tokens:
        node = node.setdefault(token, {})
    return node
