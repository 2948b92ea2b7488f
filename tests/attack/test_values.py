"""No amount, number or date is said that differs from its source's, whatever the languages of article and question."""

import itertools
import random
import re
from collections import Counter

import pytest

from chatbot import Chatbot
from chatbot.answering.verification import check
from chatbot.testing import FakeReader, FakeWriter
from index.language.translate import translate_short
from tests.attack.rounds import rounds
from tests.attack.sayings import UnreadableError, heard, saying

PAIRS = [(spoken, asked) for spoken in ("en", "fr", "de", "es") for asked in ("en", "fr") if spoken != asked]
MARK = re.compile(r"(?<=\d)[.,](?=\d)(?!\d\d ?(?:[ap]m|Uhr))")
EXCHANGED = {".": ",", ",": "."}
SAID = {"en": 0.8, "fr": 0.8, "de": 0.6, "es": 0.6}  # the least share that is said rather than quoted


def seeded(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - a repeatable choice, not a secret


def understood(text: str, language: str) -> object:
    try:
        return heard(text, language)
    except UnreadableError:
        return "unreadable"


@pytest.mark.parametrize(("spoken", "asked"), PAIRS)
def test_what_is_said_in_another_language_has_the_values_of_its_source(spoken, asked):
    dice, said, wrong = seeded(f"{spoken} {asked}"), 0, []
    total = rounds(300, 10_000)
    for _ in range(total):
        source = saying(spoken, dice)
        told = translate_short(source.text, asked, spoken=spoken)
        said += told is not None
        if told is not None and understood(told, asked) != Counter(source.says):
            wrong.append((source.text, told))
    print(f"{spoken} to {asked}: {said / total:.3f} said, {len(wrong)} wrong")

    assert wrong == []
    assert said >= SAID[spoken] * total


@pytest.mark.parametrize(("spoken", "asked"), PAIRS)
def test_a_statement_passes_the_check_only_with_digits_that_its_reader_takes_for_the_source_s(spoken, asked):
    dice, passed, wrong = seeded(f"{spoken} {asked} claims"), 0, []
    total = rounds(150, 3_000)
    for _ in range(total):
        source = saying(spoken, dice)
        quote = f"Zorvex: {source.text}."
        told = translate_short(source.text, asked, spoken=spoken)
        # the digits as they stand, and with point and comma exchanged
        for claim in (source.text, MARK.sub(lambda mark: EXCHANGED[mark.group()], source.text)):
            understands = understood(claim, asked)
            carried = check(claim, quote, language=spoken, said=asked)
            if carried.ok and understands != "unreadable" and set(understands) - set(source.says):
                wrong.append((quote, claim))
        passed += told is None or check(told, quote, language=spoken, said=asked).ok
    print(f"{spoken} to {asked}: {passed / total:.3f} of what is said passes the check, {len(wrong)} wrong")

    assert wrong == []
    assert passed >= 0.97 * total


FILLED = {
    "en": "The fair of {name} is held by the river. Its figures were told by the mayor: {span}. People like it.",
    "fr": "La foire de {name} se tient au bord de la rivière. Ses chiffres ont été dits par le maire : {span}. On l’aime bien.",
    "de": "Die Messe von {name} findet am Fluss statt. Der Bürgermeister von {name} nannte die Zahlen: {span}. Alle mögen sie.",
    "es": "La feria de {name} se celebra junto al río. El alcalde de {name} dio las cifras: {span}. A la gente le gusta mucho.",
}
ASKED = {
    "en": {"how much": "How much is told of the fair of {name}?", "when": "When is the fair of {name}?"},
    "fr": {"how much": "Combien dit-on de la foire de {name} ?", "when": "Quand a lieu la foire de {name} ?"},
}
STATED = {"en": "The fair of {name} is told of with {span} [1].", "fr": "La foire de {name} est dite avec {span} [1]."}
WITH = {"en": "with", "fr": "avec"}


@pytest.fixture
def ask(library, write, monkeypatch):
    """Ask about a saying in an article of its own, with a model of that reply for every source."""
    monkeypatch.setattr("chatbot.answering.inquiry.weighed", lambda _question, evidence, _library: evidence)
    monkeypatch.setattr("chatbot.answering.pipeline.embedded_reader", FakeReader)
    monkeypatch.setattr("chatbot.answering.carrying.HELD", 0.0)  # of words, so that the values alone decide
    monkeypatch.setattr("chatbot.answering.carrying.CLOSE", -1.0)  # the fake encoder knows nothing across languages
    number = itertools.count()

    def make(spoken, asked, source, *replies, model):
        name = f"Zor{'abcdefghij'[next(number) % 10]}vex"
        for article in library.articles():
            library.remove(article.id)
        text = FILLED[spoken].format(name=name, span=source.text)
        library.add(write(f"{name}.md", f"---\ntitle: Zahlen\nlang: {spoken}\n---\n{text}"))
        said = [reply.replace("{name}", name) for reply in replies]
        return Chatbot(library, model(*said)).ask(ASKED[asked][source.kind].format(name=name))

    return make


@pytest.mark.parametrize(("spoken", "asked"), PAIRS)
def test_a_span_that_the_reader_copies_is_answered_with_its_values_or_in_the_source_s_words(ask, spoken, asked):
    dice, wrong, said = seeded(f"{spoken} {asked} read"), [], 0
    total = rounds(5, 200)
    for _ in range(total):
        source = saying(spoken, dice)
        answer = ask(spoken, asked, source, *[source.text] * 3, model=FakeReader)
        quoted = any(answer.short == citation.quote for citation in answer.citations)
        said += answer.answered and not quoted
        if answer.answered and not quoted and understood(answer.short, asked) != Counter(source.says):
            wrong.append((source.text, answer.text))
    print(f"{spoken} to {asked}: {said / total:.3f} said by the reader, {len(wrong)} wrong")

    assert wrong == []
    assert said


@pytest.mark.parametrize(("spoken", "asked"), PAIRS)
def test_a_statement_of_the_writer_with_other_values_than_its_source_is_not_shown(ask, spoken, asked):
    dice, wrong, said, right = seeded(f"{spoken} {asked} written"), [], 0, 0
    for _ in range(rounds(5, 200)):
        source = saying(spoken, dice)
        told = translate_short(source.text, asked, spoken=spoken)
        for claim in filter(None, (source.text, told)):
            statement = STATED[asked].replace("{span}", claim)
            answer = ask(spoken, asked, source, statement, model=FakeWriter)
            shown = f" {WITH[asked]} {claim}" in answer.text
            right += claim == told
            said += shown and claim == told
            understands = understood(claim, asked)
            if shown and understands != "unreadable" and set(understands) - set(source.says):
                wrong.append((source.text, answer.text))
    print(f"{spoken} to {asked}: {said / right:.3f} of the writer's right statements shown, {len(wrong)} wrong ones")

    assert wrong == []
    assert said
