"""Puts a question into the words of a sentence in another language: each into what the encoder finds to mean the same."""

import re
from collections.abc import Mapping

from chatbot.answering.polarity import weighty
from index.language import find_names
from index.search.lexical import terms
from index.types import Encoder

# cosine of two words of one meaning, chosen by eye on thirteen pairs of sentences; at .88 words of no likeness are taken as one
ALIKE = 0.9
_WORD = re.compile(r"[^\W_]+")


def in_words_of(quote: str, question: str, rarity: Mapping[str, float], encoder: Encoder) -> tuple[str, dict[str, float]]:
    """Return the question and the rarity of its words, with words of the quote for its own, names apart."""
    theirs = [word for word in dict.fromkeys(terms(quote)) if weighty(word) and not word.isdigit()]
    kept = names_of(question).union(theirs)
    own = [word for word in rarity if weighty(word) and word not in kept and not word.isdigit()]
    if not own or not theirs:
        return question, dict(rarity)
    vectors = encoder.encode_passages([*own, *theirs])
    cosines = vectors[: len(own)] @ vectors[len(own) :].T
    nearest = zip(own, cosines.argmax(axis=1), cosines.max(axis=1), strict=True)
    meant = {word: theirs[at] for word, at, cosine in nearest if cosine >= ALIKE}
    told = _WORD.sub(lambda found: meant.get("".join(terms(found[0])), found[0]), question)
    return told, {meant.get(word, word): weight for word, weight in rarity.items()}


def names_of(text: str) -> set[str]:
    """Return the words of the names in a text, as ``terms`` gives them."""
    return {word for name in find_names(text) for word in terms(text[name.start : name.end])}
