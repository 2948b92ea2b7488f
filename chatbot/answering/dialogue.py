"""Makes a question stand alone: what a follow-up leaves out is taken from the turns before."""

import re
from collections.abc import Sequence
from functools import lru_cache

from chatbot.answering.follow_up_forms import END, Asked, formed, otherwise, picked
from chatbot.answering.question_kinds import Kind, question_kind
from chatbot.answering.router import route
from chatbot.types import Plan, Turn
from index.language import find_dates, find_names, find_quoted, flat
from index.language.days import is_month
from index.language.detection import QUESTION_LANGUAGES
from index.language.packs import packs
from index.language.patterns import compiled, every
from index.language.vocabulary import function_words
from prompts import phrases

_LONGEST = 400  # characters; what is longer says what it is about
_TURNS = 12  # that are looked back
_ORDER = r"(?:{follow_ups.orders}\b{follow_ups.order_objects}?[ ,]*)?"
# what opens a question without being a part of it; its capital makes no name
_LEAD = (
    r"(?:{follow_ups.interjections}(?:[ ,.!]*$|[,.!]+ *| +(?={follow_ups.goes_on}\b)))*"
    + _ORDER + r"(?P<goes_on>(?:{follow_ups.goes_on}\b[ ,]*)+)?" + _ORDER
)  # fmt: skip
_EMPTY, _LEANS, _OBJECT = "{follow_ups.empty}", "{follow_ups.leans}", "{follow_ups.object}"
_PERSON, _PLACE = r"\b{follow_ups.person}\b", r"\b{follow_ups.place}\b"
_SMALL_TALK = r"{follow_ups.small_talk}\W*$"
_BARE, _ALONE = "{follow_ups.bare}", "{follow_ups.alone}"
_SHORT = 3  # words
COMPLEMENT = "{follow_ups.prepositions}(?:(?<=')| )"  # "d'" stands against the next word
_VERB_FIRST = r"{follow_ups.verb_first}\b"
_ARTICLE, _ARTICLE_BEFORE = "{follow_ups.articles}", r"\b{follow_ups.articles}$"
_BEFORE = rf"\b{COMPLEMENT}{_ARTICLE}?$"
_POSSESSIVE = "['’]{names.possessives}$"


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """Return the question with what it leaves out taken from the turns before; a new subject is left alone."""
    earlier = Asked("", ())
    for turn in history[-_TURNS:]:
        earlier = _after(earlier, turn.question, turn.answer, tuple(turn.articles))
    return _resolve(question, earlier).question


@lru_cache(maxsize=1024)  # every turn of a conversation asks for those before it again
def _after(earlier: Asked, question: str, answer: str, articles: tuple[str, ...]) -> Asked:
    """Return what a turn leaves to the next one; small talk leaves what was there."""
    asked = _resolve(question, earlier)
    plan = route(asked.question).plan
    if plan is Plan.TALK:
        return earlier
    titles = articles or (tuple(quoted.text for quoted in find_quoted(answer)) if plan is Plan.LIBRARY else ())
    subject = asked.subject
    if plan is Plan.LIBRARY and len(titles) == 1:
        subject = titles
    elif plan in {Plan.LIST, Plan.COUNT}:  # "they" are what was listed, not whom it was said of
        subject = _content(asked.question)
    return Asked(asked.question, subject, answer, titles)


def _resolve(question: str, earlier: Asked) -> Asked:
    """Return a question as it stands after an earlier one. Its subject goes on, so that a chain keeps the first."""
    line = flat(question[:_LONGEST]).rstrip()
    lead = compiled(_LEAD).match(line)
    start = lead.end() if lead else 0
    goes_on = lead is not None and lead["goes_on"] is not None
    rest = question[start:].strip()
    names = names_in(question, start)
    own = tuple(name for name in _texts(question, names) if flat(name) not in every("follow_ups.asking"))
    alone = Asked(question, own or _content(rest) or earlier.subject)
    if not earlier.question or len(question) > _LONGEST:
        return alone
    if whole := formed(line, earlier) or otherwise(rest.rstrip(END), earlier.question):
        return Asked(whole, earlier.subject, articles=earlier.articles)
    if not names and (chosen := picked(question, earlier)):
        return Asked(chosen[0], (chosen[1],))
    if _leans(line, start, names):
        lent = (*earlier.subject, *_answered(line, earlier))
    elif _is_complement(rest, goes_on=goes_on):
        whole = contrasted(earlier.question, rest.rstrip(END))
        return Asked(whole, _texts(whole, names_in(whole)) or _content(whole))
    elif not names and (goes_on or _is_bare(line[start:])):
        lent = earlier.subject
    else:
        return alone
    missing = [part for part in dict.fromkeys(lent) if part.lower() not in question.lower()]
    return Asked(f"{question} ({', '.join(missing)})" if missing else question, (*lent, *own))


