"""Yes or no, where a sentence decides it, with that sentence; else the sentence, and that it does not say so outright."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from chatbot.answering.inquiry import Inquiry, Step, sources
from chatbot.answering.plans import fact
from chatbot.answering.pointing import seen
from chatbot.answering.polarity import decide, share, weighty
from chatbot.answering.prompt import one_line
from chatbot.answering.reading import REFUSED
from chatbot.answering.wording import in_words_of, names_of
from chatbot.models.span_head import before
from chatbot.types import Certainty, Evidence, Read, Reply, Statement, Token
from index.language import find_names
from index.language.digits import tongue
from index.search.lexical import terms

TRIED = 3  # sentences, the likeliest, of which the one that holds most of the question decides
SPOKEN_OF = 2000  # characters before a sentence without names, which may be about those who are named there
LEAST = 0.25  # share of what is asked, names apart, that a sentence is to hold to be shown where it decides nothing


@dataclass(frozen=True, slots=True)
class _Judged:
    """A sentence, what it says to the question, None for neither, and how much of the question's words it holds.

    ``bears`` when it speaks of what is asked, and not only of whom it is asked of.
    """

    item: Evidence
    said: bool | None
    held: float
    bears: bool


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then the answer as a Token and as the Reply; nothing where no sentence bears on the question."""
    found, read = seen(inquiry, short=True)
    tried = [_judged(inquiry, one.item) for one in found[:TRIED] if one.doubt < REFUSED]
    decided = [judged for judged in tried if judged.said is not None]
    if decided:
        best = max(decided, key=lambda judged: judged.held)
        yield sources([replace(best.item, marker=1)], verified=False)
        yield _told(inquiry, best, read)
        return
    for step in fact.answer(inquiry):  # which refuses what does not answer, and asks the Llama as well
        if isinstance(step, Reply) and step.refusal is None:
            judged = _judged(inquiry, step.cited[0])
            told = _told(inquiry, judged, step.read, step.short) if judged.bears else fact.refused(inquiry, "another_thing")
            yield replace(told, read=step.read)
        elif not isinstance(step, Token):
            yield step


def _told(inquiry: Inquiry, judged: _Judged, read: Read, words: str | None = None) -> Reply:
    """Return the answer; ``words`` are what the sentence says in short, where it does not decide."""
    item, said = replace(judged.item, marker=1), {True: "yes", False: "no", None: None}[judged.said]
    quote = one_line(item.sentence.text)
    text = inquiry.say(f"{said}_said" if said else "undecided", quote=quote, marker="[1]")
    stated, short = (Statement(quote, (1,), "carried"),), inquiry.say(said) if said else words
    certainty: Certainty = "likely" if said else "unsure"
    return Reply(text, short, (item,), verified=True, certainty=certainty, statements=stated, read=read)


def _judged(inquiry: Inquiry, item: Evidence) -> _Judged:
    question, context, rarity = _put(inquiry, item)
    quote, spoken, said = item.sentence.text, item.article.language, inquiry.question.language
    decided = decide(question, quote, context=context, rarity=rarity, language=spoken, said=said)
    rest = _without(rarity, names_of(question))
    if decided and any(map(weighty, rest)) and share(quote, "", rest) < LEAST:
        decided = None  # of whom it is asked is no yes
    return _Judged(item, decided, share(quote, context, rarity), share(quote, context, rest) >= LEAST)


def _put(inquiry: Inquiry, item: Evidence) -> tuple[str, str, dict[str, float]]:
    """Return the question in the words of a sentence, what stands around that, and the rarity of the question's words.

    A sentence that names nobody is about whom its article speaks of.
    """
    question, article, sentence = inquiry.question, item.article, item.sentence
    told, rarity = question.text, question.rarity
    context = f"{article.title}\n{before(article.text, sentence.start)}"
    if tongue(article.language, sentence.text) != question.language:
        told, rarity = in_words_of(f"{sentence.text} {context}", told, rarity, inquiry.library.encoder)
    if not find_names(sentence.text):
        told_before = article.text[max(0, sentence.start - SPOKEN_OF) : sentence.start]
        spoken_of = names_of(told) & {*terms(f"{article.title} {told_before}")}
        rarity, context = _without(rarity, spoken_of), " ".join((context, *spoken_of))
    return told, context, rarity


def _without(rarity: Mapping[str, float], names: Collection[str]) -> dict[str, float]:
    return {word: weight for word, weight in rarity.items() if word not in names}
