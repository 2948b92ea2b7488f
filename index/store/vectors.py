"""Vectors as the database keeps them: float16, one after the other."""

import numpy as np

from index.types import Vectors


def blob(vectors: Vectors) -> bytes:
    """Return vectors as the database keeps them."""
    return vectors.astype(np.float16).tobytes()


def unblob(data: bytes) -> Vectors:
    """Return vectors, one after the other, as the database kept them."""
    return np.frombuffer(data, np.float16).astype(np.float32)
