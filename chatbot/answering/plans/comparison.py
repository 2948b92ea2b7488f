"""A comparison: what the articles say of each of two sides, and of two amounts or dates which is more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from chatbot.answering.evidence import POINTED, gather, understand
from chatbot.answering.inquiry import Cited, Inquiry, Step, citation
from chatbot.answering.prompt import one_line
from chatbot.answering.topics import Topic, topic, topic_of
from chatbot.answering.writing import write
from chatbot.models.span_head import before, lead, likelihood
from chatbot.protocols import Reader
from chatbot.types import Evidence, Item, Reply, Sources, Token
from index.language import find_dates, find_numbers, flat
from index.language.names import tokens
from index.language.patterns import compiled, each
from index.language.units import same_unit

LONGEST = 80  # characters of a side
UNSAID = 12.0  # the span head's log-odds of no answer beyond which a sentence says nothing of a side; not measured


@dataclass(frozen=True, slots=True)
class _Value:
    """An amount or a day that a sentence tells of a side: from ``low`` to ``high``, and how likely it is what is asked for."""

    low: float
    high: float
    unit: str | None
    likely: float


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two sides: how the question names it, its best sentence, the values told there."""

    name: str
    item: Evidence | None
    values: tuple[_Value, ...]


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield a line a side, headed by the winner where one is asked for; nothing when neither is spoken of."""
    names = _sides(inquiry.question.text)
    if names is None:
        return
    found = [_found(inquiry, name, other) for name, other in (names, names[::-1])]
    if not any(found):
        return
    least = compiled("|".join(each("comparing", "least")) or "(?!)").search(flat(inquiry.question.text)) is not None
    asked = compiled("|".join(each("comparing", "which")) or "(?!)").search(flat(inquiry.question.text)) is not None
    sides, winner = _decided(names, found, least=least) if asked else (_best(names, found), None)
    evidence = [side.item for side in sides if side.item]
    cited = Cited()
    markers = [cited.marker(side.item.article, side.item.sentence) if side.item else 0 for side in sides]
    yield Sources(tuple(citation(item, verified=True) for item in cited.evidence))
    if winner is None and len(evidence) == len(sides) and not isinstance(inquiry.model, Reader):
        yield from write(inquiry.question, cited.evidence, inquiry.model)
        return
    lines = [f"{winner}."] if winner else []
    lines += [_line(inquiry, side, marker) for side, marker in zip(sides, markers, strict=True)]
    items = [
        Item(one_line(side.item.sentence.text), (marker,), side=side.name)
        for side, marker in zip(sides, markers, strict=True)
        if side.item
    ]
    yield Token("\n".join(lines))
    yield Reply("\n".join(lines), winner, cited.evidence, verified=True, items=tuple(items))


def _sides(question: str) -> tuple[str, str] | None:
    """Return the two sides of a question, as it names them."""
    for pattern in each("comparing", "sides"):
        found = compiled(pattern).search(flat(question))
        if found:
            names = [topic_of(question[slice(*found.span(group))]) for group in ("first", "second")]
            if all(name and len(name) <= LONGEST for name in names) and flat(names[0]) != flat(names[1]):
                return names[0], names[1]
    return None


def _found(inquiry: Inquiry, name: str, other: str) -> list[tuple[float, Evidence, tuple[_Value, ...]]]:
    """Return the sentences that speak of a side, the likeliest first, by what the question asks without the other side."""
    text = inquiry.question.text.replace(other, name)
    asked = understand(text, inquiry.library, said=inquiry.question.text)
    hits = inquiry.library.search(text, scope=inquiry.scope, limit=12)
    about, found = topic(inquiry, name), gather(asked, hits, limit=4 * POINTED)
    held = [item for item in found if about.covered(tokens(item.sentence.text)) == 1]
    held = (held or [item for item in found if about.covered(tokens(item.article.title)) == 1])[:POINTED]
    if not held:
        return []
    sentences = [one_line(item.sentence.text) for item in held]
    leads = [lead(item.article.title, before(item.article.text, item.sentence.start)) for item in held]
    pointed = inquiry.point(sentences, leads, question=text)
    told = []
    for item, sentence, seen in zip(held, sentences, pointed, strict=True):
        told.append((seen.refusal - 60 * item.score, item, tuple(_values(sentence, item, likelihood(seen)))))
    return sorted(told, key=lambda one: one[0])


def _values(sentence: str, item: Evidence, likely) -> Iterator[_Value]:
    published = item.article.published.value if item.article.published else None
    dates = find_dates(sentence, language=item.article.language, published=published)
    for stated in dates:
        if stated.moment.calendar:
            day = float(stated.moment.calendar.toordinal())
            yield _Value(day, day, "date", likely(stated.start, stated.end))
    for number in find_numbers(sentence, language=item.article.language):
        if not number.ordinal and not any(day.start <= number.start < day.end for day in dates):
            high = float(number.until or number.value)
            yield _Value(float(number.value), high, number.unit, likely(number.start, number.end))
