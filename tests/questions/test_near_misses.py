"""Near misses over the samples: what the articles speak of and do not say is refused, and what they do say is not."""

import pytest

from chatbot import Chatbot
from tests.questions.checking import load
from tests.questions.test_transcripts import SAMPLES

THIRD = load("near_misses.jsonl")[::3]


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    with Chatbot.open(tmp_path_factory.mktemp("near_misses") / "library") as bot:
        assert bot.library.add(SAMPLES).problems == ()
        yield {record["id"]: bot.ask(record["question"]).answered for record in THIRD}


@pytest.mark.xfail(strict=True, reason="half of them are, so far")
def test_most_near_misses_are_refused(answered):
    told = [answered[record["id"]] for record in THIRD if not record["answered"]]

    assert told.count(True) <= 0.25 * len(told)


def test_few_questions_like_them_are_refused_that_the_articles_answer(answered):
    told = [answered[record["id"]] for record in THIRD if record["answered"]]

    assert told.count(False) <= 0.15 * len(told)
