"""Yes or no, where a sentence decides it, with that sentence; else the sentence, and that it does not say so outright."""

from collections.abc import Iterator
from dataclasses import replace

from chatbot.answering.inquiry import Inquiry, Step, citation
from chatbot.answering.plans import fact
from chatbot.answering.pointing import Seen, seen
from chatbot.answering.polarity import decide
from chatbot.answering.prompt import one_line
from chatbot.answering.reading import REFUSED
from chatbot.models.span_head import before
from chatbot.types import Evidence, Read, Reply, Sources, Statement, Token

TRIED = 2  # sentences, the likeliest, of which one may decide


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then the answer as a Token and as the Reply; nothing where no sentence bears on the question."""
    found, read = seen(inquiry, short=True)
    for one in [one for one in found if one.doubt < REFUSED][:TRIED]:
        said = _said(inquiry, one)
        if said is not None:
            item = replace(one.item, marker=1)
            yield Sources((citation(item, verified=False),))
            yield from _told(inquiry, item, "yes" if said else "no", read)
            return
    for step in fact.answer(inquiry):  # which refuses what does not answer; what answers may still not decide
        if isinstance(step, Reply) and step.refusal is None:
            yield from _told(inquiry, step.cited[0], None, step.read)
        elif not isinstance(step, Token):
            yield step


def _told(inquiry: Inquiry, item: Evidence, said: str | None, read: Read) -> Iterator[Step]:
    quote = one_line(item.sentence.text)
    text = inquiry.say(f"{said}_said" if said else "undecided", quote=quote, marker="[1]")
    statements = (Statement(quote, (1,), "carried"),)
    yield Token(text)
    yield Reply(
        text,
        inquiry.say(said) if said else None,
        (item,),
        verified=True,
        certainty="likely" if said else "unsure",
        statements=statements,
        read=read,
    )


def _said(inquiry: Inquiry, one: Seen) -> bool | None:
    question, article, sentence = inquiry.question, one.item.article, one.item.sentence
    context = f"{article.title}\n{before(article.text, sentence.start)}"
    return decide(
        question.text, sentence.text, context=context, rarity=question.rarity, language=article.language, said=question.language
    )
