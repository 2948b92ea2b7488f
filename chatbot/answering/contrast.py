"""Exchanges a part of a question for one like it: "How much did Meta invest?", "And Google?"."""

import re

from index.language import find_dates, find_names, flat
from index.language.packs import packs
from index.language.patterns import compiled

COMPLEMENT = "{follow_ups.prepositions}(?:(?<=')| )"  # "d'" stands against the next word
END = " \u00a0\u202f?!."
_VERB_FIRST = r"{follow_ups.verb_first}\b"
_ARTICLE, _ARTICLE_BEFORE = "{follow_ups.articles}", r"\b{follow_ups.articles}$"
_BEFORE = rf"\b{COMPLEMENT}{_ARTICLE}?$"
_POSSESSIVE = "['’]{names.possessives}$"


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
