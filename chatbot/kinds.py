"""The kind of thing that a question asks for, and whether a sentence holds one; French and English alike."""

import re
from enum import StrEnum

from chatbot.facts import Language, find_dates, find_names, find_numbers, flat
from chatbot.facts.periods import Window, wants_latest, window
from chatbot.facts.words import either, words

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


def _any(text: str) -> str:
    return f"(?:{either(words(text))})s?"


_TIMES = _any("""
    date annee mois jour siecle epoque periode moment heure saison decennie year day month century centurie decade time
    era season period
""")
_SPANS = _any("temps annee an jour mois semaine heure minute seconde siecle time year day month week hour minute second")
_SUMS = _any("""
    prix montant cout budget salaire somme benefice recette fortune dette price cost amount salary sum revenue profit
    fee debt
""")
_SHARES = _any("pourcentage taux proportion percentage percent rate share croissance")
_SIZES = _any("""
    distance longueur largeur hauteur profondeur superficie taille vitesse altitude temperature poids capacite age
    frequence length width height depth size speed elevation weight capacity frequency wavelength diameter diametre
""")
_TALLIES = _any("nombre number population effectif quantite quantity score rang classement")
_PERSONS = _any("""
    personne homme femme president presidente roi reine auteur autrice acteur actrice chanteur chanteuse peintre
    ecrivain joueur joueuse entreprise societe equipe groupe club person man woman king queen author actor actress
    singer painter writer player company companie firm team band organisation organization scientist director leader
    pope emperor general
""")
_PLACES = _any("""
    pays ville lieu endroit region continent etat departement commune quartier capitale country countrie city citie
    place town state county location street capital
""")
_IS = r"(?: (?:est|sont|etait|etaient|fut|is|are|was|were))?"
_WHICH = rf"(?:quel(?:le)?s?|what|which){_IS} (?:l'|les? |la |the |son |sa |ses |leur |its |their |approximate |total )?"
_SPENDS = r"(?:[\w'-]+ ){1,4}(?:invest|depens|cout|pay(?!s)|pai)\w*"
_PAYS = r"(?:did|does|do|has|have|is|was|were|will|would) .{0,80}?\b(?:cost|pay|paid|spend|spent|earn|invest|worth)"

# The interrogative that comes first in the question decides; of two that begin together, the first listed.
_ASKS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.DURATION,
        (rf"combien (?:de |d'){_SPANS}", rf"how (?:long(?! ago)|many (?!times){_SPANS}|much time)", f"{_WHICH}dur(?:ee|ation)"),
    ),
    (Kind.WHEN, ("quand", "when", "how long ago", rf"{_WHICH}{_TIMES}", "^date d[eu]", "^annee d[eu]")),
    (Kind.PERCENT, (rf"{_WHICH}{_SHARES}", rf"quelle{_IS} (?:la )?part", "how many percent", "combien de pour ?cent")),
    (
        Kind.MONEY,
        (
            rf"{_WHICH}{_SUMS}",
            rf"combien (?:coute|a coute|coutait|vaut|valait|gagne|paye|paie|d'argent|d'euros|de dollars|{_SPENDS})",
            rf"how much (?:money|(?:is|are|was|were) (?:a|an|the|one|it)\b(?! \w+ (?:of|de)\b)|{_PAYS})",
        ),
    ),
    (Kind.MEASURE, (rf"{_WHICH}{_SIZES}", "how (?:far|tall|high|deep|wide|large|big|fast|heavy|old|hot|cold)")),
    (Kind.COUNT, ("combien", "how (?:many|much|often)", rf"{_WHICH}{_TALLIES}")),
    (Kind.WHERE, ("where", rf"{_WHICH}{_PLACES}")),
    (Kind.WHO, ("qui", "who(?:m|se)?", rf"{_WHICH}{_PERSONS}")),
    (Kind.WHY, ("pourquoi", "why", "pour quelles? raisons?", "(?:for )?(?:what|which) reasons?")),
    (Kind.HOW, ("comment", "how", "de quelles? (?:maniere|facon)s?")),
    (Kind.WHAT, ("que", "qu(?=')", "quoi", "quel(?:le)?s?", "laquelle", "lequel", "what", "which")),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{'|'.join(asked)})(?!\w)")) for kind, asked in _ASKS)
