"""Several questions in one: each is answered as it asks, a line a part."""

from collections.abc import Iterator, Sequence

from chatbot.answering.dialogue import stand_alone
from chatbot.answering.inquiry import Cited, Inquiry, Step
from chatbot.answering.statements import MARKER, markers, stated, without_markers
from chatbot.types import Certainty, Item, Progress, Read, Reply, Sources, Token, Turn

_WEAKEST: tuple[Certainty, ...] = ("unsure", "likely", "sure")


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the sources of the first part and each part's line, then the Reply that holds all; a refused one says so."""
    turns, replies, lines, numbers = list[Turn](), list[Reply](), list[str](), Cited()
    for part in inquiry.route.parts:
        alone = stand_alone(part, turns)
        for step in inquiry.ask(alone):
            if isinstance(step, Progress) or (isinstance(step, Sources) and not replies):
                yield step
            elif isinstance(step, Reply):
                replies.append(step)
                lines.append(_renumbered(step, numbers))
        turns.append(Turn(alone, without_markers(lines[-1])))
        yield Token(f"{_line(part, lines[-1], inquiry)}\n")
    yield _together(replies, lines, numbers, inquiry)


def _together(replies: Sequence[Reply], lines: Sequence[str], numbers: Cited, inquiry: Inquiry) -> Reply:
    told = [reply for reply in replies if reply.refusal is None]
    return Reply(
        text="\n".join(_line(part, line, inquiry) for part, line in zip(inquiry.route.parts, lines, strict=True)),
        short="; ".join(reply.short for reply in told if reply.short) or None,
        cited=numbers.evidence,
        certainty=min((reply.certainty for reply in told), key=_WEAKEST.index, default="unsure"),
        statements=tuple(one for line in lines for one in stated(line)),
        left_out=sum(reply.left_out for reply in replies),
        items=tuple(Item(without_markers(line), markers(line)) for line in lines),
        read=Read(
            sum(reply.read.articles for reply in replies),
            sum(reply.read.passages for reply in replies),
            sum(reply.read.unsure for reply in replies),
            all(reply.read.complete for reply in replies),
        ),
        refusal=None if told else replies[0].refusal,
    )


def _line(part: str, told: str, inquiry: Inquiry) -> str:
    return inquiry.say("part", question=part.rstrip(" ?")[:1].upper() + part.rstrip(" ?")[1:], answer=told)


def _renumbered(reply: Reply, numbers: Cited) -> str:
    """Return the text of a part's reply with the markers that its sentences have among those of all parts."""
    own = {item.marker: numbers.marker(item.article, item.sentence) for item in reply.cited}
    return MARKER.sub(lambda found: "".join(f"[{own.get(number, number)}]" for number in markers(found[0])), reply.text)
