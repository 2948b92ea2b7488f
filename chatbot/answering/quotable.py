"""Which sentences of an article may be quoted: none that speaks to whoever reads it, as a person or a program."""

import re
from collections.abc import Sequence

from chatbot.answering.polarity import finds
from chatbot.types import Evidence
from index.language.patterns import compiled
from index.language.sentences import split_sentences
from index.language.vocabulary import flat
from index.types import Article, Sentence

_LOOK = 80  # characters after a sentence
# "it was a mistake, says the founder" judges, and denies nothing
_DENIED = r"\s*(?:{corrections.but}\b,? ?)?{corrections.denials}\s*(?:[.:;!]|$)"

ORDERS = r"{prose.orders}"
_TURN = re.compile(r"<\|?\w+\|?>|\[/?INST\]|^(?:assistant|system|user)\b\W*$", re.MULTILINE | re.IGNORECASE)


def sentences(block: Evidence) -> list[Sentence]:
    """Return the sentences of a block that may be quoted."""
    text, start = block.sentence.text, block.sentence.start
    found = [Sentence(block.article.id, start + a, start + b, text[a:b]) for a, b in split_sentences(text)]
    return quotable(block.article, start, text, found)


def quotable(article: Article, start: int, text: str, found: Sequence[Sentence]) -> list[Sentence]:
    """Return those of a text's sentences, without what passes for a turn and what the next one takes back."""
    turns = [(turn.start(), text.find("\n\n", turn.end()) % (len(text) + 1)) for turn in _TURN.finditer(text)]
    return [
        one
        for one in found
        if not any(one.start < start + end and start + begin < one.end for begin, end in turns)
        and not finds(ORDERS, one.text)
        and not taken_back(article, one)
    ]


def taken_back(article: Article, sentence: Sentence) -> bool:
    """Tell whether the next sentence denies this one: "This is no longer the case", « Il n'en est rien »."""
    return compiled(_DENIED).match(flat(article.text[sentence.end : sentence.end + _LOOK])) is not None
