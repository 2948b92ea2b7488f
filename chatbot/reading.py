"""The embedded reader: it copies a short answer from numbered evidence, held to verbatim spans, and the span is checked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import Template

from chatbot.dating import dated
from chatbot.evidence import Question
from chatbot.kinds import Kind, bears
from chatbot.prompt import one_line, reader_prompt, within
from chatbot.spans import NOTHING
from chatbot.types import Evidence, Generator, Reply, Token
from chatbot.verify import check, conflict, translate_short
from prompts import phrases

TOKENS = 48
RIVAL = 0.03  # how much weaker evidence from another article may be and still be heard on a date or an amount
_REPLY = re.compile(r"\s*(?P<short>.*\S)\s*\[(?P<marker>\d+)\]\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Claim:
    """A checked short answer, the evidence that carries it, and a note on how it was dated."""

    short: str
    item: Evidence
    note: str


def read(question: Question, evidence: Sequence[Evidence], generator: Generator) -> Iterator[Token | Reply]:
    """Yield the checked reply as a Token and then as a Reply; nothing when no source holds what is asked for."""
    fitting = [item for item in evidence if bears(question.kind, item.sentence.text)]
    words = _copied(question, evidence, generator) if fitting else NOTHING
    if words == NOTHING:
        return
    claim = _checked(question, evidence, words)
    if claim is None:
        reply = quotation(question, fitting[0])
    else:
        rival = _rival(question, claim, evidence, generator)
        reply = _disagreement(question, claim, rival) if rival else _answer(question, claim)
    yield Token(reply.text)
    yield reply


def quotation(question: Question, item: Evidence) -> Reply:
    """Return the sentence itself as the answer."""
    text = _say("quote", question, quote=item.sentence.text, marker="[1]")
    return Reply(text, item.sentence.text, (replace(item, marker=1),), verified=True)


def _copied(question: Question, evidence: Sequence[Evidence], generator: Generator) -> str:
    room = generator.context - TOKENS
    sources = within(room, evidence, lambda kept: generator.count(reader_prompt(question.text, kept)))
    sentences = [one_line(item.sentence.text) for item in sources]
    return generator.copy(reader_prompt(question.text, sources), sentences, limit=TOKENS).words


def _checked(question: Question, evidence: Sequence[Evidence], words: str) -> Claim | None:
    match = _REPLY.fullmatch(words)
    if not match or not 0 < int(match["marker"]) <= len(evidence) or not bears(question.kind, match["short"]):
        return None
    item = evidence[int(match["marker"]) - 1]
    article = item.article
    short, note = match["short"], ""
    if question.kind is Kind.WHEN:
        short, note = dated(short, article, question.language)
    short = translate_short(short, question.language)
    published = article.published.value if article.published else None
    if not check(short, item.sentence.text, language=article.language, published=published).ok:
        return None
    return Claim(short, item, note)


def _rival(question: Question, claim: Claim, evidence: Sequence[Evidence], generator: Generator) -> Claim | None:
    # another article that is about as near may give another date or amount for the same thing
    if not (question.kind is Kind.WHEN or question.kind.amount):
        return None
    others = [
        item
        for item in evidence
        if item.article.id != claim.item.article.id
        and item.score > claim.item.score - RIVAL
        and bears(question.kind, item.sentence.text)
    ]
    if not others:
        return None
    renumbered = [replace(item, marker=number) for number, item in enumerate(others, 1)]
    words = _copied(question, renumbered, generator)
    other = None if words == NOTHING else _checked(question, renumbered, words)
    if other is None or not conflict(claim.short, other.short):
        return None
    return replace(other, item=others[other.item.marker - 1])


def _answer(question: Question, claim: Claim) -> Reply:
    claim = _numbered(claim, 1)
    return Reply(_claimed(question, claim), claim.short, (claim.item,), verified=True)


def _disagreement(question: Question, first: Claim, second: Claim) -> Reply:
    newest_first = sorted((first, second), key=_published, reverse=True)
    claims = [_numbered(claim, number) for number, claim in enumerate(newest_first, 1)]
    said = "; ".join(f"{_claimed(question, claim)} ({_about(claim)})" for claim in claims)
    text = _say("disagree", question, claims=said)
    return Reply(text, claims[0].short, tuple(claim.item for claim in claims), verified=True)


def _numbered(claim: Claim, marker: int) -> Claim:
    # what is cited counts from 1, whatever place it had among the evidence
    return replace(claim, item=replace(claim.item, marker=marker))


def _published(claim: Claim) -> str:
    published = claim.item.article.published
    return published.value if published else ""


def _about(claim: Claim) -> str:
    return ", ".join(part for part in (claim.item.article.title, _published(claim)[:10]) if part)


def _claimed(question: Question, claim: Claim) -> str:
    marker = f"[{claim.item.marker}]"
    return _say("noted" if claim.note else "short", question, short=claim.short, note=claim.note, marker=marker)


def _say(phrase: str, question: Question, **values: str) -> str:
    return Template(phrases("phrases.toml", question.language)[phrase]).substitute(values)
