"""Brings one article into the store: compares content, encodes what is new, writes it in one transaction."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal

import numpy as np

from index.errors import EncoderMismatchError, LibraryError
from index.filenames import printable
from index.formats.published import parse
from index.formats.raw import readable
from index.intake.passages import cut
from index.intake.reprints import place
from index.intake.sources import is_missing
from index.language.detection import detect
from index.store.articles import Embedded, Store
from index.types import Article, Dated, Draft, Encoder, Place, Vectors

Outcome = Literal["added", "replaced", "unchanged"]
EDITABLE = ("title", "author", "site", "url", "language", "published", "modified")
_DATES = ("published", "modified")
_NEEDED = ("title", "language")
_TOLD = ("place", "title", "text", "url", "author", "site", "modified", "sections")  # by a draft as it is
_OF_COPY = " of a copy"  # behind where a day was read


def take(store: Store, encoder: Encoder, draft: Draft, earlier: Article | None = None) -> tuple[Outcome, str]:
    """Bring an article in. The same text from another place only tells what is not known; other text from the same replaces.

    ``earlier`` is an article of another place that it is a version of. Raises LibraryError when it cannot be written.
    """
    digest = digest_of(draft.text)
    earlier = store.at(draft.place) or earlier
    twin = None if earlier else _twin(store, draft, digest)
    known, moved = earlier or twin, twin is not None and _has_left(store, twin.place)
    article = _taught(store, twin, draft) if twin and not moved else _article(store, draft, digest, known)
    if article == known:
        store.places.note(draft.place, article.id)
        return "unchanged", article.id
    passages = _embed(store, encoder, article, known)
    with store.transaction():
        write(store, encoder, article, passages)
        if known and known.place != article.place:
            store.places.forget(known.place)
        if known and known.text != article.text:
            store.places.forget_others(known.id, article.place)
        store.places.note(draft.place, article.id)
    if known is None:
        return "added", article.id
    return ("unchanged" if moved and known.text == article.text else "replaced"), article.id


def edit(store: Store, encoder: Encoder, article_id: str, changes: Mapping[str, str]) -> Article:
    """Correct what is known of an article, for good; "" means unknown. Raises LibraryError when it or a value cannot be."""
    known = store.article(article_id)
    if known is None:
        raise LibraryError(f"There is no article {article_id}; `chatbot list` shows the ids.")
    changes = {name: printable(said) for name, said in changes.items()}  # a shell may hand over any bytes
    article = _edited(known, changes)
    passages = _embed(store, encoder, article, known)
    with store.transaction():
        write(store, encoder, article, passages)
        store.set_edits(article_id, store.edits(article_id) | changes)
    return article


def is_new(store: Store, draft: Draft) -> bool:
    """Say whether no article is this draft, by its place or by its text."""
    return not store.at(draft.place) and not _twin(store, draft, digest_of(draft.text))


def digest_of(text: str) -> str:
    """Return what is the same for the same words, however they are spaced."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def _twin(store: Store, draft: Draft, digest: str) -> Article | None:
    """Return the article that this draft is; texts with ids or addresses of their own are not one because they are alike."""
    for article in store.with_digest(digest):
        one_page = not draft.url or not article.url or draft.url == article.url
        if one_page and draft.id in {None, article.id}:
            return article
    return None


def _has_left(store: Store, place: Place) -> bool:
    """Say whether an article is no longer where it was found."""
    present = store.places.is_present(place)
    return present is not None and (not present or is_missing(place.file))


def _article(store: Store, draft: Draft, digest: str, known: Article | None) -> Article:
    wanted = draft.id if draft.id and not store.article(draft.id) else None
    article = Article(
        id=known.id if known else wanted or _free_id(store, digest),
        language=draft.language or detect(draft.text),
        added=known.added if known else draft.added or datetime.now(UTC).isoformat(timespec="microseconds"),
        published=draft.published or _of_copy(known, draft),
        **{name: getattr(draft, name) for name in _TOLD},
    )
    return _edited(article, store.edits(article.id))


def _of_copy(known: Article | None, draft: Draft) -> Dated | None:
    """Return the day that a copy has told of a text, which its own file never does."""
    told = known.published if known and known.text == draft.text else None
    return told if told and told.origin.endswith(_OF_COPY) else None


def _taught(store: Store, known: Article, draft: Draft) -> Article:
    """Return an article with what a copy of its text says and it does not; a copy may have come out on a later day."""
    day, title = draft.published, known.title
    if day:
        day = replace(day, origin=f"{day.origin}{_OF_COPY}", certainty="likely")
    if title == readable(known.place.file) and draft.title != readable(draft.place.file):
        title = draft.title
    article = replace(known, title=title, author=known.author or draft.author, published=known.published or day)
    return _edited(article, store.edits(known.id))


def _edited(article: Article, changes: Mapping[str, str]) -> Article:
    values: dict[str, Any] = {}
    for name, said in changes.items():
        if not said and name in _NEEDED:
            raise LibraryError(f"An article needs a {name}; give one.")
        date = parse(said, "by hand") if name in _DATES else None
        if said and name in _DATES and (date is None or date.certainty != "sure"):
            raise LibraryError(f"{said} is no {name} date; write it as 2025-04-29, 2025-04 or 2025.")
        values[name] = date if name in _DATES else said or None
    return replace(article, **values)


def _free_id(store: Store, digest: str) -> str:
    return next(digest[:size] for size in range(10, len(digest)) if not store.article(digest[:size]))


def write(store: Store, encoder: Encoder, article: Article, passages: list[Embedded]) -> None:
    """Write an article with passages made by ``encoder``, among its copies. Call within a transaction."""
    if store.meta("encoder") != encoder.name:  # another process has re-encoded the library meanwhile
        raise EncoderMismatchError(f"The library is built with the encoder {store.meta('encoder')} now; open it again.")
    store.put(article, digest_of(article.text), passages)
    place(store, article)


def _embed(store: Store, encoder: Encoder, article: Article, known: Article | None) -> list[Embedded]:
    # a vector means a text beside its title: where the title stays, every unchanged passage and sentence keeps its vector
    vectors: dict[str, Vectors] = {}
    if known and known.title == article.title:
        for item in store.embedded(known.id):
            vectors[item.passage.text] = item.vector
            sentences = (sentence.text for sentence in item.passage.sentences)
            vectors |= zip(sentences, item.sentence_vectors, strict=True)
    passages = cut(article.text, encoder.count, article_id=article.id)
    texts = dict.fromkeys(text for p in passages for text in (p.text, *(s.text for s in p.sentences)))
    fresh = [text for text in texts if text not in vectors]
    if fresh:
        vectors |= zip(fresh, encoder.encode_passages([f"{article.title}. {text}" for text in fresh]), strict=True)
    return [Embedded(p, vectors[p.text], np.stack([vectors[s.text] for s in p.sentences])) for p in passages]
