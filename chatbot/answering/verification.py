"""Check a statement against its quote: every date, number, name and quoted word must stand there, and nothing be denied."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.language import Date, Name, Number, Quoted, find_dates, find_names, find_numbers, find_quoted
from index.language.digits import tongue
from index.language.moments import parse_day
from index.language.names import Token, mentions, tokens
from index.language.negation import contradicted
from index.language.patterns import compiled
from index.language.quotes import says
from index.language.relative import names_past_month
from index.language.vocabulary import flat, guess_language

_DIGIT = re.compile(r"\d")
_MARKER = re.compile(r"\[\d{1,3}(?:, ?\d{1,3})*\]")
_PAST, _AHEAD, _COMING = r"\b{tense.past}\b", r"\b{tense.ahead}\b", r"\b{tense.coming}\b"


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a statement: ``missing`` holds its words that the quote does not carry, or denies."""

    missing: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the quote carries all of it."""
        return not self.missing


def check(
    claim: str,
    quote: str,
    *,
    language: str | None = None,
    said: str | None = None,
    published: str | None = None,
    context: str = "",
) -> Check:
    """Tell whether ``quote`` carries every date, number, name and quoted word of ``claim``, and denies none of it.

    ``language`` is the one that the quote's article is written in, ``said`` the one that the claim will be read in (ISO 639;
    guessed where they are not known), ``published`` the article's date (ISO 8601). Names may also stand in ``context``: the
    title and the neighbouring sentences. A claim may be less precise than its quote, never more.
    """
    claim = _MARKER.sub(lambda marker: " " * len(marker.group()), unicodedata.normalize("NFC", claim))
    quote, context = unicodedata.normalize("NFC", quote), unicodedata.normalize("NFC", context)
    spoken = tongue(language, quote)
    said = said or (spoken if claim.strip() in quote else guess_language(claim))

    dates, numbers = _claimed_facts(claim, said)
    names = _names(claim, [*dates, *find_numbers(claim, language=said)])
    stated = _dates_and_numbers(quote, spoken)
    free = [number for number in numbers if not _overlaps(number, dates)]  # a bare year is checked among the dates

    words, around = tokens(quote), tokens(context)
    missing: list[Date | Number | Name | Quoted] = [
        *(said_by for said_by in find_quoted(claim) if not says(quote, said_by.text)),
        *(date for date in dates if not _is_told(date, numbers, quote, stated, spoken=spoken, published=published)),
        *(number for number in free if not _is_stated(number, stated, words, _version(claim, number, names))),
        *(name for name in names if not mentions(words, name) and not mentions(around, name)),
    ]
    missing.sort(key=lambda fact: fact.start)
    return Check((*(claim[fact.start : fact.end] for fact in missing), *contradicted(claim, quote)))


def _is_told(
    date: Date,
    numbers: list[Number],
    quote: str,
    stated: tuple[list[Date], list[Number]],
    *,
    spoken: str | None,
    published: str | None,
) -> bool:
    """Tell whether a quote carries a date, perhaps by the day of publication: for the year of "29 avril", for "hier"."""
    there, amounts = stated
    if any(other.supports(date) for other in there) or _as_number(date, numbers, amounts):
        return True
    resolved = find_dates(quote, language=spoken, published=published)
    counted = any(other.supports(date) and not _other_years(other, there) for other in resolved)
    return counted or _with_year(quote, spoken, date, published)


def _is_stated(number: Number, stated: tuple[list[Date], list[Number]], words: Sequence[Token], version: Name | None) -> bool:
    """Tell whether a quote carries a number, and with it the name whose version it is."""
    there, amounts = stated
    found = any(amount.supports(number) for amount in amounts) or _as_year(number, there)
    return found and not (version and not mentions(words, version))


def conflict(first: str, second: str, *, language: str | None = None) -> bool:
    """Tell whether two short answers to one question, told in ``language``, give dates or amounts that cannot both be right."""
    dates, others = find_dates(first, language=language), find_dates(second, language=language)
    if dates and others:
        pairs = [(mine, theirs) for date in dates for other in others for mine in date.readings for theirs in other.readings]
        alike = [(mine, theirs) for mine, theirs in pairs if (mine.hour is None) == (theirs.hour is None)]
        return bool(alike) and not any(mine.agrees(theirs) for mine, theirs in alike)  # an hour says nothing of a day
    numbers = [number for number in find_numbers(first, language=language) if not _overlaps(number, dates)]
    amounts = [number for number in find_numbers(second, language=language) if not _overlaps(number, others)]
    comparable = [(one, two) for one in numbers for two in amounts if one.kind == two.kind and one.unit == two.unit]
    return bool(comparable) and not any(one.agrees(two) for one, two in comparable)


def _overlaps(fact: Date | Number | Name, others: Sequence[Date | Number]) -> bool:
    return any(fact.start < other.end and other.start < fact.end for other in others)


def _names(claim: str, others: Sequence[Date | Number]) -> list[Name]:
    """Return the names of a claim that are no dates or numbers: "Tuesday" is no part of "Tuesday Meta"."""
    for other in others:
        if isinstance(other, Date) or not claim[other.start : other.end].replace(" ", "").isalpha():
            claim = claim[: other.start] + " " * (other.end - other.start) + claim[other.end :]
    return [name for name in find_names(claim) if not any(o.start <= name.start and name.end <= o.end for o in others)]


def _claimed_facts(claim: str, said: str | None) -> tuple[list[Date], list[Number]]:
    """Return the dates and numbers of a claim, its digits read in ``said``, its words also in the language that they are of."""
    dates, numbers = _dates_and_numbers(claim, said)
    _, spelt = _dates_and_numbers(claim, guess_language(claim))
    numbers += [one for one in spelt if not _DIGIT.search(claim, one.start, one.end) and not _overlaps(one, numbers)]
    return dates, sorted(numbers, key=lambda number: number.start)


def _dates_and_numbers(text: str, language: str | None) -> tuple[list[Date], list[Number]]:
    """Return the dates of a text, and the numbers that are no part of one; a bare "1998" or "18 h" may be either."""
    dates = find_dates(text, language=language)
    certain = [date for date in dates if not date.doubtful]
    days = [date for date in dates if date.doubtful and date.moment.day is not None]
    numbers = [number for number in find_numbers(text, language=language) if not _overlaps(number, certain)]
    # "le 7" may be quoted as "7", and never as "7 people"
    return dates, [replace(number, unit="day of the month") if _overlaps(number, days) else number for number in numbers]


def _as_number(date: Date, numbers: list[Number], amounts: list[Number]) -> bool:
    """Tell whether a date of the claim that may be a number stands in the quote as one; "late 2025" may not."""
    return (
        date.doubtful
        and not date.moment.phase
        and any(amount.supports(number) for number in numbers if _overlaps(number, [date]) for amount in amounts)
    )


def _as_year(number: Number, there: list[Date]) -> bool:
    """Tell whether a bare number of the claim, such as "338", stands in the quote as a year."""
    bare = number.unit is None and not (number.things or number.scale or number.ordinal or number.vague)
    return bare and any(date.moment.year == number.value for date in there)


def _with_year(quote: str, language: str | None, wanted: Date, published: str | None) -> bool:
    """Tell whether a day and month of the quote, in the year of publication, say the wanted date.

    Not when the quote speaks of another year ("le festival de 2019 a eu lieu le 3 mai", "l'an dernier"), of what is past by a
    day that would still be to come, or of what is to come by a day that would be past.
    """
    day = parse_day(published)
    if day is None or wanted.moment.year is None:
        return False
    there = find_dates(quote, language=language)
    resolved = find_dates(quote, language=language, published=published)
    moments = [date.moment.resolved(day) for date in there if date.other is None]
    fitting = [moment for moment in moments if moment is not None and moment.supports(wanted.moment)]
    line = flat(quote)
    told = compiled(_PAST).search(line) is not None
    past = (told and compiled(_AHEAD).search(line) is None) or names_past_month(line)
    coming = not told and compiled(_COMING).search(quote) is not None
    days = [moment.calendar for moment in fitting if moment.calendar]
    late, early = past and all(one > day for one in days), coming and all(one < day for one in days)
    return not _other_years(wanted, [*there, *resolved]) and bool(fitting) and not (days and (late or early))


def _other_years(wanted: Date, told: Sequence[Date]) -> bool:
    """Tell whether a text speaks of another year than the wanted date's."""
    return bool({date.moment.year for date in told} - {None, wanted.moment.year})


def _version(claim: str, number: Number, names: list[Name]) -> Name | None:
    """Return the name that a bare number continues ("Llama 4"): it must stand in the quote as one."""
    digits = claim[number.start : number.end]
    if not digits.replace(".", "").isdigit():
        return None
    for name in names:
        if name.end == number.start - 1 and claim[name.end] in " -.":
            return Name(name.start, number.end, (name.tokens[-1], *digits.split(".")))
    return None
