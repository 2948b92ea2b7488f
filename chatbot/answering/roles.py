"""Who does what to whom: whether a statement tells of one thing what its quote tells of another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.answering.polarity import weighty
from index.language import Name, find_dates, find_names, find_numbers
from index.language.names import mentions, tokens
from index.language.negation import among
from index.language.patterns import compiled, every
from index.language.sentences import split_sentences
from index.language.vocabulary import flat
from index.search.lexical import terms

BETWEEN = 6  # words from one name to another, of which one acts on the other
_BY = r"\b{publication.by}\b"


@dataclass(frozen=True, slots=True)
class _Act:
    """What stands between two names, and who does it to whom."""

    words: Sequence[str]
    who: Name | None
    whom: Name | None


def swapped(claim: str, quote: str) -> bool:
    """Tell whether a statement tells of one thing what its quote tells of another: an amount, or who does what to whom."""
    names, told = find_names(claim), find_numbers(quote)
    spans = split_sentences(quote)
    dates = [range(date.start, date.end) for date in find_dates(claim)]
    amounts = [one for one in find_numbers(claim) if not one.ordinal]
    for number in (one for one in amounts if not (one.start and claim[one.start].isupper())):  # "the Seven Years' War"
        owners = [name for name in reversed(names) if name.start < number.start] or names[:1]
        owners = owners[: None if any(number.start in date for date in dates) else 1]  # a date is one of all that is told
        there = [one.start for one in told if one.supports(number)]
        counted = terms(claim[number.end :])[:1]
        others = [one for one in told if terms(quote[one.end :])[:1] == counted and weighty(*counted)] if counted else []
        if (owners and there and not any(_owns(one, names, quote, place, spans) for one in owners for place in there)) or (
            others and there and not any(one.supports(number) for one in others)
        ):
            return True
    theirs = list(_acts(quote))
    return not all(_done(act, theirs) for act in _acts(claim))


def _owns(owner: Name, names: Sequence[Name], quote: str, place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether what stands at a place of a quote is told of a name: in its sentence, and of no other of the names."""
    start, end = next(span for span in spans if span[0] <= place < span[1])
    there = find_names(quote[start:end])
    if not mentions(tokens(quote[start:end]), owner):
        return len(spans) == 1 or not there
    last = [name for name in there if start + name.start < place and any(alike(name, one) for one in names)][-1:]
    return not last or alike(last[0], owner)


def _acts(text: str) -> Iterator[_Act]:
    """Yield what stands between near names of a sentence, "of" too, with who acts and on whom: in the passive turned about."""
    for start, end in split_sentences(text):
        line = text[start:end]
        for one, other in pairwise([None, *find_names(line)]):
            between = flat(line[one.end if one else 0 : other.start if other else None])
            passive = compiled(_BY).search(between) is not None
            words = terms(between)[-BETWEEN:] if passive else terms(between)
            told = [word for word in words if weighty(word) or (len(words) == 1 and word not in every("calendar.conjunctions"))]
            if (one or passive) and len(words) <= BETWEEN and told and not any(map(str.isdigit, between)):
                yield _Act(told, *((other, one) if passive else (one, other)))


def _done(act: _Act, told: Sequence[_Act]) -> bool:
    """Tell whether those do it who do it in a statement, as far as a quote tells of that."""
    same = [one for one in told if any(among(word, one.words) for word in act.words)]
    if any(alike(act.who, one.who) and (one.whom is None or alike(act.whom, one.whom)) for one in same):
        return True
    crossed = any(alike(act.who, one.whom) or alike(act.whom, one.who) for one in same)
    half = any(alike(act.who, one.who) or alike(act.whom, one.whom) for one in same if among(act.words[-1], one.words))
    return not (crossed or half)


def alike(name: Name | None, other: Name | None) -> bool:
    """Tell whether two names share a word."""
    return name is not None and other is not None and not {*name.tokens}.isdisjoint(other.tokens)
