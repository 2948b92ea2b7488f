"""Questions over the samples, of the plans that answer in a moment; `python -m tests.questions` asks all of them."""

import pytest

from chatbot import Chatbot, Turn
from chatbot.json_output import answer_object
from tests.questions.checking import HERE, faults, files_of, load
from tests.questions.test_transcripts import SAMPLES

QUICK = {"comparison", "digest", "library", "quotation", "summary", "talk", "timeline"}
RECORDS = [record for record in load("samples.jsonl") if record["plan"] in QUICK and not record.get("seed")]
WRONG = set((HERE / "wrong.txt").read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def bot(tmp_path_factory):
    with Chatbot.open(tmp_path_factory.mktemp("questions") / "library") as opened:
        assert opened.library.add(SAMPLES).problems == ()
        yield opened


@pytest.mark.parametrize("record", [pytest.param(record, id=record["id"]) for record in RECORDS])
def test_a_question_gets_the_kind_of_answer_that_it_asks_for(bot, record, request):
    if record["id"] in WRONG:
        request.applymarker(pytest.mark.xfail(reason="known to be wrong", strict=True))
    history = [Turn(turn["question"], turn["answer"]) for turn in record.get("history", [])]

    answer = answer_object(bot.ask(record["question"], history=history))

    assert faults(answer, record, files_of(bot.library.articles())) == []


def test_what_is_known_to_be_wrong_is_a_record():
    assert {record["id"] for record in load("samples.jsonl")} >= WRONG
