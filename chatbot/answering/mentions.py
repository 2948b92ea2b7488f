"""Which articles mention something: what is asked for, and the sentences that say it in any form and language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from index.language import Name, find_names, flat
from index.language.names import mentions, spellings, tokens
from index.language.patterns import compiled, every
from index.language.vocabulary import function_words
from index.library import Library
from index.types import Article, Scope, Sentence

_COUNTED = "{listing.articles_counted}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be mentioned: its text, and its words in the form that all languages share; those of a name stand in a row."""

    text: str
    forms: tuple[str, ...]
    named: bool


def mentioned(question: str) -> Subject | None:
    """Return what a question asks to be mentioned that counts the articles themselves, None where it counts other things."""
    counted = compiled(_COUNTED).search(flat(question))
    if counted is None:
        return None
    bare = question[: counted.start()] + " " * (counted.end() - counted.start()) + question[counted.end() :]
    silent = function_words() | every("listing.mentioning")
    words = [token for token in tokens(bare) if bare[token.start : token.end].isupper() or token.form not in silent]
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    text = bare[start:end]
    named = any(name.start < end and start < name.end for name in find_names(bare))
    inside = [token for token in tokens(text) if named or token.form not in silent]
    return Subject(text, tuple(token.form for token in inside), named)


def holders(subject: Subject, library: Library, scope: Scope) -> Iterator[tuple[Article, Sentence | None]]:
    """Yield every article of the scope, newest first, that mentions the subject, with the first sentence that does.

    None stands for the sentence where only the title does.
    """
    for article, passages in groupby(library.holding(map(spellings, subject.forms), scope=scope), key=lambda one: one[0]):
        said = next((one for _, passage in passages for one in passage.sentences if _says(one.text, subject)), None)
        if said or _says(article.title, subject):
            yield article, said


def _says(text: str, subject: Subject) -> bool:
    line = flat(text)
    rare = max(subject.forms, key=len)
    if not any(re.sub(r"\*$", "", one).lower() in line for one in spellings(rare)):  # most sentences fall here, and soon
        return False
    stream = tokens(text)
    if subject.named:
        return mentions(stream, Name(0, 0, subject.forms))
    return all(mentions(stream, Name(0, 0, (form,))) for form in subject.forms)