def _texts(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[start:end] for start, end in spans))


def _content(text: str) -> tuple[str, ...]:
    """Return the words that say what a question without names is about, as one piece."""
    silent = function_words() | every("follow_ups.asking")
    kept = [word for word in re.findall(r"[^\W_]+", text) if flat(word) not in silent or is_month(word)]
    return (" ".join(kept),) if kept else ()


def _leans(line: str, start: int, names: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a pronoun stands for something said before, and not for a name before it in the same question."""
    for first, end in names:
        line = f"{line[:first]}{'#' * (end - first)}{line[end:]}"
    rest = compiled(_EMPTY).sub(lambda found: " " * len(found[0]), line[start:])
    pronoun = compiled(_LEANS).search(rest)
    if pronoun is None or not names:
        return pronoun is not None
    return start + pronoun.start() < names[0][0] or (len(names) == 1 and compiled(_OBJECT).match(rest) is not None)


def _is_bare(line: str) -> bool:
    """Tell whether nothing is said but what is asked for: "why?", "at what time?", "quel est le prix ?"."""
    return compiled(_BARE).search(line) is not None or compiled(_ALONE).search(line) is not None


def _is_complement(rest: str, *, goes_on: bool) -> bool:
    """Tell whether a part of the earlier question is exchanged and the rest is to be kept: "And in Paris?"."""
    if question_kind(rest) is not Kind.OTHER or compiled(_SMALL_TALK).match(flat(rest)):
        return False
    placed = compiled(COMPLEMENT).match(flat(rest)) is not None
    if not goes_on:
        return placed and len(re.findall(r"\w+", rest)) <= _SHORT
    return placed or exchangeable(rest)


def _answered(line: str, earlier: Asked) -> tuple[str, ...]:
    """Return the person or place that the earlier question was answered with, when that is what is spoken of now."""
    wanted = {Kind.WHO: _PERSON, Kind.WHERE: _PLACE}.get(question_kind(earlier.question))
    refusals = tuple(phrases("phrases.toml", language)["refusal"] for language in QUESTION_LANGUAGES)
    if wanted is None or not compiled(wanted).search(line) or earlier.answer.startswith(refusals):
        return ()
    return _texts(earlier.answer, names_in(earlier.answer))[:1]


def names_in(question: str, start: int = 0) -> list[tuple[int, int]]:
    """Return where the names are, without a verb that merely opens the question: "Dure-t-il", "Donne-moi"."""
    verb = compiled(_VERB_FIRST).match(flat(question), start)
    first = verb.end() if verb else start
    return [(name.start, name.end) for name in find_names(question) if name.start >= first]


def exchangeable(part: str) -> bool:
    """Tell whether a part holds something that another question may have in its place."""
    return any(spans(part) for spans in _ALIKE)


def contrasted(earlier: str, part: str) -> str:
    """Return the earlier question with ``part`` instead of its one like, else at its end."""
    lead = compiled(COMPLEMENT).match(flat(part))
    part = part[:1].lower() + part[1:] if lead else part
    told = compiled(_POSSESSIVE).sub("", part[lead.end() if lead else 0 :])
    article = compiled(_ARTICLE).match(flat(told))
    bare = told[article.end() if article else 0 :]
    for spans in _ALIKE:
        if (0, len(bare)) not in spans(bare):
            continue
        places = [(start, end, compiled(_BEFORE).search(flat(earlier[:start]))) for start, end in spans(earlier)]
        alike = [place for place in places if _preposition(place[2]) == _preposition(lead)] or (places if not lead else [])
        if len(alike) == 1:
            ((start, end, before),) = alike
            year = _year_of(earlier[start:end]) if spans is _dates and _lacks_year(bare) else ""
            if lead:
                start, said = before.start() if before else start, part
            elif before:
                said = bare
            else:
                own = compiled(_ARTICLE_BEFORE).search(flat(earlier[:start]))
                start, said = own.start() if own else start, told
            return f"{earlier[:start]}{said}{year}{earlier[end:]}"
    return f"{earlier.rstrip(END)}, {part}{earlier[len(earlier.rstrip(END)) :]}"


def _dates(text: str) -> list[tuple[int, int]]:
    return [(date.start, date.end) for date in find_dates(text)]


def _superlatives(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in compiled(r"\b{follow_ups.superlatives}\b").finditer(flat(text))]


_ALIKE = (names_in, _dates, _superlatives)


def _lacks_year(text: str) -> bool:
    return all(date.moment.year is None and date.moment.month is not None for date in find_dates(text))


def _year_of(text: str) -> str:
    return next((f" {date.moment.year}" for date in find_dates(text) if (date.moment.year or 0) > 0), "")


def _preposition(found: re.Match[str] | None) -> str:
    word = found[0].split()[0] if found else ""
    return next((pack.follow_ups.prepositions[word] for pack in packs() if word in pack.follow_ups.prepositions), "")
