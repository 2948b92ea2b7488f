"""Finds the sentences that carry a statement: they say it, and do not merely share its words."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, groupby, pairwise
from typing import Literal

from chatbot.answering.polarity import finds, opposed, weighty
from chatbot.answering.quotable import ORDERS, sentences
from chatbot.answering.roles import alike, swapped
from chatbot.answering.topics import names_in_piece
from chatbot.answering.verification import Check, check
from chatbot.types import Evidence
from index.language import Date, Name, Number, find_dates, find_names, find_numbers
from index.language.digits import tongue
from index.language.names import mentions, tokens
from index.language.negation import among
from index.language.patterns import compiled, every
from index.language.prose import leans
from index.language.sentences import split_sentences
from index.language.vocabulary import flat
from index.search.lexical import terms
from index.types import Sentence

Near = Callable[[str, Sequence[str]], Sequence[float]]  # cosines of a text to others, in whatever languages
HELD, HALF = 0.65, 0.5  # share of a statement's words that its quote holds; that a part near in meaning does
PARTS, ADDED = 4, 3  # clauses of a part; words in a row that a quote may lack
CLOSE, SAME, FOREIGN = 0.88, 0.95, 0.91  # or its cosine across languages; to a part of it; the same across languages,
FACT, FACTS = 0.01, 3  # where every fact in common, up to three, is worth as much
AROUND = 0.5  # what a word counts that stands in the title or in the sentence before
ABOUT = 800  # characters before a quote that may name what it is about
PART = 2  # words of a statement that each of two sentences has for itself
TRIED = 8  # quotes, those that hold most of the statement
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:com|org|net|fr|io|example)\b")
_PRONOUN = r"\b{speech.pronouns}\b"
_DENIAL, _AGAINST = r"\b{prose.denial}", r"\b{prose.against}(?!\w)"
_NONE, _CLAUSE = r"\b{prose.none}", re.compile(r"[^,;:.()«»“”]+")
_BREAK = r"(?<=[,;:–.)]) |(?<=—)| (?={calendar.conjunctions} )| (?={prose.relatives} )"
_CAUSES, _RESERVED = r"\b{prose.causes}(?!\w)", r"\b{prose.reserved}(?!\w)"
_COMING, _AHEAD = r"\b{tense.coming}\b", r"\b{tense.ahead}\b"
_MONTHS = {"month": 1, "year": 12}
_DISPUTES, _WHOLLY = r"\b{prose.disputes}(?!\w)", r"\b{prose.wholly}(?!\w)"


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a statement, and the quote that carries it."""

    status: Literal["carried", "unverified", "wrong"]
    quote: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _Quote:
    """A sentence of a block, two, or a part of ``whole``, found by its meaning; how much it holds beyond what is enough."""

    item: Evidence
    above: float
    foreign: bool
    whole: Evidence
    meant: bool = False


def carrying(
    claim: str, blocks: Sequence[Evidence], *, said: str, hints: Collection[int], near: Near, asked: Mapping[Sentence, str]
) -> Found:
    """Return whether a sentence of the blocks, or two neighbouring ones, say what a statement says.

    ``said`` is the language of the statement, ``hints`` the markers that the writer put, which decide between equals; ``asked``
    holds the question that a sentence answers, whose words a statement may repeat.
    """
    if finds(ORDERS, claim) or _ADDRESS.search(claim):
        return Found("wrong")
    found = _quotes(claim, blocks, said, near, asked)
    quotes = sorted(found, key=lambda one: (-one.above, one.item.marker not in hints))[:TRIED]
    for quote in chain(quotes, _parts(claim, quotes, near)):
        if quote.above >= 0 and _says(claim, quote, said):
            return Found("carried", quote.whole)
    denied = any(quote.above >= 0 and _denied(claim, quote) for quote in quotes)
    missing = [{*_missing(claim, item, said)} for item in blocks]
    untrue = denied or not missing or set.intersection(*missing)
    return Found("wrong" if untrue else "unverified")


def _quotes(claim: str, blocks: Sequence[Evidence], said: str, near: Near, asked: Mapping[Sentence, str]) -> Iterator[_Quote]:
    """Yield the sentences of the blocks, and the pairs of neighbours, with how much of the statement each holds."""
    words = _content(claim)
    for block in blocks:
        single = [replace(block, sentence=one, context=asked.get(one, "")) for one in sentences(block)]
        spoken = tongue(block.article.language, block.sentence.text)
        pairs = [replace(one, sentence=both) for one, other in pairwise(single) if (both := _joined(claim, one, other))]
        foreign = spoken != said
        cosines = near(claim, [one.sentence.text for one in single + pairs]) if foreign else ()
        for number, one in enumerate(single + pairs):
            above = cosines[number] - CLOSE if foreign else _held(words, one) - HELD
            yield _Quote(one, above - 0.001 * (number >= len(single)), foreign, one)


