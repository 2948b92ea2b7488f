"""The FAISS index: a cache of the vectors in the store, brought up to date when it is used, rebuilt when it is damaged.

It holds them as the store does, in 16 bits, which finds what 32 bits find in half the memory and time. Its file is written
anew once the store is far ahead; until then, what came and went since is read from the store. The store knows its SHA-256, so
that one that is torn or altered, or belongs to another database or encoder, is noticed and thrown away.
"""

import hashlib
import json
import logging
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import LibraryError
from index.store.articles import Store
from index.store.searching import Selection
from index.store.vectors import Reach, came, hidden, reach, removed
from index.types import Vectors

NEAREST = 1000  # passages, of which the candidates are chosen once those in another language are lifted
LAG = 1000  # passages that came or went without the file being written anew; and as many as a 64th of what it holds
_AT_ONCE = 10_000  # vectors taken over in one step
_SPARE = 16  # the share of its memory that an index keeps for more, lest it be copied to grow
_ROW = np.dtype([("number", "<i8"), ("language", "S4")])  # a passage; no question's language has more letters
_META = "vector cache"  # under which the store keeps what ``_kept`` returns
_log = logging.getLogger(__name__)

Codes = NDArray[np.uint8]  # (passages, bytes of a vector): float16, as the store keeps them


class VectorCache:
    """Finds the passages nearest to a vector by inner product, that is by cosine. Safe to use from several threads."""

    def __init__(self, path: Path, store: Store) -> None:
        """Take the cache file's path and the store that it mirrors; nothing is read yet."""
        self._path = path
        self._store = store
        self._version: tuple[int, int, int] | None = None
        self._lock = threading.Lock()  # FAISS must not add while it searches
        self._clear("")

    def _clear(self, identity: str) -> None:
        self._index: Any = None
        self._rows: NDArray[np.void] = np.empty(0, _ROW)  # what is in the index, by ascending numbers
        self._present: NDArray[np.bool_] = np.empty(0, bool)  # which of them are still there
        self._shown = self._present  # and are no copies of others
        self._reach: Reach = Reach(identity, 0, 0)  # what was taken over

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

    def save(self) -> None:
        """Write the file anew where it is far behind. It is only a cache: a full disk costs time later, nothing else.

        Nobody is waited for: who holds the store's lock, without which nothing is written, may write it as well.
        """
        with self._lock, suppress(LibraryError):
            if not self._store.read_only and self._is_behind():
                self._refresh()
                with self._store.without_waiting(), self._store.transaction():
                    self._write()

    def _found(self, numbers: Iterable[int]) -> NDArray[np.int64]:
        """Return where passages stand in the index, of those that stand there."""
        wanted = np.fromiter(numbers, np.int64)
        first, end = (np.searchsorted(self._rows["number"], wanted, side) for side in ("left", "right"))
        return first[first < end]

    def _refresh(self) -> None:
        """Take over what this or another process has written to the store since the last look. Call under the lock."""
        version = self._store.version()
        if version == self._version:
            return
        if self._store.identity != self._reach.identity:
            self._load()
        while new := came(self._store, self._reach.passage, _AT_ONCE):
            codes = np.frombuffer(b"".join(vector for *_, vector in new), np.uint8).reshape(len(new), -1)
            if self._index is None:
                self._room(0, codes.shape[1])
            self._index.add_sa_codes(codes)
            rows = np.array([(number, language.encode()[:4]) for number, language, _ in new], _ROW)
            self._rows = np.concatenate((self._rows, rows))
            self._present = np.concatenate((self._present, np.ones(len(rows), bool)))
            self._reach = replace(self._reach, passage=new[-1][0])
        if gone := removed(self._store, self._reach.removal):
            self._present[self._found(number for _, number in gone)] = False
            self._reach = replace(self._reach, removal=gone[-1][0])
            if 2 * np.count_nonzero(self._present) < len(self._present):
                self._compact()
        self._shown = self._present.copy()
        self._shown[self._found(hidden(self._store))] = False
        self._version = version

    def _kept(self) -> tuple[Reach, int, int, str]:
        """Return how far the file reaches, how many passages and bytes a vector it has, and its SHA-256."""
        identity = self._store.identity
        told = json.loads(self._store.meta(_META) or "[]")
        if told[:1] != [identity] or not self._path.exists():
            return Reach(identity, 0, 0), 0, 0, ""
        _, passage, removal, count, width, digest = told
        return Reach(identity, passage, removal), count, width, digest

    def _load(self) -> None:
        """Begin anew with what the file holds, if it is sound; else it is removed."""
        reached, count, width, digest = self._kept()
        if count:
            with suppress(OSError), self._path.open("rb") as file:
                self._rows, self._present, self._reach = np.empty(count, _ROW), np.ones(count, bool), reached
                codes = self._room(count, width)
                for block in (self._rows, codes):
                    file.readinto(block.data)
                if not file.read(1) and _sha256(self._rows, codes) == digest:
                    return
        self._clear(reached.identity)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _room(self, count: int, width: int) -> Codes:
        """Make a new index of so many vectors, and return the memory that they are to be written into."""
        import faiss

        self._index = faiss.IndexScalarQuantizer(width // 2, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        self._index.codes.resize((count + count // _SPARE) * width)
        self._index.codes.resize(count * width)
        self._index.ntotal = count
        return self._codes()

    def _codes(self) -> Codes:
        import faiss

        count, width = self._index.ntotal, self._index.code_size
        codes: Codes = faiss.rev_swig_ptr(self._index.codes.data(), count * width).reshape(count, width)
        return codes

    def _compact(self) -> None:
        """Leave out what is gone."""
        if not self._present.all():
            codes = self._codes()[self._present]
            self._room(*codes.shape)[:] = codes
            self._rows, self._present = self._rows[self._present], np.ones(len(codes), bool)
            self._version = None  # what stands where has changed

    def _is_behind(self) -> bool:
        upto, (held, count, *_) = reach(self._store), self._kept()
        return upto.passage - held.passage + upto.removal - held.removal > LAG + count // 64

    def _write(self) -> None:
        if self._index is None:
            return
        self._compact()
        codes = self._codes()
        partial = self._path.with_name(f".{self._path.name}.partial")  # one name, so that a killed process leaves one at most
        try:
            with partial.open("wb") as file:
                file.write(self._rows.data)
                file.write(codes.data)
            partial.replace(self._path)
            self._store.set_meta(_META, json.dumps([*astuple(self._reach), *codes.shape, _sha256(self._rows, codes)]))
        except OSError as error:
            _log.warning("The vector cache %s was not written: %s", self._path, error.strerror)
            with suppress(OSError):
                partial.unlink(missing_ok=True)


def _sha256(rows: Any, codes: Any) -> str:
    digest = hashlib.sha256(rows)
    digest.update(codes)
    return digest.hexdigest()


def _parameters(allowed: NDArray[np.bool_]) -> Any:
    """Return what has FAISS search some rows alone, None for all."""
    if allowed.all():
        return None
    import faiss

    bits = np.packbits(allowed, bitorder="little")
    selector: Any = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
    selector.bits = bits  # which FAISS does not keep alive
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
