"""The FAISS index: a cache of the vectors in the store, brought up to date when it is used, rebuilt when it is damaged.

It holds them as the store does, in 16 bits, which finds what 32 bits find in half the memory and time. What came and what went
since the last time is appended to its file (``vector_file``) without reading the rest.
"""

import logging
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np

from index.errors import LibraryError
from index.search.vector_file import ROW, Codes, Numbers, Part, Rows, append, parts, read
from index.store.articles import Store
from index.store.searching import Selection
from index.store.vectors import Reach, came, hidden, reach, removed
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
        self._rows = np.empty(0, ROW)  # what is in the index, by ascending numbers
        self._present = self._shown = np.empty(0, bool)  # which of them are still there, and are no copies of others
        self._reach = Reach("", 0, 0)  # what was taken over
        self._version: tuple[int, int, int] | None = None
        self._damaged = False  # whether the file is to be written anew
        self._lock = threading.Lock()  # FAISS must not add while it searches

    def search(self, vector: Vectors, among: Selection, language: str, bonus: float) -> list[int]:
        """Return the numbers of the NEAREST passages of the selection, best first.

        The cosines of those that are not in the language count for more by ``bonus``.
        """
        with self._lock:
            self._refresh()
            listed = self._found(among.numbers)
            allowed = np.zeros_like(self._shown) if among.kept else self._shown.copy()
            allowed[listed] = self._shown[listed] if among.kept else False
            limit = min(NEAREST, int(np.count_nonzero(allowed)))
            if not limit:
                return []
            cosines, found = self._index.search(vector[None], limit, params=_parameters(allowed))
            rows = self._rows[found[0]]
            lifted = cosines[0] + bonus * (rows["language"] != language.encode())
            return [int(number) for number in rows["number"][np.argsort(-lifted, kind="stable")]]

    def _found(self, numbers: Iterable[int]) -> Numbers:
        """Return where passages stand in the index, of those that stand there."""
        wanted = np.fromiter(numbers, np.int64)
        if not len(wanted):
            return wanted
        at = np.searchsorted(self._rows["number"], wanted)
        inside = at < len(self._rows)
        at, wanted = at[inside], wanted[inside]
        stands: Numbers = at[self._rows["number"][at] == wanted]
        return stands

    def _refresh(self) -> None:
        """Take over what this or another process has written to the store since the last look. Call under the lock."""
        version = self._store.version()
        if version == self._version:
            return
        mostly_gone = 2 * np.count_nonzero(self._present) < len(self._present)
        if self._store.identity != self._reach.identity or mostly_gone:
            self._load()
        while new := came(self._store, self._reach.passage, _AT_ONCE):
            self._extend(*_arrays(new, len(new[0][2])))
            self._reach = replace(self._reach, passage=new[-1][0])
        if gone := removed(self._store, self._reach.removal):
            self._present[self._found(number for _, number in gone)] = False
            self._reach = replace(self._reach, removal=gone[-1][0])
        self._shown = self._present.copy()
        self._shown[self._found(hidden(self._store))] = False
        self._version = version

    def _load(self) -> None:
        """Begin anew with what the file holds, as far as it is sound."""
        upto = reach(self._store)
        self._index, self._rows, self._present, self._reach = (
            None,
            self._rows[:0],
            self._present[:0],
            Reach(upto.identity, 0, 0),
        )
        with suppress(OSError):
            content = read(self._path, upto, self._room)
            self._damaged = not content.sound
            if content.parts:
                self._rows, self._present = content.came, np.ones(len(content.came), bool)
                self._index.codes.resize(len(content.came) * self._index.code_size)
                self._index.ntotal = len(content.came)
                self._present[self._found(content.went)] = False
                last = content.parts[-1]
                self._reach = Reach(upto.identity, last.passage, last.removal)

    def _room(self, rows: int, width: int) -> Codes:
        """Return the memory for so many vectors of a new index."""
        import faiss

        self._index = faiss.IndexScalarQuantizer(width // 2, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        self._index.codes.resize((rows + rows // _SPARE) * width)
        self._index.codes.resize(rows * width)
        codes: Codes = faiss.rev_swig_ptr(self._index.codes.data(), rows * width).reshape(rows, width)
        return codes

    def _extend(self, rows: Rows, codes: Codes) -> None:
        if not len(self._rows):
            self._room(self._store.count_passages(), codes.shape[1])
            self._index.codes.resize(0)
        self._index.add_sa_codes(codes)
        self._rows = np.concatenate((self._rows, rows))
        self._present = np.concatenate((self._present, np.ones(len(rows), bool)))

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
        upto = reach(self._store)
        try:
            content = read(self._path, upto, lambda rows, width: np.empty((rows, width), np.uint8))
        except OSError:
            return "absent"
        self._damaged = not content.sound
        if self._damaged:
            return "damaged"
        passage, removal = (content.parts[-1].passage, content.parts[-1].removal) if content.parts else (0, upto.removal)
        return "stale" if came(self._store, passage, 1) or removed(self._store, removal) else "fresh"

    def _write(self) -> None:
        upto = reach(self._store)
        partial = self._path.with_name(f".{self._path.name}.partial")  # one name, so that a killed process leaves one at most
        try:
            with suppress(FileNotFoundError), self._path.open("r+b") as file:
                found = parts(file, upto)
                lean = 0 < len(found) < _PARTS and 2 * sum(part.went for part in found) <= sum(part.came for part in found)
                if lean and not self._damaged:
                    return self._append(file, found[-1], upto)
            if upto.passage:
                with partial.open("w+b") as file:
                    self._append(file, None, upto)
                partial.replace(self._path)
                self._damaged = False
        except OSError as error:
            _log.warning("The vector cache %s was not written: %s", self._path, error.strerror)
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def _append(self, file: BinaryIO, last: Part | None, upto: Reach) -> None:
        passage, removal = (last.passage, last.removal) if last else (0, upto.removal)
        gone = np.array([number for _, number in removed(self._store, removal)], np.int64)
        while (new := came(self._store, passage, _AT_ONCE)) or len(gone):
            passage = new[-1][0] if new else passage
            rows, codes = _arrays(new, len(new[0][2]) if new else last.width if last else 0)
            last = append(file, replace(upto, passage=passage), last, rows, gone, codes)
            gone = gone[:0]


def _arrays(passages: list[tuple[int, str, bytes]], width: int) -> tuple[Rows, Codes]:
    rows = np.array([(number, language.encode()[:4]) for number, language, _ in passages], ROW)
    return rows, np.frombuffer(b"".join(vector for *_, vector in passages), np.uint8).reshape(len(passages), width)


def _parameters(allowed: Any) -> Any:
    """Return what has FAISS search some rows alone, None for all."""
    if allowed.all():
        return None
    import faiss

    bits = np.packbits(allowed, bitorder="little")
    selector: Any = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
    selector.bits = bits  # which FAISS does not keep alive
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
