"""The embedded reader: shown each source by itself it copies a short answer, held to verbatim spans, and the span is checked.

Shown five sources at once a model this small mixes them up; shown one at a time, the right one is where the refusal is least
likely (training/README.md has the figures), and the tokens to read are as many.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import Template

from chatbot.dating import dated
from chatbot.evidence import Question
from chatbot.kinds import Kind, bears
from chatbot.prompt import one_line, reader_prompt
from chatbot.types import Evidence, Generator, Reply, Token
from chatbot.verify import check, conflict, translate_short
from prompts import phrases

TOKENS = 48
# .5 and .6 did the same on 22 XQuAD questions, .7 refused less; of the two .6 was taken because it lets the reader answer
# "who heads Meta?" over the seed article, so it is fitted to that question and wants a set of its own
REFUSED = 0.6  # how likely the refusal may seem where a source is still taken to answer
SURE = 0.05  # and where no further source need be asked
RIVAL = 0.03  # how much weaker evidence from another article may be and still be heard on a date or an amount; not measured


@dataclass(frozen=True, slots=True)
class Claim:
    """What the reader made of one source: the checked short answer and a note on its date, or no short where it failed.

    ``refusal`` is how likely it seemed to the reader that the source does not answer.
    """

    item: Evidence
    refusal: float
    short: str | None
    note: str = ""


def read(question: Question, evidence: Sequence[Evidence], generator: Generator) -> Iterator[Token | Reply]:
    """Yield the checked reply as a Token and then as a Reply; nothing when no source holds what is asked for."""
    claims = _claims(question, evidence, generator)
    if not claims:
        return
    best = min(claims, key=lambda claim: claim.refusal)
    if best.short is None:
        reply = quotation(question, best.item)
    else:
        rival = _rival(question, best, claims)
        reply = _answer(question, [best, rival] if rival else [best])
    yield Token(reply.text)
    yield reply


def quotation(question: Question, item: Evidence) -> Reply:
    """Return the sentence itself as the answer."""
    text = _say("quote", question, quote=item.sentence.text, marker="[1]")
    return Reply(text, item.sentence.text, (replace(item, marker=1),), verified=True)


def _claims(question: Question, evidence: Sequence[Evidence], generator: Generator) -> list[Claim]:
    # disputed things are asked of every source, others until one is sure
    claims: list[Claim] = []
    for item in evidence:
        if not bears(question.kind, item.sentence.text):
            continue
        claim = _claim(question, item, generator)
        if claim.refusal < REFUSED:
            claims.append(claim)
        if claim.refusal < SURE and not _disputable(question):
            break
    return claims


def _claim(question: Question, item: Evidence, generator: Generator) -> Claim:
    prompt = reader_prompt(question.text, [replace(item, marker=1)])
    copied = generator.copy(prompt, one_line(item.sentence.text), limit=TOKENS)
    article = item.article
    short, note = copied.words, ""
    if question.kind is Kind.WHEN:
        short, note = dated(short, article, question.language)
    short = translate_short(short, question.language)
    published = article.published.value if article.published else None
    carried = check(short, item.sentence.text, language=article.language, published=published).ok
    if not (short and carried and bears(question.kind, copied.words)):
        return Claim(item, copied.refusal, None)
    return Claim(item, copied.refusal, short, note)


def _disputable(question: Question) -> bool:
    return question.kind is Kind.WHEN or question.kind.amount


def _rival(question: Question, best: Claim, claims: Sequence[Claim]) -> Claim | None:
    # another article that is about as near may give another date or amount for the same thing
    for claim in claims:
        near = claim.item.article.id != best.item.article.id and claim.item.score > best.item.score - RIVAL
        if near and _disputable(question) and claim.short and best.short and conflict(best.short, claim.short):
            return claim
    return None


def _answer(question: Question, claims: Sequence[Claim]) -> Reply:
    newest_first = sorted(claims, key=_published, reverse=True)
    told = [_numbered(claim, number) for number, claim in enumerate(newest_first, 1)]
    text = _claimed(question, told[0])
    if len(told) > 1:
        said = "; ".join(f"{_claimed(question, claim)} ({_about(claim)})" for claim in told)
        text = _say("disagree", question, claims=said)
    return Reply(text, told[0].short, tuple(claim.item for claim in told), verified=True)


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
    return _say("noted" if claim.note else "short", question, short=claim.short or "", note=claim.note, marker=marker)


def _say(phrase: str, question: Question, **values: str) -> str:
    return Template(phrases("phrases.toml", question.language)[phrase]).substitute(values)
