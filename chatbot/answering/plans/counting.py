"""A count: the articles that mention something, each with the sentence that does; or the things of a list, with the list."""

from collections.abc import Iterator
from dataclasses import replace

from chatbot.answering.inquiry import Cited, Inquiry, Step
from chatbot.answering.mentions import Subject, holders, mentioned
from chatbot.answering.plans import fact, listing
from chatbot.types import Item, Plan, Read, Reply, Token
from index.language import find_numbers

SHOWN = 50  # articles that are named and quoted; all are counted


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
    lines += [" ".join([f"- {item.text}", *(f"[{marker}]" for marker in item.markers)]) for item in items]
    if count > len(items):
        lines.append(inquiry.say("and_more", count=count - len(items)))
    text = "\n".join(lines)
    yield Token(text)
    yield Reply(
        text,
        str(count),
        cited.evidence,
        verified=True,
        certainty="sure" if subject.named else "likely",
        items=tuple(items),
        count=count,
        read=Read(articles=inquiry.library.count(inquiry.scope)),
    )
