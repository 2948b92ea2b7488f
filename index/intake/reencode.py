"""Builds all vectors anew with another encoder, beside the old ones, which serve until the last is ready.

The new vectors wait in the store, an article at a time; a run that was stopped goes on where it stopped.
"""

from collections.abc import Callable

import numpy as np

from index.store.articles import Embedded, Store
from index.types import Encoder


def reencode(store: Store, encoder: Encoder, progress: Callable[[int, int, str], None] | None = None) -> None:
    """Have the library built with ``encoder``. Raises LibraryError, ModelError; then the old vectors still serve."""
    store.staged.begin(encoder.name)
    while not store.staged.switch(encoder.name):
        waiting = store.staged.missing_articles()
        total = store.count()
        for done, article_id in enumerate(waiting, total - len(waiting) + 1):
            title = _stage(store, encoder, article_id)
            if progress:
                progress(done, total, title)


def _stage(store: Store, encoder: Encoder, article_id: str) -> str:
    passages = store.passages(store.staged.missing_passages(article_id))
    title = passages[0][1].title if passages else ""
    texts = [text for _, _, item in passages for text in _texts(item)]
    vectors = iter(encoder.encode_passages([f"{title}. {text}" for text in texts]))
    with store.transaction():
        for number, _, item in passages:
            whole, *sentences = (next(vectors) for _ in _texts(item))
            store.staged.put(number, whole, np.stack(sentences))
    return title


def _texts(item: Embedded) -> list[str]:
    return [item.passage.text, *(sentence.text for sentence in item.passage.sentences)]
