"""A library: a folder that holds articles, passages and vectors, with search over them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from threading import Event
from typing import Self

from index.encoding.embedded import encoder_named
from index.errors import EncoderMismatchError, LibraryError
from index.health import Finding, Stats, examine, stats
from index.intake import ingest, removal, uploads
from index.intake.importer import Importer, Progress, Sources, Watcher
from index.intake.reencode import reencode
from index.intake.sources import Target, added_before, expand, folder_of, is_missing, is_pattern, roots
from index.search.hybrid import search
from index.search.lexical import all_of, question_rarity, terms
from index.search.vector_cache import VectorCache
from index.store.articles import Store
from index.store.collections import Collections
from index.store.conversations import Conversations
from index.store.searching import count_matching, holding, selection
from index.store.targets import replacing
from index.store.titles import Titles
from index.types import EVERYTHING, Article, ArticleSummary, Encoder, Hit, Order, Passage, Report, Scope

DATABASE = "library.sqlite"
CACHE = "vectors.faiss"
AT_ONCE = 64  # passages that are read together with their articles


class Library:
    """Articles in a folder. Open it with ``Library.open``; several processes may use one folder at a time."""

    def __init__(self, folder: Path, store: Store, encoder: Encoder) -> None:
        """Use ``Library.open``."""
        self.folder = folder
        self.store = store
        self.encoder = encoder
        self.collections, self.conversations, self.titles = Collections(store), Conversations(store), Titles(store)
        self._cache = VectorCache(folder / CACHE, store)
        self._memos: dict[str, str] = {}  # what could not be kept with the library

    @classmethod
    def open(cls, folder: str | Path, *, encoder: Encoder | None = None) -> Self:
        """Open the library in ``folder``, creating it when absent; the embedded encoder unless another is given.

        Raises LibraryError when the folder cannot be used, AddressError when it is an address, EncoderMismatchError when
        another encoder built it.
        """
        path = folder_of(folder)
        store = Store(path / DATABASE)
        built_by = store.meta("encoder")
        chosen = encoder or encoder_named(built_by)
        if built_by is None and not store.read_only:
            with store.transaction():
                store.set_meta("encoder", chosen.name)
        elif built_by not in {None, chosen.name}:
            store.close()
            raise EncoderMismatchError(
                f"The library {path} was built with the encoder {built_by}, not {chosen.name}; "
                f"open it without naming an encoder, or run `chatbot reencode --encoder {chosen.name}`."
            )
        return cls(path, store, chosen)

    def close(self) -> None:
        """Write the vector cache and close the database."""
        try:
            self._cache.save()
        finally:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self, targets: Target | Iterable[Target], *, allow_private: bool = False, progress: Progress | None = None
    ) -> Report:
        """Add files, folders, patterns or addresses. What cannot be read is in the report's problems; the rest is added.

        ``allow_private`` lets addresses lie inside the person's own network, now and when they are read again.
        """
        named = list(targets) if isinstance(targets, Iterable) and not isinstance(targets, str) else [targets]
        self.store.sources.add_roots(roots(named))
        return self._read(partial(expand, named, allow_private=allow_private), progress, asked=True)

    def add_uploads(self, files: Iterable[str | Path], *, progress: Watcher = None) -> Report:
        """Add files that the library is to keep: they move into its folder, where an edited one replaces its earlier version.

        ``progress`` is called while one is read, too. Raises LibraryError when nothing can be kept there.
        """
        kept = uploads.keep(self.store, files)
        try:
            return self._read(lambda: kept, progress, asked=True, within=progress)
        finally:
            uploads.delete_unused(self.store, (path for path in kept if isinstance(path, Path)))

    def sync(self, *, prune: bool = False, progress: Progress | None = None) -> Report:
        """Read what is new or has changed where articles came from. Whose place is gone stays, unless ``prune`` lets it go."""
        return self._read(partial(added_before, self.store.sources), progress, prune=prune)

    def follow(self, stop: Event, *, prune: bool = False) -> Iterator[Report]:
        """Keep in step with the files and folders added before until ``stop`` is set, yielding what each change brought.

        What changed before the call comes first. Pages are not fetched: ``sync`` asks for them.
        """
        from watchfiles import watch

        known = partial(added_before, self.store.sources)
        yield self._read(lambda: (source for source in known() if isinstance(source, Path)), None, prune=prune)
        folders = [Path(root) for root in self.store.sources.roots() if not is_pattern(root)]
        single = set(map(Path, self.store.sources.files()))

        def concerns(_: object, name: str) -> bool:
            path = Path(name)
            below = (path.relative_to(root).parts for root in folders if path.is_relative_to(root))
            shown = any(not any(part.startswith(".") for part in parts) for parts in below)
            return path.parent != self.folder and (shown or path in single)

        watched = {folder for folder in (*folders, *(path.parent for path in single)) if folder.is_dir()}
        if not watched:
            return
        for burst in watch(*watched, watch_filter=concerns, stop_event=stop, debounce=800, ignore_permission_denied=True):
            present = sorted({Path(name) for _, name in burst if not is_missing(name)})
            yield self._read(partial(expand, present), None, prune=prune)

    def edit(self, article_id: str, changes: Mapping[str, str]) -> Article:
        """Correct fields of an article (see ``ingest.EDITABLE``) for good. Raises LibraryError when that cannot be."""
        return ingest.edit(self.store, self.encoder, article_id, changes)

    def remove(self, article_id: str) -> removal.Removed | None:
        """Remove an article, with its upload if it came as one, and return what it was, None where there was none.

        ``sync`` does not bring it back; ``restore`` and adding it again do.
        """
        return removal.remove(self.store, article_id)

    def restore(self, removed: removal.Removed) -> bool:
        """Bring a removed article back as it was, and say so; one that has been added again stays as it is now."""
        return removal.restore(self.store, self.encoder, removed)

    def reencode(self, encoder: Encoder, *, progress: Progress | None = None) -> None:
        """Build all vectors anew with another encoder; the old ones serve until it is done, and a second run goes on."""
        reencode(self.store, encoder, progress)
        self.encoder = encoder

    def export(self, target: Path) -> int:
        """Write all articles to a JSONL file that ``add`` takes back, and return how many. Raises LibraryError."""
        ids = self.store.ids()
        with replacing(target, spared=self.folder) as partial, partial.open("w", encoding="utf-8") as file:
            for article in filter(None, map(self.article, ids)):
                # not where it came from on this computer; its address is in "url"
                record = {name: value for name, value in asdict(article).items() if value and name != "place"}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return len(ids)

    def backup(self, target: Path) -> None:
        """Copy the library, as it is now, to one file: in a folder of its own and named DATABASE it is a library again."""
        self.store.backup(target)

    def examine(self) -> list[Finding]:
        """Return what is worth knowing of the library's state."""
        return examine(self.store)

    def stats(self) -> Stats:
        """Return the library in figures."""
        return stats(self.store)

    def check(self) -> list[str]:
        """Return what is wrong with the database, one sentence each."""
        return self.store.check()

    def article(self, article_id: str) -> Article | None:
        """Return the article with that id."""
        return self.store.article(article_id)

    def articles(self) -> list[Article]:
        """Return all articles with their texts, newest addition last."""
        return self.store.articles()

    def summaries(
        self, scope: Scope = EVERYTHING, *, by: Order = "added", newest_first: bool = False, skip: int = 0
    ) -> Iterator[ArticleSummary]:
        """Yield the articles in a scope but the first ``skip``, without their texts, in order, or the other way round."""
        return self.store.summaries(scope, by=by, newest_first=newest_first, skip=skip)

    def copies(self, article_id: str) -> list[str]:
        """Return the ids of an article and its reprints, the one that the search shows first."""
        return self.store.copies.group(article_id)

    def shown_copies(self) -> dict[str, str]:
        """Return every article that is a copy, with the one that the search shows in its place."""
        return self.store.copies.shown()

    def count(self, scope: Scope = EVERYTHING) -> int:
        """Return how many articles are in a scope."""
        return self.store.count(scope)

    def languages(self) -> dict[str, int]:
        """Return how many articles are in each language, the most frequent first."""
        return self.store.count_languages()

    def rarity(self, question: str) -> dict[str, float]:
        """Return the question's words, each with its inverse document frequency over the passages."""
        return question_rarity(self.store, question)

    def remember(self, key: str, value: str) -> None:
        """Keep a value that can be made anew: with the library where it can be written at once, else as long as it is open."""
        try:
            with self.store.without_waiting(), self.store.transaction():
                self.store.set_meta(key, value)
        except LibraryError:
            self._memos[key] = value

    def remembered(self, key: str) -> str | None:
        """Return the value kept under a key."""
        return self._memos.get(key) or self.store.meta(key)

    def mentioning(self, words: Iterable[str], *, scope: Scope = EVERYTHING) -> int:
        """Return how many articles in a scope hold all the words, each copied text counted once."""
        found = [[term] for word in words for term in terms(word)]
        return count_matching(self.store, all_of(found), selection(self.store, scope)) if found else 0

    def search(self, question: str, *, limit: int = 8, scope: Scope = EVERYTHING) -> list[Hit]:
        """Return a scope's passages that bear on the question, best first. Raises EncoderMismatchError once re-encoded."""
        if (built_by := self.store.meta("encoder")) != self.encoder.name:
            raise EncoderMismatchError(f"The library {self.folder} is built with the encoder {built_by} now; open it again.")
        return search(self.store, self._cache, self.encoder, question, limit=limit, scope=scope)

    def holding(self, words: Iterable[Iterable[str]], *, scope: Scope = EVERYTHING) -> Iterator[tuple[Article, Passage]]:
        """Yield all passages in a scope that hold each of the words, in one of its spellings: newest articles first, no copies.

        Several words are a phrase, and ``*`` stands for the rest of a word.
        """
        numbers = holding(self.store, all_of(words), selection(self.store, scope))
        for start in range(0, len(numbers), AT_ONCE):
            yield from ((article, item.passage) for _, article, item in self.store.passages(numbers[start : start + AT_ONCE]))

    def _read(
        self, sources: Sources, progress: Progress | None, *, asked: bool = False, prune: bool = False, within: Watcher = None
    ) -> Report:
        report = Importer(self.store, self.encoder, asked, within).run(sources, progress, prune_after=prune)
        if report.added or report.replaced:
            self._cache.save()
        return report
