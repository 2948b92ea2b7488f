"""The kind of thing that a question asks for, and whether a sentence holds one; French and English alike."""

import re
from enum import StrEnum

from index.language import find_dates, find_names, find_numbers, flat
from index.language.periods import Window, wants_latest, window
from index.language.vocabulary import either, word_set

__all__ = ["Kind", "Window", "bears", "question_kind", "wants_latest", "window"]


class Kind(StrEnum):
    """What a question asks for. ``WHO`` is anyone with a name, an organisation as well."""

    WHEN = "when"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    MEASURE = "measure"
    COUNT = "count"  # of things, which no sum of money or share is
    AMOUNT = "amount"  # of whatever it is
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
        return self in {Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.MEASURE, Kind.COUNT, Kind.AMOUNT}


def _any(text: str) -> str:
    return f"(?:{either(word_set(text))})s?"


_TIMES = _any("""
    date annee mois jour siecle epoque periode moment heure saison decennie year day month century centurie decade time
    era season period
""")
_SPANS = _any("""
    temps annee an jour mois semaine heure minute seconde siecle decennie time year day month week hour minute second decade
""")
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
_COSTS = r"(?:(?:a|ont|va|vont|avai(?:t|ent)) )?(?:cout|vau|val|gagn|pay(?!s)|pai)\w*"
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
            rf"combien (?:{_COSTS}|d'argent|d'euros|de (?:dollars|francs)|{_SPENDS})",
            "how many (?:dollars|euros|pounds|francs)",
            rf"how much (?:money|(?:is|are|was|were) (?:a|an|the|one|it)\b(?! \w+ (?:of|de)\b)|{_PAYS})",
        ),
    ),
    (Kind.MEASURE, (rf"{_WHICH}{_SIZES}", "how (?:far|tall|high|deep|wide|large|big|fast|heavy|old|hot|cold)")),
    (Kind.COUNT, ("combien(?= de | d')", "how many", rf"{_WHICH}{_TALLIES}")),
    (Kind.AMOUNT, ("combien", "how (?:much|often)")),
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
# "can you tell me when", "sait-on quand": what follows is what is asked
_TELL_ME = re.compile(
    r"^(?:(?:can|could|would|will) you (?:please )?tell (?:me|us)|do (?:you|we) know|sait-on"
    r"|est-ce que (?:tu sais|vous savez|tu peux me dire|vous pouvez (?:me|nous) dire))"
    r" (?=(?:when|who|where|why|what|which|how|quand|qui|ou|pourquoi|comment|combien|quel)\w*\b)"
)
# Times without a date: named ages, reigns and wars, and what lies so far back.
_AGES = re.compile(
    r"\b(?:moyen age|antiquite|renaissance|prehistoire|entre-deux-guerres|middle ages|antiquity|ice age|glaciation|bp"
    r"|guerre|war|regne de|reign of|ago|il y a .{0,20}(?:ans|jours|mois|siecles)|lendemain|la veille"
    r"|(?:annee|jour|mois) (?:suivante?|precedente?)|(?:following|previous|same|next) (?:year|day|month))\b"
)
_EARLY_YEAR = re.compile(r"\d{3,4}")
_SMALL = (
    "(?:"
    + either(word_set("one two three four five six seven eight nine ten un une deux trois quatre cinq sept huit neuf dix"))
    + ")"
)
_PERIOD = _any("minute hour day night week weekend month quarter year heure jour nuit semaine week-end mois trimestre an annee")
# and times that count from another: "in two weeks", "il y a trois semaines", "two days before", "end of the month", "à Noël"
_COUNTED_TIME = re.compile(
    rf"\b(?:in|within|after|dans|d'ici|apres|il y a) (?:[\w'-]+ ){{1,3}}{_PERIOD}\b"
    rf"|\b{_PERIOD} (?:before|after|later|earlier|avant|apres|plus tard|plus tot|auparavant)\b"
    r"|\b(?:end|start|beginning|middle|fin|debut|milieu) (?:of |de |du )(?:the |this |next |l'|la |cette |ce )?"
    rf"{_PERIOD}\b"
    r"|\bweek-?ends?\b|\b(?:[qt][1-4]|quarter|trimestre|semestre|semester)\b|\b(?:lors|au cours) d[e'u]"
    r"|\b(?:lorsqu|depuis|since|during|durant|pendant|de nuit|la nuit|at night)\b|\bl'age de\b|\bthe age of\b"
    r"|\b(?:noel|paques|pentecote|toussaint|ascension|ramadan|christmas|easter|thanksgiving|halloween|nouvel an|new year's?)\b"
    rf"|\b{_SMALL} heures\b|\b{_SMALL} o'clock\b|\b(?:{_SMALL}|eleven|twelve|onze|douze) ?[ap]\.?m\b"
    r"|\b(?:in the|every|le) (?:morning|afternoon|evening|matin|soir)\b|\b(?:dawn|dusk|l'aube)\b"
    r"|\b(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b|\bb\. ?c\b|\bbc\b"
    r"|\b\w*lithi(?:que|c)\b|\b(?:millenaire|millennium|millennia)\b"
)
_OFTEN = re.compile(
    rf"\b(?:every|each|chaque|once an?|twice an?) (?:\w+ )?{_PERIOD}\b|\btous les \w+|\btoutes les \w+"
    r"|\b(?:quotidien|hebdomadaire|mensuel|annuel)\w*|\b(?:daily|weekly|monthly|yearly|annual|annually|often|rarely)\b"
    r"|\b(?:souvent|rarement)\b"
)
_FREE = re.compile(r"\bgratuit\w*|(?<!-)\bfree\b(?!-)|\b(?:no charge|sans frais|for nothing)\b")
_NONE = re.compile(
    r"\b(?:none|nobody|no one|no \w+s|neither|aucune?|nulle?|personne n[e']|one (?!of\b)"
    r"|une? (?:seule?|fois|personne|mort|blesse)"
    r"|once|twice)\b"
)
_IN_SO_MANY = re.compile(rf"\b(?:{_SMALL}|\d{{1,2}})(?: \w+)? (?:in|out of|sur) (?:every )?(?:{_SMALL}|\d{{1,3}})\b(?!\d)")
_SHORT = 8  # words
_SOME_TIME = re.compile(
    rf"\b(?:quelques|plusieurs|several|few|many|des|toute la|tout le|whole|entire|an?|la|une?) {_SPANS}\b"
    r"|\b\d+ ?(?:h(?: ?\d\d)?|j|min)\b|\b(?:until|till|since|depuis)\b|\bjusqu"
)


