"""How questions lean on earlier ones in the languages that are known.

The patterns read ``flat`` text: lower case, without accents, so "où" is "ou".
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from index.language.packs import Pack, packs
from index.language.packs.questions import FollowUps
from index.language.vocabulary import either, filled, function_words, gathered


@dataclass(frozen=True, slots=True)
class Leaning:
    """Patterns made from ``index.language.packs.questions.FollowUps``, of every language together."""

    lead: re.Pattern[str]  # what opens a question without being a part of it; its capital makes no name
    verb_first: re.Pattern[str]
    empty: re.Pattern[str]
    pronoun: re.Pattern[str]
    object: re.Pattern[str]
    person: re.Pattern[str]
    place: re.Pattern[str]
    prepositions: Mapping[str, str]
    complement: re.Pattern[str]
    before: re.Pattern[str]
    article: re.Pattern[str]
    article_before: re.Pattern[str]
    possessive: re.Pattern[str]
    small_talk: re.Pattern[str]
    bare: re.Pattern[str]
    measure_alone: re.Pattern[str]
    asking: frozenset[str]
    capital_months: frozenset[str]


def leaning() -> Leaning:
    """Return how questions lean in every language that is known."""
    return _leaning(packs())


@cache
def _leaning(known: tuple[Pack, ...]) -> Leaning:
    tables = [pack.follow_ups for pack in known]
    prepositions = {word: one for table in tables for word, one in table.prepositions.items()}
    # "d'" stands against the next word
    preposition = f"(?:{either(word + ' ' * word[-1].isalpha() for word in prepositions)})"

    def every(patterns: Callable[[FollowUps], Iterable[str]]) -> str:
        told = (filled(one, {**table.parts, "preposition": preposition}) for table in tables for one in patterns(table))
        return f"(?:{'|'.join(told) or '(?!)'})"

    order = rf"(?:{every(lambda table: table.orders)}\b{every(lambda table: table.order_objects)}?[ ,]*)"
    goes_on, article = every(lambda table: table.goes_on), every(lambda table: table.articles)
    return Leaning(
        lead=re.compile(
            rf"(?:{every(lambda table: table.interjections)}(?:[ ,.!]*$|[,.!]+ *| +(?={goes_on}\b)))*"
            rf"{order}?(?P<goes_on>(?:{goes_on}\b[ ,]*)+)?{order}?"
        ),
        verb_first=re.compile(rf"{every(lambda table: table.verb_first)}\b"),
        empty=re.compile(every(lambda table: table.empty)),
        pronoun=re.compile(every(lambda table: table.leans)),
        object=re.compile(every(lambda table: table.object)),
        person=re.compile(rf"\b{every(lambda table: table.person)}\b"),
        place=re.compile(rf"\b{every(lambda table: table.place)}\b"),
        prepositions=prepositions,
        complement=re.compile(preposition),
        before=re.compile(rf"\b{preposition}{article}?$"),
        article=re.compile(article),
        article_before=re.compile(rf"\b{article}$"),
        possessive=re.compile(rf"['’]{gathered(known, lambda pack: pack.names.possessives)}$"),
        small_talk=re.compile(rf"{every(lambda table: table.small_talk)}\W*$"),
        bare=re.compile(every(lambda table: table.bare)),
        measure_alone=re.compile(every(lambda table: table.measure_alone)),
        asking=function_words() | {word for table in tables for word in table.asking},
        capital_months=frozenset(month for table in tables for month in table.capital_months),
    )
