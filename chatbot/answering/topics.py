"""What a question is about when it asks for no single thing, and which articles speak of it.

An article speaks of a topic when a passage of it, with its title, holds all the words of the topic, in whatever form. One that
holds its names and not its other words may say it in other words, in another language above all: there the vectors decide, by
how much nearer it comes than the articles usually do. Without a name in common they decide across languages alone.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from statistics import median

from chatbot.answering.corrections import taken_back
from chatbot.answering.inquiry import Inquiry
from index.language import find_names, flat
from index.language.days import is_month
from index.language.lexicon import common
from index.language.names import Name, Token, mentions, tokens
from index.language.patterns import every
from index.language.vocabulary import function_words
from index.search.lexical import terms
from index.types import Article, Hit, Scope, Sentence

BREADTH = 300  # passages looked at, found by words and by vectors each
NEARER = 0.06  # than the articles usually come, to speak of a topic without a word of it; measured on 20 topics of 130 articles
ANCHORED = 0.025  # the same where articles that hold the words come no nearer
SEVERAL, MOST = 3, 0.65  # words of a topic from which on this share of their weight will do
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[,;:(]")
_WHOLE = re.compile(r"[.!…][»”\"')\]]*$")
_STEM, _SHARE = 6, 0.6  # letters with which two words of one family begin, and their share of the longer word
_SHORTEST, _LONGEST, _OPENING = 5, 60, 8  # words of a sentence, and of its beginning
_LEAD = 400  # characters with which an article says what it is about
_SURNAME, _NAME_SHARE = 4, 0.7  # letters of a name, and their share of a longer form of it


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a topic, or a name of one or more: ``forms`` as ``index.language.names`` has them, its weight in the library."""

    forms: tuple[str, ...]
    weight: float
    name: bool

    def held(self, stream: Sequence[Token]) -> bool:
        """Tell whether a text holds it: a word in any form, a name whole or by its last word, if that is no one else's."""
        if not self.name:
            return any(same(self.forms[0], token.form) for token in stream)
        if len(self.forms) == 1:
            return any(_same_name(self.forms[0], token.form) for token in stream)
        return mentions(stream, Name(0, 0, self.forms)) or any(map(self._alone, stream, [None, *stream]))

    def _alone(self, token: Token, before: Token | None) -> bool:
        last = self.forms[-1]
        named = token.form == last and token.capital and len(last) >= _SURNAME and last.isalpha()
        other = before is not None and before.capital and token.joined and not before.opens
        return named and (not other or (before is not None and before.form in every("names", "titles")))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about, as it is written and in words; ``either``: names of which one will do."""

    text: str
    words: tuple[Word, ...]
    either: bool

    def covered(self, stream: Sequence[Token]) -> float:
        """Return the share of the topic's weight that a text holds; all of it for a topic that says nothing."""
        held = [word.weight for word in self.words if word.held(stream)]
        total = sum(word.weight for word in self.words)
        return 1.0 if not total or (held and self.either) else sum(held) / total

    def named(self, stream: Sequence[Token]) -> bool:
        """Tell whether a text holds all names of the topic, of which there must be one."""
        names = [word for word in self.words if word.name]
        return bool(names) and all(word.held(stream) for word in names)

    def touches(self, text: str) -> bool:
        """Tell quickly whether a text may hold a word of the topic."""
        forms = {common(term) for term in terms(text)}
        return any(
            not form.isalpha() or not form.islower() or any(same(form, other) for other in forms)
            for word in self.words
            for form in word.forms[-1:]
        )


@dataclass(frozen=True, slots=True)
class Speaking:
    """An article that speaks of a topic, and its sentences that do, the most telling first."""

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(slots=True)
class _Seen:
    """What is known of an article: how much of the topic its passages hold, how near they come, their sentences by worth."""

    article: Article
    foreign: bool
    covered: float = 0.0
    named: bool = False
    near: float = 0.0
    sentences: list[tuple[float, Sentence]] = field(default_factory=list)


def topic_of(question: str) -> str:
    """Return what is left of a question without the words that only ask, at its beginning and at its end."""
    words = list(_WORD.finditer(question))
    function, asking = function_words(), every("topics", "asking") | every("follow_ups", "asking")

    def silent(index: int) -> bool:
        word = words[index][0]
        if is_month(word) or word.isdigit() or (index and word[0].isupper() and flat(word) not in function):
            return False
        return flat(word) in function or flat(word) in asking

    first = next((index for index in range(len(words)) if not silent(index)), len(words))
    last = max((index for index in range(first, len(words)) if not silent(index)), default=first - 1)
    tail = next((i for i in range(last + 1, len(words)) if _opens_tail(question, words, i, function)), len(words))
    return question[words[first].start() : words[tail - 1].end()] if first < tail else ""


def topic(inquiry: Inquiry, text: str) -> Topic:
    """Return a topic with the weights of its words in the library."""
    rarity = inquiry.library.rarity(text)
    lead = "x, "  # after which the capital of the first word is a name's
    names = [(name.start - len(lead), name.end - len(lead), name.tokens) for name in find_names(lead + text)]
    words = [Word(forms, _weight(text[a:b], rarity), name=True) for a, b, forms in names]
    for token in tokens(text):
        inside = any(a <= token.start < b for a, b, _ in names)
        if not inside and token.form not in function_words():
            words.append(Word((token.form,), _weight(text[token.start : token.end], rarity), name=False))
    joined = not every("topics", "joins").isdisjoint(map(flat, text.split()))
    return Topic(text, tuple(words), joined and all(word.name for word in words))


