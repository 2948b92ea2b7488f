"""Numbers written in words, in French and English: "quatre-vingt-dix-neuf", "two hundred thousand", "nineteenth"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.language.vocabulary import FUNCTION, either, word_set


def _values(text: str) -> dict[str, int]:
    """Read ``word=value`` pairs; words separated by ``/`` share a value."""
    pairs = (pair.split("=") for pair in text.split())
    return {word: int(value) for names, value in pairs for word in names.split("/")}


_SHARED = _values("zero=0 six=6 million/millions=1000000")
_ENGLISH = _values(
    "one=1 two=2 three=3 four=4 five=5 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 "
    "fourteen=14 fifteen=15 "
    "sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 "
    "eighty=80 "
    "ninety=90 hundred=100 thousand=1000 billion=1000000000 trillion=1000000000000"
)
_FRENCH = _values(
    "un/une=1 deux=2 trois=3 quatre=4 cinq=5 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 "
    "quatorze=14 quinze=15 "
    "seize=16 vingt/vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante/octante=80 "
    "nonante=90 "
    "cent/cents=100 mille=1000 milliard/milliards=1000000000 billion/billions=1000000000000 "
    "trillion/trillions=1000000000000000000"
)
_ENGLISH_ORDINALS = _values(
    "first=1 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 thirteenth=13 "
    "fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30 "
    "fortieth=40 fiftieth=50 sixtieth=60 seventieth=70 eightieth=80 ninetieth=90 hundredth=100 thousandth=1000 second=2"
)
_FRENCH_ORDINALS = _values(
    "premier/premiere/unieme=1 deuxieme/deuxiemes/seconde=2 troisieme/troisiemes=3 "
    "quatrieme=4 cinquieme=5 "
    "sixieme=6 septieme=7 huitieme=8 neuvieme=9 dixieme=10 onzieme=11 douzieme=12 treizieme=13 quatorzieme=14 "
    "quinzieme=15 "
    "seizieme=16 vingtieme=20 trentieme=30 quarantieme=40 cinquantieme=50 soixantieme=60 centieme=100 millieme=1000"
)
_VAGUE = _values(
    "dizaine=10 douzaine=12 quinzaine=15 vingtaine=20 trentaine=30 quarantaine=40 cinquantaine=50 "
    "soixantaine=60 centaine=100 "
    "millier=1000 dozen=12"
)
_VAGUE |= {word + "s": value for word, value in _VAGUE.items()}
_VAGUE |= _values("dozens/douzaines/dizaines/tens=10")  # one stands for the other from language to language
_PLURALS = _values(
    "millions=1000000 milliards=1000000000 milliers=1000 hundreds=100 thousands=1000 billions=1000000000 "
    "trillions=1000000000000"
)
_FRENCH_PLURALS = _PLURALS | _values("billions=1000000000000 trillions=1000000000000000000")
_ALONE = word_set("one un une neuf cent cents")
_IDIOM = re.compile(
    r"\b(?:at first|first (?:of all|name|names|lady|aid)|en premier lieu|premiere?s? ministres?)\b"
    rf"|{''.join(f'(?<!{word} )' for word in ('the', 'his', 'her', 'its', 'their', 'our', 'my', 'is', 'was'))}"
    rf"\bfirst(?=[^\w ]|$| (?:{either(FUNCTION)})\b)"
)
_LONGEST = 24  # words of one number
_TWENTY, _HUNDRED, _THOUSAND = 20, 100, 1000


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in words at ``text[start:end]``; ``vague`` for "une centaine", "dozens of"; ``ordinal`` for "third".

    ``alone`` marks words that are numbers only when they count something: "un", "one", "neuf", "cent".
    """

    start: int
    end: int
    value: int
    ordinal: bool = False
    vague: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    run: re.Pattern[str]


