"""Undo the layout of printed pages: words cut at a line's end are joined, sentences run on, paragraphs stay apart."""

import re

from index.formats.decoding import clean

_FULL_LINE = 0.75  # of the page's longest line: a shorter one that ends a sentence ends a paragraph
_LONGEST_WORD = 100  # characters, addresses included
_WORD = re.compile(r"\w+(?:-\w+)*")
_BULLET = re.compile(r"[•◦▪‣●■\uf0b7] ?\S|\d{1,2}[.)] +[«“]?[A-ZÀ-Þ]")
_DASH = re.compile(r"[–—-] \S")  # an item of a list, or else what a sentence puts between dashes
_CUT = re.compile(r"([\w'’-]*)(?<=\S)[-‐]$")
# what is written with a hyphen wherever it stands: numbers, verbs before their pronoun, "celui-ci", "peut-être"
_HYPHENATED = re.compile(
    r"(?:vingt|trente|quarante|cinquante|soixante|quatre|dix|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+"
    r"|.*[td]-(?:ils?|elles?|on)|est-ce|.*z-vous|.*s-nous|.*-je|.*-(?:être|mêmes?)|cel(?:ui|les?)-ci|ceux-ci|(?!voi-).*-là"
)


def paragraphs(pages: list[str]) -> list[str]:
    """Return the text of each page, its lines joined into paragraphs."""
    # PDFium marks a hyphen with which a line ends, and leaves out the line break
    pages = [clean(re.sub(r"[\x02\ufffe]\r?\n?", "-\n", re.sub(r"\u00ad\r?\n(?=\w)", "", page))) for page in pages]
    words = {word[0] for page in pages for word in _WORD.finditer(page.lower())}
    return [_joined([line.strip() for line in page.split("\n")], words) for page in pages]


def _joined(lines: list[str], words: set[str]) -> str:
    full = _FULL_LINE * max(map(len, lines), default=0)
    text = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        end = line[-_LONGEST_WORD:]
        if _CUT.search(end) and following[:1].isalnum():
            text += line if _keeps_hyphen(end, following[:_LONGEST_WORD], words) else line[:-1]
        else:
            text += line + ("\n" if _ends(line, following, full) else " ")
    return re.sub(r"\n{3,}", "\n\n", text)


def _ends(line: str, following: str, full: float) -> bool:
    if not line or not following or _BULLET.match(following):
        return True
    stops, item = line[-1] in ".!?:;»”", bool(_DASH.match(following))
    return (stops and item) or (len(line) < full and (stops or item or following[0].isupper()))


def _keeps_hyphen(end: str, following: str, words: set[str]) -> bool:
    """Tell whether the hyphen at a line's end belongs to the word: "Saint-/Denis", "2024-/2025", but not "gouver-/nement"."""
    cut, rest = _CUT.search(end), _WORD.match(following)
    first, second = cut[1] if cut else "", rest[0] if rest else ""
    before = re.split(r"['’]", first)[-1]
    whole, hyphenated = f"{before}{second}".lower(), f"{before}-{second}".lower()
    if before and whole in words and (second.islower() or (before + second).isupper()):
        return False
    alone = not first[1:] or not second[:1].islower()  # "e-mail", "U.S.-based", "COVID-19"
    compound = "-" in before or "-" in second or hyphenated in words or _HYPHENATED.fullmatch(hyphenated)
    address = re.search(r"(?:@|://|www\.)\S*$", end) or re.match(r"\S*@", following)
    return bool(alone or compound or address)
