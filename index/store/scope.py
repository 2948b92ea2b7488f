"""A scope as the database applies it: a condition on the rows of ``articles``."""

import json
from datetime import date

from index.types import Scope

LISTED = "(SELECT value FROM json_each(?))"
_CONDITIONS = {
    "since": "published_last >= ?",
    "until": "published_first <= ?",
    "languages": f"language IN {LISTED}",
    "sources": (
        "id IN (SELECT named.id FROM (SELECT id, file AS source FROM articles UNION ALL SELECT id, url FROM articles"
        " UNION ALL SELECT article_id, file FROM places) AS named JOIN json_each(?)"
        " ON substr(source, 1, length(value)) = value AND substr(source, length(value) + 1, 1) IN ('', '/', '\\'))"
    ),
    "collections": (
        "id IN (SELECT article_id FROM members JOIN collections ON collections.id = collection_id"  # noqa: S608
        f" WHERE name IN {LISTED})"
    ),
    "articles": f"id IN {LISTED}",
    "excluded": f"id NOT IN {LISTED}",
}


def condition(scope: Scope) -> tuple[str, list[str]]:
    """Return the condition that articles in the scope meet, in SQL, and the values that go with it."""
    given = {name: value for name in _CONDITIONS if (value := getattr(scope, name)) is not None}
    if scope.sources is not None:
        given["sources"] = [source.rstrip("/\\") for source in scope.sources]
    values = [value.isoformat() if isinstance(value, date) else json.dumps(list(value)) for value in given.values()]
    return " AND ".join(_CONDITIONS[name] for name in given), values