_WHERE_FRENCH = re.compile(r"\boù\b|^ou (?:est|sont|se|a|ont|vit|habite|etait|etaient)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|est-ce que?|y a-t-il)\b"
    r"|\b[a-z]+-(?:t-)?(?:il|elle|ils|elles|on)\b"
    r"|\b(?:est|sont|etait|etaient|a t|ont|peut|peuvent|fut|furent|va|vont|doit|doivent)[ -](?:il|elle|ils|elles)\b"
)
# Times without a date: named ages, reigns and wars, and what lies so far back.
_AGES = re.compile(
    r"\b(?:moyen age|antiquite|renaissance|prehistoire|entre-deux-guerres|middle ages|antiquity|ice age|glaciation|bp"
    r"|guerre|war|regne de|reign of|ago|il y a .{0,20}(?:ans|jours|mois|siecles)|lendemain|la veille"
    r"|(?:annee|jour|mois) (?:suivante?|precedente?)|(?:following|previous|same|next) (?:year|day|month))\b"
)
_EARLY_YEAR = re.compile(r"\d{3,4}")
_SHORT = 8  # words
_SOME_TIME = re.compile(
    rf"\b(?:quelques|plusieurs|several|few|many|des|toute la|tout le|whole|entire|an?|la|une?) {_SPANS}\b"
    r"|\b\d+ ?(?:h|j|min)\b"
)


def kind_of(question: str) -> Kind:
    """Return the kind of thing that ``question`` asks for."""
    line = flat(question).strip()
    first: tuple[int, Kind] | None = None
    for kind, pattern in _PATTERNS:
        found = pattern.search(line)
        if found and (first is None or found.start() < first[0]):
            first = (found.start(), kind)
    for kind, found in ((Kind.WHERE, _WHERE_FRENCH.search(question.strip())), (Kind.YES_NO, _CLOSED.search(line))):
        if found and (first is None or found.start() < first[0]):
            return kind
    return first[1] if first else Kind.OTHER


def bears(kind: Kind, text: str, *, language: Language | None = None) -> bool:
    """Tell whether ``text`` holds the kind of thing asked for; kinds without a form of their own are always held.

    A short answer is judged more kindly than a sentence: "neuf" can be an amount of anything, "le préfet" somebody.
    """
    if kind is Kind.WHEN:
        early = _EARLY_YEAR.fullmatch(text.strip()) is not None
        return early or bool(find_dates(text, language=language)) or _AGES.search(flat(text)) is not None
    if kind in {Kind.WHO, Kind.WHERE}:
        return bool(find_names(text)) or _describes(text, language)
    return not kind.amount or _bears_amount(kind, text, language)


def _describes(text: str, language: Language | None) -> bool:
    """Tell whether a short answer can say who or where without a name: "le préfet", "nursing homes", not "5 %"."""
    short = len(text.split()) <= _SHORT
    return short and not find_dates(text, language=language) and not find_numbers(text, language=language)


_COUNTED = re.compile(r"\s+(?:de\s|d['’]|of\s)", re.IGNORECASE)  # "millions de téléchargements" are no sum of money


def _bears_amount(kind: Kind, text: str, language: Language | None) -> bool:
    dates = [date for date in find_dates(text, language=language) if not date.doubtful]
    numbers = [
        number
        for number in find_numbers(text, language=language)
        if not any(date.start <= number.start < date.end for date in dates)
    ]
    if len(text.split()) <= _SHORT // 2 and any(number.unit is None and not number.things for number in numbers):
        return True
    if kind is Kind.MONEY:
        return any(
            number.kind == "money" or (number.unit is None and number.scale > 0 and not _COUNTED.match(text, number.end))
            for number in numbers
        )
    if kind is Kind.PERCENT:
        return any(number.kind == "percent" for number in numbers)
    if kind is Kind.DURATION:
        return any(number.kind == "duration" for number in numbers) or _SOME_TIME.search(flat(text)) is not None
    if kind is Kind.MEASURE:
        return any(number.kind in {"measure", "duration", "count"} for number in numbers)
    return bool(numbers)
