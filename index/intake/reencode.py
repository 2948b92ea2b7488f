"""Builds all vectors anew with another encoder, beside the old ones, which serve until the last is ready.

The new vectors wait in a table of their own, an article at a time; a run that was stopped goes on where it stopped.
"""

from collections.abc import Callable

from index.store.articles import Embedded, Store, blob
from index.types import Encoder

_MISSING = "FROM passages WHERE id NOT IN (SELECT passage_id FROM staged)"


def reencode(store: Store, encoder: Encoder, progress: Callable[[int, int, str], None] | None = None) -> None:
    """Have the library built with ``encoder``. Raises LibraryError, ModelError; then the old vectors still serve."""
    if store.meta("staging") != encoder.name:
        with store.transaction():
            store.execute("DELETE FROM staged")
            store.set_meta("staging", encoder.name)
    while not _switched(store, encoder):
        waiting = store.column(f"SELECT DISTINCT article_id {_MISSING}")
        total = store.count()
        for done, article_id in enumerate(waiting, total - len(waiting) + 1):
            title = _stage(store, encoder, article_id)
            if progress:
                progress(done, total, title)


def _stage(store: Store, encoder: Encoder, article_id: str) -> str:
    numbers = store.column("SELECT id FROM passages WHERE article_id = ? ORDER BY number", article_id)
    passages = store.passages(numbers)
    title = passages[0][1].title if passages else ""
    texts = [text for _, _, item in passages for text in _texts(item)]
    vectors = iter(encoder.encode_passages([f"{title}. {text}" for text in texts]))
    with store.transaction():
        for number, _, item in passages:
            whole, *sentences = (blob(next(vectors)) for _ in _texts(item))
            store.execute(  # the passage may have been replaced meanwhile
                "INSERT OR REPLACE INTO staged SELECT id, ?, ? FROM passages WHERE id = ?",
                whole, b"".join(sentences), number,
            )  # fmt: skip
    return title


def _texts(item: Embedded) -> list[str]:
    return [item.passage.text, *(sentence.text for sentence in item.passage.sentences)]


def _switched(store: Store, encoder: Encoder) -> bool:
    """Put the new vectors in the place of the old ones, all at once, when none is missing."""
    with store.transaction():
        if store.row(f"SELECT 1 {_MISSING} LIMIT 1"):
            return False
        store.execute(
            "UPDATE passages SET vector = staged.vector, sentence_vectors = staged.sentence_vectors"
            " FROM staged WHERE passage_id = passages.id"
        )
        store.execute("DELETE FROM staged")
        store.set_meta("staging", None)
        store.set_meta("encoder", encoder.name)
        store.renew_identity()
    return True
