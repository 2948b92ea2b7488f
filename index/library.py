"""A library: a folder that holds articles, passages and vectors, with search over them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from index import ingest
from index.encoder import SentenceTransformerEncoder
from index.errors import EncoderMismatchError
from index.search import question_rarity, search
from index.sources import expand
from index.store import Store
from index.types import Article, Encoder, Hit, Problem, Report
from index.vectors import VectorCache

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
        self._cache = VectorCache(folder / CACHE, store)

    @classmethod
    def open(cls, folder: str | Path, *, encoder: Encoder | None = None) -> Self:
        """Open the library in ``folder``, creating it when absent; the embedded encoder unless another is given.

        Raises LibraryError when the folder cannot be used, EncoderMismatchError when another encoder built it.
        """
        path = Path(folder).expanduser().absolute()
        store = Store(path / DATABASE)
        built_by = store.meta("encoder")
        chosen = encoder or SentenceTransformerEncoder(built_by)
        if built_by is None:
            with store.transaction():
                store.set_meta("encoder", chosen.name)
        elif built_by != chosen.name:
            store.close()
            raise EncoderMismatchError(
                f"The library {path} was built with the encoder {built_by}, not {chosen.name}; "
                f"open it without naming an encoder, or make a new library."
            )
        return cls(path, store, chosen)

    def close(self) -> None:
        """Write the vector cache and close the database."""
        self._cache.save()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, targets: str | Path | Iterable[str | Path], *, progress: Progress | None = None) -> Report:
        """Add files, folders, globs or addresses. What cannot be read is in the report's problems; the rest is added."""
        return self._read(list(expand([targets] if isinstance(targets, str | Path) else targets)), progress)

    def sync(self, *, progress: Progress | None = None) -> Report:
        """Read again the files that have changed since they were added; nothing is removed."""
        return self._read([path for path in map(Path, self.store.files()) if path.exists()], progress)

    def check(self) -> list[str]:
        """Return what is wrong with the library, one sentence each."""
        return self.store.check()

    def remove(self, article_id: str) -> bool:
        """Remove an article and say whether it was there."""
        with self.store.transaction():
            return self.store.remove(article_id)

    def article(self, article_id: str) -> Article | None:
        """Return the article with that id."""
        return self.store.article(article_id)

    def articles(self) -> list[Article]:
        """Return all articles, newest addition last."""
        return self.store.articles()

    def count(self) -> int:
        """Return how many articles there are."""
        return self.store.count()

    def remember(self, key: str, value: str) -> None:
        """Keep a value with the library."""
        with self.store.transaction():
            self.store.set_meta(key, value)

    def remembered(self, key: str) -> str | None:
        """Return the value kept under a key."""
        return self.store.meta(key)

    def rarity(self, question: str) -> dict[str, float]:
        """Return the question's words, each with its inverse document frequency over the passages."""
        return question_rarity(self.store, question)

    def search(self, question: str, *, limit: int = 8, hidden: frozenset[str] = frozenset()) -> list[Hit]:
        """Return the passages that bear on the question, best first, leaving out the articles in ``hidden``."""
        return search(self.store, self._cache, self.encoder, question, limit=limit, hidden=hidden)

    def _read(self, found: list[Path | Problem], progress: Progress | None) -> Report:
        outcomes: dict[str, list[str]] = {"added": [], "replaced": [], "unchanged": []}
        problems: list[Problem] = []
        for done, source in enumerate(found, 1):
            for outcome in ingest.add_file(self.store, self.encoder, source) if isinstance(source, Path) else [source]:
                if isinstance(outcome, Problem):
                    problems.append(outcome)
                else:
                    outcomes[outcome[0]].append(outcome[1])
            if progress:
                progress(done, len(found), str(source))
        if outcomes["added"] or outcomes["replaced"]:
            self._cache.save()
        return Report(**{key: tuple(ids) for key, ids in outcomes.items()}, problems=tuple(problems))
