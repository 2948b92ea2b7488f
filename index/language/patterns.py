"""Regular expressions over the words of all packs."""

import re
from collections.abc import Iterable
from functools import cache

from index.language.packs import Pack, pack_of, packs
from index.language.vocabulary import either

_PLACE = re.compile(r"\{([a-z_]+)\.([a-z_]+)(?:\.([a-z_]+))?\}")
_PART = re.compile(r"\{([a-z_]+)\}")


def compiled(template: str, flags: int = 0) -> re.Pattern[str]:
    """Return a template as a pattern for the packs that are known, made once.

    ``{numbers.nth}`` stands for any word, or pattern, of that field of any pack, ``{questions.asks.when}`` for any of one key;
    in a pattern of a pack ``{name}`` stands for the part of that name in its table.
    """
    return _compiled(packs(), template, flags)


def spoken(template: str, language: str) -> re.Pattern[str]:
    """Return a template as a pattern for the pack of one language, or for all of them where it has none."""
    pack = pack_of(language)
    return _compiled((pack,) if pack.code else packs(), template, 0)


def every(subject: str, field: str) -> frozenset[str]:
    """Return the words of one field of all packs."""
    return _every(packs(), subject, field)


def each(subject: str, field: str) -> list[str]:
    """Return the patterns of one field of all packs, in their order, with the parts of their tables."""
    return [pattern for pack in packs() for pattern in _told(pack, subject, field)]


@cache
def _compiled(known: tuple[Pack, ...], template: str, flags: int) -> re.Pattern[str]:
    return re.compile(_filled(known, template), flags)


@cache
def _every(known: tuple[Pack, ...], subject: str, field: str) -> frozenset[str]:
    return frozenset(word for pack in known for word in _told(pack, subject, field))


def _filled(known: tuple[Pack, ...], template: str) -> str:
    def any_of(place: re.Match[str]) -> str:
        words = (_filled(known, word) for pack in known for word in _told(pack, place[1], place[2], place[3]))
        return f"(?:{either(dict.fromkeys(words))})"

    return _PLACE.sub(any_of, template)


def _told(pack: Pack, subject: str, field: str, key: str | None = None) -> Iterable[str]:
    table = getattr(pack, subject)
    words = getattr(table, field)
    return (_with_parts(word, getattr(table, "parts", {})) for word in (words.get(key, ()) if key else words))


def _with_parts(pattern: str, parts: dict[str, str]) -> str:
    return _PART.sub(lambda found: f"(?:{_with_parts(parts[found[1]], parts)})", pattern)
