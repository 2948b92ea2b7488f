"""Takes apart what a sentence enumerates, from where the span head points: "Scout, Maverick and Behemoth" are three things."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.answering.topics import names_in_piece
from chatbot.models.span_head import LONGEST_ANSWER
from chatbot.protocols import Pointed
from index.language import flat
from index.language.patterns import compiled, every
from index.language.vocabulary import function_words

FAR = 6.0  # by how much less likely than the best span one that is enumerated beside it may be, in log-probability
WORDS = 6  # of a thing that is strung together with others in a short answer
PAIR = 2  # things, which a comma alone may part from each other for another reason
APART = 4  # words that may stand between two things of one enumeration: "and the essayist"
_PARTS = r"(?:,|;|\n+\W*|^\W*[-*•–]) +(?:{listing.joins} )?|\n\W*|(?:(?<= )|^){listing.joins} | / "
_COMPLEMENTS = r"{listing.complements}(?:\b|(?<='))"
_LED = "(?:(?:{listing.leans}|{listing.complements}) )?{listing.determiners}*"
_JOINED = r"\b{listing.joins}\b"
_EDGES = " \t\n,;:.!?…\u00a0\u202f-–—•*"
_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the things that a sentence enumerates, at ``text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    likelihood: float


def things(text: str, pointed: Pointed) -> list[Thing]:
    """Return the things among which the answer is, in their order; several where the sentence enumerates."""
    best = _best(pointed, 0, len(text))
    if best is None:
        return []
    if announced := _announced(text, best.start):
        return _alike(text, announced)
    parts = _parts(text, best.start)
    inside = [number for number, (start, end) in enumerate(parts) if start < best.end and best.start < end]
    chosen = [(max(parts[n][0], best.start), min(parts[n][1], best.end)) for n in inside]
    if len(inside) == 1:  # a span over several parts holds them all
        (at,) = inside
        opened = ":" in text[parts[at][0] : best.start]  # what a colon opens begins there
        for numbers in (range(at - 1, at - 1 if opened else -1, -1), range(at + 1, len(parts))):
            chosen += _beside(text, pointed, best, parts, numbers)
    found = [thing for start, end in sorted(chosen) if (thing := _trimmed(text, start, end))]
    return _alike(text, found)


def _announced(text: str, answer: int) -> list[Thing]:
    """Return all that the colon before an answer announces, where it is a few things, two of them joined."""
    begins = text.rfind(": ", 0, answer + 2) + 2
    found = [thing for start, end in _parts(text[begins:], 0) if (thing := _trimmed(text, begins + start, begins + end))]
    joined = len(found) > PAIR or (len(found) == PAIR and compiled(_JOINED).search(flat(text[found[0].end : found[1].start])))
    words = [flat(thing.text).split() for thing in found]
    things_only = all(len(one) <= WORDS and every("negation.auxiliaries").isdisjoint(one) for one in words)
    return found if begins > 1 and joined and things_only else []


def enumerated(text: str) -> list[str]:
    """Return the things that a few words string together; none where they don't, or say more than names of things."""
    found = [thing.text for start, end in _parts(text, 0) if (thing := _trimmed(text, start, end))]
    return found if len(found) > 1 and all(len(thing.split()) <= WORDS for thing in found) else []


def _best(pointed: Pointed, start: int, end: int) -> _Span | None:
    """Return the likeliest span within some characters of the sentence."""
    tokens = [n for n, (first, last) in enumerate(pointed.covered) if last > start and first < end]
    found = max(
        (
            (pointed.starts[a] + pointed.ends[b], a, b)
            for a in tokens
            for b in range(a, min(a + LONGEST_ANSWER, tokens[-1] + 1))
        ),
        default=None,
    )
    if found is None:
        return None
    return _Span(max(start, pointed.covered[found[1]][0]), min(end, pointed.covered[found[2]][1]), found[0])


def _parts(text: str, begins: int) -> list[tuple[int, int]]:
    """Return where the parts of a sentence stand between commas and conjunctions; what leans on a part belongs to it.

    ``begins`` is where the answer seems to: what leads it is no part of a thing.
    """
    line = flat(text)
    cuts = list(compiled(_PARTS).finditer(line))
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
    parts: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        leans = compiled(_COMPLEMENTS).match(line, start)
        before = line[max(begins, parts[-1][0]) : parts[-1][1]] if parts else ""
        comma = parts and "," in line[parts[-1][1] : start]
        # "auteurs et des compositeurs" after "Syndicat national des", but "de vaches, de moutons et de cochons"
        if (
            leans
            and parts
            and not comma
            and f" {leans[0].strip()}" in before
            and not compiled(_COMPLEMENTS).match(before.strip())
        ):
            parts[-1] = (parts[-1][0], end)
        elif line[start:end].strip():
            parts.append((start, end))
    return parts


def _beside(
    text: str, pointed: Pointed, best: _Span, parts: Sequence[tuple[int, int]], numbers: range
) -> Iterator[tuple[int, int]]:
    """Yield the parts on one side of the best span that are enumerated with it; one short part between may be none."""
    skipped = 0
    for number in numbers:
        span = _best(pointed, *parts[number])
        if span and span.likelihood >= best.likelihood - FAR:
            yield span.start, span.end
            skipped = 0
        elif skipped or len(text[slice(*parts[number])].split()) > APART:
            return
        else:
            skipped += 1


def _trimmed(text: str, start: int, end: int) -> Thing | None:
    """Return a thing without what leads it and the signs around it."""
    while start < end and text[start] in _EDGES:
        start += 1
    led = compiled(_LED).match(flat(text), start, end)
    if led and led.end() < end and (start == 0 or text[start].islower()):  # within a sentence "La Rochelle" is called so
        start = led.end()
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    for opening, closing in _PAIRS.items():
        said = text[start:end]
        if said.startswith(opening) and closing not in said:
            start += 1
        elif said.endswith(closing) and opening not in said:
            end -= 1
        elif opening in said and closing not in said and closing in text[end : end + 2]:
            end = text.index(closing, end) + 1
    words = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    start, words = start + _called(words), words[_called(words) :]
    return Thing(start, start + len(words), words) if any(map(str.isalnum, words)) else None


def _alike(text: str, found: list[Thing]) -> list[Thing]:
    """Return the things without those that only describe the named ones: "Paris, the capital, and Lyon"."""
    proper = [thing for thing in found if named(thing.text) or (thing.start and thing.text[0].isupper())]
    joined = [thing for before, thing in pairwise(found) if compiled(_JOINED).search(flat(text[before.end : thing.start]))]
    return [thing for thing in found if thing in proper or thing in joined] if len(proper) >= len(found) / 2 else found


def named(text: str) -> bool:
    """Tell whether a thing is called by a name: "Susan Li", not "the head of Meta"."""
    return any(name.start == 0 for name in names_in_piece(text))


def _called(text: str) -> int:
    """Return where the name begins that ordinary words lead: "the novelist Richard Kadrey", not "the head of Meta"."""
    name = next(iter(names_in_piece(text)), None)
    before = text[: name.start] if name and name.end == len(text) else ""
    led = before.islower() and before.endswith(" ") and function_words().isdisjoint(flat(before).split())
    return len(before) if led else 0
