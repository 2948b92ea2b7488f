"""An explanation: one to three whole sentences of one article, one after the other, that answer; never a part of one."""

import math
from collections.abc import Iterator, Sequence

from chatbot.answering.inquiry import Cited, Inquiry, Step, marked, sources
from chatbot.answering.prompt import one_line
from chatbot.answering.question_kinds import Kind
from chatbot.answering.ranking import Seen, seen
from chatbot.answering.reading import REFUSED, claim
from chatbot.types import Reply
from index.language.prose import defines, explains, leans, whole
from index.language.sentences import split_sentences
from index.types import Article, Sentence

MOST = 3  # sentences
# in log-odds: what a cause or a definition counts where one is asked for, and by how much the next sentence may be less likely.
# Chosen on 40 questions of service-public.fr, where ROUGE-L is .78 (.31 for the few words of the fact).
CUE, NEXT = 0.5, 2.0


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then the sentences as a Token, then the Reply; nothing where no whole sentence answers."""
    odds = {one: _odds(inquiry, one) for one in seen(inquiry) if one.doubt < REFUSED}
    if not odds:
        return
    best = min(odds, key=lambda one: odds[one])
    article = best.item.article
    near = {one.item.sentence.start: value for one, value in odds.items() if one.item.article.id == article.id}
    told = _around(article, best.item.sentence, near)
    cited = Cited((article, sentence) for sentence in told)
    yield sources(cited.evidence)
    said, short = cited.statements, claim(inquiry.question, best.item, best.pointed, best.item.margin, inquiry.reader).short
    text = " ".join(marked(one.text, one.markers) for one in said)
    short = short or one_line(best.item.sentence.text)
    yield Reply(text, short, cited.evidence, statements=said, read=inquiry.read)


def _odds(inquiry: Inquiry, one: Seen) -> float:
    """Return the log-odds that a sentence does not answer, less where it gives the cause or the definition asked for."""
    gives = explains if inquiry.question.kind in {Kind.WHY, Kind.HOW} else defines
    return one.odds - CUE * gives(one.item.sentence.text, one.item.article.language)


def _around(article: Article, best: Sentence, odds: dict[int, float]) -> Sequence[Sentence]:
    """Return a sentence with those before that it leans on, and those behind that lean on it or answer about as well."""
    spans = split_sentences(article.text)
    sentences = [Sentence(article.id, start, end, article.text[start:end]) for start, end in spans]
    first = last = spans.index((best.start, best.end))
    language = article.language

    def joins(place: int) -> bool:
        return 0 <= place < len(sentences) and last - first + 1 < MOST and whole(sentences[place].text, language)

    while leans(sentences[first].text, language) and joins(first - 1):
        first -= 1
    while joins(last + 1):
        following = sentences[last + 1]
        apart = "\n" in article.text[sentences[last].end : following.start]
        likely = not apart and odds.get(following.start, math.inf) <= odds[best.start] + NEXT
        if not (likely or leans(following.text, language)):
            break
        last += 1
    return sentences[first : last + 1]