def _parts(claim: str, quotes: Sequence[_Quote], near: Near) -> Iterator[_Quote]:
    """Yield the quotes and their parts, runs of clauses, by how near they are to a statement: nearest first."""
    found, words = list[_Quote](), _content(claim)
    for quote in quotes:
        one, bar = quote.item.sentence, FOREIGN if quote.foreign else SAME
        named = [(name.start, name.start) for name in find_names(one.text) if one.text[name.end : name.end + 1] == ","]
        breaks = [cut.span() for cut in compiled(_BREAK).finditer(flat(one.text))]
        cuts = sorted({(0, 0), *named, *breaks, (len(one.text), 0)})  # of "after Elm, a town" also "Elm, a town"
        most = PARTS if len(split_sentences(one.text)) == 1 else 0
        runs = [(a, b) for a, b in combinations(range(len(cuts)), 2) if b - a <= most or b - a == len(cuts) - 1]
        spans = [(start, end) for start, end in ((cuts[a][1], cuts[b][0]) for a, b in runs) if _content(one.text[start:end])]
        parts = [replace(one, start=one.start + a, end=one.start + b, text=one.text[a:b]) for a, b in spans]
        for part, cosine in zip(parts, near(claim, [part.text for part in parts]), strict=True):
            close = quote.foreign and cosine >= bar - FACT * FACTS
            facts = min(FACTS, len({*_facts(claim, part.text)})) if close else 0
            item = replace(quote.item, sentence=part)
            shared = sum(among(word, terms(part.text)) for word in words)
            enough = quote.foreign or shared >= max(PART, HALF * len(words))
            above = cosine - bar + FACT * facts if enough else -1.0
            found.append(replace(quote, item=item, above=above, meant=True))
    yield from sorted(found, key=lambda part: -part.above)


def _joined(claim: str, one: Evidence, other: Evidence) -> Sentence | None:
    """Return two neighbouring sentences as one: each says a part of a statement, or the second leans and says it."""
    start, end, text = one.sentence.start, other.sentence.end, one.article.text
    here, there = ({*_facts(claim, item.sentence.text)} for item in (one, other))
    mine, theirs = ({word for word in _content(claim) if among(word, terms(item.sentence.text))} for item in (one, other))
    parts = (here - there and there - here) or min(len(mine - theirs), len(theirs - mine)) >= PART
    says = leans(other.sentence.text, one.article.language) and (here - there or 2 * len(theirs) >= len({*_content(claim)}))
    apart = "\n" in text[one.sentence.end : other.sentence.start] or not (parts or says)
    return None if apart else Sentence(one.article.id, start, end, text[start:end])


def _facts(claim: str, text: str) -> Iterator[int]:
    """Yield where the facts of a statement begin that a text holds."""
    words, numbers, dates = tokens(text), find_numbers(text), find_dates(text)
    yield from (name.start for name in find_names(claim) if mentions(words, name))
    yield from (one.start for one in find_numbers(claim) if any(other.supports(one) for other in numbers))
    yield from (one.start for one in find_dates(claim) if any(other.supports(one) for other in dates))


def _content(claim: str) -> list[str]:
    """Return the words of a statement that say something and are no facts, which are checked by themselves."""
    facts: list[Name | Date | Number] = [*find_names(claim), *find_dates(claim), *find_numbers(claim)]
    for fact in facts:
        claim = claim[: fact.start] + " " * (fact.end - fact.start) + claim[fact.end :]
    return [word for word in terms(claim) if weighty(word) and word not in every("prose.light")]


def _held(words: Sequence[str], quote: Evidence) -> float:
    """Return which share of a statement's words a quote holds, or the question that it answers."""
    told, about = terms(f"{quote.sentence.text} {quote.context}"), terms(f"{quote.article.title} {_before(quote)}")
    held = sum(1.0 if among(word, told) else AROUND * among(word, about) for word in words)
    return held / len(words) if words else 1.0


def _before(quote: Evidence) -> str:
    text = quote.article.text[max(0, quote.sentence.start - ABOUT) : quote.sentence.start]
    return next((text[start:end] for start, end in reversed(split_sentences(text))), "")


def _checked(claim: str, item: Evidence, said: str) -> Check:
    article, quote = item.article, item.sentence.text
    about = f"{article.title}\n{article.text[max(0, item.sentence.start - ABOUT) : item.sentence.start]}"
    return check(claim, quote, language=article.language, said=said, published=article.day, context=about)


def _missing(claim: str, block: Evidence, said: str) -> Iterator[str]:
    """Yield the facts of a statement that no sentence of a block has, names only where their words are not there."""
    text = " ".join(one.text for one in sentences(block))
    known = {*terms(f"{block.article.title} {text}")}
    found = _checked(claim, replace(block, sentence=replace(block.sentence, text=text)), said).missing
    yield from (one for one in found if re.search(r"\d", one) or not {*terms(one)} <= known)


