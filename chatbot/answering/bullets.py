"""The list that an article makes itself: its lines behind bullets, and the line that announces them."""

import re
from collections.abc import Iterable, Iterator

from chatbot.answering.polarity import weighty
from chatbot.answering.quotable import quotable
from chatbot.types import Evidence
from index.language.negation import among
from index.language.patterns import every
from index.search.lexical import terms
from index.types import Article, Sentence

_BULLET = re.compile(r"[ \t]*(?:[-*•–—]|\d{1,2}[.)])[ \t]+(?=\S)")
_STOPS = re.compile(r"[.!?…;,][»”\"')*_]*$")
_SIGNS = " \t;,."
_FEWEST = 2  # lines of a list


def announced(question: str, evidence: Iterable[Evidence]) -> Iterator[tuple[Article, Sentence]]:
    """Yield the lines of the lists among the evidence whose announcement says what is asked for.

    All that the question says is to stand in the announcement or in the article's title, and what is announced in the question:
    "Duties of the tenants" lists no tenants.
    """
    wanted = _content(question)
    seen = set[tuple[str, int]]()
    for item in evidence:
        line, lines = _list_around(item.article, item.sentence.start)
        told, title = _content(line), terms(item.article.title)
        fits = told and among(told[0], wanted) and all(among(word, told) or word in title for word in wanted)
        if len(lines) < _FEWEST or not fits or (item.article.id, lines[0].start) in seen:
            continue
        seen.add((item.article.id, lines[0].start))
        yield from ((item.article, one) for one in quotable(item.article, 0, item.article.text, lines))


def _content(text: str) -> list[str]:
    silent = every("listing.rest")
    return [word for word in terms(text) if weighty(word) and not word.isdigit() and word not in silent]


def _list_around(article: Article, place: int) -> tuple[str, list[Sentence]]:
    """Return the announcement of the list at a place of an article, or behind it, and its lines without their bullets."""
    lines = [(line.start(), line[0]) for line in re.finditer(r"[^\n]+", article.text) if line[0].strip()]
    at = max((number for number, (start, _) in enumerate(lines) if start <= place), default=0)
    while at > 0 and _BULLET.match(lines[at][1]):
        at -= 1
    told = lines[at][1] if lines else ""
    if _STOPS.search(told.rstrip()):
        return told, []
    found: list[Sentence] = []
    for start, line in lines[at + 1 :]:
        if (bullet := _BULLET.match(line)) is None:
            break
        text = line[bullet.end() :].rstrip(_SIGNS)
        first = start + bullet.end()
        found.append(Sentence(article.id, first, first + len(text), text))
    return told, found
