"""Reads sources, fetching those that are addresses, and brings their articles in one by one."""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.errors import LibraryError, ReadError
from index.filenames import printable
from index.formats import VERSION
from index.formats.confined import read, read_bytes
from index.intake.fetch import fetch
from index.intake.ingest import Outcome, digest_of, is_new, take
from index.intake.removal import prune
from index.intake.sources import Address, Piped, Source
from index.intake.versions import pair
from index.store.articles import Store
from index.store.known_sources import KnownPage
from index.store.places import REREAD
from index.types import Draft, Encoder, Problem, Report, Vectors

_LAST_MOMENT = 2**63  # nanoseconds since 1970 that the database can hold; files may claim to be of any year
Sources = Callable[[], Iterable[Source]]
Result = tuple[Outcome, str] | Problem
Progress = Callable[[int, int, str], None]  # sources done, sources in all, the source just done
Within = Callable[[float, int, str], None]  # the same while a source is read, of which a part is done
Watcher = Within | None
_ENCODED_AT_ONCE = 64  # texts, a second or two of work


class TellingEncoder:
    """Encodes as another one does, some texts at a time, and tells after each which share of the source that was so far.

    ``size`` is that of the source, in bytes; 0 where nobody knows. Each character is encoded twice, in passage and sentence.
    """

    def __init__(self, encoder: Encoder, size: int, tell: Callable[[float], None]) -> None:
        """Take the encoder and what is to be told."""
        self.name, self.count, self.encode_query = encoder.name, encoder.count, encoder.encode_query
        self._encoder, self._size, self._tell = encoder, size, tell
        self._encoded = 0

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors of passages or sentences, shape (n, dimension)."""
        vectors = []
        for start in range(0, len(texts), _ENCODED_AT_ONCE):
            some = texts[start : start + _ENCODED_AT_ONCE]
            vectors.append(self._encoder.encode_passages(some))
            self._encoded += sum(map(len, some))
            self._tell(min(self._encoded / 2 / self._size, 0.99) if self._size else 0)
        return np.concatenate(vectors)


@dataclass(frozen=True, slots=True)
class Importer:
    """Where articles go. ``asked``: by a person who named the sources, which brings back what they had removed from there."""

    store: Store
    encoder: Encoder
    asked: bool
    within: Watcher = None

    def run(self, sources: Sources, progress: Progress | None, *, prune_after: bool = False) -> Report:
        """Bring in what the sources hold, counted first where there is ``progress``, and let go what none holds any more."""
        outcomes: dict[str, list[str]] = {"added": [], "replaced": [], "unchanged": [], "removed": []}
        problems: list[Problem] = []
        total = sum(1 for _ in sources()) if progress else 0
        done, source = 0, None
        try:
            for done, source in enumerate(sources(), 1):
                if isinstance(source, Path) and source.parent == self.store.path.parent:
                    continue  # the library's own, whose folder lies in one that was added
                reader = self._telling(self.within, done, max(done, total), source) if self.within else self
                for outcome in reader.read(source):
                    if isinstance(outcome, Problem):
                        problems.append(outcome)
                    else:
                        outcomes[outcome[0]].append(outcome[1])
                if progress:
                    progress(done, max(done, total), printable(str(source)))
            if prune_after:
                outcomes["removed"] = prune(self.store)
        except LibraryError as error:  # the next source would meet the same
            problems.append(Problem(printable(str(source or self.store.path.parent)), f"{error} Everything before is kept."))
        return Report(**{key: tuple(ids) for key, ids in outcomes.items()}, problems=tuple(problems))

    def _telling(self, within: Within, number: int, total: int, source: Source) -> "Importer":
        """Return what reads the source and tells how far that has come."""
        name = printable(str(source))
        with suppress(OSError):
            size = source.stat().st_size if isinstance(source, Path) else 0
            encoder = TellingEncoder(self.encoder, size, lambda share: within(number - 1 + share, total, name))
            return replace(self, encoder=encoder)
        return self

    def read(self, source: Source) -> Iterator[Result]:
        """Bring in what a source holds, yielding each outcome once it is safely written. Raises LibraryError."""
        try:
            match source:
                case Path():
                    yield from self._file(source)
                case Address():
                    yield from self._page(source)
                case Piped(data):
                    name = f"stdin:{hashlib.sha256(data).hexdigest()[:16]}"
                    self._wanted_again(name)
                    yield from self._drafts(read_bytes(data, source=name, name="standard input"), name, set())
                case Problem():
                    yield source
        except (OSError, ValueError) as error:  # whatever is odd about one source costs no other one
            said = printable(str(source))
            reason = f"{said} is damaged or in a form that cannot be read ({type(error).__name__}); nothing was added."
            yield Problem(said, reason)

    def _file(self, path: Path) -> Iterator[Result]:
        """Read a file; one that has been read in its present state costs one stat."""
        try:
            stat = path.stat()
        except OSError as error:
            said = printable(str(path))
            yield Problem(said, f"{said} cannot be read ({error.strerror}); check its permissions.")
            return
        file, state = str(path), (stat.st_size, stat.st_mtime_ns % _LAST_MOMENT, VERSION)
        if not self._wanted_again(file) and self.store.sources.file_state(file) == state:
            yield from (("unchanged", article_id) for article_id in self.store.places.articles_in(file))
            return
        members: set[str] = set()
        clean = yield from self._drafts(read(path), file, members)
        with self.store.transaction():
            if clean:
                self.store.places.keep_members(file, members)
            # what failed may be readable the next time
            self.store.sources.set_file_state(file, state if clean else (stat.st_size, REREAD, VERSION))

    def _page(self, address: Address) -> Iterator[Result]:
        """Fetch a page, unless its server says that it is as it was."""
        known = self.store.sources.page(address.url)
        again = self._wanted_again(known.file if known else address.url)
        fresh = known is not None and known.version == VERSION and not again
        etag, modified = (known.etag, known.last_modified) if known and fresh else (None, None)
        try:
            page = fetch(address.url, allow_private=address.private, etag=etag, modified=modified)
        except ReadError as error:
            yield Problem(address.url, str(error))
            return
        if known and page.not_modified:
            yield from (("unchanged", article_id) for article_id in self.store.places.articles_in(known.file))
            return
        name = page.url.rstrip("/").rpartition("/")[2] or page.url
        drafts = read_bytes(page.data, source=page.url, name=name, media_type=page.media_type)
        members: set[str] = set()
        clean = yield from self._drafts(drafts, page.url, members)
        if clean or members:  # a page that yields nothing now does not take the place of one that did
            # without its state, the whole page is asked for again the next time
            etag, modified = (page.etag, page.last_modified) if clean else (None, None)
            with self.store.transaction():
                # what a feed no longer lists is old, not gone: nothing is noted as absent here
                state = KnownPage(address.url, page.url, etag, modified, version=VERSION, private=int(address.private))
                self.store.sources.set_page(state)

    def _drafts(self, drafts: Iterator[Draft | Problem], file: str, members: set[str]) -> Generator[Result, None, bool]:
        """Bring drafts in, noting their names in it, and return whether all of them could be read.

        A new text without a name may be an edited one: which of the earlier ones are gone is known only at the end.
        """
        clean = True
        waiting: list[Draft] = []
        known = bool(self.store.places.articles_from(file))
        for draft in drafts:
            if isinstance(draft, Problem):
                clean = False
                yield draft
                continue
            members.add(draft.place.member)
            # the place of a text without a name is its file, in which it may have moved
            digest, moves = digest_of(draft.text), draft.anonymous
            if not self.asked and self.store.places.was_removed(draft.place, digest, anywhere=moves):
                continue
            if draft.anonymous and known and is_new(self.store, draft):
                waiting.append(draft)
            else:
                yield take(self.store, self.encoder, draft)
        left = self.store.places.articles_from(file, without=members) if waiting else []
        gone = [article for article in map(self.store.article, left) if article]
        for draft, earlier in zip(waiting, pair(waiting, gone), strict=True):
            yield take(self.store, self.encoder, draft, earlier)
        return clean

    def _wanted_again(self, file: str) -> bool:
        """Let what was removed from a file that is added again come in once more, and say whether there was anything."""
        if not self.asked or not self.store.places.has_removals(file):
            return False
        with self.store.transaction():
            self.store.places.forget_removals(file)
        return True
