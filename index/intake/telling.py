"""An encoder that tells how much of a source it has encoded: a long one takes minutes."""

from collections.abc import Callable

import numpy as np

from index.types import Encoder, Vectors

AT_ONCE = 64  # texts, a second or two of work


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
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            vectors.append(self._encoder.encode_passages(some))
            self._encoded += sum(map(len, some))
            self._tell(min(self._encoded / 2 / self._size, 0.99) if self._size else 0)
        return np.concatenate(vectors)
