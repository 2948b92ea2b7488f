"""How people of one language ask for each kind of answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class PlanWords:
    """Regular expressions over flat text, its apostrophes and hyphens spaces.

    ``parts`` are named pieces that the others, and the parts after them, use as ``{name}``; ``keywords`` are words in which
    one wrong letter is forgiven. ``courtesy`` opens a question and asks for nothing, and
    ``closing`` ends one; ``talk`` is the whole of what is said; ``joins`` are the words that join two questions in one,
    ``opens`` those that one begins with. ``asked`` are the patterns of each plan, ``barred`` those that rule it out.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    courtesy: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    talk: tuple[str, ...] = ()
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of talk, see ``plans.talk``; parts of it tell them
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    barred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
