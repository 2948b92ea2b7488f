"""What each kind of answer is measured by, of the questions that say which kind they ask for (their ``task``)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from chatbot.answering.statements import without_markers
from chatbot.evaluation.questions import Gold
from chatbot.evaluation.scoring import mean, normalise, rouge_l
from chatbot.types import Answer, Plan
from prompts import phrases

Asked = Sequence[tuple[Gold, Answer]]
Measures = Mapping[str, float | None]

TASKS = {"yes_no": Plan.YES_NO, "list": Plan.LIST, "summary": Plan.SUMMARY, "why": Plan.EXPLANATION, "talk": Plan.TALK}


def plan_measures(asked: Asked) -> dict[str, Measures]:
    """Return the measures of each plan that a question's task names, as shares from 0 to 1; ``plan``: it was taken for that."""
    by_plan: defaultdict[Plan, list[tuple[Gold, Answer]]] = defaultdict(list)
    for gold, answer in asked:
        if (plan := TASKS.get(gold.task or "")) and gold.label in {None, "yes", "no", "talk"}:
            by_plan[plan].append((gold, answer))
    return {
        plan: {"plan": mean([float(answer.plan is plan) for _, answer in told]), **_measures(plan, told)}
        for plan, told in by_plan.items()
    }


def _measures(plan: Plan, asked: Asked) -> Measures:
    """Return how much is found and how much of that is right, or how like prose is by ROUGE-L (Lin 2004)."""
    if plan is Plan.LIST:
        told = [(gold, [without_markers(item.text) for item in answer.items] or [answer.short or ""]) for gold, answer in asked]
        found = [float(any(_holds(item, right) for item in items)) for gold, items in told for right in gold.answers]
        right = [float(any(_holds(item, right) for right in gold.answers)) for gold, items in told for item in items if item]
        return {"found": mean(found), "right": mean(right)}
    if plan is Plan.YES_NO:
        said = [(label, a.short, phrases("phrases.toml", a.language)) for gold, a in asked if (label := gold.label)]
        right = [float(short == words[label]) for label, short, words in said if short in {words["yes"], words["no"]}]
        return {"decided": len(right) / len(asked), "right": mean(right)}
    prose = {Plan.SUMMARY, Plan.EXPLANATION}
    alike = [rouge_l(without_markers(answer.text), gold.answers) for gold, answer in asked] if plan in prose else []
    return {"rouge_l": mean(alike)} if alike else {}


def _holds(one: str, other: str) -> bool:
    short, long = sorted((normalise(one), normalise(other)), key=len)
    return bool(short) and f" {short} " in f" {long} "
