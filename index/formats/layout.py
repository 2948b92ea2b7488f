"""Undo the layout of printed pages: words cut at a line's end are joined, sentences run on, paragraphs stay apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.formats.decoding import clean

_FULL_LINE = 0.75  # of the longest line of its block: a shorter one that ends a sentence ends a paragraph
_SHORTEST = 20  # characters of a line that goes on in another block
_STOPS, _HYPHENS = ".!?:;»”", "-‐"
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
    """Return the text of each page, its lines joined into paragraphs. A blank line stands between the blocks of a page.

    A page whose last sentence goes on in the next one ends without a line break.
    """
    # PDFium marks a hyphen with which a line ends, and leaves out the line break
    pages = [clean(re.sub(r"[\x02\ufffe]\r?\n?", "-\n", re.sub(r"\u00ad\r?\n(?=\w)", "", page))) for page in pages]
    is_cut = any(re.search(r"[-‐]\s*$", page, re.MULTILINE) for page in pages)
    words = {word for page in pages for word in _WORD.findall(page.lower())} if is_cut else set()
    lines = [line for number, page in enumerate(pages) for line in _lines(page, number)]
    texts = [""] * len(pages)
    for line, following in zip(lines, [*lines[1:], _Line("", 0, 0, is_last=True)], strict=False):
        texts[line.page] += _with_join(line, following.text, words)
    return texts


class _Line(NamedTuple):
    """A line, the number of its page, the length of the longest of its block, and whether it is the last of one."""

    text: str
    page: int
    longest: int
    is_last: bool


def _lines(page: str, number: int) -> Iterator[_Line]:
    for block in re.split(r"\n\s*\n", page):
        lines = [line for line in map(str.strip, block.split("\n")) if line]
        longest = max(map(len, lines), default=0)
        for at, line in enumerate(lines, 1):
            yield _Line(line, number, longest if len(lines) > 1 else 0, at == len(lines))


def _with_join(line: _Line, following: str, words: set[str]) -> str:
    """Return a line with what stands between it and the following: a space, a line break, or nothing in a word cut in two."""
    end = line.text[-_LONGEST_WORD:]
    if end[-1] in _HYPHENS and _CUT.search(end) and following[:1].isalnum() and not (line.is_last and following[0].isupper()):
        return line.text if _keeps_hyphen(end, following[:_LONGEST_WORD], words) else line.text[:-1]
    ends = _ends_block(line, following) if line.is_last else _ends(line.text, following, line.longest)
    return line.text + ("\n" if ends else " ")


def _ends_block(line: _Line, following: str) -> bool:
    """Say whether a paragraph ends with its block, and does not go on over a column or a page."""
    full = len(line.text) >= max(_FULL_LINE * line.longest, _SHORTEST)
    if not following or not full or line.text[-1] in _STOPS or _BULLET.match(following) or _DASH.match(following):
        return True
    return not (following[0].islower() or (line.longest and following[0].isalnum()))


def _ends(line: str, following: str, longest: int) -> bool:
    if _BULLET.match(following):
        return True
    stops, item = line[-1] in _STOPS, bool(_DASH.match(following))
    # where the first word of the following line had fitted into this one, it was begun on purpose
    short = len(line) < _FULL_LINE * longest and len(line) + len(following.partition(" ")[0]) < longest
    return (stops and item) or (short and (stops or item or following[0].isupper()))


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
