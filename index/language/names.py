"""Find the names of people, organisations, places and products, and compare them despite form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from index.language.packs import per_packs
from index.language.patterns import compiled, every, table
from index.language.vocabulary import flat, function_words


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``; ``tokens`` are its words in the form that all languages share."""

    start: int
    end: int
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``text[start:end]``: its shared form; whether it has a capital, opens a sentence, goes on a name."""

    start: int
    end: int
    form: str
    capital: bool
    opens: bool
    joined: bool


_WORD = re.compile(r"[^\W_]+")
_PLURAL_FROM = 4  # letters
_STOPS = frozenset(".!?…:;•\n\r")
_BRACKETS = frozenset('«“"([')
_ABBREVIATED = r"(?<![^\W\d_])(?:[^\W\d_]|{names.abbreviated})\.$"
_ORDINARY, _ADVERB, _PARTICIPLE = (f"{{names.{kind}_endings}}$" for kind in ("ordinary", "adverb", "participle"))
_JOINING = re.compile(r"[ \u00a0\u202f-]| ?& ?|['’.]|\. ")


@per_packs
def common(token: str) -> str:
    """Return the form of a flat word that all languages share: "londonien" and "london" are one."""
    stems: dict[str, str] = table("names.stems")
    endings = every("names.endings")
    for length in range(len(token), 2, -1):
        if token[:length] in stems and (length == len(token) or token[length:] in endings):
            return stems[token[:length]]
    return token


@per_packs
def _phrases() -> Mapping[tuple[str, ...], str]:
    """Return the names of several words or of capitals, by the common forms of their words."""
    return {tuple(map(common, phrase.split())): name for phrase, name in table("names.phrases").items()}


def spellings(form: str) -> list[str]:
    """Return how texts write a word in the form that all languages share: ``*`` stands for the rest of a word."""
    listed = [phrase for phrase, name in table("names.phrases").items() if name == form]
    stems = [f"{stem}*" for stem, name in table("names.stems").items() if name == form]
    return [form, f"{form}s", *listed, *stems]


def tokens(text: str) -> list[Token]:
    """Return the words of ``text``; elided articles and possessive endings are left out, known phrases are one word."""
    line, function = flat(text), function_words()
    elided, possessives, abbreviated = every("names.elided"), every("names.possessives"), compiled(_ABBREVIATED)
    found: list[Token] = []
    end, broken, opens = 0, True, None
    for word in _WORD.finditer(text):
        start, stop = word.span()
        form, written, gap, end = line[start:stop], word.group(), line[end:start], stop
        if opens is None:
            opens = _opens(text, start, abbreviated)
        if form in elided and line[stop : stop + 1] == "'" and line[stop + 1 : stop + 2].isalnum():
            broken = True  # and what follows opens the sentence if this did
            continue
        if gap == "'" and form in possessives:
            broken, opens = True, None
            continue
        joined = not broken and _JOINING.fullmatch(gap) is not None
        if gap == ". " and not abbreviated.search(text[max(0, start - 8) : start - 1]):
            joined = False
        capital = any(letter.isupper() for letter in written) or not (written.isalpha() or written.isdigit())
        acronym = written.isupper() and (len(form) == 1 or form in function)
        found.append(Token(start, stop, written if acronym else common(form), capital, opens, joined))
        broken, opens = False, None
    return _phrased(found)


def _opens(text: str, start: int, abbreviated: re.Pattern[str]) -> bool:
    """Tell whether the word at ``start`` opens a sentence, quotation or bracket: its capital tells nothing there."""
    before = text[max(0, start - 12) : start]
    bare = before.rstrip(" \t\u00a0\u202f«“\"([*'’-–—")
    if not bare:
        return start <= len(before)
    if bare[-1] in _STOPS:
        return abbreviated.search(bare) is None
    return not _BRACKETS.isdisjoint(before[len(bare) :])


def _phrased(found: list[Token]) -> list[Token]:
    """Merge the words of known phrases ("États-Unis", "United States") into one token each."""
    merged: list[Token] = []
    known = _phrases()
    longest, index = max(map(len, known), default=0), 0
    while index < len(found):
        for length in range(min(longest, len(found) - index), 0, -1):
            part = found[index : index + length]
            name = known.get(tuple(token.form for token in part))
            if name:
                capital = any(token.capital for token in part)
                merged.append(replace(part[0], end=part[-1].end, form=name, capital=capital, opens=False))
                index += length
                break
        else:
            merged.append(found[index])
            index += 1
    return merged


def find_names(text: str) -> list[Name]:
    """Return the names of ``text`` in order. A word that merely opens a sentence is none."""
    runs: list[list[Token]] = [[]]  # of words that make a name, the last perhaps empty
    stream, titles = tokens(text), every("names.titles")
    for token, following in zip_longest(stream, stream[1:]):
        run = runs[-1]
        if run and token.form.isdigit() and text[run[-1].end : token.start] in {"-", "."}:  # GPT-4, X.25
            run.append(token)
            continue
        if run and not token.joined:
            runs.append(run := [])
        if _names(token, following, text, inside=bool(run)) and (run or token.form.lower() not in titles):
            run.append(token)
        elif run:
            runs.append([])
    return [Name(run[0].start, run[-1].end, tuple(token.form for token in run)) for run in runs if run]


def _names(token: Token, following: Token | None, text: str, *, inside: bool) -> bool:
    """Tell whether a token is a name or a part of one."""
    if not token.capital:
        return False
    if token.form in every("names.posts") or token.form in function_words():
        return False
    if len(token.form) == 1 and not inside:  # "A", "I", "Y", but "J. K." and "X-ray"
        return token.form.isalpha() and text[token.end : token.end + 1] in {".", "-"}
    return not token.opens or not _ordinary(token, following, text)


def _ordinary(token: Token, following: Token | None, text: str) -> bool:
    """Tell whether a word that opens a sentence is an ordinary one, by its form and by what follows."""
    written = text[token.start : token.end].lower()
    if token.form in every("names.openers"):
        return True
    if token.form in every("names.unusual") or (following is not None and following.joined and following.capital):
        return False
    if compiled(_ORDINARY).search(written):
        return True
    if compiled(_ADVERB).search(written):
        return text[token.end : token.end + 1] == ","
    participle = compiled(_PARTICIPLE).search(written) is not None
    return participle and following is not None and following.form in every("names.after_participle")


def mentions(stream: Sequence[Token], name: Name) -> bool:
    """Tell whether the words of a text say ``name``: all its words in a row, at most one further name between two."""
    return any(_said(stream, index, name.tokens) for index in range(len(stream)))


def _said(stream: Sequence[Token], index: int, wanted: tuple[str, ...]) -> bool:
    if not _same(stream[index].form, wanted[0]):
        return False
    for form in wanted[1:]:
        index += 1
        if index >= len(stream) or not stream[index].joined:
            return False
        if not _same(stream[index].form, form):
            index += 1  # a middle name or initial
            middle = index < len(stream) and stream[index - 1].capital and stream[index].joined
            if not middle or not _same(stream[index].form, form):
                return False
    return True


def _same(form: str, other: str) -> bool:
    """Compare two words, one perhaps in the plural."""
    short, long = sorted((form, other), key=len)
    return form == other or (len(short) >= _PLURAL_FROM and long == short + "s")
