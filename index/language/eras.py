"""Read years, decades and centuries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.language.calendar_names import YEAR, any_of, every, link, link_words, spaced, text_packs
from index.language.counting import find_counted
from index.language.moments import Date, Moment
from index.language.numbers import counts, roman
from index.language.packs import Pack
from index.language.vocabulary import either

_SHORT_YEAR = r"\d\d(?!\d|[.,]\d|-\d| ?%)"


@dataclass(frozen=True, eq=False)
class _Grammar:
    quarters: dict[str, int]
    quarter: re.Pattern[str]
    ancient: re.Pattern[str]
    decade: re.Pattern[str]
    century: re.Pattern[str]
    each_nth: re.Pattern[str]
    century_word: re.Pattern[str]
    years: re.Pattern[str]
    lead: re.Pattern[str]
    early: re.Pattern[str]
    counting: re.Pattern[str]


@cache
def _grammar(known: tuple[Pack, ...]) -> _Grammar:
    quarters = {word: number for pack in known for word, number in pack.eras.quarters.items()}
    return _Grammar(quarters, _quarter(known, quarters), *_past(known), *_years(known))


def _quarter(known: tuple[Pack, ...], quarters: dict[str, int]) -> re.Pattern[str]:
    # "late Q3 2025" is read no further than the quarter
    phases = any_of(known, lambda pack: pack.eras.phases)
    phase_links = spaced(every(known, lambda pack: pack.eras.phase_links))
    article = spaced(every(known, lambda pack: pack.eras.phase_articles))
    letters = any_of(known, lambda pack: pack.eras.quarter_letter)
    quarter = any_of(known, lambda pack: pack.eras.quarter)
    of = spaced([*every(known, lambda pack: pack.calendar.of), *every(known, lambda pack: pack.eras.early_leads)])
    return re.compile(
        rf"\b(?:(?:{phases})[ -]{phase_links}?{article}?)?"
        rf"(?:(?:{letters})(?P<short>[1-4])[ -]|(?P<nth>{either(quarters)})[ -](?:{quarter}) ){of}?(?P<year>{YEAR})\b"
    )


def _past(known: tuple[Pack, ...]) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of ancient years, decades and centuries."""
    before, after = (rf"(?:{either(every(known, field))})" for field in (lambda p: p.eras.before, lambda p: p.eras.after))
    nth = rf"(?:{any_of(known, lambda pack: pack.eras.nth)})"
    any_nth = rf"(?:\d{{1,2}}|[ivx]{{1,6}}) ?{nth}?"
    last_nth = rf"(?:\d{{1,2}} ?{nth}|[ivx]{{1,6}} ?{nth}?)"
    yield re.compile(
        rf"(?<![\d.,])\b(?:(?P<from>\d{{1,4}})(?: ?- ?| (?:{link_words(known)}) ))?"
        rf"(?P<year>\d{{1,2}} \d{{3}}|\d{{1,5}})(?: (?:{any_of(known, lambda pack: pack.eras.years_of)}))?"
        rf" ?(?:(?P<bc>{before})|{after})"
        rf"|\b(?:{any_of(known, lambda pack: pack.eras.after_first)}) (?P<after>\d{{1,4}})\b"
    )
    lead = any_of(known, lambda pack: pack.eras.decade_before)
    end = any_of(known, lambda pack: pack.eras.decade_after)
    yield re.compile(
        rf"\b(?:{lead}) (?P<full>\d{{3}}0)\b|\b(?:{lead}) (?P<short>[2-9]0)\b|(?<![\d$€£])(?P<plural>\d{{3}}0)(?:{end})\b"
        rf"|(?<![\w$€£])'?(?P<nick>[2-9]0)(?:{end})\b"
    )
    one = every(known, lambda pack: pack.eras.century)
    many = either([*one, *every(known, lambda pack: pack.eras.centuries)])
    yield re.compile(rf"\b(?P<nths>(?:{any_nth}{link(known)}){{0,4}}{last_nth})[ -](?:{many})\b(?: (?P<bc>{before}))?")
    yield re.compile(rf"(?P<digits>\d+)|(?<![a-z])(?P<roman>[ivx]+?){nth}?(?![a-z])")
    yield re.compile(rf"[ -](?:{either(one)})\b(?: (?P<bc>{before}))?")


