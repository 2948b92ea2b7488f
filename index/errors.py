"""Everything that can go wrong in the index, each as one plain sentence.

IndexingError
├── ReadError          a file or page that cannot become an article
├── LibraryError       the library folder cannot be opened, read or written
│   ├── AddressError            it is no folder but an address: exit status 2
│   └── EncoderMismatchError    another encoder built the library
└── ModelError         the encoder's weights are absent or damaged
"""


class IndexingError(Exception):
    """What happened, where, and what to do next, in one sentence fit for a person."""


class ReadError(IndexingError):
    """A file or page cannot become an article."""


class LibraryError(IndexingError):
    """The library folder cannot be opened, read or written."""


class AddressError(LibraryError):
    """A library is a folder, and was called by an address."""


class EncoderMismatchError(LibraryError):
    """Another encoder built the library."""


class ModelError(IndexingError):
    """The encoder's weights are absent or damaged."""
