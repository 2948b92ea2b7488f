"""Negation, in French and English: whether a statement denies what its quote affirms, or affirms what it denies."""

import re

from index.language.vocabulary import FUNCTION, either, flat, word_set

_WORD = re.compile(r"[a-z]{3,}")
_AUXILIARIES = word_set("""
    have has had been was were are will would could should can may might does did the this that any yet
    must shall need want wants wanted going able yet ever even being having still already
    avoir avait avaient ont ete etre etait etaient est sont sera seront soit fait faire encore jamais les des une son ses
    leur lui peut peuvent pouvait pourra veut veulent voulait doit doivent devait devrait vont aller toujours
""")
_SMALL = FUNCTION - word_set("own like lieu")  # none of these is what is denied
_NOT = either(word_set("pas plus jamais guere nullement rien"))
_BE = either(word_set("was were is are be been has have had will would can could did does do shall should may might"))
_NEXT = r"((?: [a-z'-]+){1,3})"
# "not less than 80", "not open before 10", "pas moins de 80", "pas avant 10 h" affirm
_BOUND = r"(?! (?:[a-z]+ ){0,2}(?:(?:less|more|fewer) than|before|until|till|moins d[e'u]|plus d[e'u]|avant|jusqu))"
# what is denied: the verb, which is the first word of weight that "ne … pas" encloses, or that stands behind it or "not"
_DENIED = (
    re.compile(rf"\b(?:(?<!if )(?<!or )not(?! only| just)|never|cannot|no longer|no one|nobody|\w+n't){_BOUND}{_NEXT}"),
    re.compile(
        rf"\b(?:ne |n')((?:[a-z'-]+ ){{1,4}}?)(?:(?:{_NOT})\b(?! seulement| uniquement){_BOUND}"
        r"((?: [a-z'-]+){0,2})|(?:aucune?|personne|ni)\b)"
    ),
    # "Aucune date n'a été annoncée", "Personne n'a été blessé", "Ni Meta ni Google ne paieront"
    re.compile(
        r"\b(?:aucune?(?: [a-z'-]+){0,4}?|ni(?: [a-z'-]+){1,6}?|(?<!une )(?<!la )(?<!te )(?:personne|rien)) (?:ne |n')"
        r"((?:[a-z'-]+ ?){1,4})"
    ),
    # "No tickets were sold", "Neither Meta nor Google will pay": where they open a clause
    re.compile(
        r"(?:^|[.,;:!?\"«»“”()-] ?|\b(?:and|but|that|although|because) )"
        r"(?:no|none|neither)(?! (?:doubt|matter|wonder|sooner)\b)"
        rf"(?: (?!(?:and|but|so|that|which|who|because|if|when|as)\b)[a-z'-]+){{1,5}}? (?:{_BE})\b{_NEXT}"
    ),
    # "without paying", "sans payer", "refused to pay", "denies having paid", "nie avoir payé"
    re.compile(r"\bwithout (?:ever |even )?(?!(?:any|no|every)thing\b)([a-z]+ing(?: [a-z'-]+)?)"),
    re.compile(
        r"\bsans (?:jamais |meme |y |en |l'|l[ae] |les |s'|se )?"
        r"((?:avoir|etre) [a-z]+(?: [a-z]+)?|[a-z]+(?:er|ir|dre|ttre|ire))\b"
    ),
    re.compile(rf"\b(?:refus|declin|fail)(?:e|es|ed|ing|ent|er|a|ant|s)? to\b{_NEXT}"),
    re.compile(r"\brefus(?:e|es|ent|er|a|ait|aient|ant|era|eront)? (?:de |d')((?:[a-z'-]+ ?){1,3})"),
    re.compile(r"\bden(?:y|ies|ied|ying)( having [a-z]+(?: [a-z]+)?| [a-z]+ing)\b"),
    re.compile(r"\bni(?:e|ent|ait|aient|er|ant) ((?:avoir|etre) [a-z]+(?: [a-z]+)?)\b"),
)
_FORMS = """
    paid=pay sold=sell bought=buy held=hold met=meet won=win lost=lose left=leave built=build said=say took=take gave=give
    made=make found=find kept=keep sent=send spent=spend began=begin begun=begin rose=rise fell=fall went=go gone=go ran=run
    came=come wrote=write written=write saw=see seen=see knew=know known=know ate=eat died=die drove=drive chose=choose
    broke=break became=become got=get thought=think
    paie=paye paient=paye paiera=paye paieront=paye
"""
_IRREGULAR = {form: plain for form, _, plain in (pair.partition("=") for pair in _FORMS.split())}
_BRIEF = (  # participles too short to be told apart without their accents
    (re.compile(r"\bnée?s?\b"), "naitre"),
    (re.compile(r"\bvue?s?\b"), "voir"),
    (re.compile(r"\blue?s?\b"), "lire"),
)
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|s)$")
_SHORTEST = 4  # letters of a stem


def contradicted(claim: str, quote: str) -> list[str]:
    """Return the words that one text denies and the other affirms; words told both ways, or in one text only, tell nothing."""
    (denied, affirmed), (denied_there, affirmed_there) = _sides(claim), _sides(quote)
    against = [word for word in denied if _among(word, affirmed_there) and not _among(word, denied_there | affirmed)]
    against += [word for word in affirmed if _among(word, denied_there) and not _among(word, affirmed_there | denied)]
    return sorted(against)


def _sides(text: str) -> tuple[set[str], set[str]]:
    for brief, plain in _BRIEF:
        text = brief.sub(plain, text)
    line = flat(text)
    denied: set[str] = set()
    for pattern in _DENIED:
        for match in pattern.finditer(line):
            verb = [word for word in _content(" ".join(match.groups("")))[:1] if word not in _SMALL]
            denied.update(verb)
            line = re.sub(rf"\b{verb[0]}\b", "", line, count=1) if verb else line
    return denied, set(_content(line))


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in _AUXILIARIES]


def _among(word: str, others: set[str]) -> bool:
    return any(_akin(word, other) for other in others)


def _akin(word: str, other: str) -> bool:
    # inflection changes the end: sign, signed; vend, vendu, vendra; pay, paying, paid
    word, other = (_ENDING.sub("", _IRREGULAR.get(form, form)) for form in (word, other))
    stem = max(_SHORTEST, min(len(word), len(other)) - 2)
    return word == other or (len(word) >= _SHORTEST <= len(other) and word[:stem] == other[:stem])
