"""Yes or no, where a sentence decides it, with that sentence; else the sentence, and that it does not say so outright."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from chatbot.answering.inquiry import Inquiry, Step, sources
from chatbot.answering.plans import fact
from chatbot.answering.polarity import decide, share, weighty
from chatbot.answering.prompt import one_line
from chatbot.answering.ranking import seen
from chatbot.answering.reading import REFUSED
from chatbot.models.span_head import before
from chatbot.types import Evidence, Reply, Statement
from index.language import find_names
from index.search.lexical import terms

TRIED = 3  # sentences, the likeliest, of which the one that holds most of the question decides
SPOKEN_OF = 2000  # characters before a sentence without names, which may be about those who are named there
BEGINS = 3  # words within which a sentence says of whom or what it is
LEAST = 0.25  # share of what is asked, names apart, that a sentence is to hold to be shown where it decides nothing


@dataclass(frozen=True, slots=True)
class _Judged:
    """A sentence, what it says to the question, None for neither, and how much of the question's words it holds.

    ``bears`` where it speaks of what is asked, and not only of whom it is asked of.
    """

    item: Evidence
    said: bool | None
    held: float
    bears: bool


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then the Reply; nothing where no sentence bears on the question."""
    found = seen(inquiry, short=True)
    tried = [_judged(inquiry, one.item) for one in found[:TRIED] if one.doubt < REFUSED]
    decided = [judged for judged in tried if judged.said is not None]
    if decided:
        best = max(decided, key=lambda judged: judged.held)
        yield sources([replace(best.item, marker=1)], verified=False)
        yield _told(inquiry, best)
        return
    for step in fact.answer(inquiry):  # which refuses what does not answer, and asks the Llama as well
        if not isinstance(step, Reply) or step.refusal:
            yield step
        else:
            judged = _judged(inquiry, step.cited[0])
            yield _told(inquiry, judged, step.short) if judged.bears else fact.refused(inquiry, "another_thing")


def _told(inquiry: Inquiry, judged: _Judged, words: str | None = None) -> Reply:
    """Return the answer; ``words`` are what the sentence says in short, where it does not decide."""
    item, said = replace(judged.item, marker=1), {True: "yes", False: "no", None: None}[judged.said]
    quote = one_line(item.sentence.text)
    return Reply(
        inquiry.say(f"{said}_said" if said else "undecided", quote=quote, marker="[1]"),
        inquiry.say(said) if said else words,
        (item,),
        certainty="likely" if said else "unsure",
        statements=(Statement(quote, (1,), "carried"),),
        read=inquiry.read,
    )


def _judged(inquiry: Inquiry, item: Evidence) -> _Judged:
    question, quote, spoken = inquiry.question, item.sentence.text, item.article.language
    context, rarity = _around(inquiry, item)
    decided = decide(question.text, quote, context=context, rarity=rarity, language=spoken, said=question.language)
    rest = _without(rarity, _names(question.text))
    only_whom = any(map(weighty, rest)) and share(quote, "", rest) < LEAST  # of whom it is asked is no yes
    if decided and (only_whom or _of_another(question.text, quote)):
        decided = None
    return _Judged(item, decided, share(quote, context, rarity), share(quote, context, rest) >= LEAST)


def _around(inquiry: Inquiry, item: Evidence) -> tuple[str, dict[str, float]]:
    """Return what stands around a sentence, and the rarity of the question's words.

    A sentence that names nobody is about whom its article speaks of.
    """
    question, article, sentence = inquiry.question, item.article, item.sentence
    context, rarity = f"{article.title}\n{before(article.text, sentence.start)}", question.rarity
    if not find_names(sentence.text):
        told_before = article.text[max(0, sentence.start - SPOKEN_OF) : sentence.start]
        told = {*terms(f"{article.title} {told_before}")}
        spoken_of = [word for word in terms(question.text) if word in _names(question.text) & told]
        rarity, context = _without(rarity, spoken_of), " ".join((context, *spoken_of))
    return context, rarity


def _names(text: str) -> set[str]:
    """Return the words of the names in a text, as ``terms`` gives them."""
    return {word for name in find_names(text) for word in terms(text[name.start : name.end])}


def _of_another(question: str, quote: str) -> bool:
    """Tell whether a sentence begins with somebody or something else, and names nothing that the question names."""
    first = next(iter(find_names(quote)), None)
    if first is None or len(quote[: first.start].split()) >= BEGINS:
        return False
    asked = _names(question)
    return bool(asked) and asked.isdisjoint(terms(quote))


def _without(rarity: Mapping[str, float], names: Collection[str]) -> dict[str, float]:
    return {word: weight for word, weight in rarity.items() if word not in names}
