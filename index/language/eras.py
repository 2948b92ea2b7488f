"""Read years, decades and centuries."""

import re
from collections.abc import Iterator

from index.language.counting import find_counted
from index.language.days import LINK, YEAR
from index.language.moments import Date, Moment
from index.language.numbers import counts, roman
from index.language.vocabulary import either, word_set

_BC = r"(?:av(?:\.|ant) ?(?:j\.? ?-? ?c\b\.?|jesus-christ|notre ere)|b\.? ?c\.? ?e\b\.?|b\.? ?c\b\.?)"
_AD = r"(?:apr(?:\.|es) ?(?:j\.? ?-? ?c\b\.?|jesus-christ)|(?<= )a\.? ?d\b\.?)"
_NTH = r"(?:ers?|ere|emes?|es?|°|st|nd|rd|th)"
_ANY_NTH = rf"(?:\d{{1,2}}|[ivx]{{1,6}}) ?{_NTH}?"
_LAST_NTH = rf"(?:\d{{1,2}} ?{_NTH}|[ivx]{{1,6}} ?{_NTH}?)"
_SHORT_YEAR = r"\d\d(?!\d|[.,]\d|-\d| ?%)"

_ANCIENT = re.compile(
    rf"(?<![\d.,])\b(?:(?P<from>\d{{1,4}})(?: ?- ?| et | a | to | and ))?"
    rf"(?P<year>\d{{1,2}} \d{{3}}|\d{{1,5}})(?: ans)? ?(?:(?P<bc>{_BC})|{_AD})"
    r"|\bad (?P<after>\d{1,4})\b"
)
_DECADE = re.compile(
    r"\bannees (?P<full>\d{3}0)\b|\bannees (?P<short>[2-9]0)\b|(?<![\d$€£])(?P<plural>\d{3}0)'?s\b"
    r"|(?<![\w$€£])'?(?P<nick>[2-9]0)'?s\b"
)
_CENTURY = re.compile(
    rf"\b(?P<nths>(?:{_ANY_NTH}{LINK}){{0,4}}{_LAST_NTH})[ -](?:siecles?|centur(?:y|ies))\b(?: (?P<bc>{_BC}))?"
)
_EACH_NTH = re.compile(rf"(?P<digits>\d+)|(?<![a-z])(?P<roman>[ivx]+?){_NTH}?(?![a-z])")
_CENTURY_WORD = re.compile(rf"[ -](?:siecle|century)\b(?: (?P<bc>{_BC}))?")
_QUARTERS = {
    "q1": 1, "q2": 2, "q3": 3, "q4": 4, "t1": 1, "t2": 2, "t3": 3, "t4": 4, "first": 1, "1st": 1, "premier": 1, "1er": 1,
    "second": 2, "2nd": 2, "deuxieme": 2, "2e": 2, "2eme": 2, "third": 3, "3rd": 3, "troisieme": 3, "3e": 3, "3eme": 3,
    "fourth": 4, "4th": 4, "last": 4, "quatrieme": 4, "4e": 4, "4eme": 4, "dernier": 4,
}  # fmt: skip
# "late Q3 2025" is read no further than the quarter
_QUARTER = re.compile(
    rf"\b(?:(?:early|mid|late|end|start|beginning|middle|debut|fin|mi|milieu)[ -](?:(?:in|of|du|de) )?(?:the |le |l')?)?"
    rf"(?:(?P<short>[qt][1-4])[ -]|(?P<nth>{either(_QUARTERS)})[ -](?:quarter|trimestre) )"
    rf"(?:of |de |in |en )?(?P<year>{YEAR})\b"
)
_YEARS = re.compile(
    rf"(?:(?<![\d.,$€£/-])(?<!\d )|(?<=\bmid-)|(?<=\bmi-))\b(?P<year>{YEAR})(?: ?[/-] ?(?P<until>{YEAR}|{_SHORT_YEAR}))?"
    r"(?![\w$€£]| ?[%€$£]| \d{3}\b)"
)
_LEAD = re.compile(r"\b(?:in|en|since|depuis|years?|annees?|l'an|before|after|avant|apres) ?$")
_EARLY = re.compile(
    r"\b(?:(?:en|in|vers|year) (?P<year>[1-9]\d{2})|(?:l'an|the year) (?P<old>\d{1,3}))(?![\w%]|[.,]\d|[ -]\d| ?[%€$£])"
    r"(?! ?(?:min|m|km|cm|mm|kg|g|ml|cl)\b)"
)
_COUNTED = either(
    word_set("""
    people person persons personne personnes men women hommes femmes soldat soldats soldiers habitant habitants
    inhabitants euro euros dollar dollars employes employees eleves etudiants students pages mots words ans years metre
    metres meters km kg tonne tonnes fois times exemplaires copies
    """)
)
_COUNTING = re.compile(rf" (?:[a-z]+ )?(?:{_COUNTED})\b")


