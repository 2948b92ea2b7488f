"""A comparison: what the articles say of each of two sides, and of two amounts or dates which is more."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import SupportsFloat

from chatbot.answering.corrections import corrects
from chatbot.answering.evidence import POINTED, gather, understand
from chatbot.answering.inquiry import Cited, Inquiry, Step, sources
from chatbot.answering.plans import fact
from chatbot.answering.prompt import one_line
from chatbot.answering.topics import topic, topic_of
from chatbot.models.span_head import likelihood
from chatbot.protocols import Pointed
from chatbot.types import Evidence, Item, Reply
from index.language import Date, Number, find_dates, find_names, find_numbers, flat
from index.language.amounts import same_unit
from index.language.moments import parse_day
from index.language.names import tokens
from index.language.patterns import compiled, each, every

SCORED = 30.0  # log-odds that one point of evidence is worth; not measured
MEANT = -8.0  # logarithm of how likely two amounts are the ones asked for, from which on they are compared; on 12 questions
_NAMED = 3.0  # log-odds that a sentence which names a side is about it; not measured
LEAST = 1e-6  # how likely any value is at least what is asked for
_OPENING = 5_000  # characters in which an article names what it is about
_BEFORE = "x, "  # after which the capital of a first word is a name's


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence about a side, what the span head makes of it, and how well it answers what is asked of that side."""

    item: Evidence
    pointed: Pointed
    worth: float


@dataclass(frozen=True, slots=True)
class _Value:
    """A day, or an amount from ``low`` to ``high``; ``likely``: that it is meant, as a logarithm."""

    told: _Told
    start: int
    low: float
    high: float
    unit: str | None
    likely: float


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield a line a side, headed by the winner where one is asked for; nothing when neither is spoken of."""
    names = _sides(inquiry.question.text)
    if names is None:
        return
    found = [_found(inquiry, name, other) for name, other in (names, names[::-1])]
    shown, winner = [told[0] if told else None for told in found], None
    if not all(shown) and all(one.pointed.refusal > 0 for one in shown if one):  # half an answer, and that a doubtful one
        yield fact.refused(inquiry, "another_thing")
        return
    line = flat(inquiry.question.text)
    which, least, time = (compiled(f"{{comparing.{asks}}}").search(line) is not None for asks in ("which", "least", "time"))
    if which and (pair := _likeliest(found, time=time)):
        mine, theirs = pair
        shown = [mine.told, theirs.told]
        apart = mine.high < theirs.low or theirs.high < mine.low
        winner = names[(mine.high < theirs.low) != least] if apart else None
    cited = Cited((one.item.article, one.item.sentence) for one in shown if one)
    yield sources(cited.evidence)
    both = "".join(f"[{item.marker}]" for item in cited.evidence)
    lines, items = [inquiry.say("short", short=winner, marker=both)] if winner else [], list[Item]()
    for name, one in zip(names, shown, strict=True):
        if one:
            quote, marker = one_line(one.item.sentence.text), cited.marker(one.item.article, one.item.sentence)
            items.append(Item(quote, (marker,), side=name))
        said = inquiry.say("said", speaker=name, quote=quote, marker=f"[{marker}]") if one else inquiry.say("unsaid", side=name)
        lines.append(said)
    yield Reply("\n".join(lines), winner, cited.evidence, verified=True, items=tuple(items))


def _sides(question: str) -> tuple[str, str] | None:
    """Return the two sides of a question, as it names them; in "that of B" with the head of the first."""
    for pattern in each("comparing.sides"):
        if found := pattern.search(flat(question)):
            first, second = (topic_of(question[slice(*found.span(group))]) for group in ("first", "second"))
            names = find_names(f"{_BEFORE}{first}")
            if names and not every("comparing.standing").isdisjoint(flat(found["second"]).split()[:3]):
                second = f"{first[: names[-1].start - len(_BEFORE)]}{second}"
            if first and second and flat(first) != flat(second):
                return first, second
    return None


def _found(inquiry: Inquiry, name: str, other: str) -> list[_Told]:
    """Return the sentences that speak of a side, the likeliest to answer first, by the question without the other side."""
    text = inquiry.question.text.replace(other, name)
    asked = understand(text, inquiry.library, said=inquiry.question.text)
    about, against = topic(inquiry, name), topic(inquiry, other)
    worth: dict[Evidence, float] = {}
    for item in gather(asked, inquiry.library.search(text, scope=inquiry.scope, limit=12), limit=4 * POINTED):
        said, article = tokens(item.sentence.text), item.article
        theirs = against.said_in(said)
        named = 2 - theirs if about.said_in(said) else not theirs and about.said_in(tokens(article.title))
        if named or (not theirs and about.said_in(tokens(article.text[:_OPENING]))):
            worth[item] = _NAMED * named + SCORED * item.score
    kept = [item for item in worth if not any(corrects(rival.article, item.article) for rival in worth)]
    best = sorted(kept, key=lambda item: -worth[item])[:POINTED]
    pointed = inquiry.point(best, question=text)
    told = [_Told(item, seen, worth[item] - seen.refusal / 2) for item, seen in zip(best, pointed, strict=True)]
    return sorted(told, key=lambda one: -one.worth)


def _values(told: _Told, *, time: bool) -> Iterator[_Value]:
    """Yield the days that a sentence tells, by their number, or its amounts."""
    article, sentence = told.item.article, one_line(told.item.sentence.text)
    dates = find_dates(sentence, language=article.language, published=article.day)
    written, likely = parse_day(article.day), likelihood(told.pointed)
    moments = [(date, (written and date.moment.resolved(written)) or date.moment) for date in dates]
    stated: list[tuple[Date | Number, SupportsFloat, SupportsFloat, str | None]]
    stated = [(date, day.toordinal(), day.toordinal(), None) for date, moment in moments if (day := moment.calendar)]
    if not time:
        numbers = [number for number in find_numbers(sentence, language=article.language) if not number.ordinal]
        free = [number for number in numbers if not any(date.start <= number.start < date.end for date in dates)]
        stated = [(number, number.value, number.until or number.value, number.unit) for number in free]
    for at, low, high, unit in stated:
        yield _Value(told, at.start, float(low), float(high), unit, math.log(max(likely(at.start, at.end), LEAST)))


def _likeliest(found: Sequence[Sequence[_Told]], *, time: bool) -> tuple[_Value, _Value] | None:
    """Return a value of each side, days or amounts, that are told in one unit and likeliest asked for."""
    mine, theirs = ([value for told in side for value in _values(told, time=time)] for side in found)
    pairs = [
        (one, other)
        for one, other in product(mine, theirs)
        if (one.told.item.sentence, one.start) != (other.told.item.sentence, other.start)
        and (one.unit == other.unit or (one.unit and other.unit and same_unit(one.unit, other.unit)))
        and (time or one.likely + other.likely > MEANT)
    ]
    return max(pairs, key=lambda pair: sum(one.told.worth + one.likely for one in pair), default=None)
