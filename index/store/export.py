"""Writes the articles as JSONL, one a line, in the form that the reader of records takes back without loss."""

import json
from dataclasses import asdict
from pathlib import Path

from index.store.articles import Store
from index.store.targets import replacing

_LEFT_OUT = {"place"}  # where it came from on this computer; its address is in "url"


def export(store: Store, target: Path) -> int:
    """Write all articles to a file, whole or not at all, and return how many. Raises LibraryError."""
    with replacing(target, spared=store.path.parent) as partial, partial.open("w", encoding="utf-8") as file:
        ids = store.ids()
        for article in filter(None, map(store.article, ids)):
            record = {name: value for name, value in asdict(article).items() if value and name not in _LEFT_OUT}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return len(ids)
