"""A comparison: what the articles say of each of two sides, and of two amounts or dates which is more."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from chatbot.answering.corrections import corrects
from chatbot.answering.evidence import POINTED, gather, understand
from chatbot.answering.inquiry import Cited, Inquiry, Step, citation
from chatbot.answering.plans import fact
from chatbot.answering.prompt import one_line
from chatbot.answering.topics import Topic, topic, topic_of
from chatbot.answering.writing import write
from chatbot.models.span_head import before, lead, likelihood
from chatbot.protocols import Reader
from chatbot.types import Evidence, Item, Reply, Sources, Token
from index.language import find_dates, find_names, find_numbers, flat
from index.language.moments import parse_day
from index.language.names import Token as Word
from index.language.names import tokens
from index.language.patterns import compiled, each, every
from index.language.units import same_unit

LONGEST = 80  # characters of a side
SCORED = 30.0  # log-odds that one point of evidence is worth; not measured
MEANT = -8.0  # logarithm of how likely two amounts are the ones asked for, from which on they are compared; on 12 questions
LEAST = 1e-6  # how likely any value is at least what is asked for
_NAMED = 6.0  # log-odds that a sentence which names a side is about it; not measured
_CHARACTERS = 5_000  # of an article, in which it names what it is about
_BEFORE = "x, "  # after which the capital of a first word is a name's
_DAY = "date"
_WHICH, _LEAST, _TIME = "{comparing.which}", "{comparing.least}", "{comparing.time}"


@dataclass(frozen=True, slots=True)
class _Value:
    """An amount, or a day with the unit ``_DAY``, from ``low`` to ``high``; ``likely``: that it is meant, as a logarithm."""

    start: int
    low: float
    high: float
    unit: str | None
    likely: float


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence about a side, how well it answers what is asked of that, and the values in it."""

    item: Evidence
    refusal: float
    worth: float
    values: tuple[_Value, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two sides: how the question names it, and its best sentence."""

    name: str
    item: Evidence | None


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield a line a side, headed by the winner where one is asked for; nothing when neither is spoken of."""
    names = _sides(inquiry.question.text)
    if names is None:
        return
    line = flat(inquiry.question.text)
    which, least, time = (compiled(pattern).search(line) is not None for pattern in (_WHICH, _LEAST, _TIME))
    found = [_found(inquiry, name, other, time=which and time) for name, other in (names, names[::-1])]
    heard = [told[0] for told in found if told]
    if len(heard) < len(names) and all(one.refusal > 0 for one in heard):  # half an answer, and that a doubtful one
        yield fact.refused(inquiry, "another_thing")
        return
    sides, winner = _decided(names, found, time=time, least=least) if which else (_best(names, found), None)
    evidence = [side.item for side in sides if side.item]
    cited = Cited()
    markers = [cited.marker(side.item.article, side.item.sentence) if side.item else 0 for side in sides]
    yield Sources(tuple(citation(item, verified=True) for item in cited.evidence))
    if winner is None and len(evidence) == len(sides) and not isinstance(inquiry.model, Reader):
        yield from write(inquiry.question, cited.evidence, inquiry.model)
        return
    both = "".join(f"[{item.marker}]" for item in cited.evidence)
    lines = [inquiry.say("short", short=winner, marker=both)] if winner else []
    lines += [_line(inquiry, side, marker) for side, marker in zip(sides, markers, strict=True)]
    items = [
        Item(one_line(side.item.sentence.text), (marker,), side=side.name)
        for side, marker in zip(sides, markers, strict=True)
        if side.item
    ]
    yield Token("\n".join(lines))
    yield Reply("\n".join(lines), winner, cited.evidence, verified=True, items=tuple(items))


def _sides(question: str) -> tuple[str, str] | None:
    """Return the two sides of a question, as it names them; in "that of B" with the head of the first."""
    for pattern in each("comparing.sides"):
        found = pattern.search(flat(question))
        if not found:
            continue
        first, second = (topic_of(question[slice(*found.span(group))]) for group in ("first", "second"))
        names = find_names(f"{_BEFORE}{first}")
        if names and not every("comparing.standing").isdisjoint(flat(question[slice(*found.span("second"))]).split()[:3]):
            second = f"{first[: names[-1].start - len(_BEFORE)]}{second}"
        if all(name and len(name) <= LONGEST for name in (first, second)) and flat(first) != flat(second):
            return first, second
    return None


def _found(inquiry: Inquiry, name: str, other: str, *, time: bool) -> list[_Told]:
    """Return the sentences that speak of a side, the likeliest first, by what the question asks without the other side."""
    text = inquiry.question.text.replace(other, name)
    asked = understand(text, inquiry.library, said=inquiry.question.text)
    about, against = topic(inquiry, name), topic(inquiry, other)
    held: list[tuple[float, Evidence]] = []
    for item in gather(asked, inquiry.library.search(text, scope=inquiry.scope, limit=12), limit=4 * POINTED):
        worth = _bearing(about, against, item)
        if worth is not None:
            held.append((worth, item))
    if time:  # a day that another article corrects is none
        held = [
            one
            for one in held
            if not any(rival.article.id != one[1].article.id and corrects(rival.article, one[1].article) for _, rival in held)
        ]
    held = sorted(held, key=lambda one: -one[0] - SCORED * one[1].score)[:POINTED]
    if not held:
        return []
    sentences = [one_line(item.sentence.text) for _, item in held]
    leads = [lead(item.article.title, before(item.article.text, item.sentence.start)) for _, item in held]
    told = []
    for (worth, item), sentence, seen in zip(held, sentences, inquiry.point(sentences, leads, question=text), strict=True):
        values = tuple(_values(sentence, item, likelihood(seen)))
        told.append(_Told(item, seen.refusal, worth + SCORED * item.score - seen.refusal / 2, values))
    return sorted(told, key=lambda one: -one.worth)


def _bearing(about: Topic, against: Topic, item: Evidence) -> float | None:
    """Return how surely a sentence is about a side: it names it, and the other not; else its title does, or its article."""
    places = (item.sentence.text, item.article.title, item.article.text[:_CHARACTERS])
    sentence, title, article = map(tokens, places)
    theirs = _holds(against, sentence)
    if _holds(about, sentence):
        return _NAMED / 2 if theirs else _NAMED
    if theirs or not (_holds(about, title) or _holds(about, article)):
        return None
    return _NAMED / 2 if _holds(about, title) else 0.0


def _holds(about: Topic, stream: Sequence[Word]) -> bool:
    held = about.held(stream)
    return about.covered(held) == 1 or about.named(held)


def _values(sentence: str, item: Evidence, likely: Callable[[int, int], float]) -> Iterator[_Value]:
    published = item.article.published.value if item.article.published else None
    language = item.article.language

    def chance(start: int, end: int) -> float:
        return math.log(max(likely(start, end), LEAST))

    dates = find_dates(sentence, language=language, published=published)
    for date in dates:
        moment = (date.moment.resolved(day) if (day := parse_day(published)) else None) or date.moment
        if moment.calendar:
            known = float(moment.calendar.toordinal())
            yield _Value(date.start, known, known, _DAY, chance(date.start, date.end))
    for number in find_numbers(sentence, language=language):
        if not number.ordinal and not any(date.start <= number.start < date.end for date in dates):
            low, high = float(number.value), float(number.until or number.value)
            yield _Value(number.start, low, high, number.unit, chance(number.start, number.end))


def _best(names: Sequence[str], found: Sequence[Sequence[_Told]]) -> list[_Side]:
    return [_Side(name, told[0].item if told else None) for name, told in zip(names, found, strict=True)]


def _decided(
    names: Sequence[str], found: Sequence[Sequence[_Told]], *, time: bool, least: bool
) -> tuple[list[_Side], str | None]:
    """Return the sides with the sentences whose values are told in one unit and likeliest asked for, and which side wins."""
    pairs = [
        (one.worth + mine.likely + other.worth + theirs.likely, one.item, mine, other.item, theirs)
        for one, other in product(*found)
        for mine, theirs in product(one.values, other.values)
        if (one.item.sentence, mine.start) != (other.item.sentence, theirs.start) and _comparable(mine, theirs, time=time)
    ]
    if not pairs:
        return _best(names, found), None
    _, one, mine, other, theirs = max(pairs, key=lambda pair: pair[0])
    sides = [_Side(names[0], one), _Side(names[1], other)]
    if mine.low <= theirs.high and theirs.low <= mine.high:
        return sides, None
    return sides, names[(mine.high < theirs.low) != least]


def _comparable(mine: _Value, theirs: _Value, *, time: bool) -> bool:
    """Tell whether two values are days, where these are asked for, or amounts of one unit that are both likely meant."""
    if time:
        return mine.unit == theirs.unit == _DAY
    alike = mine.unit == theirs.unit or (None not in {mine.unit, theirs.unit} and same_unit(mine.unit, theirs.unit))
    return alike and mine.unit != _DAY and mine.likely + theirs.likely > MEANT


def _line(inquiry: Inquiry, side: _Side, marker: int) -> str:
    if side.item is None:
        return inquiry.say("unsaid", side=side.name)
    return inquiry.say("said", speaker=side.name, quote=one_line(side.item.sentence.text), marker=f"[{marker}]")
