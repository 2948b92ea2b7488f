"""What is known of each language, as data: one TOML file a language, named by its ISO 639-1 code, one table a subject.

A new language is one such file. Every table and every key may be left out: what a pack does not say is not known of its
language. Words stand flat (see ``index.language.flat``) unless the comment of a field says that they are shown.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from index.language.packs.plans import PlanWords


@dataclass(frozen=True, eq=False)
class Pack:
    """What is known of one language. Packs are compared by identity, so that patterns made from them can be cached."""

    code: str
    plans: PlanWords = field(default_factory=PlanWords)


def load(path: Path) -> Pack:
    """Return the pack in a file. Raises ValueError for a key that no field has, naming it."""
    pack: Pack = _filled(Pack, {"code": path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))}, path.name)
    return pack


@cache
def packs() -> tuple[Pack, ...]:
    """Return the pack of every language that is known, in the order of their codes."""
    return tuple(map(load, sorted(Path(__file__).parent.glob("*.toml"))))


def _filled(kind: Any, table: Mapping[str, Any], where: str) -> Any:
    """Return a dataclass filled from a table: words from strings, tuples from lists, mappings and dataclasses from tables."""
    known = get_type_hints(kind)
    if unknown := table.keys() - {field.name for field in fields(kind)}:
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
    return MappingProxyType({key: _value(inner, one, f"{where}.{key}") for key, one in value.items()})
