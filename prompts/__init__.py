"""The wording: one file per task, read once. Code asks for it by name and holds no prose of its own."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["phrases", "table", "text"]


@cache
def text(name: str) -> str:
    """Return the content of a wording file, such as ``reader.md``."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """Return the content of a TOML file, such as ``ui.toml``."""
    return tomllib.loads(text(name))


@cache
def phrases(name: str, language: str) -> dict[str, str]:
    """Return one language's table of a TOML file, such as ``phrases.toml``; English where the language is not kept."""
    tables = table(name)
    return dict(tables.get(language) or tables["en"])
