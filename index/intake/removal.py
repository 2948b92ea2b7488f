"""How articles leave: removed by a person, or let go when no file or page holds them any more."""

from index.intake import uploads
from index.intake.reprints import leave
from index.intake.sources import is_missing
from index.store.articles import Store


def remove(store: Store, article_id: str) -> bool:
    """Remove an article, with its upload if it came as one, and say whether it was there; only adding brings it back."""
    with store.transaction():
        article = store.article(article_id)
        if article is None:
            return False
        store.places.note_removal(article_id, store.digest(article_id))
        _take_out(store, article_id)
    uploads.delete_unused(store, [article.place.file])
    return True


def prune(store: Store) -> list[str]:
    """Remove the articles that no file or page holds any more, and return their ids."""
    with store.transaction():
        for file in filter(is_missing, store.places.files()):
            store.places.note_missing(file)
        gone = store.places.articles_without_place()
        for article_id in gone:
            _take_out(store, article_id)
    return gone


def _take_out(store: Store, article_id: str) -> None:
    leave(store, article_id)
    store.remove(article_id)
