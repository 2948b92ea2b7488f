"""Undo the layout of printed pages: words cut at a line's end are joined, sentences run on, paragraphs stay apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.formats.decoding import clean
from index.language.sentences import breaks_off

_FULL_LINE = 0.75  # of the longest line of its block: a shorter one that ends a sentence ends a paragraph
_PROSE = 0.3  # of its lines run on in lower case
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
    """A line, its page's number, its block's longest line's length and share of lines in lower case; whether it is its last."""

    text: str
    page: int
    longest: int
    is_last: bool
    runs_on: float = 0.0


def _lines(page: str, number: int) -> Iterator[_Line]:
    for block in re.split(r"\n\s*\n", page):
        lines = [line for line in map(str.strip, block.split("\n")) if line]
        longest = max(map(len, lines), default=0)
        runs_on = sum(line[0].islower() for line in lines) / max(len(lines), 1)
        for at, line in enumerate(lines, 1):
            yield _Line(line, number, longest if len(lines) > 1 else 0, at == len(lines), runs_on)


def _with_join(line: _Line, following: str, words: set[str]) -> str:
    """Return a line with what stands between it and the following: a space, a line break, or nothing in a word cut in two."""
    end = line.text[-_LONGEST_WORD:]
    if end[-1] in _HYPHENS and _CUT.search(end) and following[:1].isalnum() and not (line.is_last and following[0].isupper()):
        return line.text if _keeps_hyphen(end, following[:_LONGEST_WORD], words) else line.text[:-1]
    ends = _ends_block(line, following) if line.is_last else _ends(line, following)
    return line.text + ("\n" if ends else " ")


def _ends_block(line: _Line, following: str) -> bool:
    """Say whether a paragraph ends with its block, and does not go on over a column or a page."""
    full = len(line.text) >= max(_FULL_LINE * line.longest, _SHORTEST)
    stops = line.text[-1] in _STOPS and not breaks_off(line.text)
    if not following or not full or stops or _BULLET.match(following) or _DASH.match(following):
        return True
    return not (following[0].islower() or (line.longest and following[0].isalnum()))


def _ends(line: _Line, following: str) -> bool:
    if _BULLET.match(following):
        return True
    if breaks_off(line.text):
        return False
    stops, item, length = line.text[-1] in _STOPS, bool(_DASH.match(following)), len(line.text)
    # where the first word of the following line had fitted into this one, it was begun on purpose
    short = length < _FULL_LINE * line.longest and length + len(following.partition(" ")[0]) < line.longest
    # in prose a name goes on with a line that is no heading
    begins = following[0].isupper() and (line.runs_on < _PROSE or length < line.longest / 2)
    return (stops and item) or (short and (stops or item or begins))


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