def _says(claim: str, quote: _Quote, said: str) -> bool:
    """Tell whether a quote that holds a statement's words says it: its facts, of the same things, and nothing denied."""
    text, untrue = quote.item.sentence.text, _checked(claim, quote.item, said).missing
    known = all(_known(one, claim, quote) for one in untrue)
    words, clauses, answer = _content(claim), _CLAUSE.findall(text), f"{text} {quote.item.context}"
    told = [one for one in clauses if any(among(word, terms(one)) for word in words)] or [text]
    reserved = any(finds(_RESERVED, one) for one in told) and not finds(_RESERVED, claim)
    invented = any(finds(one, claim) and not finds(other, answer) for one, other in ((_CAUSES, _CAUSES), (_COMING, _AHEAD)))
    runs = groupby(words, lambda word: among(word, terms(answer)))
    added = not quote.foreign and any(not held and len([*run]) > ADDED for held, run in runs)
    if not known or _denied(claim, quote) or _of_another(claim, quote) or reserved or invented or added:
        return False
    (denies, affirms), (wholly, partly) = ([finds(one, line) for line in (claim, text)] for one in (_DENIAL, _WHOLLY))
    apart = denies != affirms if quote.foreign else denies and not (affirms or finds(_AGAINST, text))
    return not (apart or (wholly and not partly) or _only_denied(claim, text) or swapped(claim, text))


def _known(fact: str, claim: str, quote: _Quote) -> bool:
    """Tell whether a quote has a fact in other words: a name's in its language, a time between two dates of both.

    A statement may also begin with what somebody is: "Singer Ann Lee".
    """
    text = quote.item.sentence.text
    amounts = [one for one in find_numbers(fact) if one.unit in _MONTHS]
    if re.search(r"\d", fact) or amounts:
        moments = [one.moment for one in (*find_dates(claim), *find_dates(text), *find_dates(_before(quote.item)))]
        months = [12 * one.year + (one.month or 0) for one in moments if one.year]
        return any(one.value * _MONTHS[one.unit or ""] in {a - b for a in months for b in months} for one in amounts)
    words, (first, *rest) = terms(text), tokens(fact)
    titled = rest and claim.startswith(fact) and (quote.foreign or among(first.form, words))
    if titled and mentions(tokens(text), Name(0, 0, tuple(one.form for one in rest))):
        return True
    spoken = terms(fact)
    named = any(all(among(word, spoken) for word in name.tokens) for name in find_names(text))
    return quote.foreign and first.capital and (named or all(among(word, words) for word in spoken))


def _denied(claim: str, quote: _Quote) -> bool:
    """Tell whether a quote says the opposite of a statement, or that somebody disputes it."""
    text = quote.item.sentence.text
    disputed = finds(_DISPUTES, text) and not finds(_DISPUTES, claim)
    return disputed or (not quote.foreign and any(opposed(claim, text[start:end]) for start, end in split_sentences(text)))


def _only_denied(claim: str, quote: str) -> bool:
    """Tell whether words of a statement that denies nothing stand in clauses of a quote alone that deny, exclude or ask."""

    def negative(text: str) -> bool:
        return "?" in text or any(finds(one, text) for one in (_DENIAL, _NONE, _AGAINST))

    clauses = _CLAUSE.findall(quote)
    sides = [[word for clause in clauses if negative(clause) is side for word in terms(clause)] for side in (True, False)]
    words = [word for word in _content(claim) if word not in every("names.titles")]
    return not negative(claim) and any(among(word, sides[0]) and not among(word, sides[1]) for word in words)


def _of_another(claim: str, quote: _Quote) -> bool:
    """Tell whether a quote is about something else than a statement: only what that begins with may stand before a quote.

    That is so where the quote leans on it, or names nobody else.
    """
    text, mine = quote.whole.sentence.text, find_names(claim)
    theirs, pronoun = find_names(text), compiled(_PRONOUN).search(flat(text))
    told, words = find_names(quote.item.sentence.text), tokens(quote.item.sentence.text)
    lacking = [name for name in mine if not (mentions(words, name) or any(alike(name, one) for one in told))]
    title = names_in_piece(quote.item.article.title)
    behind = [name for name in lacking if name != mine[0] and not any(alike(name, one) for one in title)]
    if any(not among((terms(claim[: name.start]) or [""])[-1], _content(text)) for name in behind):
        return True  # unless it calls by its name what the quote speaks of: "the club Elm"
    if leans(text, quote.item.article.language) or (pronoun and not any(name.start < pronoun.start() for name in theirs)):
        return False
    said, first = f"{text} {quote.item.context}", next(iter(_content(claim[: mine[0].start] if mine else claim)), None)
    others = lacking and any(not any(alike(name, one) for one in mine) for name in theirs)
    return bool(others) or not (first is None or quote.foreign or quote.meant or among(first, terms(said)))
