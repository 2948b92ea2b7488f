"""Whether a sentence answers a question by yes or by no: it speaks of the same things, and takes the same side or the other."""

from collections.abc import Collection, Iterable, Mapping

from chatbot.answering.verification import check, conflict
from index.language.negation import among, contradicted
from index.language.packs import packs
from index.language.patterns import compiled, every
from index.language.vocabulary import flat, function_words
from index.search.lexical import terms

# share of a question's words, weighed by rarity, that a sentence is to hold; found on half of service_public_fr
HELD, DENIED, OPPOSED, ALL_BUT, AROUND = 0.7, 0.4, 0.5, 0.9, 0.5
REACH, AFTER = 24, 4  # characters before and behind, in which a word may be denied: "not at all possible", "may not"
SHORT = 2  # letters of a word that says little
_ASIDE = r"\b{prose.asides}"
_CLAUSE = r"[^,;:]*?\b{prose.rules_out}.*?(?=[;:]|$|\b{prose.contrast}\b)|[^,;:]+"
_DENIAL, _AGAINST, _NONE = r"\b{prose.denial}", r"\b{prose.against}(?!\w)", r"\b{prose.none}"
_SOME, _RESERVED, _MUST = r"\b{prose.some}(?!\w)", r"\b{prose.reserved}(?!\w)", r"\b{prose.sides.must}(?!\w)"


def decide(question: str, quote: str, *, context: str, rarity: Mapping[str, float], language: str, said: str) -> bool | None:
    """Return whether a sentence says yes or no to a question, None where it does neither outright.

    ``context`` is the title and what stands before the sentence; ``rarity`` weighs the question's words, ``language`` is that
    of the sentence, ``said`` that of the question.
    """
    asked, held = _plainly(question), share(_plainly(quote), context, rarity)
    about = _about(asked)
    quote = ";".join([one for one in quote.split(";") if _any(terms(one), about)] or [quote])  # each stands by itself
    told = _plainly(quote)
    sides, others = _sides(asked), _sides(told, about)
    shared = sides.keys() & others.keys()
    if finds(_SOME, asked) and not finds(_SOME, told):
        return None
    denied = denies(asked, told, sided=bool(shared))
    if denied or any(sides[matter] != others[matter] for matter in shared):
        enough = held >= (DENIED if denied else OPPOSED)
        return False if enough and not (finds(_DENIAL, asked) and finds(_DENIAL, told)) else None
    unlike = {one for one in (_RESERVED, _MUST, _DENIAL) if finds(one, asked) != finds(one, told)}
    if held < (HELD if language == said else ALL_BUT) or unlike - ({_DENIAL} if shared else set()):
        return None
    if not check(question, quote, language=language, said=said, context=context).missing:
        return True
    return False if held >= ALL_BUT and conflict(question, quote, language=said) else None


def share(quote: str, context: str, rarity: Mapping[str, float]) -> float:
    """Return how much of a question's words, weighed by rarity, a sentence holds; those around it count by half."""
    weights = {word: weight for word, weight in rarity.items() if weighty(word) and not word.isdigit()}  # these are checked
    told, around, sided = terms(quote), terms(context), _sides(quote).keys()
    told += [word for word in weights if _sides(word).keys() & sided]
    held = sum(weight * (among(word, told) or AROUND * among(word, around)) for word, weight in weights.items())
    return held / (sum(weights.values()) or 1.0)


def denies(question: str, quote: str, *, sided: bool = False) -> bool:
    """Tell whether one of the two denies what the other affirms, or says that there is none of it, or an end of it.

    With ``sided`` it is known otherwise whether it ends or is ruled out.
    """
    about, content = _about(question), [word for word in terms(question) if weighty(word)]
    asked, line = flat(question), flat(quote)
    none = any(_any(terms(found[0])[1:], about) for found in compiled(_NONE).finditer(line))
    ended = any(compiled(_AGAINST).search(one) and _any(terms(one), content) for one in _clauses(line))
    return bool(contradicted(question, quote)) or none or (ended and not sided and not compiled(_AGAINST).search(asked))


def opposed(claim: str, quote: str) -> bool:
    """Tell whether a quote denies what a statement affirms, affirms what it denies, or stands on the other side of a matter."""
    mine, theirs = _sides(claim), _sides(quote, [word for word in terms(claim) if weighty(word)])
    return bool(contradicted(claim, quote)) or any(mine[matter] != theirs[matter] for matter in mine.keys() & theirs.keys())


def weighty(word: str) -> bool:
    """Tell whether a word says something of what a text is about."""
    return word not in function_words() and word not in every("negation.auxiliaries") and (len(word) > SHORT or word.isdigit())


def _about(question: str) -> list[str]:
    """Return the words of a question that say what it is about, without those that say what it wants to know of that."""
    words = [word for word in terms(question) if weighty(word)]
    return [word for word in words if not _sides(word)] or words


def _sides(text: str, about: Collection[str] = ()) -> dict[str, bool]:
    """Return on which side of which matters a text stands, such as free or paid, on the other one where that is denied.

    Where it stands on both it is left out, and so are its clauses without any of the words that it is to be about.
    """
    found: dict[str, set[bool]] = {}
    clauses = [clause for clause in _clauses(flat(text)) if not about or _any(terms(clause), about)]
    for matter in {matter for pack in packs() for matter in pack.prose.sides}:
        for side, field in ((True, "sides"), (False, "other_sides")):
            wording = compiled(rf"\b{{prose.{field}.{matter}}}(?!\w)")
            for match in (match for clause in clauses for match in wording.finditer(clause)):
                denied = finds(_DENIAL, match.string[max(0, match.start() - REACH) : match.end() + AFTER])
                found.setdefault(matter, set()).add(side is not denied)
    return {matter: side for matter, (side, *others) in found.items() if not others}


def _clauses(line: str) -> list[str]:
    """Return the clauses of flat text; what "it is forbidden to" rules out is one, however many things that are."""
    return [found[0] for found in compiled(_CLAUSE).finditer(line)]


def _plainly(text: str) -> str:
    """Return a text without its clauses that say when or of which."""
    for aside in sorted(compiled(_ASIDE).finditer(flat(text)), key=lambda found: -found.start()):
        text = text[: aside.start()] + text[aside.end() :]
    return text


def finds(template: str, text: str) -> bool:
    """Tell whether a text, whatever its case and accents, holds a template of the packs."""
    return compiled(template).search(flat(text)) is not None


def _any(words: Iterable[str], others: Collection[str]) -> bool:
    return any(among(word, others) for word in words)
