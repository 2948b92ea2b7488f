"""Which articles a question is put to: as the page's script names them, as the library keeps it, as people read it."""

import json
from typing import Any

from chatbot.page.wording import Wording
from index.intake.sources import is_address
from index.language.moments import parse_day
from index.types import EVERYTHING, Dated, Scope

_SETS, _DAYS = ("articles", "languages", "collections", "sources"), ("since", "until")


def scope_of(said: str) -> Scope:
    """Return the scope that a JSON object names; what is no proper part of one is no condition."""
    try:
        given = json.loads(said or "{}")
    except (ValueError, RecursionError):
        return EVERYTHING
    if not isinstance(given, dict):
        return EVERYTHING
    named: dict[str, Any] = {name: parse_day(str(given.get(name))) for name in _DAYS}
    named |= {name: frozenset(map(str, given[name])) for name in _SETS if isinstance(given.get(name), list) and given[name]}
    if sources := named.get("sources"):  # sites, and no paths, of which nobody learns here whether they are
        named["sources"] = frozenset(filter(is_address, sources))
    return Scope(**named)


def json_of(scope: Scope) -> str:
    """Return the JSON object of which ``scope_of`` makes the scope again, "" for all articles."""
    named = {name: sorted(value) for name in _SETS if (value := getattr(scope, name))}
    named |= {name: value.isoformat() for name in _DAYS if (value := getattr(scope, name))}
    return json.dumps(named) if named else ""


def conditions(scope: Scope, said: Wording) -> str:
    """Return what articles must meet to be asked: "3 articles · French · from 1 May 2025"."""
    told = [said.count("only_articles", len(scope.articles))] if scope.articles else []
    told += [said.tongue(code) for code in sorted(scope.languages or ())]
    told += [said("quoted", quote=name) for name in sorted(scope.collections or ())]
    told += [source.partition("//")[2] or source for source in sorted(scope.sources or ())]
    days = [(key, day) for key in _DAYS if (day := getattr(scope, key))]
    return " · ".join([*told, *(said(f"only_{key}", date=said.date(Dated(day.isoformat(), "asked"))) for key, day in days)])
