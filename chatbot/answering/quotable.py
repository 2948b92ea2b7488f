"""Which sentences of what a writer is shown may be quoted: none that speaks to whoever reads it, as a person or a program."""

import re

from chatbot.answering.evidence import taken_back
from chatbot.answering.polarity import finds
from chatbot.types import Evidence
from index.language.sentences import split_sentences
from index.types import Sentence

ORDERS = r"{prose.orders}"
_TURN = re.compile(r"<\|?\w+\|?>|\[/?INST\]|^(?:assistant|system|user)\b\W*$", re.MULTILINE | re.IGNORECASE)


def sentences(block: Evidence) -> list[Sentence]:
    """Return the sentences of a block that may be quoted, without what passes for a turn and what the next one takes back."""
    text, start = block.sentence.text, block.sentence.start
    turns = [(turn.start(), text.find("\n\n", turn.end()) % (len(text) + 1)) for turn in _TURN.finditer(text)]
    found = [Sentence(block.article.id, start + a, start + b, text[a:b]) for a, b in split_sentences(text)]
    return [
        one
        for one in found
        if not any(one.start < start + end and start + begin < one.end for begin, end in turns)
        and not finds(ORDERS, one.text)
        and not taken_back(block.article, one)
    ]
