"""Finds the sentences that carry a statement: they say it, and do not merely share its words."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from chatbot.answering.polarity import denies, weighty
from chatbot.answering.verification import Check, check
from chatbot.types import Evidence
from index.language import find_dates, find_names, find_numbers
from index.language.digits import tongue
from index.language.names import Name, Token, mentions, tokens
from index.language.negation import akin, among
from index.language.patterns import compiled
from index.language.prose import leans
from index.language.sentences import split_sentences
from index.language.vocabulary import flat
from index.search.lexical import terms
from index.types import Sentence

Near = Callable[[str, Sequence[str]], Sequence[float]]  # cosines of a text to others, in whatever languages
HELD, CLOSE = 0.75, 0.86  # share of a statement's words that its quote holds; cosine across languages
AROUND = 0.5  # what a word counts that stands in the title or in the sentence before
TRIED = 8  # quotes, those that hold most of the statement
_ORDERS, _TURN = r"{prose.orders}", re.compile(r"<\|?\w+\|?>|\[/?INST\]|^(?:assistant|system|user)\b\W*$", re.MULTILINE | re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:com|org|net|fr|io|example)\b")
_BY = r"\b{publication.by}\b"
_DENIAL, _AGAINST = r"\b{prose.denial}", r"\b{prose.against}(?!\w)"


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a statement, and the quote that carries it or, unverified, comes nearest to it."""

    status: Literal["carried", "unverified", "wrong"]
    quote: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _Act:
    """A word that stands between two names, and who does it to whom."""

    word: str
    who: Name
    whom: Name


@dataclass(frozen=True, slots=True)
class _Quote:
    """A sentence of a block, or two; how much of a statement it holds, beyond what is enough, and where it leans."""

    item: Evidence
    above: float
    foreign: bool


def carrying(claim: str, blocks: Sequence[Evidence], *, said: str, hints: Collection[int], near: Near) -> Found:
    """Return whether a sentence of the blocks, or two neighbouring ones, say what a statement says.

    ``said`` is the language of the statement, ``hints`` the markers that the writer put, which decide between equals.
    """
    if compiled(_ORDERS).search(flat(claim)) or _ADDRESS.search(claim):
        return Found("wrong")
    quotes = sorted(_quotes(claim, blocks, said, near), key=lambda one: (-one.above, one.item.marker not in hints))[:TRIED]
    for quote in quotes:
        if quote.above >= 0 and _says(claim, quote, said):
            return Found("carried", quote.item)
    denied = any(quote.above >= 0 and _denied(claim, quote) for quote in quotes)
    untrue = denied or all(_checked(claim, item, said).missing for item in blocks)
    return Found("wrong" if untrue else "unverified", quotes[0].item if quotes else None)


def _quotes(claim: str, blocks: Sequence[Evidence], said: str, near: Near) -> Iterator[_Quote]:
    """Yield the sentences of the blocks, and the pairs of neighbours, with how much of the statement each holds."""
    words = _content(claim)
    for block in blocks:
        single = [replace(block, sentence=one) for one in sentences(block)]
        spoken = tongue(block.article.language, block.sentence.text)
        pairs = [replace(one, sentence=both) for one, other in pairwise(single) if (both := _joined(claim, one, other))]
        foreign = spoken != said
        cosines = near(claim, [one.sentence.text for one in single + pairs]) if foreign else ()
        for number, one in enumerate(single + pairs):
            above = cosines[number] - CLOSE if foreign else _held(words, one) - HELD
            yield _Quote(one, above - 0.001 * (number >= len(single)), foreign)


def sentences(block: Evidence) -> list[Sentence]:
    """Return the sentences of a block that may be quoted: none that speaks to whoever reads it, nor what passes for a turn."""
    text, start = block.sentence.text, block.sentence.start
    turns = [(turn.start(), text.find("\n\n", turn.end()) % (len(text) + 1)) for turn in _TURN.finditer(text)]
    return [
        Sentence(block.article.id, start + first, start + last, text[first:last])
        for first, last in split_sentences(text)
        if not any(first < end and begin < last for begin, end in turns)
        and not compiled(_ORDERS).search(flat(text[first:last]))
    ]


def _joined(claim: str, one: Evidence, other: Evidence) -> Sentence | None:
    """Return two neighbouring sentences as one where the second leans on the first or each has a fact of the statement."""
    start, end, text = one.sentence.start, other.sentence.end, one.article.text
    if "\n" in text[one.sentence.end : other.sentence.start]:
        return None
    here, there = ({*_facts(claim, item.sentence.text)} for item in (one, other))
    goes_on = leans(other.sentence.text, one.article.language) or (here - there and there - here)
    return Sentence(one.article.id, start, end, text[start:end]) if goes_on else None


