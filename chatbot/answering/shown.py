"""What a writer is shown: whole passages in reading order, by article, neighbours joined and near-copies once."""

import re
from collections.abc import Callable, Iterable, Sequence

from chatbot.answering.corrections import taken_back
from chatbot.types import Evidence
from index.language.patterns import compiled
from index.language.sentences import split_sentences
from index.language.vocabulary import flat
from index.library import Library
from index.search.lexical import terms
from index.types import Article, Hit, Sentence

Place = tuple[Article, int, int]  # characters of an article's text
GAP = 200  # characters between two places of an article, up to which what stands between them is shown as well
ORDERS = r"{prose.orders}"
_TURN = re.compile(r"<\|?\w+\|?>|\[/?INST\]|^(?:assistant|system|user)\b\W*$", re.MULTILINE | re.IGNORECASE)
ALIKE = 0.8  # share of a passage's words that another one holds, from which on it is a copy


def blocks(places: Iterable[Place]) -> list[Evidence]:
    """Return the places, best first, as they are shown: numbered, the article of the best first, each in its order."""
    articles: dict[str, Article] = {}
    ranges: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in places:
        words = {*terms(article.text[start:end])}
        others = [one for one in articles.values() if one.id != article.id]
        if not any(_holds(other, ranges[other.id], words) for other in others):
            articles[article.id] = article
            ranges[article.id] = _joined([*ranges.get(article.id, []), (start, end)])
    found = [(articles[name], start, end) for name, told in ranges.items() for start, end in told]
    return [
        Evidence(number, article, Sentence(article.id, start, end, article.text[start:end]))
        for number, (article, start, end) in enumerate(found, 1)
    ]


def places(cited: Iterable[Evidence], hits: Iterable[Hit], library: Library) -> list[Place]:
    """Return the passages that hold what is cited, then those that a search found."""
    told = [
        (item.article, one.passage.start, one.passage.end)
        for item in cited
        for one in library.store.embedded(item.article.id)
        if one.passage.start < item.sentence.end and item.sentence.start < one.passage.end
    ]
    return [*told, *((hit.article, hit.passage.start, hit.passage.end) for hit in hits)]


def within(window: int, shown: Sequence[Place], cost: Callable[[Sequence[Place]], int]) -> Sequence[Place]:
    """Return as many of the places, best first, as cost at most ``window`` tokens; none is cut."""
    kept = list(shown)
    while len(kept) > 1 and cost(kept) > window:
        kept.pop()
    return kept


def sentences(block: Evidence) -> list[Sentence]:
    """Return the sentences of a block that may be quoted.

    None that speaks to whoever reads it, nor what passes for a turn, nor what the next one takes back.
    """
    text, start = block.sentence.text, block.sentence.start
    turns = [(turn.start(), text.find("\n\n", turn.end()) % (len(text) + 1)) for turn in _TURN.finditer(text)]
    found = [Sentence(block.article.id, start + a, start + b, text[a:b]) for a, b in split_sentences(text)]
    return [
        one
        for one in found
        if not any(one.start < start + end and start + begin < one.end for begin, end in turns)
        and not compiled(ORDERS).search(flat(one.text))
        and not taken_back(block.article, one)
    ]


def _joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1] + GAP:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _holds(article: Article, ranges: Iterable[tuple[int, int]], words: set[str]) -> bool:
    told = {word for start, end in ranges for word in terms(article.text[start:end])}
    return len(words & told) >= ALIKE * len(words)
