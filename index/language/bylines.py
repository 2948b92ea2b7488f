"""The patterns of the lines that date an article: "Publié le 3 mars 2025", "By Ada Lovelace | March 3, 2025, updated …"."""

import re
from dataclasses import dataclass
from functools import cache

from index.language.calendar_names import any_of, weekday_names
from index.language.date_forms import line_date
from index.language.packs import Pack, packs
from index.language.vocabulary import either


@dataclass(frozen=True, eq=False)
class Bylines:
    """Patterns on running text. ``published`` and ``modified`` are labels, each also with the date that follows it."""

    published: re.Pattern[str]
    modified: re.Pattern[str]
    published_date: re.Pattern[str]
    modified_date: re.Pattern[str]
    label_line: re.Pattern[str]
    alone: re.Pattern[str]  # a line that is a date
    signed: re.Pattern[str]  # an author's name and a date
    opening: re.Pattern[str]  # before a label that is outside of a sentence; ``weak`` what needs a byline before
    begun: re.Pattern[str]
    closing: re.Pattern[str]  # after a date that is outside of a sentence
    last: re.Pattern[str]
    day_word: re.Pattern[str]
    published_end: re.Pattern[str]
    modified_end: re.Pattern[str]
    span_from: re.Pattern[str]
    span_to: re.Pattern[str]
    beside_names: re.Pattern[str]
    modified_class: re.Pattern[str]


def bylines() -> Bylines:
    """Return the patterns of all packs: a line does not tell its language."""
    return _bylines(packs())


@cache
def _bylines(known: tuple[Pack, ...]) -> Bylines:
    published, modified = _published(known), _modified(known)
    last = any_of(known, lambda pack: pack.publication.last)
    on = any_of(known, lambda pack: pack.publication.on)
    joins = any_of(known, lambda pack: pack.publication.joins)
    openers = any_of(known, lambda pack: pack.publication.openers)
    then = any_of(known, lambda pack: pack.publication.then)
    closers = any_of(known, lambda pack: pack.publication.closers)
    date, someone, by = line_date(known).pattern, _someone(known), any_of(known, lambda pack: pack.publication.by)
    article = any_of(known, lambda pack: pack.calendar.article)
    alone = rf"(?:(?:[\w’' -]{{2,30}},\s+)?(?:{article})\s+)?{date}(?:\s+[A-Z]{{2,4}})?"
    hour = rf"(?:\d{{1,2}}\s*[:.h]\s*\d\d\s*(?:[ap]\.?m\b\.?)?\s*(?:[A-Z]{{2,5}}\b)?,?\s*(?:(?:{on})\s+)?)?"
    labelled = rf"(?:^|(?<=[\s(|·•—–,.;:/\[-])){{}}\s*:?\s*{hour.replace('{', '{{').replace('}', '}}')}"
    patterns = {
        "published": published,
        "modified": modified,
        # one pattern, so that a name between the label and the date can be stepped over
        "published_date": labelled.format(published) + date,
        "modified_date": labelled.format(modified) + date,
        "label_line": rf"(?m:^(?=\D{{1,40}}$)((?:(?:{last}) )?(?:{published}|{modified})\W*)$\n+)",
        "alone": alone,
        "signed": rf"\W*(?:{someone}[^\n\d]{{0,80}}?[\s,|·•—–(-]+|(?:{by})\s+[^\n\d]{{2,80}}?[|·•]\s*)(?:(?:{on})\s+)?{date}",
        "opening": rf"(?:^\W*|[|·•—–;./)\[\]-]\s*|(?P<weak>[,:(]\s*|\d\w?\s+|\b(?:{joins})\s+))(?:(?:{openers})\s+)*$",
        # where a byline has begun, another label may follow a comma: "18:05, updated", "Publié le 3 mars et modifié"
        "begun": rf"\W*(?:{someone}|(?:(?:{openers})\s+)?(?:{published}|{modified})|{alone})|.*\d\s?(?:h|:|min)",
        "last": rf"(?:{last}) ",
        "day_word": rf"(?:^|,)\s*(?:{on})\s*$",
        "published_end": rf"{published}\W*(?:{on})?\W*$",
        "modified_end": rf"{modified}\W*$",
        "span_from": rf"\b(?:{any_of(known, lambda pack: pack.publication.span_from)})\s*$",
        "beside_names": rf"^(?:{any_of(known, lambda pack: pack.publication.beside_names)})",
        "modified_class": any_of(known, lambda pack: pack.publication.modified_class),
    }
    return Bylines(
        **{name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()},
        closing=re.compile(
            rf"\W*(?:$|(?i:{then})|(?:{closers}|v\d\w*))|(?!\s*,)\W*[A-ZÀ-Þ\d]|\W*[A-ZÀ-Þ\d]\S*(?:\s+\S+){{0,3}}$"
        ),
        span_to=re.compile(rf"\s*(?:{any_of(known, lambda pack: pack.publication.span_to)})\b"),
    )


def _published(known: tuple[Pack, ...]) -> str:
    beside = any_of(known, lambda pack: [*pack.publication.by, *pack.publication.beside_by])
    who = rf"(?:\s+(?:{beside})\s[^\n]{{1,60}}?)?,?\s*"
    labels = []
    for told in (pack.publication for pack in known):
        on = either([*told.on, *told.on_also])
        day = rf"(?:\b(?:{on})\b|:)" if told.on_needed else rf"(?:{on}|:)?"
        labels += [rf"(?:{either(told.published)}){who}{day}", *told.published_names]
    return f"(?:{either(labels)})"


def _modified(known: tuple[Pack, ...]) -> str:
    labels = []
    for told in (pack.publication for pack in known):
        on = either([*told.on, *told.on_also])
        labels += [rf"(?:{either(told.modified)})\s*(?::\s*)?(?:{on})?", *told.modified_names]
    return f"(?:{either(labels)})"


def _someone(known: tuple[Pack, ...]) -> str:
    # names have capitals: "Par décret du 3 mars", "By Tuesday, March 3" sign nothing
    weekdays = either(name for pack in known for name in weekday_names(pack))
    by, staff = any_of(known, lambda pack: pack.publication.by), any_of(known, lambda pack: pack.publication.staff)
    return rf"(?:{by})\s+(?:(?:{staff})\b|(?-i:(?!(?:{weekdays})\b)[A-ZÀ-Þ]))"
