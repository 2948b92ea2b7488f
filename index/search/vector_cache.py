"""The FAISS index: a cache of the vectors in the store, brought up to date when it is used, rebuilt when it is damaged.

The file ends in the SHA-256 of what stands before and of the library's identity, so that a torn or altered file, or one that
belongs to another database or to another encoder, is noticed and thrown away.
"""

import hashlib
import logging
import threading
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import numpy as np

from index.store.articles import Store
from index.store.searching import Selection
from index.types import Vectors

DIGEST_BYTES = 32
_AT_ONCE = 10_000  # vectors taken over in one step
_log = logging.getLogger(__name__)

CacheState = Literal["absent", "damaged", "stale", "fresh"]


class VectorCache:
    """Finds the passages nearest to a vector by inner product, that is by cosine. Safe to use from several threads."""

    def __init__(self, path: Path, store: Store) -> None:
        """Take the cache file's path and the store that it mirrors; nothing is read yet."""
        self._path = path
        self._store = store
        self._index: Any = None
        self._numbers: set[int] = set()
        self._version: tuple[int, int, int] | None = None
        self._identity: str | None = None
        self._kept = False  # whether the file holds the index as it is
        self._lock = threading.Lock()  # FAISS must not add while it searches

    def search(self, vector: Vectors, limit: int, among: Selection) -> list[tuple[int, float]]:
        """Return passage numbers of the selection and cosines, best first."""
        with self._lock:
            self._refresh()
            if not self._numbers:
                return []
            limit = min(limit, len(self._numbers))
            cosines, numbers = self._index.search(vector[None], limit, params=_parameters(among))
        return [(int(n), float(c)) for n, c in zip(numbers[0], cosines[0], strict=True) if n >= 0]

    def _refresh(self) -> None:
        """Take over what this or another process has written to the store since the last look. Call under the lock."""
        version = self._store.version()
        if version == self._version:
            return
        identity = self._store.identity
        if identity != self._identity:
            self._index, self._numbers = _load(self._path, identity)
            self._kept = self._index is not None
        present = set(self._store.passage_numbers())
        gone = np.array(sorted(self._numbers - present), np.int64)
        if len(gone):
            self._index.remove_ids(gone)
            self._kept = False
        self._numbers &= present
        fresh = self._store.vectors(sorted(present - self._numbers))
        while batch := list(islice(fresh, _AT_ONCE)):
            self._extend(batch)
        self._version, self._identity = version, identity

    def save(self) -> None:
        """Write the cache file, whole or not at all. It is only a cache: a full disk costs time later, nothing else."""
        with self._lock:
            self._refresh()
            kept = self._kept and self._path.exists()
            if self._index is not None and not kept and not self._store.read_only:
                self._write()

    def state(self) -> CacheState:
        """Say what the cache file is worth; whatever it is, searching and saving put it right."""
        if not self._path.exists():
            return "absent"
        index, numbers = _load(self._path, self._store.identity)
        if index is None:
            return "damaged"
        return "fresh" if numbers == set(self._store.passage_numbers()) else "stale"

    def _write(self) -> None:
        import faiss

        body = memoryview(faiss.serialize_index(self._index).data)
        partial = self._path.with_name(f".{self._path.name}.partial")  # one name, so that a killed process leaves one at most
        try:
            with partial.open("wb") as file:
                file.write(body)
                file.write(_seal(body, self._store.identity))
            partial.replace(self._path)
            self._kept = True
        except OSError as error:
            _log.warning("The vector cache %s was not written: %s", self._path, error.strerror)
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def _extend(self, batch: list[tuple[int, Vectors]]) -> None:
        import faiss

        matrix = np.stack([vector for _, vector in batch])
        if self._index is None or self._index.ntotal == 0:
            self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(matrix.shape[1]))
        self._index.add_with_ids(matrix, np.array([number for number, _ in batch], np.int64))
        self._numbers |= {number for number, _ in batch}
        self._kept = False


def _parameters(among: Selection) -> Any:
    """Return what has FAISS search the selection alone."""
    if not among.kept and not among.numbers:
        return None
    import faiss

    listed = faiss.IDSelectorBatch(np.array(among.numbers, np.int64))
    return faiss.SearchParameters(sel=listed if among.kept else faiss.IDSelectorNot(listed))  # type: ignore[call-arg]


def _seal(body: memoryview, identity: str) -> bytes:
    digest = hashlib.sha256(body)
    digest.update(identity.encode())
    return digest.digest()


def _load(path: Path, identity: str) -> tuple[Any, set[int]]:
    try:
        content = memoryview(path.read_bytes())
    except OSError:
        return None, set()
    body, digest = content[:-DIGEST_BYTES], content[-DIGEST_BYTES:]
    if _seal(body, identity) != digest:
        return None, set()
    import faiss

    index: Any = faiss.deserialize_index(np.frombuffer(body, np.uint8))
    return index, {int(n) for n in faiss.vector_to_array(index.id_map)}
