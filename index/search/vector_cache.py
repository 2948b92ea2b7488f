"""The FAISS index: a cache of the vectors in the store, brought up to date when it is used, rebuilt when it is damaged.

It holds them as the store does, in 16 bits, which finds what 32 bits find in half the memory and time. What came and what went
since the last time is appended to its file (``vector_file``) without reading the rest.
"""

import logging
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np

from index.errors import LibraryError
from index.search.vector_file import ROW, Codes, Content, Numbers, Part, Rows, append, parts, read
from index.store.articles import Store
from index.store.searching import Selection
from index.store.vectors import came, hidden, reach, removed
from index.types import Vectors

NEAREST = 1000  # passages, of which the candidates are chosen once those in another language are lifted
_AT_ONCE = 10_000  # vectors taken over in one step
_SPARE = 16  # the share of its memory that an index keeps for more, lest it be copied to grow
_PARTS = 2000  # in a file, which is written anew when it has more
_log = logging.getLogger(__name__)

CacheState = Literal["absent", "damaged", "stale", "fresh"]


class VectorCache:
    """Finds the passages nearest to a vector by inner product, that is by cosine. Safe to use from several threads."""

    def __init__(self, path: Path, store: Store) -> None:
        """Take the cache file's path and the store that it mirrors; nothing is read yet."""
        self._path = path
        self._store = store
        self._index: Any = None
        self._numbers: Numbers = np.empty(0, np.int64)  # of the passages in the index, ascending
        self._languages = np.empty(0, "S4")  # of their articles
        self._present = self._shown = np.empty(0, bool)  # those of them that are still there, and are no copies of others
        self._reach = 0, 0  # the last passage and the last removal that were taken over
        self._version: tuple[int, int, int] | None = None
        self._identity: str | None = None
        self._damaged = False  # whether the file is to be written anew
        self._lock = threading.Lock()  # FAISS must not add while it searches

    def search(self, vector: Vectors, among: Selection, language: str, bonus: float) -> list[int]:
        """Return the numbers of the NEAREST passages of the selection, best first.

        The cosines of those that are not in the language count for more by ``bonus``.
        """
        with self._lock:
            self._refresh()
            allowed = self._allowed(among)
            limit = min(NEAREST, int(np.count_nonzero(allowed)))
            if not limit:
                return []
            cosines, rows = self._index.search(vector[None], limit, params=_parameters(allowed))
            lifted = cosines[0] + bonus * (self._languages[rows[0]] != language.encode())
            best = rows[0][np.argsort(-lifted, kind="stable")]
            return list(map(int, self._numbers[best]))

    def _allowed(self, among: Selection) -> Any:
        rows = self._rows(among.numbers)
        allowed = np.zeros_like(self._shown) if among.kept else self._shown.copy()
        allowed[rows] = self._shown[rows] if among.kept else False
        return allowed

    def _rows(self, numbers: Iterable[int]) -> Numbers:
        """Return where passages stand in the index, of those that stand there."""
        wanted = np.fromiter(numbers, np.int64)
        rows = np.searchsorted(self._numbers, wanted)
        inside = rows < len(self._numbers)
        rows, wanted = rows[inside], wanted[inside]
        return rows[self._numbers[rows] == wanted]

    def _refresh(self) -> None:
        """Take over what this or another process has written to the store since the last look. Call under the lock."""
        version = self._store.version()
        if version == self._version:
            return
        identity = self._store.identity
        if identity != self._identity:
            self._load(identity)
        passage, removal = self._reach
        while rows := came(self._store, passage, _AT_ONCE):
            self._extend(*_arrays(rows))
            passage = rows[-1][0]
        gone = removed(self._store, removal)
        self._present[self._rows(number for _, number in gone)] = False
        if 2 * np.count_nonzero(self._present) < len(self._present):
            self._close_up()
        self._reach = passage, gone[-1][0] if gone else removal
        self._shown = self._present.copy()
        self._shown[self._rows(hidden(self._store))] = False
        self._version, self._identity = version, identity

    def _load(self, identity: str) -> None:
        """Begin with what the file holds, as far as it is sound."""
        self._index, self._reach = None, (0, 0)
        content = self._read(identity, self._room)
        self._damaged = content is not None and not content.sound
        self._cut(content.came if content else np.empty(0, ROW))
        if content and content.parts:
            self._present[self._rows(content.went)] = False
            self._reach = _reached(content.parts)

    def _cut(self, rows: Rows) -> None:
        """Have the index end behind the vectors of these passages, with which it begins."""
        self._numbers, self._languages = rows["number"].copy(), rows["language"].copy()
        self._present = np.ones(len(rows), bool)
        if self._index is not None:
            self._index.codes.resize(len(rows) * self._index.code_size)
            self._index.ntotal = len(rows)

    def _read(self, identity: str, room: Any) -> Content | None:
        """Return what the file holds, nothing where it goes beyond the store, None where there is none."""
        try:
            content = read(self._path, identity, room)
        except OSError:
            return None
        if _is_beyond(content.parts, reach(self._store)):
            return Content([], content.came[:0], content.went[:0], sound=False)
        return content

    def _room(self, rows: int, width: int) -> Codes:
        """Return the memory for so many vectors of a new index."""
        import faiss

        self._index = faiss.IndexScalarQuantizer(width // 2, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        self._index.codes.resize((rows + rows // _SPARE) * width)
        self._index.codes.resize(rows * width)
        return self._memory(rows, width)

    def _memory(self, rows: int, width: int) -> Codes:
        import faiss

        codes: Codes = faiss.rev_swig_ptr(self._index.codes.data(), rows * width).reshape(rows, width)
        return codes

    def _extend(self, rows: Rows, codes: Codes) -> None:
        if self._index is None:
            self._room(self._store.count_passages(), codes.shape[1])
            self._index.codes.resize(0)
        self._index.add_sa_codes(codes)
        self._numbers = np.concatenate((self._numbers, rows["number"]))
        self._languages = np.concatenate((self._languages, rows["language"]))
        self._present = np.concatenate((self._present, np.ones(len(rows), bool)))

    def _close_up(self) -> None:
        """Have the index hold no more than is still there."""
        kept, width = np.flatnonzero(self._present), self._index.code_size
        codes = self._memory(len(self._present), width)
        codes[: len(kept)] = codes[kept]
        rows = np.empty(len(kept), ROW)
        rows["number"], rows["language"] = self._numbers[kept], self._languages[kept]
        self._cut(rows)

    def save(self) -> None:
        """Append what is new to the cache file. It is only a cache: a full disk costs time later, nothing else.

        Nobody is waited for: who holds the store's lock, without which nothing is appended, may take over what is new.
        """
        with self._lock, suppress(LibraryError):
            if not self._store.read_only:
                with self._store.without_waiting(), self._store.transaction():
                    self._write()

    def state(self) -> CacheState:
        """Say what the cache file is worth; whatever it is, searching and saving put it right."""
        content = self._read(self._store.identity, lambda rows, width: np.empty((rows, width), np.uint8))
        if content is None:
            return "absent"
        if not content.sound:
            self._damaged = True
            return "damaged"
        passage, removal = _reached(content.parts) if content.parts else (0, reach(self._store)[1])
        return "stale" if came(self._store, passage, 1) or removed(self._store, removal) else "fresh"

    def _write(self) -> None:
        upto = reach(self._store)
        partial = self._path.with_name(f".{self._path.name}.partial")  # one name, so that a killed process leaves one at most
        try:
            with suppress(FileNotFoundError), self._path.open("r+b") as file:
                found = parts(file, self._store.identity)
                if not self._damaged and _is_worth_keeping(found, upto):
                    return self._append(file, found[-1], upto)
            with partial.open("w+b") as file:
                self._append(file, None, upto)
            partial.replace(self._path)
            self._damaged = False
        except OSError as error:
            _log.warning("The vector cache %s was not written: %s", self._path, error.strerror)
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def _append(self, file: BinaryIO, last: Part | None, upto: tuple[int, int]) -> None:
        identity, none = self._store.identity, np.empty(0, np.int64)
        passage, removal = _reached([last]) if last else (0, upto[1])
        while rows := came(self._store, passage, _AT_ONCE):
            passage = rows[-1][0]
            new, codes = _arrays(rows)
            last = append(file, identity, last, (passage, removal), new, none, codes)
        if last and _reached([last]) != upto:
            went = np.array([number for _, number in removed(self._store, removal)], np.int64)
            append(file, identity, last, upto, none[:0].astype(ROW), went, np.empty((0, last.width), np.uint8))


def _reached(found: list[Part]) -> tuple[int, int]:
    return found[-1].passage, found[-1].removal


def _is_beyond(found: list[Part], upto: tuple[int, int]) -> bool:
    """Say whether a file tells of what the store has not seen: it was put back to an earlier state."""
    return bool(found) and (found[-1].passage > upto[0] or found[-1].removal > upto[1])


def _is_worth_keeping(found: list[Part], upto: tuple[int, int]) -> bool:
    lean = len(found) < _PARTS and 2 * sum(part.went for part in found) <= sum(part.came for part in found)
    return bool(found) and lean and not _is_beyond(found, upto)


def _arrays(passages: list[tuple[int, str, bytes]]) -> tuple[Rows, Codes]:
    rows = np.array([(number, language.encode()[:4]) for number, language, _ in passages], ROW)
    return rows, np.stack([np.frombuffer(vector, np.uint8) for _, _, vector in passages])


def _parameters(allowed: Any) -> Any:
    """Return what has FAISS search some rows alone, None for all."""
    if allowed.all():
        return None
    import faiss

    bits = np.packbits(allowed, bitorder="little")
    selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
    selector.bits = bits  # which FAISS does not keep alive
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
