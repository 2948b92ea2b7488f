from chatbot.evaluation.plan_measures import plan_measures
from chatbot.evaluation.questions import Gold, read_questions
from chatbot.types import Answer, Item, Plan, Timings, Turn


def asked(task, plan, *, answers=(), label=None, **told):
    said = {"question": "?", "text": "", "short": None, "answered": True, "language": "en", "citations": (), "nearest": None}
    answer = Answer(**{**said, "model": "m", "timings": Timings(0, 0, 0), "plan": plan, **told})
    return Gold("?", tuple(answers), answerable=True, evidence=(), task=task, label=label), answer


def test_a_list_is_measured_by_what_it_finds_and_by_what_of_it_is_right():
    items = (Item("Scout [1]", (1,)), Item("the Behemoth model", (1,)), Item("Paris", (2,)))
    right = asked("list", Plan.LIST, answers=["Scout", "Maverick", "Behemoth"], items=items)

    measures = plan_measures([right])[Plan.LIST]

    assert measures == {"plan": 1.0, "found": 0.6667, "right": 0.6667}


def test_yes_and_no_count_only_where_they_are_said():
    sure = asked("yes_no", Plan.YES_NO, label="no", short="no")
    wrong = asked("yes_no", Plan.YES_NO, label="no", short="oui", language="fr")
    undecided = asked("yes_no", Plan.FACT, label="yes", short="a quote")

    measures = plan_measures([sure, wrong, undecided, undecided])[Plan.YES_NO]

    assert measures == {"plan": 0.5, "decided": 0.5, "right": 0.5}


def test_prose_is_measured_by_the_words_it_has_in_common_with_a_right_answer_in_their_order():
    told = asked("why", Plan.EXPLANATION, answers=["Because it rains."], text="Because it often rains. [1]")

    assert plan_measures([told])[Plan.EXPLANATION] == {"plan": 1.0, "rouge_l": 0.8571}


def test_questions_without_a_task_have_no_plan_to_be_measured_by():
    assert plan_measures([asked(None, Plan.FACT)]) == {}


def test_a_conversation_is_read_as_turns_of_what_was_said_and_said_back(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"question": "and why?", "history": [{"role": "user", "text": "when?"}, {"role": "assistant", "text": "in May"},'
        ' {"role": "user", "text": "where?"}]}\n{"question": "when?"}',
        encoding="utf-8",
    )

    assert [gold.history for gold in read_questions(path)] == [(Turn("when?", "in May"), Turn("where?", "")), ()]
