"""The embedded reader: shown each source by itself it copies a short answer, held to verbatim spans, and the span is checked.

The span head looks at all sources first and says which the Llama is to read. Shown several at once a model this small mixes
them up; shown one at a time, the right one is where the refusal is least likely (training/README.md has the figures).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chatbot.answering.answer_amounts import amount_asked
from chatbot.answering.answer_dates import dated, hour_asked, to_come, weekday_before, with_day
from chatbot.answering.evidence import Question, corrects, pointed
from chatbot.answering.inquiry import say
from chatbot.answering.prompt import one_line, reader_prompt
from chatbot.answering.question_kinds import Kind, bears
from chatbot.answering.verification import check, conflict
from chatbot.answering.years import able
from chatbot.models.span_head import likelihood
from chatbot.protocols import Copied, Pointed, Reader
from chatbot.types import Certainty, Evidence, Reply
from index.fitted import Odds, fitted
from index.language.digits import tongue
from index.language.moments import parse_iso
from index.language.say import say_date
from index.language.translate import translate_short
from index.types import Article

TOKENS = 48
SEEN = 6  # sentences that the span head looks at, where no other article could say otherwise; not fitted
READ = 3  # sources that the Llama reads at most, of those that the span head finds likeliest
DOUBT = 12.0  # the span head's log-odds mean no more beyond
REFUSED = 0.5  # how likely the refusal may be where a source is still taken to answer
OUTRIGHT = 0.01  # the Llama's refusal of a source that it finds to answer outright
DENIED = -2.0  # the span head's log-odds of an answer, below which a sentence is not read where it points at nothing either
RIVAL = 0.03  # how much weaker evidence from another article may be and still be heard on a date or an amount; not measured
UNHEARD = 0.5  # of the Llama, which is not asked


@dataclass(frozen=True, slots=True)
class Claim:
    """What the reader made of one source: the checked short answer and a note on its date, or no short where it failed.

    ``refusal`` is how likely it seemed to the reader that the source does not answer; ``found``, whether the span head alone
    finds an answer in it; ``sharp``, the logarithm of how likely the span head finds the words that were copied.
    """

    item: Evidence
    refusal: float
    found: bool
    sharp: float
    short: str | None
    note: str = ""


def read(
    question: Question, evidence: Sequence[Evidence], reader: Reader, correcting: Callable[[Article], Sequence[Evidence]]
) -> Reply | None:
    """Return the checked reply, None when no source holds what is asked for.

    ``correcting`` returns the sentences of what corrects an article.
    """
    claims = _claims(question, evidence, reader)
    if not claims:
        return None
    best = min(claims, key=lambda claim: claim.refusal)
    if best.short is None or question.kind in {Kind.WHY, Kind.YES_NO}:  # which a few copied words answer only by half
        quote = best.item.sentence.text
        text = say("quote", question.language, quote=quote, marker="[1]")
        return Reply(text, best.short or quote, (replace(best.item, marker=1),))
    rival = _disputed(question) and (_rival(question, best, claims) or _correction(question, best, correcting, reader))
    reply = _answer(question, [best, rival] if rival else [best])
    return replace(reply, certainty="likely" if rival else certainty(best))


def looked_at(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences that the span head looks at: those with the kind of thing, and maybe the year, asked for."""
    holding = [
        item
        for item in able(question.text, evidence)
        if bears(question.kind, item.sentence.text, language=item.article.language)
    ]
    return holding if _disputed(question) else holding[:SEEN]


def likeliest(question: Question, evidence: Sequence[Evidence], reader: Reader) -> list[tuple[Pointed, Evidence]]:
    """Return the sentences that the Llama reads, each with what the span head makes of it, the likeliest to answer first.

    Those in which the span head finds neither words that answer nor that they answer are left out.
    """
    holding = looked_at(question, evidence)
    best = evidence[0].margin if evidence else None
    seen = zip(pointed(reader.point, question.text, holding), holding, strict=True)
    told = [(points, item) for points, item in seen if points.refusal <= 0 or points.answers >= DENIED]
    return sorted(told, key=lambda pair: refused(UNHEARD, pair[0], pair[1], best))[:READ]


def _claims(question: Question, evidence: Sequence[Evidence], reader: Reader) -> list[Claim]:
    claims: list[Claim] = []
    for points, item in likeliest(question, evidence, reader):
        # what is disputed may be answered twice; else no source need be asked that could not win
        bar = REFUSED if _disputed(question) else min([REFUSED, *(claim.refusal for claim in claims)])
        if refused(OUTRIGHT, points, item, evidence[0].margin) >= bar:
            break
        made = claim(question, item, points, evidence[0].margin, reader)
        if made.refusal < REFUSED:
            claims.append(made)
    return claims


def claim(question: Question, item: Evidence, points: Pointed, best: float | None, reader: Reader) -> Claim:
    """Return what the Llama copies of a source where the span head points; ``best`` is the margin of the best evidence."""
    prompt = reader_prompt(question.text, [replace(item, marker=1)])
    copied = reader.copy(prompt, one_line(item.sentence.text), points, limit=TOKENS)
    return claimed(question, item, points, copied, best)