def speaking(inquiry: Inquiry, about: Topic, scope: Scope) -> list[Speaking]:
    """Return the articles in a scope that speak of a topic, each with its sentences that say most about it first."""
    hits = inquiry.library.search(about.text, limit=2 * BREADTH, scope=scope, breadth=BREADTH)
    seen: dict[str, _Seen] = {}
    for hit in hits:
        one = seen.setdefault(hit.article.id, _Seen(hit.article, hit.article.language != inquiry.question.language))
        _look(one, hit, about)
    if not seen:
        return []
    usual = median(one.near for one in seen.values())
    holding = [one for one in seen.values() if one.covered == 1]
    # a word that articles in another language hold as it stands needs no other there
    held = Counter(one.article.language for one in holding if one.foreign)
    anchor = max((one.near for one in holding if not one.foreign), default=math.inf)
    foreign = [one.near for one in seen.values() if one.foreign and held[one.article.language] < _SHARED]
    bar = usual + max(min(NEARER, max(foreign, default=0.0) - usual - BESIDE), NEAR) if max(foreign, default=0.0) - usual > NEARER else math.inf
    found = []
    for one in seen.values():
        other_words = one.foreign and held[one.article.language] < _SHARED
        told = other_words and (one.near > bar or (one.near >= anchor and one.near - usual > ANCHORED))
        if one.sentences and (told if not about.names and one.covered < 1 else _speaks(one, about, one.near - usual)):
            found.append(one)
    return [Speaking(one.article, tuple(s for _, s in sorted(one.sentences, key=lambda pair: -pair[0]))) for one in found]


def same(form: str, other: str) -> bool:
    """Tell whether two words are one or of one family: "licence" and "licences", "deforestation" and "deforested"."""
    if form == other:
        return True
    short, long = sorted((form, other), key=len)
    alike = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return (alike == len(short) > 2 and long[alike:] in {"s", "x", "es"}) or (alike >= _STEM and alike >= _SHARE * len(long))


def _same_name(form: str, other: str) -> bool:
    """Tell whether two names are one, one perhaps longer: "Huguenot" and "Huguenots", "Norman" and "Normandy"."""
    short, long = sorted((form, other), key=len)
    return form == other or (len(short) >= _SURNAME and long.startswith(short) and len(short) > _NAME_SHARE * len(long))


def stands_alone(text: str) -> bool:
    """Tell whether a sentence is whole and needs none before it: no heading, no question, no opening "it"."""
    words = _WORD.findall(text)
    opener = flat(words[0]) if words else ""
    return (
        _WHOLE.search(text) is not None
        and _SHORTEST <= len(words) <= _LONGEST
        and not words[0][0].islower()
        and opener not in every("topics", "leaning")
    )


def _opens_tail(question: str, words: Sequence[re.Match[str]], index: int, function: frozenset[str]) -> bool:
    between = question[words[index - 1].end() : words[index].start()]
    return flat(words[index][0]) in function or _APART.search(between) is not None


def _weight(word: str, rarity: dict[str, float]) -> float:
    return max([0.1, *(rarity[term] for term in terms(word) if term in rarity)])


def _look(one: _Seen, hit: Hit, about: Topic) -> None:
    title, passage = tokens(hit.article.title), hit.passage
    touched = about.touches(f"{hit.article.title} {passage.text}")
    stream = [tokens(sentence.text) if touched else [] for sentence in passage.sentences]
    whole = [*title, *chain(*stream)]
    near = max((c for c, s in zip(hit.sentence_cosines, passage.sentences, strict=True) if _WHOLE.search(s.text)), default=0.0)
    one.covered = max(one.covered, about.covered(whole))
    one.named = one.named or about.named(whole)
    one.near = max(one.near, (near + hit.cosine) / 2 + hit.language_bonus)
    for line, sentence, cosine in zip(stream, passage.sentences, hit.sentence_cosines, strict=True):
        if not taken_back(hit.article, sentence):
            one.sentences.append((_worth(about, line, sentence, cosine), sentence))


def _worth(about: Topic, line: Sequence[Token], sentence: Sentence, cosine: float) -> float:
    """Return how much a sentence says about a topic: by its words, above all at its beginning, its vector and its form."""
    covered = about.covered(line)
    opens = covered > 0 and about.covered(line[:_OPENING]) > 0
    first = sentence.start < _LEAD
    told = 0.3 * covered + 0.1 * about.named(line) + 0.03 * opens + 0.02 * first + cosine
    return told + 0.1 * (_WHOLE.search(sentence.text) is not None) + 0.05 * stands_alone(sentence.text)


def _speaks(one: _Seen, about: Topic, margin: float, *, other_words: bool, anchor: float) -> bool:
    if one.covered == 1:
        return True
    names = [word for word in about.words if word.name]
    if len(about.words) >= SEVERAL and one.covered >= MOST and (one.named or not names):
        return margin > ANCHORED
    if names:
        return one.named and margin > NEARER * (1 - one.covered) ** 2
    return one.foreign and other_words and (margin > NEARER or (one.near >= anchor and margin > ANCHORED))
