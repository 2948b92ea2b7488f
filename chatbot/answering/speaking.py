"""Which articles speak of a topic, and what each says most about it.

An article speaks of it when a passage, with the title, holds all the words of the topic, in whatever form. One that holds its
names may say the rest in other words, and one in another language all that is no name: there the vectors decide, by how much
nearer the article comes than articles usually do. In one language a missing word is a missing topic: 130 articles, 34 topics.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from chatbot.answering.inquiry import Inquiry
from chatbot.answering.quotable import taken_back
from chatbot.answering.topics import Topic, Word
from index.language.names import tokens
from index.language.prose import leans, whole
from index.types import Article, Hit, Scope, Sentence

BREADTH = 300  # passages looked at, found by words and by vectors each
NEARER = 0.06  # than articles usually come, where a topic is spoken of in other words
NEAR, BESIDE = 0.045, 0.02  # enough beside one that comes so near, when no further from it
ANCHORED = 0.025  # enough when no article that holds the words comes nearer
SHARED = 2  # articles of another language that hold the words as they stand: they are said so there
PARTLY = 0.3  # of the weight of a topic, of which an article in the question's language must hold more
SEVERAL, MOST = 3, 0.65  # words of a topic from which on this share of their weight will do
_WHOLE = re.compile(r"[.!…][»”\"')\]]*$")
_SHORTEST, _OPENING = 8, 8  # words of a sentence that says something, and of its beginning
_LEAD, _FIRST = 400, 120  # characters in which an article says what it is about, and in which its first sentence begins


@dataclass(frozen=True, slots=True)
class Speaking:
    """An article that speaks of a topic, and its sentences, the most telling first.

    ``titled`` when its title says so, ``sure`` when it does in the words of the topic; ``near`` as its vectors are; ``central``
    when it is about nothing else.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    titled: bool
    sure: bool
    near: float
    central: bool


@dataclass(slots=True)
class _Seen:
    """What is known of an article: how much of the topic its passages hold, how near they come, its sentences by worth."""

    article: Article
    foreign: bool
    covered: float = 0.0
    named: bool = False
    near: float = 0.0
    sentences: list[tuple[float, Sentence]] = field(default_factory=list)


def speaking(inquiry: Inquiry, about: Topic, scope: Scope) -> list[Speaking]:
    """Return the articles in a scope that speak of a topic."""
    seen: dict[str, _Seen] = {}
    for hit in inquiry.library.search(about.text, limit=2 * BREADTH, scope=scope):
        foreign = hit.article.language != inquiry.question.language
        _look(seen.setdefault(hit.article.id, _Seen(hit.article, foreign)), hit, about)
    speaks = _judge(list(seen.values()), about)
    found = [one for one in seen.values() if one.sentences and speaks(one)]
    nearest = max((one.near for one in found), default=0.0)
    return [_told(one, about, nearest) for one in found]


def stands_alone(text: str, language: str) -> bool:
    """Tell whether a sentence is whole, says something and needs none before it: no heading, no question, no opening "it"."""
    return whole(text, language) and len(text.split()) >= _SHORTEST and not leans(text, language)


def _told(one: _Seen, about: Topic, nearest: float) -> Speaking:
    best_first = tuple(sentence for _, sentence in sorted(one.sentences, key=lambda pair: -pair[0]))
    titled = about.covered(about.held(tokens(one.article.title))) >= MOST
    central = one.covered < 1 or titled or one.near > nearest - BESIDE
    return Speaking(one.article, best_first, titled, one.covered == 1, one.near, central)


def _look(one: _Seen, hit: Hit, about: Topic) -> None:
    title = about.held(tokens(hit.article.title))
    streams = [tokens(said.text) if about.touches(said.text) else [] for said in hit.passage.sentences]
    holding = [about.held(stream) for stream in streams]
    told = list(zip(holding, streams, hit.passage.sentences, hit.sentence_cosines, strict=True))
    near = max((cosine for _, _, sentence, cosine in told if _WHOLE.search(sentence.text)), default=0.0)
    one.covered = max(one.covered, about.covered(title.union(*holding)))
    one.named = one.named or about.named(title.union(*holding))
    one.near = max(one.near, (near + hit.cosine) / 2 + hit.language_bonus)
    for held, stream, sentence, cosine in told:
        if not taken_back(hit.article, sentence):
            opening = about.covered(about.held(stream[:_OPENING])) if held else 0.0
            one.sentences.append((_worth(about, held, sentence, cosine, hit.article.language) + 0.03 * opening, sentence))


def _worth(about: Topic, held: frozenset[Word], sentence: Sentence, cosine: float, language: str) -> float:
    """Return how much a sentence says about a topic: by its words, its vector, its place and its form."""
    told = 0.3 * about.covered(held) + 0.1 * about.named(held) * about.name_share + cosine
    placed = 0.02 * (sentence.start < _LEAD) + 0.06 * (not held and sentence.start < _FIRST)
    alone = stands_alone(sentence.text, language)
    return told + placed + 0.1 * (_WHOLE.search(sentence.text) is not None) + 0.05 * alone


def _judge(seen: Sequence[_Seen], about: Topic) -> Callable[[_Seen], bool]:
    """Return what tells whether an article speaks of a topic, beside all that have been seen."""
    usual = median(one.near for one in seen) if seen else 0.0
    holding = [one for one in seen if one.covered == 1]
    held = Counter(one.article.language for one in holding if one.foreign)
    anchor = max((one.near for one in holding if not one.foreign), default=math.inf)
    others = [one.near for one in seen if one.foreign and held[one.article.language] < SHARED]
    nearest = max(others, default=0.0)
    bar = usual + min(NEARER, max(NEAR, nearest - BESIDE - usual)) if nearest > usual + NEARER else math.inf

    def speaks(one: _Seen) -> bool:
        if one.covered == 1:
            return True
        if len(about.words) >= SEVERAL and one.covered >= MOST and (one.named or not about.names):
            return one.near > usual + ANCHORED
        if about.names:
            return one.named and one.near > usual + NEARER * (1 - one.covered) ** 2
        translated = held[one.article.language] < SHARED if one.foreign else one.covered > PARTLY and anchor == math.inf
        return translated and (one.near > bar or (one.near >= anchor and one.near > usual + ANCHORED))

    return speaks
