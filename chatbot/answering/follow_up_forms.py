"""What a few words stand for after an answer: "shorter", "in French", "who wrote it?", "which ones?", "the second one"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from chatbot.answering.router import route
from chatbot.types import Plan
from index.language import find_quoted, flat
from index.language.packs import Pack, packs
from index.language.patterns import compiled

END = " \u00a0\u202f?!."
_COURTESY = r"[ ,]+{follow_ups.courtesy}$"
_LENGTH, _SPOKEN = r"(?P<comma>,)? {follow_ups.lengths}", r"(?P<comma>,)? (?P<spoken>{follow_ups.spoken})"
_ADDED = r"(?=(?:[ ,]+{follow_ups.courtesy})?\W*$|, )"
_NTH, _ORDINAL = r"\b{follow_ups.nth}", r"\b(?P<nth>{follow_ups.ordinals})\b"
_MARKERS, _NUMBERED = re.compile(r"(?:\s*\[\d+\])+[\s.]*"), re.compile(r"^\d+\s*:\s*")
_BEFORE_ITEM = r"^\W*(?:{follow_ups.goes_on}\b)?\W*"
_LONGEST = 160  # characters of an item
_SEVERAL = 2  # items, of which one may be meant
_OF_ARTICLES = {Plan.SUMMARY, Plan.DIGEST}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that stands alone, what it is about, the answer it got and the titles of the articles that this is from."""

    question: str
    subject: tuple[str, ...]
    answer: str = ""
    articles: tuple[str, ...] = ()


def formed(line: str, earlier: Asked) -> str | None:
    """Return the question that a few words stand for, or None where they are a question of their own. ``line`` is flat."""
    said = line.strip(END)
    while courtesy := compiled(_COURTESY).search(said):
        said = said[: courtesy.start()]
    for pack in packs():
        words = pack.follow_ups
        if found := _first(pack, words.repeats, said):
            return repeated(earlier.question, found[0].expand(found[1]))
        if found := _first(pack, words.forms, said):
            return _about(earlier, words, found[1])
        if _whole(pack, tuple(words.which_ones)).fullmatch(said):
            return _listed(earlier.question)
    return None


def otherwise(rest: str, earlier: str) -> str | None:
    """Return the earlier question with "where" instead of its "when" where nothing else is said."""
    for pack in packs():
        adverb, presents = ("|".join(part) for part in (pack.follow_ups.adverbs, pack.follow_ups.presents))
        asks = adverb and re.match(rf"(?:{presents} )?(?P<adverb>{adverb})\b", flat(earlier))
        if asks and re.fullmatch(adverb, flat(rest)):
            return f"{earlier[: asks.start('adverb')]}{rest}{earlier[asks.end('adverb') :]}"
    return None


def repeated(question: str, added: str) -> str:
    """Return the question with its length or language changed; the same where that would ask for another kind of answer."""
    change = _LENGTH if compiled(_LENGTH).search(added) else _SPOKEN
    found = compiled(change + _ADDED).search(flat(question))
    stem = (question[: found.start()] + question[found.end() :]) if found and added else question
    bare = stem.rstrip(END)
    whole = f"{bare}{added}{stem[len(bare) :]}"
    same = route(in_language(whole)[0]).plan is route(in_language(question)[0]).plan
    return whole if same else question


def in_language(question: str) -> tuple[str, str | None]:
    """Return a question without the language in which it wants an answer, and that language (ISO 639-1) or None."""
    found = compiled(_SPOKEN + _ADDED).search(flat(question))
    if found is None:
        return question, None
    rest = question[: found.start()] + question[found.end() :]
    if not found["comma"] and route(rest).plan not in {Plan.SUMMARY, Plan.DIGEST}:
        return question, None  # "What is bread called in French?"
    return rest, next(pack.follow_ups.spoken[found["spoken"]] for pack in packs() if found["spoken"] in pack.follow_ups.spoken)


def picked(question: str, earlier: Asked) -> tuple[str, str] | None:
    """Return the question with the item of the answer that an ordinal in it means, and that item."""
    found = compiled(_NTH).search(flat(question))
    ordinal = compiled(_ORDINAL).search(found[0]) if found else None
    if found is None or ordinal is None:
        return None
    items = listed(earlier.answer)
    nth = next(pack.follow_ups.ordinals[ordinal["nth"]] for pack in packs() if ordinal["nth"] in pack.follow_ups.ordinals)
    if len(items) < max(_SEVERAL, nth):
        return None
    item = items[nth - 1 if nth > 0 else nth]
    return f"{question[: found.start()]}{item}{question[found.end() :]}", item


def listed(answer: str) -> list[str]:
    """Return the items of an answer: what stands before each marker, or between quotation marks where there is none."""
    *items, _ = _MARKERS.split(answer)
    if not items:
        return [f"“{quoted.text}”" for quoted in find_quoted(answer)]
    told = [_NUMBERED.sub("", item) for item in items]
    return [item[before.end() if (before := compiled(_BEFORE_ITEM).match(flat(item))) else 0 :][:_LONGEST] for item in told]


def _about(earlier: Asked, words: Any, form: str) -> str | None:
    """Return a form filled; none of the article that was read where the thing asked about may as well be meant."""
    subject = ", ".join(earlier.subject)
    article = words.titled.format(earlier.articles[0]) if earlier.articles else words.about.format(subject)
    whole = form.format(article=article, subject=subject)
    if not (subject or earlier.articles):
        return None
    before = route(earlier.question).plan
    of_article = earlier.articles or before is Plan.LIBRARY or {before, route(whole).plan} & _OF_ARTICLES
    return whole if of_article or article not in whole else None


def _listed(question: str) -> str | None:
    for pack in packs():
        for instead, patterns in pack.follow_ups.counted.items():
            if found := re.search("|".join(patterns), flat(question)):
                return f"{question[: found.start()]}{instead}{question[found.end() :]}"
    return None


def _first(pack: Pack, forms: Mapping[str, Sequence[str]], said: str) -> tuple[re.Match[str], str] | None:
    """Return how the first form is said whose pattern is the whole of it, and the form."""
    for form, patterns in forms.items():
        if found := _whole(pack, tuple(patterns)).fullmatch(said):
            return found, form
    return None


@cache
def _whole(pack: Pack, patterns: tuple[str, ...]) -> re.Pattern[str]:
    on = "|".join((*pack.follow_ups.goes_on, *pack.follow_ups.interjections))
    order = f"(?:{'|'.join(pack.follow_ups.orders)})(?:{'|'.join(pack.follow_ups.order_objects)})"
    return re.compile(rf"(?:(?:{on})\W+)*(?:{order} )?(?:{'|'.join(patterns)})")
