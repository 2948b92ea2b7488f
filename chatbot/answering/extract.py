"""The few sentences that stand for a whole article, in its order: those that hold most of its words and of what its title says.

Sentences are taken in turn that add most words not yet told, weighed by how often the article uses them, so that none repeats
another (the concepts of Gillick and Favre, "A scalable global model for summarization", 2009); the lead, the title's words,
names and numbers count besides. Vectors added nothing: `python -m tests.questions.summaries` with them .80, without .84.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from chatbot.answering.quotable import taken_back
from index.language import find_names, find_numbers
from index.language.prose import FEWEST, MOST, leans, whole
from index.language.sentences import split_sentences
from index.language.vocabulary import function_words
from index.search.lexical import terms
from index.types import Article, Sentence

READ, BLOCK = 400, 10  # sentences that are read at most; of a longer article blocks at even steps
FEW = (3, 3, 4)  # sentences of a summary, and one more where there are more whole ones than these
MANY = 4  # names and numbers; more of them count no more
CHAIN = 3  # sentences that lean on each other, at most
REPLY = 11  # words of a sentence that answers the question before it rather than stands alone, at most
WORDS, LEAD, TITLE, FACTS = 0.5, 0.3, 0.5, 0.3  # tried from a half to twice as much: none better by more than one article in 40
_LEAD_WEARS = 3  # sentences in which the lead falls to a third
_STEM = 6  # letters by which two words are taken for one

_ANNOUNCES = re.compile(r":\s*(?:\n|$)")
_CLOSING = " »”\"')]*_"

_Unit = tuple[int, ...]  # the places of a sentence and of those before that it is not understood without


def extract(article: Article, count: int | None = None) -> list[Sentence]:
    """Return the whole sentences that cover an article best, at most ``count``, in its order.

    Without a count there are three to five, by how many whole sentences it has.
    """
    sentences = _read(article)
    units = _units(article, sentences)
    kept = sorted({place for unit in units for place in unit})
    count = count or FEW[0] + sum(len(kept) > many for many in FEW[1:])
    told = {place: _stems(sentences[place].text) for place in kept}
    weights = Counter(stem for stems in told.values() for stem in stems)
    worth = {place: _worth(article, sentences[place], place, told[place]) / count for place in kept}
    chosen: set[int] = set()

    def gain(unit: _Unit) -> float:
        new = {*unit} - chosen
        fresh = set[str]().union(*(told[place] for place in new)).difference(*(told[place] for place in chosen))
        added = WORDS * sum(weights[stem] for stem in fresh) / weights.total() + sum(worth[place] for place in new)
        return added / len(new)

    while left := [unit for unit in units if 0 < len({*unit} - chosen) <= count - len(chosen)]:
        chosen |= {*max(left, key=gain)}
    return [sentences[place] for place in sorted(chosen)]


def _read(article: Article) -> list[Sentence]:
    """Return an article's sentences; one that ends in a colon goes on with what it announces, up to the next full stop."""
    text, spans = article.text, split_sentences(article.text)
    blocks = [spans[start : start + BLOCK] for start in range(0, len(spans), BLOCK)][:: 1 + len(spans) // READ]
    joined: list[tuple[int, int]] = []
    for start, end in (span for block in blocks for span in block):
        first, last = joined[-1] if joined else (0, 0)
        if _open(text[first:last]) and not text[last:start].strip() and len(text[first:end].split()) <= MOST:
            joined[-1] = (first, end)
        else:
            joined.append((start, end))
    return [Sentence(article.id, start, end, text[start:end]) for start, end in joined]


def _open(text: str) -> bool:
    """Tell whether a text announces something by a colon and no sentence has ended since."""
    colon = _ANNOUNCES.search(text)
    return bool(colon and len(text[: colon.start()].split()) >= FEWEST and text.rstrip(_CLOSING)[-1] not in ".!?…")


def _units(article: Article, sentences: Sequence[Sentence]) -> list[_Unit]:
    """Return every whole sentence that can be told, with what it leans on: that must stand just before it and be whole too."""
    units: list[_Unit] = []
    before: _Unit = ()
    previous = Sentence(article.id, 0, 0, "")
    for place, sentence in enumerate(sentences):
        replies = previous.text.endswith("?") and len(sentence.text.split()) <= REPLY
        leaning = leans(sentence.text, article.language) or replies
        follows = before and not article.text[previous.end : sentence.start].strip()
        chain = (*before, place) if leaning else (place,)
        told = (follows or not leaning) and len(chain) <= CHAIN and _tells(sentence.text, article.language)
        before = chain if told and not taken_back(article, sentence) else ()
        units += [before] if before else []
        previous = sentence
    return units


def _worth(article: Article, sentence: Sentence, place: int, told: set[str]) -> float:
    title = _stems(article.title)
    facts = min(_facts(sentence.text, article.language) / MANY, 1)
    return LEAD * math.exp(-place / _LEAD_WEARS) + TITLE * len(told & title) / max(1, len(title)) + FACTS * facts


def _tells(text: str, language: str) -> bool:
    """Tell whether a sentence can stand in a summary: a whole one, or a question that tells more than it asks."""
    asked = text.rstrip(_CLOSING)
    if whole(text, language) or not asked.endswith("?"):
        return whole(text, language)
    told, asked = asked.rpartition(":")[0].rstrip(), asked.rstrip("? ")
    return whole(f"{told}.", language) or (whole(f"{asked}.", language) and _facts(asked, language) >= MANY)


def _facts(text: str, language: str) -> int:
    return len(find_names(text)) + len(find_numbers(text, language=language))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in terms(text) if len(word) > 2 and word not in function_words()}  # noqa: PLR2004