def _facts(claim: str, text: str) -> Iterator[int]:
    """Yield where the facts of a statement begin that a text holds."""
    words, numbers, dates = tokens(text), find_numbers(text), find_dates(text)
    yield from (name.start for name in find_names(claim) if mentions(words, name))
    yield from (one.start for one in find_numbers(claim) if any(other.supports(one) for other in numbers))
    yield from (one.start for one in find_dates(claim) if any(other.supports(one) for other in dates))


def _content(claim: str) -> list[str]:
    """Return the words of a statement that say something and are no facts, which are checked by themselves."""
    facts = [*find_names(claim), *find_dates(claim), *find_numbers(claim)]
    for fact in facts:
        claim = claim[: fact.start] + " " * (fact.end - fact.start) + claim[fact.end :]
    return [word for word in terms(claim) if weighty(word)]


def _held(words: Sequence[str], quote: Evidence) -> float:
    """Return which share of a statement's words a quote holds."""
    told, about = terms(quote.sentence.text), terms(f"{quote.article.title} {_before(quote)}")
    held = sum(1.0 if among(word, told) else AROUND * among(word, about) for word in words)
    return held / len(words) if words else 1.0


def _before(quote: Evidence) -> str:
    spans = [span for span in split_sentences(quote.article.text[: quote.sentence.start])[-1:]]
    return " ".join(quote.article.text[start:end] for start, end in spans)


def _checked(claim: str, item: Evidence, said: str) -> Check:
    article, quote = item.article, item.sentence.text
    around = f"{article.title}\n{_before(item)}"
    return check(claim, quote, language=article.language, said=said, published=article.day, context=around)


def _says(claim: str, quote: _Quote, said: str) -> bool:
    """Tell whether a quote that holds a statement's words says it: its facts, of the same things, and nothing denied."""
    found = _checked(claim, quote.item, said)
    if not found.ok or _denied(claim, quote) or (quote.foreign and not found.facts):
        return False
    return not _swapped(claim, quote.item.sentence.text)


def _denied(claim: str, quote: _Quote) -> bool:
    """Tell whether a quote says the opposite of a statement, or the statement denies what nothing in the quote does."""
    text = quote.item.sentence.text
    here, there = (compiled(_DENIAL).search(flat(one)) is not None for one in (claim, text))
    if quote.foreign:
        return here != there
    return denies(claim, text) and not (here and there) or (here and not there and not compiled(_AGAINST).search(flat(text)))


def _swapped(claim: str, quote: str) -> bool:
    """Tell whether a statement tells of one thing what its quote tells of another: an amount, or who does what to whom."""
    names = find_names(claim)
    spans = [(start, end) for start, end in split_sentences(quote)]
    for number in find_numbers(claim):
        owner = _last(claim, names, number.start)
        told = [one.start for one in find_numbers(quote) if one.supports(number)]
        if owner and told and not any(_owns(owner, names, quote, place, spans) for place in told):
            return True
    return not all(_done(act, quote) for act in _acts(claim, names))


def _done(act: _Act, quote: str) -> bool:
    """Tell whether a quote lets those act who act in a statement, as far as it tells of that."""
    told = [other for other in _acts(quote, find_names(quote)) if akin(act.word, other.word)]
    return not told or any(_alike(act.who, one.who) and _alike(act.whom, one.whom) for one in told) or not any(
        (_alike(act.who, one.whom) or _alike(act.whom, one.whom) or _alike(act.who, one.who)) for one in told
    )


def _last(text: str, names: Sequence[Name], place: int) -> Name | None:
    """Return the last name before a place, or the first behind it where there is none."""
    return next((name for name in reversed(names) if name.start < place), names[0] if names else None)


def _owns(owner: Name, names: Sequence[Name], quote: str, place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether what stands at a place of a quote is told of a name: in its sentence, and of no other of the names."""
    start, end = next(span for span in spans if span[0] <= place < span[1])
    line = quote[start:end]
    there = find_names(line)
    if not mentions(tokens(line), owner):
        return len(spans) == 1 or not there
    told = [name for name in there if name.start + start < place and any(_same(line, name, one) for one in names)]
    return not told or _same(line, told[-1], owner)


def _same(line: str, name: Name, other: Name) -> bool:
    return mentions(tokens(line[name.start : name.end]), other) or {*name.tokens} <= {*other.tokens}


def _acts(text: str, names: Sequence[Name]) -> Iterator[_Act]:
    """Yield the words between two names of a text with who acts and on whom, in the passive the other way round."""
    for one, other in pairwise(names):
        between = flat(text[one.end : other.start])
        who, whom = (other, one) if compiled(_BY).search(between) else (one, other)
        yield from (_Act(word, who, whom) for word in terms(between) if weighty(word))


def _alike(name: Name, other: Name) -> bool:
    return not {*name.tokens}.isdisjoint(other.tokens)
