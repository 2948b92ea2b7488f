"""A comparison: what the articles say of each of two sides, and of two amounts or dates which is more."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from chatbot.answering.evidence import POINTED, corrects, gather, understand
from chatbot.answering.inquiry import Cited, Inquiry, Step, sources
from chatbot.answering.plans import fact
from chatbot.answering.prompt import one_line
from chatbot.answering.topics import names_in_piece, topic, topic_of
from chatbot.models.span_head import likelihood
from chatbot.protocols import Pointed
from chatbot.types import Evidence, Item, Reply
from index.language import Date, Number, find_dates, find_numbers, flat
from index.language.moments import parse_day
from index.language.names import tokens
from index.language.patterns import compiled, each, every

SCORED = 30.0  # log-odds that one point of evidence is worth; not measured
NAMED = 3.0  # log-odds that a sentence which names a side is about it; not measured
HALF = 0.5  # of the words of a side, by weight; not measured
LEAST = 1e-6  # how likely any value is at least what is asked for
_OPENING = 5_000  # characters in which an article names what it is about


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence about a side, what the span head makes of it, and how well it answers what is asked of that side.

    ``named`` when it names the side, or its article speaks of this one only: another's amounts win no comparison.
    """

    item: Evidence
    pointed: Pointed
    worth: float
    named: bool


@dataclass(frozen=True, slots=True)
class _Value:
    """A day, by its number, or an amount: from ``low`` to ``high``, and how well it answers."""

    told: _Told
    start: int
    low: float
    high: float
    unit: str | None
    worth: float


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
    values = ([value for told in side if told.named for value in _values(told, time=time)] for side in found)
    alike = [
        (one, other)
        for one, other in product(*values)
        if one.unit == other.unit and (one.told.item.sentence, one.start) != (other.told.item.sentence, other.start)
    ]
    if which and alike:
        mine, theirs = max(alike, key=lambda pair: pair[0].worth + pair[1].worth)
        shown = [mine.told, theirs.told]
        apart = mine.high < theirs.low or theirs.high < mine.low
        winner = names[(mine.high < theirs.low) != least] if apart else None
    cited = Cited((one.item.article, one.item.sentence) for one in shown if one)
    yield sources(cited.evidence)
    both = "".join(f"[{item.marker}]" for item in cited.evidence)
    lines, items = [inquiry.say("short", short=winner, marker=both)] if winner else [], list[Item]()
    for name, one in zip(names, shown, strict=True):
        if one is None:
            lines.append(inquiry.say("unsaid", side=name))
            continue
        quote, marker = one_line(one.item.sentence.text), cited.marker(one.item.article, one.item.sentence)
        items.append(Item(quote, (marker,), side=name))
        lines.append(inquiry.say("said", speaker=name, quote=quote, marker=f"[{marker}]"))
    yield Reply("\n".join(lines), winner, cited.evidence, items=tuple(items))


def _sides(question: str) -> tuple[str, str] | None:
    """Return the two sides of a question, as it names them; in "that of B" with the head of the first."""
    for pattern in each("comparing.sides"):
        if found := pattern.search(flat(question)):
            first, second = (topic_of(question[slice(*found.span(group))]) for group in ("first", "second"))
            names = names_in_piece(first)
            if names and not every("comparing.standing").isdisjoint(flat(found["second"]).split()[:3]):
                second = f"{first[: names[-1].start]}{second}"
            if first and second and flat(first) != flat(second):
                return first, second
    return None


def _found(inquiry: Inquiry, name: str, other: str) -> list[_Told]:
    """Return the sentences that speak of a side, the likeliest to answer first, by the question without the other side."""
    text = inquiry.question.text.replace(other, name)
    asked = understand(text, inquiry.library, said=inquiry.question.text)
    about, against = topic(inquiry.library, name), topic(inquiry.library, other)
    worth: dict[Evidence, float] = {}
    named: set[Evidence] = set()
    for item in gather(asked, inquiry.library.search(text, scope=inquiry.scope, limit=12), limit=4 * POINTED):
        here, theirs = (side.said_in(tokens(item.sentence.text)) for side in (about, against))
        if here or (not theirs and about.said_in(tokens(f"{item.article.title}. {item.article.text[:_OPENING]}"))):
            worth[item] = NAMED * (2 * here - theirs) + SCORED * item.score
            share = about.covered(about.held(tokens(f"{item.article.title}. {item.sentence.text}")))
            if share >= HALF or not against.said_in(tokens(item.article.text[:_OPENING])):
                named.add(item)
    kept = [item for item in worth if not any(corrects(rival.article, item.article) for rival in worth)]
    best = sorted(kept, key=lambda item: -worth[item])[:POINTED]
    pointed = inquiry.point(best, question=text)
    told = [_Told(item, seen, worth[item] - seen.refusal / 2, item in named) for item, seen in zip(best, pointed, strict=True)]
    return sorted(told, key=lambda one: -one.worth)


def _values(told: _Told, *, time: bool) -> Iterator[_Value]:
    """Yield the days of a sentence, or its amounts."""
    article, sentence = told.item.article, one_line(told.item.sentence.text)
    dates, likely = find_dates(sentence, language=article.language, published=article.day), likelihood(told.pointed)
    written = parse_day(article.day)

    def worth(at: Date | Number) -> float:
        return told.worth + math.log(max(likely(at.start, at.end), LEAST))

    for date in dates if time else ():
        if day := ((written and date.moment.resolved(written)) or date.moment).calendar:
            yield _Value(told, date.start, day.toordinal(), day.toordinal(), None, worth(date))
    for number in () if time else find_numbers(sentence, language=article.language):
        if not number.ordinal and not any(date.start <= number.start < date.end for date in dates):
            low, high = float(number.value), float(number.until or number.value)
            yield _Value(told, number.start, low, high, number.unit, worth(number))