def claimed(question: Question, item: Evidence, points: Pointed, copied: Copied, best: float | None) -> Claim:
    """Return what becomes of the words that the Llama copied: checked, dated, in the question's language."""
    article, sentence = item.article, item.sentence.text
    refusal, sharp = refused(copied.refusal, points, item, best), _sharp(points, copied, sentence)
    made = Claim(item, refusal, points.refusal <= 0, sharp, None)
    spoken = tongue(article.language, sentence)
    line, words, meant = one_line(sentence), copied.words, None
    if question.kind is Kind.WHEN:
        words = to_come(words, line, question.text, article, language=spoken)
        words = with_day(hour_asked(words, line, question.text, language=spoken), line, language=spoken)
        meant = weekday_before(words, line, question.text, article, language=spoken)
    else:
        words = amount_asked(words, line, question.text, language=spoken)
    if not bears(question.kind, words, language=spoken):
        return made
    told, note = words, ""
    if question.kind is Kind.WHEN:
        told, note = dated(words, article, question.language, spoken=spoken, meant=meant)
    short = translate_short(told, question.language, spoken=spoken)
    held = words if meant else short  # a weekday is held to the sentence as it stands there
    if not (short and held and check(held, sentence, language=spoken, said=question.language, published=article.day).ok):
        return made
    return replace(made, short=short, note=note)


def _sharp(points: Pointed, copied: Copied, sentence: str) -> float:
    start = one_line(sentence).find(copied.words)
    told = likelihood(points)(start, start + len(copied.words)) if copied.words and start >= 0 else 0.0
    return math.log(max(told, math.exp(-DOUBT)))


def certainty(claim: Claim) -> Certainty:
    """Return whether a claim's short answer is right, as far as claims like it were."""
    weigh, held = fitted().certainty, min(max(claim.refusal, 1e-6), 1 - 1e-6)
    odds = weigh.constant - weigh.refusal * math.log(held / (1 - held)) + weigh.sharp * claim.sharp
    return "sure" if odds > weigh.sure else "likely"


def refused(
    llama: float, head: Pointed, item: Evidence | None = None, best: float | None = None, weigh: Odds | None = None
) -> float:
    """Return how likely a source does not answer, from the Llama's probability of that and what the span head makes of it.

    ``item`` is the source, ``best`` the margin of the best evidence, ``weigh`` what all this weighs, if not as usual.
    """
    margin, missing_share = (item.margin, item.missing_share) if item else (None, 0.0)
    weigh = weigh or fitted().reading.found
    held = min(max(llama, 1e-6), 1 - 1e-6)
    odds = weigh.constant + weigh.llama * math.log(held / (1 - held)) + weigh.span_head * bounded(head.refusal)
    odds += weigh.missing_share * missing_share - weigh.best_margin * (best or 0) - weigh.margin * (margin or 0)
    odds -= weigh.answers * bounded(head.answers)
    return 1 / (1 + math.exp(-min(odds, 700)))


def bounded(odds: float) -> float:
    """Return the span head's log-odds as far as they mean anything."""
    return min(max(odds, -DOUBT), DOUBT)


def _disputed(question: Question) -> bool:
    """Tell whether articles may answer a question with two dates or amounts that cannot both be right."""
    return question.kind is Kind.WHEN or question.kind.amount


def _rival(question: Question, best: Claim, claims: Sequence[Claim]) -> Claim | None:
    """Return what another article says against the best claim: one about as near, or of which one corrects the other."""
    for claim in sorted(claims, key=lambda claim: claim.refusal):
        article, other = claim.item.article, best.item.article
        near = claim.found and claim.item.score > best.item.score - RIVAL
        about = article.id != other.id and (near or corrects(article, other) or corrects(other, article))
        if about and conflict(best.short or "", claim.short or "", language=question.language):
            return claim
    return None


def _correction(
    question: Question, best: Claim, correcting: Callable[[Article], Sequence[Evidence]], reader: Reader
) -> Claim | None:
    """Return what an article says that corrects the best claim's: read as if it stood in that, as it is written to be.

    Where it says again what the claim says, it is to correct that: what it says instead need not answer by itself.
    """
    sentences = correcting(best.item.article)
    as_there = [replace(item, article=replace(item.article, title=best.item.article.title)) for item in sentences]
    seen = zip(pointed(reader.point, question.text, as_there), sentences, strict=True)
    for points, item in sorted(seen, key=lambda pair: pair[0].refusal):
        if points.refusal > (DOUBT if _says_again(question, best, item.article) else 0):
            break
        made = claim(question, item, points, best.item.margin, reader)
        if made.short and conflict(best.short or "", made.short, language=question.language):
            return made
    return None


def _says_again(question: Question, best: Claim, article: Article) -> bool:
    """Tell whether a correction repeats the date or amount that it takes back: "was to be held on 13 May"."""
    said = check(best.short or "", article.text, language=article.language, said=question.language, published=article.day)
    return said.ok


def _answer(question: Question, claims: Sequence[Claim]) -> Reply:
    """Return the reply of one claim, or of two that disagree, each with its article, the newest first."""
    newest_first = sorted(claims, key=lambda claim: claim.item.article.day, reverse=True)
    told, named = list[str](), list[str]()
    for number, claim in enumerate(newest_first, 1):
        wording, article = "noted" if claim.note else "short", claim.item.article
        told.append(say(wording, question.language, short=claim.short or "", note=claim.note, marker=f"[{number}]"))
        day = say_date(parse_iso(article.day), question.language) if article.day else ""
        named.append(f"{told[-1]} ({', '.join(part for part in (article.title, day) if part)})")
    text = (
        told[0] if len(told) == 1 else say("disagree", question.language, claims=say("between", question.language).join(named))
    )
    cited = tuple(replace(claim.item, marker=number) for number, claim in enumerate(newest_first, 1))
    return Reply(text, newest_first[0].short, cited)
