"""Cuts an article into passages of whole sentences, with exact character offsets."""

from collections.abc import Callable

from index.language.sentences import split_sentences
from index.types import Passage, Sentence

TOKENS = 256


def cut(text: str, count: Callable[[list[str]], list[int]], *, article_id: str) -> list[Passage]:
    """Return the passages of ``text``, each at most TOKENS long by ``count`` (one longer sentence stands alone).

    Passages do not overlap: sentences carry vectors of their own, so nothing is lost at a border. A passage more than half full
    ends with its paragraph, so that an edit moves only the borders near it.
    """
    spans = split_sentences(text)
    lengths = count([text[a:b] for a, b in spans])
    groups: list[list[tuple[int, int]]] = []
    room = 0
    for span, length in zip(spans, lengths, strict=True):
        new_paragraph = groups and "\n" in text[groups[-1][-1][1] : span[0]]
        if not groups or length > room or (new_paragraph and room < TOKENS / 2):
            groups.append([])
            room = TOKENS
        groups[-1].append(span)
        room -= length
    passages = []
    for number, group in enumerate(groups):
        start, end = group[0][0], group[-1][1]
        sentences = tuple(Sentence(article_id, a, b, text[a:b]) for a, b in group)
        passages.append(Passage(article_id, number, start, end, text[start:end], sentences))
    return passages
