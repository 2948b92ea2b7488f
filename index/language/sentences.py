"""Cut a text into sentences, as character ranges, for all languages of the packs alike.

A line break ends a sentence, unless a long line was wrapped in the midst of one: mail, older text files. Inside a line a
full stop ends one unless what stands before it is an abbreviation or an initial, or what follows goes on in lower case. Every
character that is not white space lies in exactly one range.
"""

import re
from collections.abc import Iterator

from index.language.patterns import compiled, every
from index.language.vocabulary import flat, function_words

LONGEST = 1000  # characters; longer stretches (tables, lists without stops) are cut at the best place before
_ITEM = 12  # characters; "  - 12." at most
_LONGEST_WORD = 30  # characters of one after which no sentence ends

_INK = re.compile(r"\S")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WRAPPED = 45  # characters; shorter lines are verse, headings, addresses
# What opens the next item of a list ("b)", "iv.", Word's bullet "o") or the next field ("author: …").
_LABEL = r"[^\W\d_]{1,4}\)|(?:[^\W\d_]|[ivx]+)\.\s|o\s|\w+\s?:"
_GOES_ON = re.compile(rf" *(?!{_LABEL})(?P<word>[^\W\d_]+)")
_FINISHED = re.compile(r"[.!?…:;][»”’\"')\]*_]*$")
_TABLE = re.compile(r"[|\t]| {3}")
# A stop, then what belongs to it: closing quotes and brackets, emphasis, note marks such as [3].
_STOP = re.compile(r"(?:[.!?…]+(?:\s[!?]+)*(?:\s?[»›]|\s?\[\d{1,3}(?:, ?\d{1,3})*\]|[”’\"')\]}*_])*|[。！？]+[」』）]*)")
_WORD_BEFORE = re.compile(r"[\w.'’-]*$")
_ACRONYM = re.compile(r"(?:^|['’])(?:[^\W\d]\.-?)+[^\W\d]$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-)+[^\W\d_]$")
_VERSUS = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w.'’&-]*\sv$")
_NUMERAL = re.compile(r"\d|[IVXLC]+(?![\w'’])|[RDA]\.\s?\d|Chr\.")  # "art. R. 421-5" and German "n. Chr." too
# of all packs: of whose language a line is, its abbreviations don't tell
_OPENER = r"(?:{sentences.openers}(?![\w.'’-])|{sentences.elided}['’])(?P<plain>\s?[^\W\d_A-ZÀ-ÖØ-Þ])?"
_OPENING = re.compile(r"[\s«‹“‘\"'(\[{*_¿¡–—-]*")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences of ``text``, in order, each trimmed of surrounding white space."""
    ranges: list[tuple[int, int]] = []
    for first, end in _lines(text):
        start = first
        for stop in _STOP.finditer(text, start, end):
            if _ends(text, start, stop, end):
                ranges += _pieces(text, start, stop.end())
                start = stop.end()
        ranges += _pieces(text, start, end)
    return ranges


def breaks_off(line: str) -> bool:
    """Tell whether a line ends with a word after which no sentence, title or item ends: "de", "the", "Mme", "M."."""
    word = line[-_LONGEST_WORD:].rpartition(" ")[2].rpartition("’")[2]
    return word.rstrip(".") in every("sentences.never") or (word.islower() and flat(word) in function_words())


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the lines, those that were wrapped as one."""
    start = end = 0
    last = ""
    for found in _LINE.finditer(text):
        line = found.group()
        if text[end : found.start()] not in {"\n", "\r\n"} or not _goes_on(last, line):
            yield start, end
            start = found.start()
        end, last = found.end(), line
    yield start, end


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a line was wrapped in the midst of a sentence that the following line goes on with."""
    line = line.strip()
    opening = _GOES_ON.match(following) if len(line) >= _WRAPPED and " " in line and line[0] != "#" else None
    if opening is None or not opening["word"].islower() or _FINISHED.search(line):
        return False
    return not _TABLE.search(line) and not _TABLE.search(following.strip())


def _ends(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    """Tell whether the sentence that began at ``start`` ends with ``stop`` in the line that ends at ``limit``."""
    mark, after = stop.group(), stop.end()
    if after == limit or mark[0] in "。！？":
        return True
    before = text[max(start, stop.start() - 40) : stop.start()]
    if not text[after].isspace():
        return mark[-1] in "!?" and text[after].isupper() and "/" not in before.rpartition(" ")[2]
    opening = _OPENING.match(text, after, limit)
    following = opening.end() if opening else after
    if text[following : following + 1].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    numbers_item = stop.start() - start < _ITEM and not text[start : stop.start()].strip(" \t0123456789-*•#")
    return not numbers_item and not _abbreviates(text, before, following)


def _abbreviates(text: str, before: str, following: int) -> bool:
    """Tell whether the full stop after ``before`` belongs to an abbreviation or an initial."""
    found = _WORD_BEFORE.search(before)
    word = found.group().lstrip("'’-.") if found else ""
    word = re.split(r"['’]", word)[-1] if not _ACRONYM.search(word) else word
    never, opener = every("sentences.never"), compiled(_OPENER).match(text, following)
    initials = _INITIALS.match(word) is not None and word != "J.-C"  # "avant J.-C. Les Romains"
    if word in never or _VERSUS.search(before):  # "Brown v. Board"
        return True
    if initials or (len(word) == 1 and word.isupper()):  # "J. Le Goff", but "la vitamine C. Le corps"
        return opener is None or opener["plain"] is None
    if word.lower() in every("sentences.before_numeral"):  # "min. 40"
        return _NUMERAL.match(text, following) is not None
    return (word in every("sentences.perhaps") or _ACRONYM.search(word) is not None) and opener is None


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trim a range, and cut it when it is too long."""
    pieces = []
    while ink := _INK.search(text, start, end):
        start = ink.start()
        cut = end if end - start <= LONGEST else _cut(text, start)
        pieces.append((start, start + len(text[start:cut].rstrip())))
        start = cut
    return pieces


def _cut(text: str, start: int) -> int:
    """Return where to cut a long sentence: after ``;`` or ``:``, else a comma, else a space, else anywhere."""
    window = text[start : start + LONGEST]
    for marks in ("; ", ": "), (", ",), (" ", "\n", "\t", "\u00a0", "\u202f"):
        best = max(window.rfind(mark) for mark in marks)
        if best > LONGEST // 2:
            return start + best + 1
    return start + LONGEST
