"""What is known of each language, as data: one TOML file a language, named by its ISO 639-1 code, one table a subject.

``pack.toml`` beside this folder says what a pack may hold, and the kind and default of each key.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, make_dataclass
from functools import cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

FOLDER = Path(__file__).parent
_FORM: Mapping[str, Mapping[str, Any]] = tomllib.loads((FOLDER.parent / "pack.toml").read_text(encoding="utf-8"))
_TABLES: Mapping[str, Callable[..., Any]] = {table: make_dataclass(table, keys, frozen=True) for table, keys in _FORM.items()}
_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")


@dataclass(frozen=True, eq=False)
class Pack:
    """What is known of one language, by table and key: ``pack.calendar.months``.

    Packs are compared by identity, so that patterns made from them can be cached.
    """

    code: str
    tables: Mapping[str, Any]

    def __getattr__(self, table: str) -> Any:
        return self.tables[table]


def load(path: Path) -> Pack:
    """Return the pack in a file. Raises ValueError for a key that no pack has, naming it."""
    return _pack(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


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


def _pack(code: str, told: Mapping[str, Mapping[str, Any]]) -> Pack:
    _check(f"{code}.toml", told, _FORM)
    for table, keys in told.items():
        _check(f"{code}.toml {table}", keys, _FORM[table])
    tables = {table: {key: _value(form, told.get(table, {}).get(key)) for key, form in _FORM[table].items()} for table in _FORM}
    return Pack(code, {table: make(**tables[table]) for table, make in _TABLES.items()})


def _check(where: str, told: Mapping[str, Any], form: Mapping[str, Any]) -> None:
    if unknown := told.keys() - form.keys():
        raise ValueError(f"{where} has no place for {', '.join(sorted(unknown))}")


def _value(form: Any, told: Any) -> Any:
    """Return what a pack tells, or the default where it tells nothing, as the form has it."""
    if isinstance(form, list):
        return tuple(told.split() if isinstance(told, str) else told or ())
    if not isinstance(form, dict):
        return form if told is None else told
    (inner,) = form.values()
    if isinstance(told, str):
        pairs = [pair.rpartition("=") for pair in told.split()]
        told = {word.replace("_", " "): type(inner)(one) for words, _, one in pairs for word in words.split("/")}
    return MappingProxyType({key: _value(inner, one) for key, one in (told or {}).items()})


_NONE = _pack("", {})