@cache
def _table(language: str | None) -> _Table:
    """Return the words of a language, or of both, and the pattern of a run of them."""
    if language == "en":
        cardinals, ordinals = _SHARED | _ENGLISH, _ENGLISH_ORDINALS
    elif language == "fr":
        cardinals, ordinals = _SHARED | _FRENCH, _FRENCH_ORDINALS
    else:  # an English billion is likelier than a French one
        cardinals, ordinals = _FRENCH | _ENGLISH | _SHARED, _FRENCH_ORDINALS | _ENGLISH_ORDINALS
    word = "|".join(sorted({*cardinals, *ordinals}, key=len, reverse=True))
    return _Table(cardinals, ordinals, re.compile(rf"\b(?:{word})\b(?:[ -](?:(?:and|et)[ -])?(?:{word})\b)*"))


_TOKEN = re.compile(r"[a-z]+")
_VAGUE_RUN = re.compile(
    rf"\b(?P<first>{'|'.join(sorted({*_VAGUE, *_PLURALS}, key=len, reverse=True))})\b"
    rf"(?: (?:of |de |d')(?P<scale>{'|'.join(_PLURALS)})\b)?"
)


def find_counted(text: str, language: str | None) -> Iterator[Counted]:
    """Yield the numbers in words of flat ``text``, the vague ones last: they may overlap the others."""
    idioms = {index for found in _IDIOM.finditer(text) for index in range(*found.span())}
    table = _table(language)
    for found in table.run.finditer(text):
        tokens = list(_TOKEN.finditer(text, *found.span()))
        first = 0
        while first < len(tokens):
            used, value, ordinal = _read([token.group() for token in tokens[first : first + _LONGEST]], table)
            start, end, word = tokens[first].start(), tokens[first + max(used, 1) - 1].end(), tokens[first].group()
            second = word in {"second", "seconde"} and used == 1 and not text.endswith("the ", 0, start)
            if used and not second and word not in _PLURALS and start not in idioms:
                yield Counted(start, end, value, ordinal=ordinal, alone=used == 1 and word in _ALONE)
            first += max(used, 1)
    for found in _VAGUE_RUN.finditer(text):
        plurals = _FRENCH_PLURALS if language == "fr" else _PLURALS
        value = _VAGUE.get(found["first"]) or plurals[found["first"]]
        yield Counted(*found.span(), value * plurals.get(found["scale"] or "", 1), vague=True)


def _read(tokens: list[str], table: _Table) -> tuple[int, int, bool]:
    """Read the longest number at the head of ``tokens``: how many tokens it takes, its value, whether it is ordinal."""
    total, limit, used = 0, 10**21, 0
    group: int | None = None
    for index, word in enumerate(tokens, start=1):
        if word in {"and", "et"} and used:
            continue
        ordinal = word not in table.cardinals
        value = table.ordinals.get(word) if ordinal else table.cardinals[word]
        if value is None:
            break
        if value >= _THOUSAND:
            if value >= limit or (group is None and used):
                break
            total, group, limit = total + (1 if group is None else group) * value, None, value
        else:
            joined = _join(group, value, after=tokens[index - 2] if index > 1 else "")
            if joined is None:
                break
            group = joined
        used = index
        if ordinal:
            return used, total + (group or 0), True
    return used, total + (group or 0), False


def _join(group: int | None, value: int, *, after: str) -> int | None:
    """Add ``value`` to the hundreds read so far, or return ``None`` when the words do not make one number."""
    if group is None:
        return value
    tens = group % _HUNDRED
    if value == _HUNDRED:
        return group * _HUNDRED if 0 < group < _TWENTY else None
    if value == _TWENTY and after == "quatre":
        return group - 4 + 80
    fits = (
        (tens == 0 and group > 0)
        or (tens >= _TWENTY and tens % 10 == 0 and value in range(1, 10))
        or (tens in {60, 80} and value in range(10, 20))  # soixante-douze, quatre-vingt-douze
        or (after == "dix" and value in {7, 8, 9})
    )
    return group + value if fits else None
