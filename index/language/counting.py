"""Numbers written in words: "quatre-vingt-dix-neuf", "two hundred thousand", "nineteenth"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter

from index.language.amounts import Number
from index.language.packs import Pack, packs, per_packs
from index.language.patterns import compiled, every
from index.language.vocabulary import UNKNOWN, either

_LONGEST = 24  # words of one number
_TWENTY, _HUNDRED, _THOUSAND = 20, 100, 1000


@per_packs
def meanings(field: str, language: str | None, known: tuple[Pack, ...] | None = None) -> dict[str, int]:
    """Return what number words of a field mean in a language: in its own pack, then in the others that are ``known``.

    Of two meanings the lesser is likelier where nobody knows the language (an English billion, not a French one), and the
    greater in a language without a pack, as most count by the long scale.
    """
    merged: dict[str, int] = {}
    own: dict[str, int] = {}
    for pack in known or packs():
        words: Mapping[str, int] = attrgetter(field)(pack)
        for word, value in words.items():
            choice = min if language in {None, UNKNOWN} else max
            merged[word] = choice(value, merged.get(word, value))
        own = dict(words) if pack.code == language else own
    return merged | own


@dataclass(frozen=True, slots=True)
class _Table:
    """The words of a language, or of all, and the pattern of a run of them."""

    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    pairs: Mapping[str, int]
    teens_after: frozenset[int]
    run: re.Pattern[str]


@per_packs
def _table(language: str | None) -> _Table:
    own = tuple(pack for pack in packs() if pack.code == language and pack.numbers.cardinals) or packs()
    cardinals, ordinals = (meanings(f"numbers.{kind}", language, own) for kind in ("cardinals", "ordinals"))
    word = either({*cardinals, *ordinals})
    return _Table(
        cardinals,
        ordinals,
        pairs=meanings("numbers.pairs", language, own),
        teens_after=frozenset(tens for pack in own for tens in pack.numbers.teens_after),
        run=compiled(rf"\b(?:{word})\b(?:[ -](?:{{numbers.joins}}[ -])?(?:{word})\b)*"),
    )


_IDIOM = r"\b{numbers.idioms}"
_VAGUE_RUN = r"\b(?P<first>{numbers.vague}|{numbers.plurals})\b(?: {numbers.partitives}(?P<scale>{numbers.plurals})\b)?"
_TOKEN = re.compile(r"[^\W\d_]+")


def find_counted(text: str, language: str | None) -> Iterator[Number]:
    """Yield the numbers in words of flat ``text``, the vague ones last: they may overlap the others."""
    table = _table(language)
    vague, plurals = meanings("numbers.vague", language), meanings("numbers.plurals", language)
    idioms = {index for found in compiled(_IDIOM).finditer(text) for index in range(*found.span())}
    for found in table.run.finditer(text):
        tokens = list(_TOKEN.finditer(text, *found.span()))
        first = 0
        while first < len(tokens):
            used, value, ordinal = _read([token.group() for token in tokens[first : first + _LONGEST]], table)
            start, end = tokens[first].start(), tokens[first + max(used, 1) - 1].end()
            if used and tokens[first].group() not in plurals and start not in idioms:
                yield Number(start, end, Fraction(value), ordinal=ordinal)
            first += max(used, 1)
    for found in compiled(_VAGUE_RUN).finditer(text):
        value = vague.get(found["first"]) or plurals[found["first"]]
        yield Number(*found.span(), Fraction(value * plurals.get(found["scale"] or "", 1)), vague=True)


def _read(tokens: list[str], table: _Table) -> tuple[int, int, bool]:
    """Read the longest number at the head of ``tokens``: how many tokens it takes, its value, whether it is ordinal."""
    total, limit, used, joins = 0, 10**21, 0, every("numbers.joins")
    group: int | None = None
    for index, word in enumerate(tokens, start=1):
        if word in joins and used:
            continue
        ordinal = word not in table.cardinals
        value = table.ordinals.get(word) if ordinal else table.cardinals[word]
        if value is None:
            break
        if value >= _THOUSAND:
            if value >= limit or (group is None and used):
                break
            total, group, limit = total + (1 if group is None else group) * value, None, value
        else:
            joined = _join(group, value, word, after=tokens[index - 2] if index > 1 else "", table=table)
            if joined is None:
                break
            group = joined
        used = index
        if ordinal:
            return used, total + (group or 0), True
    return used, total + (group or 0), False


def _join(group: int | None, value: int, word: str, *, after: str, table: _Table) -> int | None:
    """Add ``value`` to the hundreds read so far, or return ``None`` when the words do not make one number."""
    if group is None:
        return value
    tens = group % _HUNDRED
    if value == _HUNDRED:
        return group * _HUNDRED if 0 < group < _TWENTY else None
    if pair := table.pairs.get(f"{after}-{word}"):
        return group - table.cardinals[after] + pair
    fits = (
        (tens == 0 and group > 0)
        or (tens >= _TWENTY and tens % 10 == 0 and value in range(1, 10))
        or (tens in table.teens_after and value in range(10, _TWENTY))
    )
    return group + value if fits else None
