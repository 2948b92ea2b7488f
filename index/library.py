"""A library: a folder that holds articles, passages and vectors, with search over them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

from index.encoding.encoder import SentenceTransformerEncoder
from index.errors import EncoderMismatchError, LibraryError
from index.filenames import printable
from index.health import Finding, Stats, examine, stats
from index.intake import ingest, origins, reprints
from index.intake.adding import Intake
from index.intake.reencode import reencode
from index.intake.sources import Source, Target, expand, folder_of, is_pattern, roots
from index.intake.watching import changes
from index.search.hybrid import question_rarity, search
from index.search.vector_cache import VectorCache
from index.store.articles import Store
from index.store.collections import Collections
from index.store.export import export
from index.types import EVERYTHING, Article, ArticleSummary, Encoder, Hit, Problem, Report, Scope

Progress = Callable[[int, int, str], None]  # sources done, sources in all, the source just done

DATABASE = "library.sqlite"
CACHE = "vectors.faiss"


class Library:
    """Articles in a folder. Open it with ``Library.open``; several processes may use one folder at a time."""

    def __init__(self, folder: Path, store: Store, encoder: Encoder) -> None:
        """Use ``Library.open``."""
        self.folder = folder
        self.store = store
        self.encoder = encoder
        self.collections = Collections(store)
        self._cache = VectorCache(folder / CACHE, store)
        self._reprints = reprints.Reprints(store)
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
        chosen = encoder or SentenceTransformerEncoder(built_by)
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

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(
        self, targets: Target | Iterable[Target], *, allow_private: bool = False, progress: Progress | None = None
    ) -> Report:
        """Add files, folders, patterns or addresses. What cannot be read is in the report's problems; the rest is added.

        ``allow_private`` lets addresses lie inside the person's own network, now and when they are read again.
        """
        named = list(targets) if isinstance(targets, Iterable) and not isinstance(targets, str) else [targets]
        origins.set_roots(self.store, roots(named))
        return self._read(lambda: expand(named, allow_private=allow_private), progress, asked=True)

    def sync(self, *, prune: bool = False, progress: Progress | None = None) -> Report:
        """Read what has changed or is new in the files, folders and pages added before.

        Articles whose place is gone stay, unless ``prune`` lets them go.
        """
        return self._read(lambda: origins.known(self.store), progress, prune=prune)

    def follow(self, stop: Event, *, prune: bool = False) -> Iterator[Report]:
        """Keep in step with the files and folders added before until ``stop`` is set, yielding what each change brought.

        What changed before the call comes first. Pages are not fetched: ``sync`` asks for them.
        """
        yield self._read(
            lambda: (source for source in origins.known(self.store) if isinstance(source, Path)), None, prune=prune
        )
        folders = [Path(root) for root in origins.roots(self.store) if not is_pattern(root)]
        single = set(map(Path, origins.files(self.store)))

        def concerns(path: Path) -> bool:
            below = any(path.is_relative_to(root) and not _hidden(path.relative_to(root)) for root in folders)
            return path.parent != self.folder and (below or path in single)

        for burst in changes({*folders, *(path.parent for path in single)}, stop):
            touched = sorted(filter(concerns, burst))
            if touched:
                present = [path for path in touched if not origins.is_missing(str(path))]
                yield self._read(lambda present=present: expand(present), None, prune=prune)  # type: ignore[misc]

    def edit(self, article_id: str, changes: Mapping[str, str]) -> Article:
        """Correct fields of an article (see ``ingest.EDITABLE``) for good. Raises LibraryError when that cannot be."""
        return ingest.edit(self.store, self.encoder, self._reprints, article_id, changes)

    def remove(self, article_id: str) -> bool:
        """Remove an article and say whether it was there; ``sync`` does not bring it back, adding it again does."""
        with self.store.transaction():
            article = self.store.article(article_id)
            if article:
                origins.thrown_out(self.store, article_id, self.store.digest(article_id))
            return self._remove(article_id)

    def reencode(self, encoder: Encoder, *, progress: Progress | None = None) -> None:
        """Build all vectors anew with another encoder; the old ones serve until it is done, and a second run goes on."""
        reencode(self.store, encoder, progress)
        self.encoder = encoder

    def export(self, target: Path) -> int:
        """Write all articles to a JSONL file that ``add`` takes back, and return how many."""
        return export(self.store, target)

    def backup(self, target: Path) -> None:
        """Copy the library, as it is now, to one file: in a folder of its own and named DATABASE it is a library again."""
        self.store.backup(target)

    def examine(self) -> list[Finding]:
        """Return what is worth knowing of the library's state, and mend what is only a cache."""
        return examine(self.store, self._cache)

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

    def summaries(self, scope: Scope = EVERYTHING, *, newest_first: bool = False) -> Iterator[ArticleSummary]:
        """Yield the articles in a scope without their texts, newest addition last or first."""
        return self.store.summaries(scope, newest_first=newest_first)

    def copies(self, article_id: str) -> list[str]:
        """Return the ids of an article and its reprints, the one that the search shows first."""
        return reprints.members(self.store, article_id)

    def shown_copies(self) -> dict[str, str]:
        """Return every article that is a copy, with the one that the search shows in its place."""
        return reprints.copies(self.store)

    def count(self, scope: Scope = EVERYTHING) -> int:
        """Return how many articles are in a scope."""
        return self.store.count(scope)

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

    def rarity(self, question: str) -> dict[str, float]:
        """Return the question's words, each with its inverse document frequency over the passages."""
        return question_rarity(self.store, question)

    def search(self, question: str, *, limit: int = 8, scope: Scope = EVERYTHING) -> list[Hit]:
        """Return a scope's passages that bear on the question, best first. Raises EncoderMismatchError once re-encoded."""
        if (built_by := self.store.meta("encoder")) != self.encoder.name:
            raise EncoderMismatchError(f"The library {self.folder} is built with the encoder {built_by} now; open it again.")
        return search(self.store, self._cache, self.encoder, question, limit=limit, scope=scope)

    def _read(
        self,
        sources: Callable[[], Iterable[Source]],
        progress: Progress | None,
        *,
        asked: bool = False,
        prune: bool = False,
    ) -> Report:
        """Bring in what the sources hold. They are walked twice, to count them first, and never held all at once."""
        intake = Intake(self.store, self.encoder, self._reprints, asked)
        outcomes: dict[str, list[str]] = {"added": [], "replaced": [], "unchanged": [], "removed": []}
        problems: list[Problem] = []
        total = sum(1 for _ in sources()) if progress else 0
        done, source = 0, None
        try:
            for done, source in enumerate(filter(self._is_not_ours, sources()), 1):
                for outcome in intake.read(source):
                    if isinstance(outcome, Problem):
                        problems.append(outcome)
                    else:
                        outcomes[outcome[0]].append(outcome[1])
                if progress:
                    progress(done, max(done, total), printable(str(source)))
            if prune:
                outcomes["removed"] = self._prune()
        except LibraryError as error:  # the next source would meet the same
            problems.append(Problem(printable(str(source or self.folder)), f"{error} Everything before is kept."))
        if outcomes["added"] or outcomes["replaced"]:
            self._cache.save()
        return Report(**{key: tuple(ids) for key, ids in outcomes.items()}, problems=tuple(problems))

    def _prune(self) -> list[str]:
        with self.store.transaction():
            gone = origins.without_place(self.store)
            for article_id in gone:
                self._remove(article_id)
        return gone

    def _remove(self, article_id: str) -> bool:
        self._reprints.leave(article_id)
        return self.store.remove(article_id)

    def _is_not_ours(self, source: Source) -> bool:
        """Say whether a source is no part of the library itself, in case its folder lies in one that was added."""
        return not isinstance(source, Path) or source.parent != self.folder


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
