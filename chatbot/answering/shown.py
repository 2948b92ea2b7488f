"""What a writer is shown: whole passages in reading order, by article, neighbours joined."""

from collections.abc import Callable, Iterable, Sequence

from chatbot.types import Evidence
from index.library import Library
from index.types import Article, Hit, Sentence

Place = tuple[Article, int, int]  # characters of an article's text
GAP = 200  # characters between two places of an article, up to which what stands between them is shown as well


def blocks(places: Iterable[Place]) -> list[Evidence]:
    """Return the places, best first, as they are shown: numbered, the article of the best first, each in its order."""
    articles: dict[str, Article] = {}
    ranges: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in places:
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


def _joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1] + GAP:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
