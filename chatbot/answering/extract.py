"""The few sentences that stand for a whole article: those that cover it, by their vectors and their words, in its order.

What is covered by a sentence is what lies near it and what shares its words; sentences are taken in turn that add most to it,
so that none repeats another (Lin and Bilmes, "A class of submodular functions for document summarization", ACL 2011).
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from chatbot.answering.corrections import taken_back
from index.language import find_names, find_numbers
from index.language.prose import leans, whole
from index.language.vocabulary import function_words
from index.library import Library
from index.search.lexical import terms
from index.types import Article, Sentence, Vectors

READ = 400  # sentences at most; of a longer article passages at even steps
FEW = (3, 4, 7)  # sentences of a summary, and one more where there are more whole ones than these
MANY = 4  # names and numbers; more of them count no more
CHAIN = 3  # sentences that lean on each other, at most
# What is nearer counts 1. Chosen on scitldr, where one sentence has ROUGE-1 .38 (the first .37), three .30 (.27).
WORDS, LEAD, TITLE, FACTS = 0.25, 0.2, 0.5, 0.15
_STEM = 6  # letters by which two words are taken for one
_LEAD_WEARS = 3  # sentences in which the lead falls to a third

_Unit = tuple[int, ...]  # the places of a sentence and of those before that it is not understood without


def extract(article: Article, library: Library, count: int | None = None) -> list[Sentence]:
    """Return the whole sentences that cover an article best, at most ``count``, in its order.

    Without a count there are three to five, by how many whole sentences it has.
    """
    sentences, vectors = _read(article, library)
    units = _units(article, sentences)
    kept = sorted({place for unit in units for place in unit})
    if not kept:
        return []
    count = count or FEW[0] + sum(len(kept) > many for many in FEW[1:])
    near = vectors[kept] @ vectors.T
    near = (near - near.min()) / max(1e-6, 1 - float(near.min()))
    told = [_stems(sentence.text) for sentence in sentences]
    weights = Counter(stem for place in kept for stem in told[place])
    every = max(1, weights.total())
    worth = _worth(article, sentences, told) / count
    chosen: set[int] = set()
    covered, said = np.zeros(len(kept), np.float32), set[str]()

    def gain(unit: _Unit) -> float:
        new = [place for place in unit if place not in chosen]
        fresh = set[str]().union(*(told[place] for place in new)) - said
        nearer = np.maximum(near[:, list(unit)].max(axis=1) - covered, 0).mean()
        added = nearer + WORDS * sum(weights[stem] for stem in fresh) / every + worth[new].sum()
        return float(added) / len(new)

    while left := [unit for unit in units if 0 < len({*unit} - chosen) <= count - len(chosen)]:
        best = max(left, key=gain)
        chosen |= {*best}
        covered = np.maximum(covered, near[:, list(best)].max(axis=1))
        said = said.union(*(told[place] for place in best))
    return [sentences[place] for place in sorted(chosen)]


def _read(article: Article, library: Library) -> tuple[list[Sentence], Vectors]:
    passages = library.store.embedded(article.id)
    step = 1 + sum(len(item.passage.sentences) for item in passages) // READ
    read = passages[::step]
    vectors = np.concatenate([item.sentence_vectors for item in read]) if read else np.zeros((0, 1), np.float32)
    return [sentence for item in read for sentence in item.passage.sentences], vectors


def _units(article: Article, sentences: Sequence[Sentence]) -> list[_Unit]:
    """Return every whole sentence that can be told, with what it leans on: that must stand just before it and be whole too."""
    units: list[_Unit] = []
    before: _Unit = ()
    for place, sentence in enumerate(sentences):
        leaning = leans(sentence.text, article.language)
        chain = (*before, place) if leaning else (place,)
        told = (before or not leaning) and len(chain) <= CHAIN and _tells(sentence.text, article.language)
        before = chain if told and not taken_back(article, sentence) else ()
        units += [before] if before else []
    return units


def _worth(article: Article, sentences: Sequence[Sentence], told: Sequence[set[str]]) -> Vectors:
    title = _stems(article.title)
    named = np.array([len(stems & title) / max(1, len(title)) for stems in told], np.float32)
    lead = np.exp(-np.arange(len(told)) / _LEAD_WEARS)
    held = np.array([_facts(sentence.text, article.language) for sentence in sentences], np.float32)
    worth: Vectors = (LEAD * lead + TITLE * named + FACTS * np.minimum(held / MANY, 1)).astype(np.float32)
    return worth


def _tells(text: str, language: str) -> bool:
    """Tell whether a sentence can stand in a summary: a whole one, or a question that tells more than it asks."""
    asked = text.rstrip(" »”").rstrip("?")
    return whole(text, language) or (asked != text and whole(f"{asked.rstrip()}.", language) and _facts(text, language) >= MANY)


def _facts(text: str, language: str) -> int:
    return len(find_names(text)) + len(find_numbers(text, language=language))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in terms(text) if len(word) > 2 and word not in function_words()}  # noqa: PLR2004
