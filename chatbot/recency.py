"""What a question says about when articles were published: "in March", "since 2024", "the latest"."""

from collections.abc import Sequence
from datetime import date

from chatbot.facts.moments import parse_day
from chatbot.kinds import wants_latest, window
from index.library import Library
from index.types import Article, Hit

NEAR = 0.05  # of the best score, within which "the latest" goes before "the best"


def restrict(question: str, library: Library, *, today: date | None = None) -> tuple[str, frozenset[str]]:
    """Return the question without its period of publication, and the articles that were not published in it.

    An article whose publication date is unknown cannot be said to be of a period, so it is left out as well.
    """
    period = window(question, today=today or date.today())
    if period is None:
        return question, frozenset()
    outside = (
        article.id
        for article in library.articles()
        if (day := _published(article)) is None or not period.start <= day <= period.end
    )
    return period.question, frozenset(outside)


def newest(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits; when the question asks for the latest, those of the newest article that is about as good as the best."""
    near = [hit for hit in hits if hit.score > hits[0].score - NEAR and _published(hit.article)]
    if not near or not wants_latest(question):
        return list(hits)
    latest = max(near, key=lambda hit: _published(hit.article) or date.min).article.id
    return [hit for hit in hits if hit.article.id == latest]


def _published(article: Article) -> date | None:
    return parse_day(article.published.value) if article.published else None
