"""Turns prompts into tokens: only the template's own parts may hold control tokens, whatever an article or a question spells.

llama.cpp keeps out of a text the tokens that a model marks as control tokens. It does not keep out those that a careless file
marks as defined by users, nor those that a SentencePiece vocabulary puts together from their characters. Where a text spells
such a token it is therefore cut within the spelling, and its halves are read apart: the text stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

ANCHOR = "\x02"  # a character that no piece of a vocabulary begins or goes on with
_TAG = re.compile(r"[<\[{|]+[^\s<>\[\]{}]*\w[^\s<>\[\]{}]*[>\]}|]+")  # [INST], </s>, <|im_start|>, <start_of_turn>


@dataclass(frozen=True, slots=True)
class Templated:
    """A prompt by a chat template. ``parts`` are by turns its own and the texts put into it; its own are first and last.

    Only in its own parts does what spells a control token stand for one.
    """

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return "".join(self.parts)


Prompt = str | Templated  # nothing in a plain text is a control token


@dataclass(frozen=True, slots=True)
class Special:
    """A token that is not the piece of text which it spells.

    ``shown``: a text may hold it all the same, for a character that is not in the vocabulary or a byte of one.
    """

    id: int
    spelling: str
    shown: bool


@dataclass(frozen=True)
class Tokens:
    """The tokenizer of one model.

    ``tokenise`` takes a text and whether its control tokens are meant; ``begin`` is what every prompt begins with, if anything.
    """

    tokenise: Callable[[str, bool], list[int]]
    specials: Sequence[Special]
    begin: tuple[int, ...] = ()
    bos: str = ""

    def prompt(self, prompt: Prompt) -> list[int]:
        """Return the tokens of a whole prompt."""
        parts = prompt.parts if isinstance(prompt, Templated) else ("", prompt)
        begun = bool(self.bos) and parts[0].startswith(self.bos)  # as a chat template may have done
        tokens = [] if begun else list(self.begin)
        tags = frozenset(tag for own in parts[::2] for tag in _TAG.findall(own))
        spaces = ""  # at the end of an own part: most vocabularies join a space to the word behind it
        for number, part in enumerate(parts):
            if number % 2:
                tokens += self._text(spaces + part, tags, after=tokens)
            else:
                own = part.rstrip(" ")
                spaces = part[len(own) :]
                last = number == len(parts) - 1
                tokens += self._raw(part if last else own, special=True, after=tokens)
        return tokens

    def text(self, text: str) -> list[int]:
        """Return the tokens of a text that stands in no prompt."""
        return self._text(text, frozenset(), after=[])

    def _text(self, text: str, tags: frozenset[str], *, after: Sequence[int]) -> list[int]:
        tokens: list[int] = []
        for piece in _cut(text, self._spelled):
            for half in _cut(piece, _any_of(tags)):
                tokens += self._raw(half, special=False, after=tokens or after)
        return [token for token in tokens if token not in self._kept_out]

    def _raw(self, text: str, *, special: bool, after: Sequence[int]) -> list[int]:
        if not self._puts_spaces or not after or after[-1] in self._kept_out:
            return self.tokenise(text, special)
        return self.tokenise(ANCHOR + text, special)[len(self.tokenise(ANCHOR, special)) :]

    @cached_property
    def _puts_spaces(self) -> bool:
        # SentencePiece puts a space before each text that follows no other one (llama.cpp: add_space_prefix)
        return len(self.tokenise(ANCHOR, False)) > 1  # noqa: FBT003

    @cached_property
    def _spelled(self) -> re.Pattern[str] | None:
        return _any_of(
            spelling for special in self.specials for spelling in {special.spelling, special.spelling.replace("▁", " ")}
        )

    @cached_property
    def _kept_out(self) -> frozenset[int]:
        return frozenset(special.id for special in self.specials if not special.shown)


def tag_like(spelling: str) -> bool:
    """Say whether a token that is called text by its model's file looks like one that is not, as ``<start_of_turn>`` does."""
    return _TAG.fullmatch(spelling.strip()) is not None


def _any_of(spellings: Iterable[str]) -> re.Pattern[str] | None:
    longer = sorted({spelling for spelling in spellings if len(spelling) > 1}, key=len)  # so that the shortest is found
    return re.compile("|".join(map(re.escape, longer))) if longer else None


def _cut(text: str, spelled: re.Pattern[str] | None) -> Iterator[str]:
    start = 0
    while spelled and (found := spelled.search(text, start)):
        middle = found.start() + len(found[0]) // 2
        yield from _cut(text[start:middle], spelled)
        start = middle
    yield text[start:]
