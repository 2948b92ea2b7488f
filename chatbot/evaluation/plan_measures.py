"""What each kind of answer is measured by, of the questions that say which kind they ask for (their ``task``)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from chatbot.answering.statements import without_markers
from chatbot.evaluation.questions import Gold
from chatbot.evaluation.scoring import mean, normalise, rouge_l
from chatbot.types import Answer, Plan
from prompts import phrases

Asked = Sequence[tuple[Gold, Answer]]
Measures = Mapping[str, float | None]

TASKS = {
    "yes_no": Plan.YES_NO,
    "list": Plan.LIST,
    "summary": Plan.SUMMARY,
    "why": Plan.EXPLANATION,
    "talk": Plan.TALK,
}


def plan_measures(asked: Asked) -> dict[str, Measures]:
    """Return the measures of each plan that a question's task names, as shares from 0 to 1; ``plan``: it was taken for that."""
    by_plan: defaultdict[Plan, list[tuple[Gold, Answer]]] = defaultdict(list)
    for gold, answer in asked:
        if (plan := TASKS.get(gold.task or "")) and gold.label in {None, "yes", "no", "talk"}:
            by_plan[plan].append((gold, answer))
    return {
        plan: {
            "plan": mean([float(answer.plan is plan) for _, answer in told]),
            **(_MEASURES[plan](told) if plan in _MEASURES else {}),
        }
        for plan, told in by_plan.items()
    }


def _listed(asked: Asked) -> Measures:
    """Measure how many of the right things are listed, and how many of those listed are right."""
    listed = [(gold, [without_markers(item.text) for item in answer.items] or [answer.short or ""]) for gold, answer in asked]
    found = [float(any(_holds(item, right) for item in items)) for gold, items in listed for right in gold.answers]
    right = [float(any(_holds(item, right) for right in gold.answers)) for gold, items in listed for item in items if item]
    return {"found": mean(found), "right": mean(right)}


def _decided(asked: Asked) -> Measures:
    """Measure how often yes or no is said, and how often that is right."""
    said = [(gold, answer, phrases("phrases.toml", answer.language)) for gold, answer in asked]
    decided = [
        (words[gold.label], answer.short)
        for gold, answer, words in said
        if gold.label and answer.short in {words["yes"], words["no"]}
    ]
    return {"decided": len(decided) / len(asked), "right": mean([float(right == told) for right, told in decided])}


def _told(asked: Asked) -> Measures:
    """Measure the words in common with a right answer, and their order, by ROUGE-L (Lin 2004)."""
    return {"rouge_l": mean([rouge_l(without_markers(answer.text), gold.answers) for gold, answer in asked])}


def _holds(one: str, other: str) -> bool:
    short, long = sorted((normalise(one), normalise(other)), key=len)
    return bool(short) and f" {short} " in f" {long} "


_MEASURES: Mapping[Plan, Callable[[Asked], Measures]] = {
    Plan.LIST: _listed,
    Plan.YES_NO: _decided,
    Plan.SUMMARY: _told,
    Plan.EXPLANATION: _told,
}
