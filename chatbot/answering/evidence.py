"""Chooses the few sentences that bear on a question from the passages that were found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatbot.answering.prompt import one_line
from chatbot.answering.question_kinds import Kind, question_kind
from chatbot.answering.quotable import quotable
from chatbot.models.span_head import before, lead
from chatbot.protocols import Pointed
from chatbot.types import Evidence
from index.fitted import fitted
from index.language import find_names
from index.language.detection import detect_question
from index.language.patterns import compiled
from index.language.vocabulary import flat, function_words
from index.library import Library
from index.search.lexical import coverage, terms
from index.types import Article, Hit

SENTENCES, POINTED = 4, 16  # shown to a model that writes; and to the span head, which chooses among them
BATCH = 16  # sentences that are pointed at together
SPOKEN_OF, NAMED = 2000, 40  # characters before a sentence in which a name is looked for, and that are read before that
TELLING = 3  # words that tell a language
SHARED = 2  # words of two titles about one thing
_CORRECTION = r"\W*{corrections.titles}\b"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what the choice of evidence needs: its language, the kind of thing asked for, its words' rarity."""

    text: str
    language: str
    kind: Kind
    rarity: dict[str, float]


def understand(question: str, library: Library, *, said: str = "", language: str | None = None) -> Question:
    """Return the question with its language, kind and the rarity of its words in this library.

    ``said`` is what the person typed, which decides the language unless it is asked for, or too short to tell: a follow-up
    may have been given the words of an earlier question in another.
    """
    spoken = language or detect_question(said if len(terms(said)) >= TELLING else question)
    return Question(question, spoken, question_kind(question), library.rarity(question))


def gather(question: Question, hits: Sequence[Hit], *, limit: int = SENTENCES) -> list[Evidence]:
    """Return the sentences that bear most on the question, best first, numbered from 1; of equal ones the first.

    What may not be quoted is left out.
    """
    scored = [(score(question, hit, position), hit, position) for hit in hits for position in range(len(hit.passage.sentences))]
    scored.sort(key=lambda item: -item[0])
    chosen: dict[str, Evidence] = {}
    for value, hit, position in scored:
        if len(chosen) == limit:
            break
        sentence, passage = hit.passage.sentences[position], hit.passage
        if sentence.text not in chosen and quotable(hit.article, passage.start, passage.text, [sentence]):
            context = _before(hit, position)
            chosen[sentence.text] = Evidence(
                len(chosen) + 1, hit.article, sentence, context, value, missing_share=hit.missing_share
            )
    return list(chosen.values())


def pointed(
    point: Callable[[str, Sequence[str], Sequence[str]], list[Pointed]], question: str, evidence: Sequence[Evidence]
) -> list[Pointed]:
    """Return where a model points in each sentence, which it reads after the words before it."""
    found: list[Pointed] = []
    for batch in (evidence[first : first + BATCH] for first in range(0, len(evidence), BATCH)):
        leads = [lead(item.article.title, _told_before(question, item)) for item in batch]
        found += point(question, [one_line(item.sentence.text) for item in batch], leads)
    return found


def _told_before(question: str, item: Evidence) -> str:
    """Return the words before a sentence, and before them where the things that a question names were last named."""
    text, start = item.article.text, item.sentence.start
    told = before(text, start)
    known = f"{item.article.title} {told} {item.sentence.text}"
    for name in (question[name.start : name.end] for name in find_names(question)):
        place = text.rfind(name, max(0, start - SPOKEN_OF), start) if name not in known else -1
        if place >= 0:
            named = text[max(0, place - NAMED) : place + len(name)].split()
            told = f"{' '.join(named[1:] if place > NAMED else named)} … {told}"  # the first may be half a word
    return told


def score(question: Question, hit: Hit, position: int) -> float:
    """Return how much a sentence of a hit bears on the question: its cosine, its words with those before it, its passage.

    Whether it holds the kind of thing asked for, and its length, were tried too and changed nothing.
    """
    text = hit.passage.sentences[position].text
    covered = coverage(question.rarity, f"{hit.article.title} {_before(hit, position)} {text}")
    weigh = fitted().evidence
    cosine = hit.sentence_cosines[position] + hit.language_bonus
    return cosine + weigh.coverage_weight * covered + weigh.passage_weight * hit.score


def _before(hit: Hit, position: int) -> str:
    return hit.passage.sentences[position - 1].text if position else ""


def corrects(article: Article, other: Article) -> bool:
    """Tell whether an article presents itself as a correction, is not older than the other and shares words of its title."""
    if compiled(_CORRECTION).match(flat(article.title)) is None or article.id == other.id or article.day < other.day:
        return False
    one, two = ({*terms(title)} - function_words() for title in (article.title, other.title))
    return len(one & two) >= SHARED
