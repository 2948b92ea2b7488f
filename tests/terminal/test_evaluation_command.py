import json
from argparse import Namespace

from chatbot.terminal.evaluation_command import _selfmade, run
from index.language.detection import QUESTION_LANGUAGES

TOWNS = ("Lyon", "Nantes", "Lille", "Nice", "Metz", "Brest")


def test_the_first_questions_made_of_a_library_are_half_in_each_language(library, write):
    for number, town in enumerate(TOWNS):
        library.add(
            write(f"{town}.txt", f"The harbour fair of {town} in Brittany opens near the castle on {number + 3} May 2025.")
        )

    asked = [gold.question for gold in _selfmade(library)]
    openings = {question.split()[0] for question in asked[:2]}

    assert len(asked) > len(TOWNS)
    assert len(openings) == len(QUESTION_LANGUAGES)


def test_a_set_that_names_its_tasks_is_told_by_plan_in_the_table_and_in_the_file(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("chatbot.evaluation.evaluate.user_cache_path", lambda _: tmp_path)
    article = {"id": "a", "title": "Fair", "text": "The fair shows goats, sheep and geese. It opens in May.", "lang": "en"}
    asked = {"question": "Hello!", "task": "talk", "label": "talk", "answers": [], "answerable": True}
    files = [tmp_path / "articles.jsonl", tmp_path / "questions.jsonl"]
    for path, row in zip(files, (article, asked), strict=True):
        path.write_text(json.dumps(row), encoding="utf-8")

    told = {"articles": files[0], "questions": files[1], "json": tmp_path / "out.json", "generator": None}
    told |= {"model": None, "context": None, "gpu_layers": None, "offline": True}
    status = run(Namespace(**told, limit=None, hide_gold=False), tmp_path / "library")

    assert status == 0
    assert "plan talk                plan 1" in capsys.readouterr().out
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["plans"] == {"talk": {"plan": 1.0}}
