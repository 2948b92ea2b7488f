"""What a pack says of where sentences end. Its words stand as they do in running text, neither flat nor lower."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Sentences:
    """Abbreviations, whose full stop ends no sentence, and the words that open one."""

    never: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()  # that end a sentence only when the next word clearly opens one
    before_numeral: frozenset[str] = frozenset()  # when a numeral follows, in whatever case: "No. 5"; of months as well
    openers: tuple[str, ...] = ()
    elided: tuple[str, ...] = ()  # openers before an apostrophe
