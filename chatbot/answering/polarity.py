"""Whether a sentence answers a question by yes or by no: it speaks of the same things, and takes the same side or the other."""

import re
from collections.abc import Collection, Iterable, Mapping

from chatbot.answering.verification import check, conflict
from index.language.negation import akin, contradicted
from index.language.packs import packs
from index.language.patterns import compiled, every
from index.language.vocabulary import flat, function_words
from index.search.lexical import terms

HELD, DENIED, AROUND = 0.75, 0.4, 0.5  # share of a question's words, weighed by rarity, that a sentence is to hold
SHORT = 2  # letters of a word that says little
_ASIDE, _CLAUSE = r"\b{prose.asides}", re.compile(r"[^,;:()«»“”]+")
_DENIAL, _AGAINST, _NONE = r"\b{prose.denial}", r"\b{prose.against}(?!\w)", r"\b{prose.none}"
_RESERVED, _MUST = r"\b{prose.reserved}(?!\w)", r"\b{prose.sides.must}(?!\w)"


def decide(question: str, quote: str, *, context: str, rarity: Mapping[str, float], language: str, said: str) -> bool | None:
    """Return whether a sentence says yes or no to a question, None where it does neither outright.

    ``context`` is the title and what stands before the sentence; ``rarity`` weighs the question's words, ``language`` is that
    of the sentence, ``said`` that of the question.
    """
    asked, told = _plainly(question), _plainly(quote)
    sides, other_sides = _sides(asked), _sides(told)
    shared = sides.keys() & other_sides.keys()
    opposed = any(sides[side] != other_sides[side] for side in shared)
    held = share(asked, told, context, rarity)
    negative = _finds(_DENIAL, asked)
    if opposed or denies(asked, told):
        return False if held >= DENIED and not (negative and _finds(_DENIAL, told)) else None
    unsaid = any(_finds(one, told) and not _finds(one, asked) for one in (_RESERVED, _DENIAL))
    unsaid = unsaid or any(_finds(one, asked) and not _finds(one, told) for one in (_MUST, _DENIAL))
    if held < HELD or (unsaid and not shared):
        return None
    if not check(question, quote, language=language, said=said, context=context).missing:
        return True
    return False if conflict(question, quote, language=said) else None


def share(question: str, quote: str, context: str, rarity: Mapping[str, float]) -> float:
    """Return how much of a question's words, weighed by rarity, a sentence holds; those around it count by half."""
    weights = {word: weight for word, weight in rarity.items() if _weighty(word) and not word.isdigit()}  # these are checked
    told, around, sided = terms(quote), terms(context), _sides(quote).keys()
    told += [word for word in weights if _sides(word).keys() & sided]
    held = sum(weight * (_among(word, told) or AROUND * _among(word, around)) for word, weight in weights.items())
    return held / (sum(weights.values()) or 1.0)


def denies(question: str, quote: str) -> bool:
    """Tell whether one of the two denies what the other affirms, or ends it, or says that there is none of it."""
    asked, content = flat(question), [word for word in terms(question) if _weighty(word)]
    none = [found for found in compiled(_NONE).finditer(flat(quote)) if _any(terms(found[0])[1:], content)]
    ended = [one for one in _CLAUSE.findall(flat(quote)) if compiled(_AGAINST).search(one) and _any(terms(one), content)]
    return bool(contradicted(question, quote) or none or (ended and not compiled(_AGAINST).search(asked)))


def _sides(text: str) -> dict[str, bool]:
    """Return on which side of which matters a text stands, such as free or paid, a clause that denies on the other one.

    Where it stands on both it is left out.
    """
    found: dict[str, set[bool]] = {}
    for clause in _CLAUSE.findall(flat(text)):
        denied = _finds(_DENIAL, clause)
        for matter in {matter for pack in packs() for matter in pack.prose.sides}:
            for side, field in ((True, "sides"), (False, "other_sides")):
                if compiled(rf"\b{{prose.{field}.{matter}}}(?!\w)").search(clause):
                    found.setdefault(matter, set()).add(side is not denied)
    return {matter: side for matter, (side, *others) in found.items() if not others}


def _plainly(text: str) -> str:
    """Return a text without its clauses that say when or of which."""
    for aside in sorted(compiled(_ASIDE).finditer(flat(text)), key=lambda found: -found.start()):
        text = text[: aside.start()] + text[aside.end() :]
    return text


def _finds(template: str, text: str) -> bool:
    return compiled(template).search(flat(text)) is not None


def _weighty(word: str) -> bool:
    return word not in function_words() and word not in every("negation.auxiliaries") and (len(word) > SHORT or word.isdigit())


def _any(words: Iterable[str], others: Collection[str]) -> bool:
    return any(_among(word, others) for word in words)


def _among(word: str, others: Iterable[str]) -> bool:
    return any(akin(word, other) for other in others)