def long_ago(line: str) -> Iterator[Date]:
    """Yield centuries, decades, quarters and years that name their era: "XIXe siècle", "1990s", "Q3 2025", "52 av. J.-C."."""
    yield from _centuries(line)
    for found in _QUARTER.finditer(line):
        phase = f"Q{_QUARTERS[found['short'] or found['nth']]}"
        yield Date(*found.span(), Moment(year=int(found["year"]), phase=(phase, "year")))
    for found in _DECADE.finditer(line):
        full = found["full"] or found["plural"]
        if full and full.endswith("00") and full < "1900":  # "the 1800s", "les années 1800"
            yield Date(*found.span(), Moment(century=int(full) // 100 + 1))
        else:
            yield Date(*found.span(), Moment(decade=int(full) if full else 1900 + int(found["short"] or found["nick"])))
    for found in _ANCIENT.finditer(line):
        sign = -1 if found["bc"] else 1
        if found["from"]:
            yield Date(found.start(), found.end("from"), Moment(year=sign * int(found["from"])))
        start = found.start("year") if found["from"] else found.start()
        yield Date(start, found.end(), Moment(year=sign * int((found["year"] or found["after"]).replace(" ", ""))))


def _centuries(line: str) -> Iterator[Date]:
    for found in _CENTURY.finditer(line):
        sign = -1 if found["bc"] else 1
        nths = list(_EACH_NTH.finditer(found["nths"]))
        for nth in nths:
            value = int(nth["digits"]) if nth["digits"] else roman(nth["roman"])
            start = found.start() + nth.start()
            yield Date(start, found.end() if nth is nths[-1] else start + len(nth.group()), Moment(century=sign * value))
    for counted in find_counted(line, None):
        after = _CENTURY_WORD.match(line, counted.end) if counted.ordinal else None
        if after:
            yield Date(counted.start, after.end(), Moment(century=-counted.value if after["bc"] else counted.value))


def years(line: str) -> Iterator[Date]:
    """Yield years and ranges of years: 1998, 1914-1918, 2024-25, "en 476"; not "1500 soldats"."""
    for found in _YEARS.finditer(line):
        year, until = int(found["year"]), found["until"]
        if until is None:
            if not _COUNTING.match(line, found.end()):
                certain = _LEAD.search(line, max(0, found.start() - 12), found.start()) is not None
                yield Date(*found.span(), Moment(year=year), doubtful=not certain)
            continue
        last = int(until) if len(until) == len(found["year"]) else year // 100 * 100 + int(until)
        if last > year:
            yield Date(found.start(), found.end("year"), Moment(year=year))
            yield Date(found.start("until"), found.end(), Moment(year=last))
    for found in _EARLY.finditer(line):
        if found["old"] or not counts(line, found.end()):
            yield Date(
                found.end() - len(found["year"] or found["old"]),
                found.end(),
                Moment(year=int(found["year"] or found["old"])),
            )
