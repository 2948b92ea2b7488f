"""Read years, decades and centuries."""

import re
from collections.abc import Iterator

from chatbot.facts.counting import find_counted
from chatbot.facts.days import LINK, YEAR
from chatbot.facts.moments import Date, Moment
from chatbot.facts.numbers import counts, roman

_BC = r"(?:av(?:\.|ant) ?(?:j\.? ?-? ?c\b\.?|jesus-christ)|b\.? ?c\.? ?e\b\.?|b\.? ?c\b\.?)"
_AD = r"(?:apr(?:\.|es) ?(?:j\.? ?-? ?c\b\.?|jesus-christ)|a\.?d\b\.?|ce\b)"
_NTH = r"(?:\d{1,2}|[ivx]{1,6}) ?(?:ers?|ere|emes?|es?|°|st|nd|rd|th)?"

_ANCIENT = re.compile(
    rf"(?<![\d.,])\b(?:(?P<from>\d{{1,4}})(?: ?- ?| et | a | to | and ))?(?P<year>\d{{1,4}}) ?(?:(?P<bc>{_BC})|{_AD})|\bad (?P<after>\d{{1,4}})\b"
)
_DECADE = re.compile(
    r"\bannees (?P<full>\d{3}0)\b|\bannees (?P<short>[2-9]0)\b|(?<![\d$€£])(?P<plural>\d{3}0)'?s\b|(?<![\w$€£])'?(?P<nick>[2-9]0)'?s\b"
)
_CENTURY = re.compile(rf"\b(?P<nths>{_NTH}(?:{LINK}{_NTH})*)[ -](?:siecles?|centur(?:y|ies))\b(?: (?P<bc>{_BC}))?")
_CENTURY_WORD = re.compile(rf"[ -](?:siecle|century)\b(?: (?P<bc>{_BC}))?")
_YEARS = re.compile(
    rf"(?<![\d.,$€£/-])(?<!\d )\b(?P<year>{YEAR})(?: ?[/-] ?(?P<until>{YEAR}|\d\d(?!\d|[.,]\d|-\d| ?%)))?(?![\w$€£]| ?[%€$£]| \d{{3}}\b)"
)
_LEAD = re.compile(
    r"\b(?:in|en|since|depuis|year|years|annee|annees|an|circa|by|until|from|to|vers|before|after|avant|apres|jusqu'en|the|entre|between) ?$"
)
_EARLY = re.compile(r"\b(?:en|in|l'an|vers l'an|year) (?P<year>[1-9]\d{2})(?![\w%]|[.,]\d|[ -]\d| ?[%€$£])")
_COUNTING = re.compile(
    r" (?:[a-z]+ )?(?:people|persons?|personnes?|men|women|hommes|femmes|soldats?|soldiers|habitants?|inhabitants|euros?|dollars?|"
    r"employe\w*|eleves|etudiants|students|pages|mots|words|ans|years|metres?|km|kg|tonnes?|fois|times|exemplaires|copies)\b"
)


def long_ago(line: str) -> Iterator[Date]:
    """Yield centuries and decades, and the years that name their era: "XIXe siècle", "the 1990s", "52 av. J.-C."."""
    for found in _CENTURY.finditer(line):
        sign = -1 if found["bc"] else 1
        nths = list(
            re.finditer(r"(?P<digits>\d+)|(?<![a-z])(?P<roman>[ivx]+?)(?:ers?|ere|emes?|es?)?(?![a-z])", found["nths"])
        )
        for index, nth in enumerate(nths):
            value = int(nth["digits"]) if nth["digits"] else roman(nth["roman"])
            start = found.start("nths") + nth.start()
            yield Date(
                start, found.end() if index == len(nths) - 1 else start + len(nth.group()), Moment(century=sign * value)
            )
    for counted in find_counted(line, None):
        if counted.ordinal and (found_after := _CENTURY_WORD.match(line, counted.end)):
            value = -counted.value if found_after["bc"] else counted.value
            yield Date(counted.start, found_after.end(), Moment(century=value))
    for found in _DECADE.finditer(line):
        if found["plural"] and found["plural"].endswith("00") and found["plural"] < "1900":
            yield Date(*found.span(), Moment(century=int(found["plural"]) // 100 + 1))
        elif found["full"] or found["plural"]:
            yield Date(*found.span(), Moment(decade=int(found["full"] or found["plural"])))
        else:
            yield Date(*found.span(), Moment(decade=1900 + int(found["short"] or found["nick"])))
    for found in _ANCIENT.finditer(line):
        sign = -1 if found["bc"] else 1
        if found["from"]:
            yield Date(found.start(), found.end("from"), Moment(year=sign * int(found["from"])))
        start = found.start("year") if found["from"] else found.start()
        yield Date(start, found.end(), Moment(year=sign * int(found["year"] or found["after"])))


def years(line: str) -> Iterator[Date]:
    """Yield years and ranges of years: 1998, 1914-1918, 2024-25, "en 476"; not "1500 soldats"."""
    for found in _YEARS.finditer(line):
        if _COUNTING.match(line, found.end()) or (
            counts(line, found.end()) and not _LEAD.search(line[: found.start()][-12:])
        ):
            continue
        year, until = int(found["year"]), found["until"]
        if until is None:
            yield Date(*found.span(), Moment(year=year))
            continue
        last = int(until) if len(until) > 2 else year // 100 * 100 + int(until)
        if last > year:
            yield Date(found.start(), found.end("year"), Moment(year=year))
            yield Date(found.start("until"), found.end(), Moment(year=last))
    for found in _EARLY.finditer(line):
        if not counts(line, found.end()):
            yield Date(found.start("year"), found.end(), Moment(year=int(found["year"])))