def question_kind(question: str) -> Kind:
    """Return the kind of thing that ``question`` asks for."""
    line = _TELL_ME.sub("", flat(question).strip())
    first: tuple[int, Kind] | None = None
    for kind, pattern in _PATTERNS:
        found = pattern.search(line)
        if found and (first is None or found.start() < first[0]):
            first = (found.start(), kind)
    for kind, found in ((Kind.WHERE, _WHERE_FRENCH.search(question.strip())), (Kind.YES_NO, _CLOSED.search(line))):
        if found and (first is None or found.start() < first[0]):
            return kind
    return first[1] if first else Kind.OTHER


def bears(kind: Kind, text: str, *, language: str | None = None) -> bool:
    """Tell whether ``text`` holds the kind of thing asked for; kinds without a form of their own are always held.

    A short answer is judged more kindly than a sentence: "neuf" can be an amount of anything, "le préfet" somebody.
    """
    if kind is Kind.WHEN:
        early = _EARLY_YEAR.fullmatch(text.strip()) is not None
        return early or bool(find_dates(text, language=language)) or _says(text, _AGES, _COUNTED_TIME, _OFTEN)
    if kind in {Kind.WHO, Kind.WHERE}:
        return _is_sentence(text) or bool(find_names(text)) or _describes(text, language)
    return not kind.amount or _bears_amount(kind, text, language)


def _says(text: str, *patterns: re.Pattern[str]) -> bool:
    line = flat(text)
    return any(pattern.search(line) for pattern in patterns)


def _is_sentence(text: str) -> bool:
    """Tell a sentence, which can always name somebody or a place, from a short answer, which must."""
    return len(text.split()) > _SHORT or text.rstrip(' "»”').endswith((".", "!", "?", "…"))


def _describes(text: str, language: str | None) -> bool:
    """Tell whether a short answer can say who or where without a name: "le préfet", "nursing homes", not "5 %"."""
    short = len(text.split()) <= _SHORT
    return short and not find_dates(text, language=language) and not find_numbers(text, language=language)


_COUNTED = re.compile(r"\s+(?:de\s|d['’]|of\s)", re.IGNORECASE)  # "millions de téléchargements" are no sum of money


def _bears_amount(kind: Kind, text: str, language: str | None) -> bool:
    told = find_dates(text, language=language)
    dates = [date for date in told if not date.doubtful]
    numbers = [
        number
        for number in find_numbers(text, language=language)
        if not any(date.start <= number.start < date.end for date in dates)
    ]
    if len(text.split()) <= _SHORT // 2 and any(number.unit is None and not number.things for number in numbers):
        return True
    if kind is Kind.MONEY:
        return _says(text, _FREE) or any(
            number.kind == "money" or (number.unit is None and number.scale > 0 and not _COUNTED.match(text, number.end))
            for number in numbers
        )
    if kind is Kind.PERCENT:
        return any(number.kind == "percent" for number in numbers) or _says(text, _IN_SO_MANY)
    if kind is Kind.DURATION:  # "how long" may ask for a length, and be answered from one day to another
        long = any(number.kind in {"duration", "measure"} for number in numbers)
        return long or len(told) > 1 or _says(text, _SOME_TIME)
    if kind is Kind.COUNT:
        return any(number.kind not in {"money", "percent"} for number in numbers) or _says(text, _NONE)
    return bool(numbers) or _says(text, _NONE, _OFTEN)
