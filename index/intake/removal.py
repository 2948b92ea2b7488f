"""How articles leave: removed by a person, or let go when no file or page holds them any more."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryFile

from index.intake import ingest, uploads
from index.intake.reprints import leave
from index.intake.sources import is_missing
from index.store.articles import Embedded, Store
from index.store.collections import Collections
from index.types import Article, Encoder, Place, Scope


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was removed, with all that brings it back as it was; ``upload`` is what its file there held."""

    article: Article
    passages: list[Embedded]
    edits: dict[str, str]
    places: list[Place]
    collections: list[str]
    upload: mmap | None


def remove(store: Store, article_id: str) -> Removed | None:
    """Remove an article, with its upload if it came as one, and return what it was, None where there was none.

    Reading its place again does not bring it back, adding it again does.
    """
    only = frozenset({article_id})
    with store.transaction():
        article = store.article(article_id)
        if article is None:
            return None
        names = Collections(store).counts()
        held = [name for name in names if store.count(Scope(collections=frozenset({name}), articles=only))]
        kept = store.embedded(article_id), store.edits(article_id), store.places.of(article_id), held
        store.places.note_removal(article_id, store.digest(article_id))
        _take_out(store, article_id)
    path = Path(article.place.file)
    content = _on_disk(path) if uploads.is_unused(store, path) else None
    uploads.delete_unused(store, [path])
    return Removed(article, *kept, content)


def restore(store: Store, encoder: Encoder, removed: Removed) -> bool:
    """Bring a removed article back as it was, and say so; one that has been added again stays as it is now.

    Raises LibraryError when it cannot be written, EncoderMismatchError once the library was re-encoded.
    """
    article, collections = removed.article, Collections(store)
    with store.transaction():
        if store.article(article.id) or store.at(article.place):
            return False
        if removed.upload is not None:
            Path(article.place.file).write_bytes(removed.upload)
        ingest.write(store, encoder, article, removed.passages)
        store.set_edits(article.id, removed.edits)
        for place in removed.places:
            store.places.forget_removal(place)
            store.places.note(place, article.id)
        for name in collections.counts().keys() & set(removed.collections):
            collections.put_in(name, [article.id])
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


def _on_disk(path: Path) -> mmap | None:
    """Return the content of a file, kept beside it on the disk and not in memory; None where the disk is full."""
    with suppress(OSError, ValueError), TemporaryFile(dir=path.parent) as copy, path.open("rb") as file:
        shutil.copyfileobj(file, copy)
        copy.flush()
        return mmap(copy.fileno(), 0, access=ACCESS_READ)  # and the file is there as long as this is
    return None


def _take_out(store: Store, article_id: str) -> None:
    leave(store, article_id)
    store.remove(article_id)