def _years(known: tuple[Pack, ...]) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of years, of what shows that digits are one, and of what shows that they are not."""
    mid = "".join(
        rf"|(?<=\b{word}-)" for pack in known for word, phase in pack.eras.phases.items() if phase == "mid" and word.isalpha()
    )
    yield re.compile(
        rf"(?:(?<![\d.,$€£/-])(?<!\d ){mid})\b(?P<year>{YEAR})(?: ?[/-] ?(?P<until>{YEAR}|{_SHORT_YEAR}))?"
        r"(?![\w$€£]| ?[%€$£]| \d{3}\b)"
    )
    yield re.compile(rf"\b(?:{any_of(known, lambda pack: pack.eras.year_leads)}) ?$")
    early = any_of(known, lambda pack: pack.eras.early_leads)
    named = any_of(known, lambda pack: pack.eras.named_year)
    yield re.compile(
        rf"\b(?:(?:{early}) (?P<year>[1-9]\d{{2}})|(?:{named}) (?P<old>\d{{1,3}}))(?![\w%]|[.,]\d|[ -]\d| ?[%€$£])"
        r"(?! ?(?:min|m|km|cm|mm|kg|g|ml|cl)\b)"
    )
    yield re.compile(rf" (?:[a-z]+ )?(?:{any_of(known, lambda pack: pack.eras.counted)})\b")


def long_ago(line: str) -> Iterator[Date]:
    """Yield centuries, decades, quarters and years that name their era: "XIXe siècle", "1990s", "Q3 2025", "52 av. J.-C."."""
    grammar = _grammar(text_packs())
    yield from _centuries(line, grammar)
    for found in grammar.quarter.finditer(line):
        phase = f"Q{found['short'] or grammar.quarters[found['nth']]}"
        yield Date(*found.span(), Moment(year=int(found["year"]), phase=(phase, "year")))
    for found in grammar.decade.finditer(line):
        full = found["full"] or found["plural"]
        if full and full.endswith("00") and full < "1900":  # "the 1800s", "les années 1800"
            yield Date(*found.span(), Moment(century=int(full) // 100 + 1))
        else:
            yield Date(*found.span(), Moment(decade=int(full) if full else 1900 + int(found["short"] or found["nick"])))
    for found in grammar.ancient.finditer(line):
        sign = -1 if found["bc"] else 1
        if found["from"]:
            yield Date(found.start(), found.end("from"), Moment(year=sign * int(found["from"])))
        start = found.start("year") if found["from"] else found.start()
        yield Date(start, found.end(), Moment(year=sign * int((found["year"] or found["after"]).replace(" ", ""))))


def _centuries(line: str, grammar: _Grammar) -> Iterator[Date]:
    for found in grammar.century.finditer(line):
        sign = -1 if found["bc"] else 1
        nths = list(grammar.each_nth.finditer(found["nths"]))
        for nth in nths:
            value = int(nth["digits"]) if nth["digits"] else roman(nth["roman"])
            start = found.start() + nth.start()
            yield Date(start, found.end() if nth is nths[-1] else start + len(nth.group()), Moment(century=sign * value))
    for counted in find_counted(line, None):
        after = grammar.century_word.match(line, counted.end) if counted.ordinal else None
        if after:
            yield Date(counted.start, after.end(), Moment(century=-counted.value if after["bc"] else counted.value))


def years(line: str) -> Iterator[Date]:
    """Yield years and ranges of years: 1998, 1914-1918, 2024-25, "en 476"; not "1500 soldats"."""
    grammar = _grammar(text_packs())
    for found in grammar.years.finditer(line):
        year, until = int(found["year"]), found["until"]
        if until is None:
            if not grammar.counting.match(line, found.end()):
                certain = grammar.lead.search(line, max(0, found.start() - 12), found.start()) is not None
                yield Date(*found.span(), Moment(year=year), doubtful=not certain)
            continue
        last = int(until) if len(until) == len(found["year"]) else year // 100 * 100 + int(until)
        if last > year:
            yield Date(found.start(), found.end("year"), Moment(year=year))
            yield Date(found.start("until"), found.end(), Moment(year=last))
    for found in grammar.early.finditer(line):
        if found["old"] or not counts(line, found.end()):
            yield Date(
                found.end() - len(found["year"] or found["old"]),
                found.end(),
                Moment(year=int(found["year"] or found["old"])),
            )
