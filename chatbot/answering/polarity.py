"""Whether a sentence answers a question by yes or by no: it speaks of the same things, and denies what is asked or does not."""

from collections.abc import Iterable, Mapping

from chatbot.answering.verification import check, conflict
from index.language.negation import akin, contradicted
from index.language.patterns import compiled, every
from index.language.vocabulary import flat, function_words
from index.search.lexical import terms

HELD, DENIED, AROUND = 0.7, 0.4, 0.5  # share of a question's words, weighed by rarity, that a sentence is to hold
SHORT = 2  # letters of a word that says little
_ASIDE = r"\b{prose.asides}"
_DENIAL = r"\b{prose.denial}"
_AGAINST, _NONE = r"\b{prose.against}(?!\w)", r"\b{prose.none}"


def decide(question: str, quote: str, *, context: str, rarity: Mapping[str, float], language: str, said: str) -> bool | None:
    """Return whether a sentence says yes or no to a question, None where it does neither outright.

    ``context`` is the title and what stands before the sentence; ``rarity`` weighs the question's words, ``language`` is that
    of the sentence, ``said`` that of the question.
    """
    weights = {word: weight for word, weight in rarity.items() if _weighty(word) and not word.isdigit()}  # these are checked
    told, around = terms(quote), terms(context)
    total = sum(weights.values()) or 1.0
    share = sum(weight for word, weight in weights.items() if _among(word, told)) / total
    near = sum(weight for word, weight in weights.items() if _among(word, around) and not _among(word, told)) / total
    held = share + AROUND * near
    said_plainly, asked = _plainly(quote), _plainly(question)
    if denies(asked, said_plainly):
        return False if held >= DENIED else None
    if held < HELD or (compiled(_DENIAL).search(flat(said_plainly)) and not compiled(_DENIAL).search(flat(asked))):
        return None
    if not check(question, quote, language=language, said=said, context=context).missing:
        return True
    return False if conflict(question, quote, language=said) else None


def denies(question: str, quote: str) -> bool:
    """Tell whether one of the two denies what the other affirms, or forbids it, or says that there is none of it."""
    asked, line = flat(question), flat(quote)
    content = [word for word in terms(question) if _weighty(word)]
    none = [found for found in compiled(_NONE).finditer(line) if any(_among(word, content) for word in terms(found[0])[1:])]
    against = compiled(_AGAINST).search(line) and not compiled(_AGAINST).search(asked)
    return bool(contradicted(question, quote) or none or against)


def _plainly(text: str) -> str:
    """Return a text without its clauses that say when or of which."""
    for aside in sorted(compiled(_ASIDE).finditer(flat(text)), key=lambda found: -found.start()):
        text = text[: aside.start()] + text[aside.end() :]
    return text


def _weighty(word: str) -> bool:
    return word not in function_words() and word not in every("negation.auxiliaries") and (len(word) > SHORT or word.isdigit())


def _among(word: str, others: Iterable[str]) -> bool:
    return any(akin(word, other) for other in others)
