"""What is known of each language, as data: one TOML file a language, named by its ISO 639-1 code, one table a subject.

A new language is one such file. Every table and every key may be left out: what a pack does not say is not known of its
language. Words stand flat (see ``index.language.flat``) unless the comment of a field says that they are shown.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

from index.language.packs.calendar import Calendar, Clock, DateWording, Eras, Periods, Publication, Relative
from index.language.packs.lexicon import Names, Negation, Sentences, Words
from index.language.packs.library import LibraryWords
from index.language.packs.listing import Listing
from index.language.packs.numerals import Amounts, Layout, Numbers, Said
from index.language.packs.prose import Prose
from index.language.packs.questions import Corrections, FollowUps, PlanWords, Questions, Tense
from index.language.packs.topics import Comparing, Speech, Topics

FOLDER = Path(__file__).parent
_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")


@dataclass(frozen=True, eq=False)
class Pack:
    """What is known of one language. Packs are compared by identity, so that patterns made from them can be cached."""

    code: str
    words: Words = field(default_factory=Words)
    names: Names = field(default_factory=Names)
    negation: Negation = field(default_factory=Negation)
    numbers: Numbers = field(default_factory=Numbers)
    amounts: Amounts = field(default_factory=Amounts)
    layout: Layout = field(default_factory=Layout)
    said: Said = field(default_factory=Said)
    questions: Questions = field(default_factory=Questions)
    follow_ups: FollowUps = field(default_factory=FollowUps)
    tense: Tense = field(default_factory=Tense)
    corrections: Corrections = field(default_factory=Corrections)
    calendar: Calendar = field(default_factory=Calendar)
    clock: Clock = field(default_factory=Clock)
    relative: Relative = field(default_factory=Relative)
    eras: Eras = field(default_factory=Eras)
    date_wording: DateWording = field(default_factory=DateWording)
    periods: Periods = field(default_factory=Periods)
    publication: Publication = field(default_factory=Publication)
    sentences: Sentences = field(default_factory=Sentences)
    prose: Prose = field(default_factory=Prose)
    plans: PlanWords = field(default_factory=PlanWords)
    listing: Listing = field(default_factory=Listing)
    library: LibraryWords = field(default_factory=LibraryWords)
    topics: Topics = field(default_factory=Topics)
    speech: Speech = field(default_factory=Speech)
    comparing: Comparing = field(default_factory=Comparing)


_NONE = Pack("")


def load(path: Path) -> Pack:
    """Return the pack in a file. Raises ValueError for a key that no field has, naming it."""
    pack: Pack = _filled(Pack, {"code": path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))}, path.name)
    return pack


@cache
def packs() -> tuple[Pack, ...]:
    """Return the pack of every language that is known, in the order of their codes."""
    return tuple(map(load, sorted(FOLDER.glob("*.toml"))))


def per_packs(make: Callable[_Asked, _Made]) -> Callable[_Asked, _Made]:
    """Have a function make each of its values once for the packs that are known: each line that is read asks for them."""
    kept = cache(make)
    known: tuple[Pack, ...] = ()

    @wraps(make)
    def made_once(*values: _Asked.args, **named: _Asked.kwargs) -> _Made:
        nonlocal known
        if known is not packs():
            kept.cache_clear()
            known = packs()
        return kept(*values, **named)  # type: ignore[arg-type] # what is asked for can be hashed

    return made_once


def pack_of(language: str | None) -> Pack:
    """Return the pack of a language (ISO 639-1), an empty one when it has none."""
    return next((pack for pack in packs() if pack.code == language), _NONE)


def _filled(kind: Any, table: Mapping[str, Any], where: str) -> Any:
    """Return a dataclass filled from a table: words from strings, tuples from lists, mappings and dataclasses from tables.

    A mapping of words may also be told as a string, with ``_`` for a space in a word: ``un/une=1 deux=2``.
    """
    known = get_type_hints(kind)
    if unknown := table.keys() - {one.name for one in fields(kind)}:
        raise ValueError(f"{where} has no place for {', '.join(sorted(unknown))}")
    return kind(**{name: _value(known[name], value, f"{where} {name}") for name, value in table.items()})


def _value(kind: Any, value: Any, where: str) -> Any:
    if is_dataclass(kind):
        return _filled(kind, value, where)
    if kind is str or isinstance(value, int | float):
        return value
    if get_origin(kind) is frozenset:
        return frozenset(value.split())
    if get_origin(kind) is tuple:
        return tuple(value.split()) if isinstance(value, str) else tuple(value)
    inner = get_args(kind)[1]
    if isinstance(value, str):
        pairs = (pair.rpartition("=") for pair in value.split())
        value = {
            word.replace("_", " "): int(one) if inner is int else one for words, _, one in pairs for word in words.split("/")
        }
    return MappingProxyType({key: _value(inner, one, f"{where}.{key}") for key, one in value.items()})
