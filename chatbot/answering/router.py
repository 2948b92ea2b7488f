"""Which kind of answer a question asks for. The words of it are data of each language's pack (``index/language/packs``)."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from chatbot.types import Plan
from index.language import flat
from index.language.packs import Pack, pack_of, packs, per_packs
from index.language.patterns import every, told
from index.language.vocabulary import guess_language

# what is looked for first says more: "how many articles mention" is a count and no list of articles
ORDER = (
    *(Plan.LIBRARY, Plan.DIGEST, Plan.SUMMARY, Plan.COMPARISON, Plan.TIMELINE),
    *(Plan.COUNT, Plan.QUOTATION, Plan.EXPLANATION, Plan.LIST, Plan.YES_NO),
)
_JOINTS = str.maketrans("'-", "  ")  # people leave them out, so the patterns have none
_END = re.compile(r"[\s?!.…]+$")
_SENTENCE = re.compile(r".+?(?:[?!…]+(?=\s|$)|(?<=\w\w)(?<!\b[A-Z][a-z])(?<!\bvs)(?<!\bMrs)[.]+(?=\s|$)|$)")
_LONGEST = 300  # characters of one sentence; what is longer says much that is no question
SHORTEST, ALIKE = 6, 0.9  # letters of a word in which a slip is forgiven, and its likeness to what is meant (see difflib)


@dataclass(frozen=True, slots=True)
class Route:
    """A plan, and the parts of a question that asks several things, each a question of its own."""

    plan: Plan
    parts: tuple[str, ...] = ()


def route(question: str) -> Route:
    """Return the plan of a question that stands alone."""
    text = " ".join(question.split())
    if all(_talks(_line(match[0].strip())) for match in _SENTENCE.finditer(text)):
        return Route(Plan.TALK)
    parts = [part for sentence in _asking(text) for part in _parts(sentence)]
    asked = [part for part in parts if not _wants_all(part)] or parts
    if len(asked) > 1:
        return Route(Plan.SEVERAL, (*(_END.sub("", part) for part in asked[:-1]), asked[-1]))
    line = _line(asked[0])
    plan = Plan.TALK if _talks(line) else _plan(line)
    return Route(Plan.LIST if plan is Plan.FACT and len(asked) < len(parts) else plan)


def greeted_in(question: str) -> str | None:
    """Return the only language in which a question is small talk: "salut" is too short to tell by other means."""
    line = _END.sub("", _line(" ".join(question.split())))
    found = [pack.code for pack, talk in zip(_asking_packs(), _patterns("talk"), strict=True) if talk.fullmatch(line)]
    return found[0] if len(found) == 1 else None


def _asking(text: str) -> list[str]:
    """Return the sentences that ask, without the courtesies around them; the last one where none seems to."""
    said = [_bare(match[0].strip()) for match in _SENTENCE.finditer(text)]
    marked = [sentence for sentence in said if sentence.endswith("?")]
    asking = [s for s in said if (_opens(s) or (s in marked and _doubts(s))) and not _talks(_line(s))]
    return asking or [_bare(text)]


def _bare(text: str) -> str:
    """Return what asks in a sentence: without the courtesies before and behind it."""
    line = _line(text)
    start, end, moved = 0, len(line), True
    while moved:
        found = [courtesy.match(line, start) for courtesy in _patterns("courtesy")]
        length = max((match.end() - start for match in found if match), default=0)
        moved = 0 < length < len(_END.sub("", line)) - start
        start += length if moved else 0
    for closing in _patterns("closing"):
        match = closing.search(line, start, end)
        end = match.start() if match and match.start() > start else end
    return text[start:end].strip()[:_LONGEST] or text


def _parts(text: str) -> tuple[str, ...]:
    """Return the questions that a sentence is made of: one, or two that each ask for something."""
    line = _line(text)
    for joins in _patterns("joins"):
        for join in joins.finditer(line):
            first, second = text[: join.start()].strip(), text[join.end() :].strip()
            if " " in first and (_opens(first) or _doubts(first)) and _opens(_bare(second)):
                return first, second
    return (text,)


def _plan(line: str) -> Plan:
    line = " ".join(map(_spelt, line.split(" ")))
    known = [pack.code for pack in _asking_packs()]
    spoken = [code for code in known if code == guess_language(line)] or known
    for plan in ORDER:
        for code in spoken:
            if _pattern(f"asked.{plan}", code).search(line) and not _pattern(f"barred.{plan}", code).search(line):
                return plan
    return Plan.FACT


def _spelt(word: str) -> str:
    """Return the keyword that a word is but for one letter inside it, else the word: an ending is no mistake."""
    near = get_close_matches(word, every("plans.keywords"), 1, ALIKE) if len(word) >= SHORTEST else []
    slip = near and near[0][0] == word[0] and not near[0].startswith(word) and not word.startswith(near[0])
    return near[0] if slip else word


def _wants_all(text: str) -> bool:
    """Tell whether nothing is said but that all of what was just asked for is wanted: "give me every name"."""
    return any(all_of_it.fullmatch(_END.sub("", _line(text))) for all_of_it in _patterns("all_of_it"))


def _opens(text: str) -> bool:
    return any(opens.match(_line(text)) for opens in _patterns("opens"))


def _doubts(text: str) -> bool:
    return _plan(_line(text)) is Plan.YES_NO


def _talks(line: str) -> bool:
    return any(talk.fullmatch(_END.sub("", line)) for talk in _patterns("talk"))


def _line(text: str) -> str:
    return flat(text).translate(_JOINTS)


def _patterns(field: str) -> list[re.Pattern[str]]:
    return [_pattern(field, pack.code) for pack in _asking_packs()]


@per_packs
def _pattern(field: str, language: str) -> re.Pattern[str]:
    """Return the pattern of what a field of a language's plans holds; to compile one takes up to 50 ms."""
    patterns = told(f"plans.{field}", [pack_of(language)])
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def _asking_packs() -> list[Pack]:
    return [pack for pack in packs() if pack.plans.asked]
