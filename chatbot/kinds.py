"""The kind of thing that a question asks for, and whether a sentence holds one; French and English alike."""

import re
from enum import StrEnum

from chatbot.facts import Language, find_dates, find_names, find_numbers, flat
from chatbot.facts.periods import Window, wants_latest, window

__all__ = ["Kind", "Window", "bears", "kind_of", "wants_latest", "window"]


class Kind(StrEnum):
    """What a question asks for. ``WHO`` is anyone with a name, an organisation as well."""

    WHEN = "when"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    MEASURE = "measure"
    COUNT = "count"
    WHO = "who"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    WHAT = "what"
    YES_NO = "yes or no"
    OTHER = "other"

    @property
    def amount(self) -> bool:
        """Whether a number is asked for."""
        return self in {Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.MEASURE, Kind.COUNT}


_TIMES = r"(?:date|annee|mois|jour|siecle|epoque|periode|moment|heure|saison|decennie|year|date|day|month|century|decade|time|era|season|period)s?"
_SPANS = r"(?:temps|annees|ans|jours|mois|semaines|heures|minutes|secondes|siecles|time|years|days|months|weeks|hours|minutes|seconds)"
_SUMS = r"(?:prix|montant|cout|budget|salaire|somme|chiffre d'affaires|benefice|recette|fortune|price|cost|amount|budget|salary|sum|revenue|profit|fee|fortune)s?"
_SHARES = r"(?:pourcentage|taux|proportion|part|percentage|percent|rate|share|fraction)s?"
_SIZES = (
    r"(?:distance|longueur|largeur|hauteur|profondeur|superficie|surface|taille|vitesse|altitude|temperature|poids|masse|capacite|"
    r"puissance|age|length|width|height|depth|area|size|speed|elevation|weight|mass|capacity|power)"
)
_PERSONS = (
    r"(?:personne|homme|femme|president|presidente|roi|reine|auteur|autrice|acteur|actrice|chanteur|chanteuse|peintre|ecrivain|"
    r"joueur|joueuse|entreprise|societe|equipe|groupe|club|person|man|woman|king|queen|author|actor|actress|singer|painter|writer|"
    r"player|company|companie|firm|team|band|club|organisation|organization|scientist|director|leader|pope|emperor|general)s?"
)
_PLACES = r"(?:pays|ville|lieu|endroit|region|continent|etat|departement|commune|quartier|country|countrie|city|citie|place|town|state|region|continent|county|location|street)s?"
_WHICH = r"(?:quel(?:le)?s?|what|which)(?: (?:est|sont|etait|etaient|fut|is|are|was|were))?(?: (?:l'|l[ea]s? |the |son |sa |ses |leur |its |their |approximate |total )?)?(?:l')?"

# The interrogative that comes first in the question decides; of two that begin together, the first listed.
_ASKS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.DURATION, rf"\b(?:pendant |depuis )?combien (?:de |d'){_SPANS}\b|\bhow (?:long(?! ago)|many {_SPANS})\b|\b{_WHICH}(?: ?)duree\b|\b{_WHICH} ?duration\b"),
        (Kind.WHEN, rf"\b(?:depuis |jusqu'a )?quand\b|\bwhen\b|\bhow long ago\b|\b{_WHICH} ?{_TIMES}\b"),
        (Kind.PERCENT, rf"\b{_WHICH} ?{_SHARES}\b|\bhow many percent\b"),
        (Kind.MONEY, rf"\b{_WHICH} ?{_SUMS}\b|\bcombien (?:coute|a coute|coutait|vaut|valait|gagne|paye|paie|d'argent|d'euros|de dollars|(?:\w+ ){{1,4}}(?:invest|depens|cout|pay))|\bhow much (?:money|did .* (?:cost|pay|spend|earn)|does .* cost|is .* worth|was .* (?:paid|spent)|will .* (?:invest|spend|cost|pay))"),
        (Kind.MEASURE, rf"\b{_WHICH} ?{_SIZES}\b|\bhow (?:far|tall|high|deep|wide|large|big|fast|heavy|old|hot|cold)\b"),
        (Kind.COUNT, rf"\bcombien\b|\bhow (?:many|much|often)\b|\b{_WHICH} ?(?:nombre|number|population|effectif|quantite|quantity|score)\b"),
        (Kind.WHERE, rf"\bwhere\b|\b{_WHICH} ?(?:{_PLACES}|capitale|capital)\b"),
        (Kind.WHO, rf"\bqui\b(?! est-ce qui)|\bwho(?:m|se)?\b|\b{_WHICH} ?{_PERSONS}\b"),
        (Kind.WHY, r"\bpourquoi\b|\bwhy\b|\bpour quelles? raisons?\b|\b(?:for )?(?:what|which) reasons?\b"),
        (Kind.HOW, r"\bcomment\b|\bhow\b|\bde quelles? (?:maniere|facon)s?\b"),
        (Kind.WHAT, r"\bqu'est-ce qu[ie']|\bque\b|\bqu'|\bquoi\b|\bquel(?:le)?s?\b|\blaquelle\b|\blequel\b|\bwhat\b|\bwhich\b"),
    )
)  # fmt: skip
_WHERE_FRENCH = re.compile(r"\boù\b|^ou (?=[a-z]+(?: |-t?-?))", re.IGNORECASE)
_CLOSED = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|est-ce qu|est-il|est-elle|est-ce|y a-t-il)\b|"
    r"\b[a-z]+-t?-?(?:il|elle|ils|elles|on)\b"
)


def kind_of(question: str) -> Kind:
    """Return the kind of thing that ``question`` asks for."""
    line = flat(question).strip()
    first: tuple[int, Kind] | None = None
    for kind, pattern in _ASKS:
        found = pattern.search(line)
        if found and (first is None or found.start() < first[0]):
            first = (found.start(), kind)
    where = _WHERE_FRENCH.search(question.strip())
    if where and (first is None or where.start() < first[0]):
        return Kind.WHERE
    closed = _CLOSED.search(line)
    if closed and (first is None or closed.start() < first[0]):
        return Kind.YES_NO
    return first[1] if first else Kind.OTHER


def bears(kind: Kind, text: str, *, language: Language | None = None) -> bool:
    """Tell whether ``text`` holds the kind of thing asked for; kinds without a form of their own are always held."""
    if kind is Kind.WHEN:
        return bool(find_dates(text, language=language))
    if kind in {Kind.WHO, Kind.WHERE}:
        return bool(find_names(text))
    if not kind.amount:
        return True
    dates = find_dates(text, language=language)
    numbers = [
        number
        for number in find_numbers(text, language=language)
        if not any(date.start <= number.start < date.end for date in dates)
    ]
    if kind is Kind.COUNT:
        return bool(numbers)
    return any(number.kind in _HOLDS[kind] or (kind is Kind.MONEY and number.scale > 0) for number in numbers)


_HOLDS = {
    Kind.MONEY: {"money"},
    Kind.PERCENT: {"percent"},
    Kind.DURATION: {"duration"},
    Kind.MEASURE: {"measure", "duration", "count"},
}
