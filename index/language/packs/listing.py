"""What a pack says of lists: how people ask for several things or how many, and how texts enumerate them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Patterns = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Listing:
    """Patterns are regular expressions on flat text, see ``index.language.patterns``."""

    parts: Mapping[str, str] = field(default_factory=dict)
    opens: Mapping[str, str] = field(default_factory=dict)  # how a request or a count opens, to how a question does, as shown
    asides: Patterns = ()  # what is said in a question of no weight for the answer: "in my articles"
    joins: Patterns = ()  # between the last two of several things
    rest: frozenset[str] = frozenset()  # what stands at the end of an enumeration for all that is left out
    complements: Patterns = ()  # what goes on a thing rather than opens one: "of", "de"
    leans: Patterns = ()  # what else leads a thing and is no part of it: "in", "par"
    determiners: Patterns = ()  # before a thing and no part of it, with what parts them
    articles_counted: Patterns = ()  # what counts the articles themselves
    mentioning: frozenset[str] = frozenset()  # words that say that something stands in an article
