"""How people of one language ask about the library itself: its articles' authors, dates, sources, languages and subjects."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Patterns = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class LibraryWords:
    """Regular expressions over flat text, its apostrophes and hyphens spaces; ``asking`` alone holds words."""

    parts: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Patterns] = field(default_factory=dict)  # what is asked of an article: author, published, source, …
    values: Mapping[str, Patterns] = field(default_factory=dict)  # or of all of them: authors, sources, languages, …
    orders: Mapping[str, Patterns] = field(default_factory=dict)  # newest, oldest, longest, shortest
    dated: Mapping[str, Patterns] = field(default_factory=dict)  # what tells that a time is of the date added, or modified
    lacks: Mapping[str, Patterns] = field(default_factory=dict)  # a field that is to be unknown
    plural: Patterns = ()  # several articles are asked for
    single: Patterns = ()  # and yet one of them
    counts: Patterns = ()  # asks for a number
    about: Patterns = ()  # leads a subject
    mention: Patterns = ()  # leads words that need only be said somewhere
    by: Patterns = ()  # leads an author
    of: Patterns = ()  # leads an author as well as other things
    source: Patterns = ()  # leads a site or a newspaper
    counted: Patterns = ()  # articles, behind their number
    spoken: Patterns = ()  # names a language, for which <name> stands
    asking: frozenset[str] = frozenset()  # words that say nothing of which articles are meant
