"""Read years, decades and centuries."""

from collections.abc import Iterator

from index.language.counting import find_counted
from index.language.moments import Date, Moment
from index.language.numbers import counts, roman
from index.language.patterns import in_texts, table

_ANCIENT = in_texts(
    r"(?<![\d.,])\b(?:(?P<from>\d{1,4})(?: ?- ?| {links} ))?(?P<year>\d{1,2} \d{3}|\d{1,5})(?: {eras.years_of})?"
    r" ?(?:(?P<bc>{eras.before})|{eras.after})|\b{eras.after_first} (?P<after>\d{1,4})\b"
)
_DECADE = in_texts(
    r"\b{eras.decade_before} (?P<full>\d{3}0)\b|\b{eras.decade_before} (?P<short>[2-9]0)\b"
    r"|(?<![\d$€£])(?P<plural>\d{3}0){eras.decade_after}\b|(?<![\w$€£])'?(?P<nick>[2-9]0){eras.decade_after}\b"
)
_CENTURY = in_texts(
    r"\b(?P<nths>(?:(?:\d{1,2}|[ivx]{1,6}) ?{eras.nth}?{link}){0,4}(?:\d{1,2} ?{eras.nth}|[ivx]{1,6} ?{eras.nth}?))"
    r"[ -](?:{eras.century}|{eras.centuries})\b(?: (?P<bc>{eras.before}))?"
)
_EACH_NTH = in_texts(r"(?P<digits>\d+)|(?<![a-z])(?P<roman>[ivx]+?){eras.nth}?(?![a-z])")
_CENTURY_WORD = in_texts(r"[ -]{eras.century}\b(?: (?P<bc>{eras.before}))?")
# "late Q3 2025" is read no further than the quarter
_QUARTER = in_texts(
    r"\b(?:{eras.phases}[ -]{eras.phase_links }?{eras.phase_articles }?)?"
    r"(?:{eras.quarter_letter}(?P<short>[1-4])[ -]|(?P<nth>{eras.quarters})[ -]{eras.quarter} )"
    r"(?:{calendar.of }|{eras.early_leads })?(?P<year>{year})\b"
)
_YEARS = in_texts(
    r"(?:(?<![\d.,$€£/-])(?<!\d )|{mid})\b(?P<year>{year})"
    r"(?: ?[/-] ?(?P<until>{year}|\d\d(?!\d|[.,]\d|-\d| ?%)))?(?![\w$€£]| ?[%€$£]| \d{3}\b)"
)
_LEAD = in_texts(r"\b{eras.year_leads} ?$")
_EARLY = in_texts(
    r"\b(?:{eras.early_leads} (?P<year>[1-9]\d{2})|{eras.named_year} (?P<old>\d{1,3}))(?![\w%]|[.,]\d|[ -]\d| ?[%€$£])"
    r"(?! ?(?:min|m|km|cm|mm|kg|g|ml|cl)\b)"
)
_COUNTING = in_texts(r" (?:[a-z]+ )?{eras.counted}\b")


def long_ago(line: str) -> Iterator[Date]:
    """Yield centuries, decades, quarters and years that name their era: "XIXe siècle", "1990s", "Q3 2025", "52 av. J.-C."."""
    yield from _centuries(line)
    for found in _QUARTER().finditer(line):
        phase = f"Q{found['short'] or table('eras.quarters')[found['nth']]}"
        yield Date(*found.span(), Moment(year=int(found["year"]), phase=(phase, "year")))
    for found in _DECADE().finditer(line):
        full = found["full"] or found["plural"]
        if full and full.endswith("00") and full < "1900":  # "the 1800s", "les années 1800"
            yield Date(*found.span(), Moment(century=int(full) // 100 + 1))
        else:
            yield Date(*found.span(), Moment(decade=int(full) if full else 1900 + int(found["short"] or found["nick"])))
    for found in _ANCIENT().finditer(line):
        sign = -1 if found["bc"] else 1
        if found["from"]:
            yield Date(found.start(), found.end("from"), Moment(year=sign * int(found["from"])))
        start = found.start("year") if found["from"] else found.start()
        yield Date(start, found.end(), Moment(year=sign * int((found["year"] or found["after"]).replace(" ", ""))))


def _centuries(line: str) -> Iterator[Date]:
    for found in _CENTURY().finditer(line):
        sign = -1 if found["bc"] else 1
        nths = list(_EACH_NTH().finditer(found["nths"]))
        for nth in nths:
            value = int(nth["digits"]) if nth["digits"] else roman(nth["roman"])
            start = found.start() + nth.start()
            yield Date(start, found.end() if nth is nths[-1] else start + len(nth.group()), Moment(century=sign * value))
    for counted in find_counted(line, None):
        after = _CENTURY_WORD().match(line, counted.end) if counted.ordinal else None
        if after:
            yield Date(counted.start, after.end(), Moment(century=int(-counted.value if after["bc"] else counted.value)))


def years(line: str) -> Iterator[Date]:
    """Yield years and ranges of years: 1998, 1914-1918, 2024-25, "en 476"; not "1500 soldats"."""
    for found in _YEARS().finditer(line):
        year, until = int(found["year"]), found["until"]
        if until is None:
            if not _COUNTING().match(line, found.end()):
                certain = _LEAD().search(line, max(0, found.start() - 12), found.start()) is not None
                yield Date(*found.span(), Moment(year=year), doubtful=not certain)
            continue
        last = int(until) if len(until) == len(found["year"]) else year // 100 * 100 + int(until)
        if last > year:
            yield Date(found.start(), found.end("year"), Moment(year=year))
            yield Date(found.start("until"), found.end(), Moment(year=last))
    for found in _EARLY().finditer(line):
        if found["old"] or not counts(line, found.end()):
            yield Date(
                found.end() - len(found["year"] or found["old"]), found.end(), Moment(year=int(found["year"] or found["old"]))
            )
