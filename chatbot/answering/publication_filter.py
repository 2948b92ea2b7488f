"""What a question says about when articles were published: "in March", "since 2024", "the latest"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.language.periods import wants_latest, window
from index.library import Library
from index.types import EVERYTHING, Hit, Scope

NEAR = 0.05  # of the best score, within which "the latest" goes before "the best"


def restrict(question: str, library: Library, scope: Scope = EVERYTHING, *, today: date | None = None) -> tuple[str, Scope]:
    """Return the question without its period of publication, and the scope within that period.

    An article is of the period when one of its copies is. One whose publication date is unknown cannot be said to be, so it
    is left out as well; a period in which no article was published is taken for the time of what is asked about, and
    restricts nothing.
    """
    period = window(question, today=today or date.today())
    if period is None or not library.count(Scope(since=period.start, until=period.end)):
        return question, scope
    since = max(period.start, scope.since or period.start)
    until = min(period.end, scope.until or period.end)
    return period.question, replace(scope, since=since, until=until)


def newest(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits; when the question asks for the latest, those of the newest article that is about as good as the best."""
    near = [hit for hit in hits if hit.score > hits[0].score - NEAR and hit.article.day]
    if not near or not wants_latest(question):
        return list(hits)
    latest = max(near, key=lambda hit: f"{hit.article.day}-99-99"[:10]).article.id  # "2025-04" may be the last of April
    return [hit for hit in hits if hit.article.id == latest]
