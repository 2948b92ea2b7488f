"""The command ``chatbot eval``: measures on the person's question set, or on questions made from the person's own library."""

from argparse import Namespace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from chatbot.answering.self_made_questions import questions_from
from chatbot.errors import CallError, UsageError
from chatbot.evaluation.evaluate import Outcome, evaluate, library_of, summarise
from chatbot.evaluation.questions import Gold, read_questions
from chatbot.evaluation.replay import save
from chatbot.models.factory import language_model
from chatbot.terminal.printing import progress_bar
from chatbot.terminal.scoping import settings, tell_destination
from index.language.detection import QUESTION_LANGUAGES
from index.library import Library

SELFMADE = 30  # questions a language when none are given


def run(options: Namespace, folder: Path) -> int:
    """Measure, print a table or JSON, and write the JSON to a file when asked."""
    if (options.articles is None) != (options.questions is None):
        raise CallError("Give both ARTICLES.jsonl and QUESTIONS.jsonl, or neither to measure your own library.")
    model = None if options.generator == "none" else language_model(options.model, settings(options))
    if model:
        tell_destination(model)
    with progress_bar() as progress:
        if options.articles:
            questions = read_questions(options.questions, options.limit)
            library = library_of(options.articles, progress)
        else:
            library = Library.open(folder)
            questions = _selfmade(library)[: options.limit]
        with library:
            done: list[Outcome] = []
            for outcome in evaluate(questions, library, model, hide_gold=options.hide_gold):
                done.append(outcome)
                progress(len(done), len(questions), outcome.gold.question)
            measures = summarise(done, model=model.name if model else None, encoder=library.encoder.name)
    _print_table(measures)
    if options.json:
        given = [Path(path) for path in (options.articles, options.questions, options.model) if path]
        save(measures, options.json, spared=folder, inputs=given)
    return 0


def _selfmade(library: Library) -> list[Gold]:
    by_language = [questions_from(library, limit=SELFMADE, language=language) for language in QUESTION_LANGUAGES]
    made = [q for both in zip_longest(*by_language) for q in both if q]  # so that any number of the first is half and half
    if not made:
        raise UsageError("The library holds nothing to ask about; add articles first, or give a question set.")
    return [Gold(q.text, (q.answer,), True, ((q.article.id, q.quote),)) for q in made]  # noqa: FBT003


def _print_table(measures: dict[str, Any]) -> None:
    plans = {f"plan {plan}": measured for plan, measured in measures["plans"].items()}
    for group, values in {**{name: told for name, told in measures.items() if name != "plans"}, **plans}.items():
        if isinstance(values, dict):
            row = "  ".join(f"{name} {'–' if value is None else f'{value:g}'}" for name, value in values.items())
            print(f"{group:<25}{row}")
        else:
            print(f"{group:<25}{values}")
