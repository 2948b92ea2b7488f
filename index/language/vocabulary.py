"""The words of French and English that facts are made of, and the flattening that lets one pattern read both.

All words stand here flat: lower case, without accents, with straight apostrophes (see ``flat``).
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

Language = Literal["fr", "en"]


def word_set(text: str) -> frozenset[str]:
    """Return the set of the words of ``text``."""
    return frozenset(text.split())


def listed(text: str) -> list[str]:
    """Return the words of ``text`` in order."""
    return text.split()


def either(names: Iterable[str]) -> str:
    """Return a pattern that matches any of ``names``, the longest first; of no names, one that matches nothing."""
    return "|".join(sorted(set(names), key=lambda name: (-len(name), name))) or "(?!)"


_FRENCH = word_set("""
    deux trois quatre cinq sept huit onze douze
    le la les un une des du de et est en dans pour sur par au aux qui que ce cette il elle sont plus avec se ont ses
    son sa milliards milliard cent cents mille l d quand combien quel quelle quelles quels lieu annee depuis
    entre jusqu janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre siecle ans annees
    mois jours heures printemps automne hiver lundi mardi mercredi jeudi vendredi samedi dimanche
""")
_ENGLISH = word_set("""
    two three five seven eight nine ten
    the of and is in for by at to was were are with from that this it an its his her has have will be as when who how
    what where which hundred thousand billion percent been their about since until between january february march
    april may june july august september october november december century years months days hours spring summer
    autumn winter monday tuesday wednesday thursday friday saturday sunday
""")

# Words that open sentences or follow numbers without naming or being counted.
FUNCTION = (
    _FRENCH
    | _ENGLISH
    | word_set("""
    a ainsi alors apres aucun aucune aujourd aussi autre autres avant beaucoup bien c car ceci cela celle celles celui
    cependant ces cet ceux chaque chez ci comme comment contre d dans deja dehors depuis derriere des dont donc durant
    elles encore enfin ensuite environ eux hier hui ici ils j jamais je jusque là la leur leurs lors lorsqu lorsque m
    ma mais malgre me meme memes mes moi moins mon n ne neanmoins ni non nos notre nous on or ou où oui outre parce
    parfois parmi pas pendant peu peut plusieurs plutot pourquoi pourtant presque puis puisqu puisque qu quant quelqu
    quelque quelques quoi quoique s sans sauf selon si soit sous souvent surtout t tandis tant te tel telle telles
    tels tes toi ton toujours tous tout toute toutefois toutes tres trop tu vers via voici voila vos votre vous y ca euros
    etait etaient sera seront fut furent avait avaient aura after again against all almost along already also although
    always am among another any anyone anything around because before behind being below beside besides beyond both
    but can cannot could despite did do does done down during each either else even ever every everyone everything few
    further had he hence here hers herself him himself i if indeed inside instead into itself just later least less
    like likewise many may maybe me meanwhile might mine more moreover most much must my near nearly neither never
    nevertheless next no nobody none nor not nothing now off often once one only onto or other others otherwise our
    ours out over own per perhaps rather same several shall she should so some someone something sometimes soon still
    such than thanks then there therefore these they those though through throughout thus today together tomorrow too
    toward towards under unless unlike up upon us very via we well whatever whenever whereas whether while whoever
    whom whose why within without would yes yesterday yet you your
    """)
)


def _flatten(character: str) -> str:
    if character in "’ʼ‘`´":
        return "'"
    if character in "–—−‑‒―":
        return "-"
    if character.isspace():
        return " "
    base = character.lower()
    parts = unicodedata.normalize("NFD", base) if not character.isdigit() else base
    if character in "ᵉᵈʳˢᵗ":
        parts = unicodedata.normalize("NFKD", character)
    return parts[0] if parts and (len(parts) == 1 or unicodedata.combining(parts[1])) else character


class _Flat(dict[int, str]):
    """A translation table that fills itself, one character at a time."""

    def __missing__(self, code: int) -> str:
        self[code] = _flatten(chr(code))
        return self[code]


_FLAT = _Flat()
_WORD = re.compile(r"[^\W\d_]+")


def flat(text: str) -> str:
    """Return ``text`` in lower case, without accents, with plain apostrophes, hyphens and spaces; offsets hold."""
    return text.translate(_FLAT)


def guess_language(text: str) -> Language | None:
    """Return the language whose small words prevail in ``text``, or ``None`` when neither does."""
    found = _WORD.findall(flat(text))
    french = sum(word in _FRENCH for word in found)
    english = sum(word in _ENGLISH for word in found)
    return None if french == english else "fr" if french > english else "en"
