"""Which kind of answer a question asks for. The words of it are data of each language's pack (``index/language/packs``)."""

import re
from dataclasses import dataclass
from functools import cache

from chatbot.types import Plan
from index.language import flat
from index.language.packs import packs
from index.language.packs.plans import PlanWords

# what is looked for first says more: "how many articles mention" is a count and no list of articles
ORDER = (
    Plan.LIBRARY,
    Plan.DIGEST,
    Plan.SUMMARY,
    Plan.COMPARISON,
    Plan.TIMELINE,
    Plan.COUNT,
    Plan.QUOTATION,
    Plan.EXPLANATION,
    Plan.LIST,
    Plan.YES_NO,
)
_END = re.compile(r"[\s?!.…]+$")
_LONGEST = 400  # characters; what is longer says much that is no question


@dataclass(frozen=True, slots=True)
class Route:
    """A plan, and the parts of a question that asks several things, each a question of its own."""

    plan: Plan
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Patterns:
    courtesy: re.Pattern[str]
    closing: re.Pattern[str]
    joins: re.Pattern[str]
    opens: re.Pattern[str]
    talk: re.Pattern[str]
    asked: dict[Plan, re.Pattern[str]]
    barred: dict[Plan, re.Pattern[str]]


def route(question: str) -> Route:
    """Return the plan of a question that stands alone."""
    line = flat(question[:_LONGEST]).strip()
    if any(known.talk.fullmatch(_END.sub("", line)) for known in _patterns()):
        return Route(Plan.TALK)
    start, end = bare(line)
    parts = _parts(question[start:end].strip())
    if len(parts) > 1:
        return Route(Plan.SEVERAL, parts)
    return Route(_plan(line[start:end].strip()))


def bare(line: str) -> tuple[int, int]:
    """Return where, in a flat question, what asks begins and ends: without the courtesies around it."""
    start, end = 0, len(line)
    moved = True
    while moved:
        found = [known.courtesy.match(line, start) for known in _patterns()]
        length = max((match.end() - start for match in found if match), default=0)
        moved = 0 < length < len(line) - start
        start += length if moved else 0
    for known in _patterns():
        if match := known.closing.search(line, start, end):
            end = match.start() if match.start() > start else end
    return start, end


def _plan(line: str) -> Plan:
    for plan in ORDER:
        for known in _patterns():
            asked, barred = known.asked.get(plan), known.barred.get(plan)
            if asked and asked.search(line) and not (barred and barred.search(line)):
                return plan
    return Plan.FACT


def _parts(question: str) -> tuple[str, ...]:
    """Return the questions that a question is made of: one, or two that each ask for something."""
    line = flat(question)
    for known in _patterns():
        for join in known.joins.finditer(line):
            first, second = question[: join.start()].strip(), question[join.end() :].strip()
            if _asks(first) and _asks(second):
                return first, second
    return (question,)


def _asks(part: str) -> bool:
    """Tell whether a part of a question is one by itself."""
    line = flat(part)
    start, _ = bare(line)
    return any(known.opens.match(line, start) for known in _patterns())


@cache
def _patterns() -> tuple[_Patterns, ...]:
    return tuple(_compiled(pack.plans) for pack in packs() if pack.plans.asked)


def _compiled(words: PlanWords) -> _Patterns:
    def either(patterns: tuple[str, ...]) -> re.Pattern[str]:
        filled = [pattern.format(**words.parts) for pattern in patterns]
        return re.compile("|".join(f"(?:{pattern})" for pattern in filled) or r"(?!)")

    return _Patterns(
        either(words.courtesy),
        either(words.closing),
        either(words.joins),
        either(words.opens),
        either(words.talk),
        {Plan(plan): either(patterns) for plan, patterns in words.asked.items()},
        {Plan(plan): either(patterns) for plan, patterns in words.barred.items()},
    )
