"""The file of the fitted numbers, and what each stage rests on: weights and earlier stages, each by its digest.

``origin`` says whether a stage's numbers are what the fit gave, or were kept because the fit gave nothing better.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.models.llama import EMBEDDED_SHA256
from chatbot.models.merged import ADAPTER
from chatbot.models.span_head import FILE as SPAN_HEAD
from index.encoding.unpacked import sha256
from index.encoding.weights import PACKED_SHA256
from training.fitting.trial import Values

HEAD = "# Written by `python -m training fit`: change nothing here by hand (training/README.md).\n"
KEPT, FITTED = "kept", "fitted"
DIGITS = 3  # that a fitted number keeps
Tables = dict[str, Any]


@dataclass(frozen=True)
class Stage:
    """Numbers that are fitted at once, the weights and the earlier stages that they rest on."""

    weights: tuple[str, ...]
    stages: tuple[str, ...] = ()


READERS = "encoder", "span_head", "llama", "adapter"
STAGES = {  # in the order in which they build on each other
    "search": Stage(("encoder",)),
    "evidence": Stage(("encoder",), ("search",)),
    "refusal": Stage(("encoder",), ("search", "evidence")),
    "reading.found": Stage(READERS, ("search", "evidence", "refusal")),
    "certainty": Stage(READERS, ("search", "evidence", "refusal", "reading.found")),
}


def load(path: Path) -> Tables:
    """Return the file's tables."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def values(tables: Tables, name: str) -> Values:
    """Return a stage's numbers."""
    return dict(_at(tables, name))


def stale(tables: Tables) -> list[str]:
    """Return the stages whose numbers are not those that were recorded, or that rest on something else by now."""
    recorded = tables.get("record", {})
    return [name for name in STAGES if not _state(tables, name).items() <= _at(recorded, name).items()]


def record(tables: Tables, name: str, fresh: Values, origin: str) -> Tables:
    """Return the tables with a stage's numbers, rounded, and with what they rest on now.

    A library's calibration rests on all before reading, so that the edition of the refusal is raised whenever one changes.
    """
    rounded = {key: float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value for key, value in fresh.items()}
    before = _at(tables.get("record", {}), name)
    moved = bool(before) and not _rests_on(tables, name).items() <= before.items()
    if name == "refusal" and (moved or origin == FITTED):
        rounded["edition"] += 1
    written = _put(tables, name, rounded)
    return {**written, "record": _put(written.get("record", {}), name, {"origin": origin, **_state(written, name)})}


def save(tables: Tables, path: Path) -> None:
    """Write the tables as TOML."""
    path.write_text(HEAD + _toml(tables), encoding="utf-8")


def _state(tables: Tables, name: str) -> dict[str, str]:
    return {"numbers": _digest(tables, name), **_rests_on(tables, name)}


def _rests_on(tables: Tables, name: str) -> dict[str, str]:
    digests = {"encoder": PACKED_SHA256, "span_head": sha256(SPAN_HEAD), "llama": EMBEDDED_SHA256, "adapter": sha256(ADAPTER)}
    stages = {stage: _digest(tables, stage) for stage in STAGES[name].stages}
    return {weight: digests[weight] for weight in STAGES[name].weights} | stages


def _digest(tables: Tables, name: str) -> str:
    return hashlib.sha256(json.dumps(_at(tables, name), sort_keys=True).encode()).hexdigest()


def _at(tables: Tables, name: str) -> dict[str, Any]:
    for part in name.split("."):
        tables = tables.get(part, {})
    return tables


def _put(tables: Tables, name: str, value: dict[str, Any]) -> Tables:
    first, _, rest = name.partition(".")
    return {**tables, first: _put(tables.get(first, {}), rest, value) if rest else value}


def _toml(tables: Tables, path: str = "") -> str:
    plain = [f"{_key(key)} = {json.dumps(value)}\n" for key, value in tables.items() if not isinstance(value, dict)]
    below = [_toml(value, f"{path}.{key}" if path else key) for key, value in tables.items() if isinstance(value, dict)]
    head = f"\n[{path}]\n" if plain else ""
    return head + "".join(plain) + "".join(below)


def _key(name: str) -> str:
    return json.dumps(name) if "." in name else name  # bare, it would be a table in a table
