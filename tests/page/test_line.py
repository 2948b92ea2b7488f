"""The line of questions, without a browser: one is answered at a time, and who has gone waits behind who looks on."""

import threading
import time

import pytest

from chatbot.page import answers as module
from chatbot.page.answers import Answers
from chatbot.page.conversation import Exchange
from chatbot.page.keeping import unkept
from tests.pagekit import ScriptedBot

SIX = "say The bakery opens at six."


@pytest.fixture
def bot(tmp_path):
    bot = ScriptedBot(tmp_path / "library")
    (tmp_path / "bread.md").write_text("The bakery opens at six. A loaf costs 3 euros.")
    with bot.library as library:
        library.add(tmp_path / "bread.md")
        yield bot
        bot.gate.set()


def asked(answers, question=SIX):
    return answers.begin(unkept(Exchange(question)))


def ahead(answers, conversation):
    return answers.now(conversation).exchanges[-1].ahead


def settled(answers, conversation):
    *_, last = answers.follow(conversation)
    return last.exchanges[-1]


def until(true):
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError


def looked_at(answers, conversation):
    """Look on from another thread; return what ends that."""
    steps, gone = answers.follow(conversation), threading.Event()

    def look():
        for _ in steps:
            if gone.is_set():
                break
        steps.close()

    threading.Thread(target=look, daemon=True).start()
    return gone


def test_each_is_told_its_place_and_moves_up(bot):
    bot.gate.clear()
    answers = Answers(bot)
    first, second, third = (asked(answers) for _ in range(3))

    assert [ahead(answers, one) for one in (first, second, third)] == [0, 1, 2]

    answers.stop(second)
    until(lambda: ahead(answers, third) == 1)
    bot.gate.set()

    assert [settled(answers, one).state for one in (first, second, third)] == ["done", "stopped", "done"]


def test_who_has_gone_is_answered_after_those_who_look_on(bot, monkeypatch):
    monkeypatch.setattr(module, "GRACE", 0.0)
    bot.gate.clear()
    answers = Answers(bot)
    first, gone, present = asked(answers), asked(answers, "and who has gone?"), asked(answers, "and who looks on?")
    looked_at(answers, first)
    looked_at(answers, present)
    until(lambda: answers.now(first).exchanges[-1].text)
    bot.gate.set()
    until(lambda: not answers.now(gone).busy)

    assert bot.asked == [SIX, "and who looks on?", "and who has gone?"]


def test_an_answer_that_nobody_looks_at_gives_way_only_to_those_who_do(bot, monkeypatch):
    monkeypatch.setattr(module, "GRACE", 0.0)
    bot.gate.clear()
    answers = Answers(bot)
    left = asked(answers)
    until(lambda: answers.now(left).exchanges[-1].text)

    assert answers.now(left).busy

    present = asked(answers, "and who looks on?")
    looked_at(answers, present)

    until(lambda: not answers.now(present).busy)
    assert answers.now(left).exchanges[-1].state == "stopped"
