"""A count: the articles that mention something, each with the sentence that does; or the things of a list, with the list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from chatbot.answering.inquiry import Cited, Inquiry, Step, marked
from chatbot.answering.plans import fact, listing
from chatbot.types import Item, Plan, Read, Reply
from index.language import Name, find_names, find_numbers, flat
from index.language.names import mentions, spellings, tokens
from index.language.patterns import compiled, every
from index.language.vocabulary import function_words
from index.library import Library
from index.types import Article, Scope, Sentence

SHOWN = 50  # articles that are named and quoted; all are counted
_COUNTED = "{listing.articles_counted}"


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Return the steps of a count; no Reply where no article mentions what is meant, which need not mean that there is none."""
    subject = mentioned(inquiry.question.text)
    if subject:
        return _mentioning(inquiry, subject)
    listed = (_counted(step) if isinstance(step, Reply) else step for step in listing.gathered(inquiry))
    return fact.otherwise(listed, inquiry, _stated)


def _counted(reply: Reply) -> Reply:
    count = len(reply.items)
    return replace(reply, text=f"{count}\n{reply.text}", short=str(count), count=count)


def _stated(reply: Reply) -> Reply:
    """Return the reply as a count where its few words say one number of things."""
    numbers = [one for one in find_numbers(reply.short or "") if one.unit is None and one.value.denominator == 1]
    return replace(reply, count=int(numbers[0].value), plan=Plan.COUNT) if len(numbers) == 1 else reply


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


def _mentioning(inquiry: Inquiry, subject: Subject) -> Iterator[Step]:
    cited, items, count = Cited(), list[Item](), 0
    for article, sentence in holders(subject, inquiry.library, inquiry.scope):
        count += 1
        if count <= SHOWN:
            summary = next(iter(inquiry.library.summaries(replace(inquiry.scope, articles=frozenset({article.id})))), None)
            markers = (cited.marker(article, sentence),) if sentence else ()
            items.append(Item(article.title, markers, article=None if sentence else summary))
    if not count and not subject.named:  # said in other words, or in another language
        return
    number = {0: "mentioned_none", 1: "mentioned_one"}.get(count, "mentioned")
    lines = [inquiry.say(number, count=count, subject=subject.text)]
    lines += [marked(f"- {item.text}", item.markers) for item in items]
    if count > len(items):
        lines.append(inquiry.say("and_more", count=count - len(items)))
    yield Reply(
        "\n".join(lines),
        str(count),
        cited.evidence,
        certainty="sure" if subject.named else "likely",
        items=tuple(items),
        count=count,
        read=Read(articles=inquiry.library.count(inquiry.scope)),
    )
