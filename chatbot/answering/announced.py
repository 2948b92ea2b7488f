"""What a sentence announces and the next ones say, one thing each: "Two limits matter. The first is … The second is …"."""

from collections.abc import Sequence
from itertools import pairwise

from chatbot.answering.topics import same
from index.language import find_numbers, flat
from index.language.patterns import every, table
from index.types import Article, Sentence

MOST = 9  # things that are announced by number
_OPENING = 3  # words in which an ordinal opens a sentence
_SHORT = 6  # words of a sentence that only names a thing, so that the next one has to say it


def announces(sentence: str, question: str, *, language: str | None, answers: bool = False) -> int | None:
    """Return how many of the things asked for a sentence announces, 0 where it gives no number, None where it does not.

    With ``answers`` a short one that gives the number of anything announces what is asked for, in whatever words.
    """
    line, asked = flat(sentence), set(flat(question).replace("'", " ").split())
    wanted = {int(number.value) for number in find_numbers(question) if number.things}
    for number in find_numbers(sentence, language=language):
        if number.things and number.unit is None and 1 < number.value <= MOST:
            nouns = line[number.end :].split()[:2]
            told = (answers or int(number.value) in wanted) and len(line.split()) <= _SHORT
            if told or any(same(noun, word) for noun in nouns for word in asked):
                return int(number.value)
    words = line.split()
    several = [word for one, word in pairwise(words) if one in every("amounts.few")]
    return 0 if any(same(noun, word) for noun in several for word in asked) else None


def paragraph(article: Article, lead: Sentence, after: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that follow the one that announces, as far as its paragraph goes."""
    rest, last = list[Sentence](), lead
    for sentence in after:
        broken = "\n\n" in article.text[last.end : sentence.start]
        if broken and not (last is lead and lead.text.endswith(":")):
            break
        rest.append(sentence)
        last = sentence
    return rest


def numbered(rest: Sequence[Sentence], number: int) -> list[list[Sentence]]:
    """Return the sentences of each thing where ordinals open them, as many as announced; with ``number`` 0 however many."""
    things: list[list[Sentence]] = []
    for position, sentence in enumerate(rest):
        if _ordinal(sentence.text) == len(things) + 1:
            short = len(sentence.text.split()) < _SHORT
            things.append(list(rest[position : position + 1 + short]))
    return things if len(things) > 1 and number in {0, len(things)} else []


def _ordinal(sentence: str) -> int | None:
    opening = flat(sentence).replace(",", " ").split()[:_OPENING]
    return next((value for word in opening if (value := table("numbers.ordinals").get(word))), None)
