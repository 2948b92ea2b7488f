"""What a question is about when it asks for no single thing, and which articles speak of it.

An article speaks of a topic when a passage of it, with its title, holds all the words of the topic, in whatever form. One that
holds its names and not its other words may say it in other words, in another language above all: there the vectors decide, by
how much nearer it comes than the articles usually do. Without a name in common they decide across languages alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from chatbot.answering.inquiry import Inquiry
from index.language import find_names, flat
from index.language.days import is_month
from index.language.names import Token, tokens
from index.language.patterns import every
from index.language.vocabulary import function_words
from index.search.lexical import terms
from index.types import Article, Hit, Scope, Sentence

BREADTH = 300  # passages looked at, found by words and by vectors each
NEARER = 0.055  # than the articles usually come, to speak of a topic without a word of it; measured on 20 topics of 130 articles
ANCHORED = 0.025  # the same where articles that hold the words come no nearer
SEVERAL, MOST = 3, 0.65  # words of a topic from which on this share of their weight will do
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[,;:(]")
_WHOLE = re.compile(r"[.!…][»”\"')\]]*$")
_STEM, _SHARE = 6, 0.6  # letters with which two words of one family begin, and their share of the longer word
_SHORTEST, _LONGEST, _OPENING = 5, 60, 8  # words of a sentence, and of its beginning


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about: as it is written, and the words of weight with their weights; ``names`` among these."""

    text: str
    weights: dict[str, float]
    names: frozenset[str]
    alternatives: bool

    def covered(self, forms: Iterable[str]) -> float:
        """Return the share of the topic's weight that the words of a text hold; of names joined by "and" one will do."""
        held = {word for word in self.weights if any(same(word, form) for form in forms)}
        total = sum(self.weights.values())
        return 1.0 if held and self.alternatives else sum(self.weights[word] for word in held) / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Speaking:
    """An article that speaks of a topic, and its sentences that do, the most telling first."""

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(slots=True)
class _Seen:
    """What is known of an article: how much of the topic its passages hold, how near they come, their sentences by worth."""

    article: Article
    covered: float
    names: float
    near: float
    foreign: bool
    sentences: list[tuple[float, Sentence]]


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
    words = [token for token in tokens(text) if token.form not in function_words()]
    weights = {token.form: _weight(text[token.start : token.end], rarity) for token in words}
    named = {form for name in find_names(f"- {text}") for form in name.tokens} & weights.keys()
    joined = not every("topics", "joins").isdisjoint(map(flat, text.split()))
    return Topic(text, weights, frozenset(named), joined and len(named) == len(weights))


def speaking(inquiry: Inquiry, about: Topic, scope: Scope) -> list[Speaking]:
    """Return the articles in a scope that speak of a topic, those that say most about it first."""
    hits = inquiry.library.search(about.text, limit=2 * BREADTH, scope=scope, breadth=BREADTH)
    seen: dict[str, _Seen] = {}
    for hit in hits:
        _look(seen, hit, about, foreign=hit.article.language != inquiry.question.language)
    if not seen:
        return []
    usual = median(one.near for one in seen.values())
    anchors = [one.near for one in seen.values() if one.covered == 1]
    anchor = median(anchors) if anchors else 1.0
    found = [one for one in seen.values() if one.sentences and _speaks(one, about, one.near - usual, one.near - anchor)]
    found.sort(key=lambda one: -max(one.sentences, key=lambda pair: pair[0])[0])
    return [Speaking(one.article, tuple(s for _, s in sorted(one.sentences, key=lambda pair: -pair[0]))) for one in found]


def same(form: str, other: str) -> bool:
    """Tell whether two words are one or of one family: "licence" and "licences", "deforestation" and "deforested"."""
    if form == other:
        return True
    short, long = sorted((form, other), key=len)
    alike = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return (alike == len(short) > 2 and long[alike:] in {"s", "x", "es"}) or (alike >= _STEM and alike >= _SHARE * len(long))


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


def _look(seen: dict[str, _Seen], hit: Hit, about: Topic, *, foreign: bool) -> None:
    article, passage = hit.article, hit.passage
    stream = [tokens(sentence.text) for sentence in passage.sentences]
    title = [token.form for token in tokens(article.title)]
    forms = {*title, *(token.form for line in stream for token in line)}
    named = [name for name in about.names if any(same(name, form) for form in forms)]
    worth = [_worth(about, line, *pair) for line, pair in zip(stream, zip(passage.sentences, hit.sentence_cosines, strict=True), strict=True)]
    near = max((c for c, s in zip(hit.sentence_cosines, passage.sentences, strict=True) if _WHOLE.search(s.text)), default=0.0)
    one = seen.setdefault(article.id, _Seen(article, 0.0, 0.0, 0.0, foreign, []))
    one.covered = max(one.covered, about.covered(forms))
    one.names = max(one.names, len(named) / len(about.names) if about.names else 0.0)
    one.near = max(one.near, (near + hit.cosine) / 2 + hit.language_bonus)
    one.sentences += worth


def _worth(about: Topic, line: Sequence[Token], sentence: Sentence, cosine: float) -> tuple[float, Sentence]:
    """Return how much a sentence says about a topic: its words, most of all at the beginning, its vector, its form."""
    covered = about.covered(token.form for token in line)
    opens = about.covered(token.form for token in line[:_OPENING]) > 0
    whole, alone = _WHOLE.search(sentence.text) is not None, stands_alone(sentence.text)
    return 0.3 * covered + 0.03 * (opens and covered > 0) + cosine + 0.05 * alone + 0.1 * whole, sentence


def _speaks(one: _Seen, about: Topic, margin: float, anchored: float) -> bool:
    if one.covered == 1 or not about.weights:
        return True
    missing = 1 - one.covered
    if len(about.weights) >= SEVERAL and one.covered >= MOST and (one.names == 1 or not about.names):
        return margin > ANCHORED
    if about.names:
        return one.names == 1 and margin > NEARER * missing**2
    return one.foreign and (margin > NEARER * missing**2 or (anchored >= 0 and margin > ANCHORED))
