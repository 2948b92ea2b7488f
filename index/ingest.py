"""Brings articles into the store: compares content, encodes what is new, writes one transaction per article."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np

from index.errors import LibraryError
from index.language import detect
from index.passages import cut
from index.readers import VERSION, read
from index.store import Embedded, Store
from index.types import Article, Draft, Encoder, Problem, Vectors

Outcome = Literal["added", "replaced", "unchanged"]


def add_file(store: Store, encoder: Encoder, path: Path) -> Iterator[tuple[Outcome, str] | Problem]:
    """Read a file and bring its articles in, yielding each outcome once it is safely written.

    A file that has been read in its present state costs one stat.
    """
    try:
        stat = path.stat()
    except OSError as error:
        yield Problem(str(path), f"{path} cannot be read ({error.strerror}); check its permissions.")
        return
    state = (stat.st_size, stat.st_mtime_ns, VERSION)
    if store.file(str(path)) == state:
        yield from (("unchanged", article_id) for article_id in store.from_file(str(path)))
        return
    clean = True
    for draft in read(path):
        outcome = draft if isinstance(draft, Problem) else add_draft(store, encoder, draft)
        clean = clean and not isinstance(outcome, Problem)
        yield outcome
    if clean:
        with store.transaction():
            store.set_file(str(path), *state)


def add_draft(store: Store, encoder: Encoder, draft: Draft) -> tuple[Outcome, str] | Problem:
    """Bring one article in. The same text from another place changes nothing; other text from the same place replaces."""
    digest = hashlib.sha256(" ".join(draft.text.split()).encode()).hexdigest()
    earlier = store.find(source=draft.source)
    twin = None if earlier or draft.id else store.find(digest=digest)
    if twin and not _is_gone(twin.source):
        return "unchanged", twin.id
    known = earlier or twin
    article = _article(store, draft, digest, known)
    if article == known:
        return "unchanged", article.id
    try:
        passages = _embed(store, encoder, article, known)
        with store.transaction():
            store.put(article, digest, passages)
    except LibraryError as error:
        return Problem(draft.source, str(error))
    moved = twin is not None and twin.text == article.text
    return ("unchanged" if moved else "replaced" if known else "added"), article.id


def _is_gone(source: str) -> bool:
    return "://" not in source and not Path(source.partition("#")[0]).exists()


def _article(store: Store, draft: Draft, digest: str, known: Article | None) -> Article:
    wanted = draft.id if draft.id and not store.article(draft.id) else None
    return Article(
        id=known.id if known else wanted or _free_id(store, digest),
        source=draft.source,
        title=draft.title,
        text=draft.text,
        language=draft.language or detect(draft.text),
        added=known.added if known else datetime.now(UTC).isoformat(timespec="microseconds"),
        url=draft.url,
        author=draft.author,
        site=draft.site,
        published=draft.published,
        modified=draft.modified,
        sections=draft.sections,
    )


def _free_id(store: Store, digest: str) -> str:
    return next(digest[:size] for size in range(10, len(digest)) if not store.article(digest[:size]))


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
