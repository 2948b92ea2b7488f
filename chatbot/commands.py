"""What each command does: one function a command, taking the parsed options and returning the exit status."""

import os
from argparse import Namespace
from pathlib import Path

from platformdirs import user_data_path

from chatbot.bot import Chatbot
from chatbot.errors import UsageError
from chatbot.objects import answer_object, article_object, hit_object, print_json, report_object
from chatbot.replay import Tape, last_answer, recorded, replayed, save
from chatbot.terminal import article_line, print_hits, print_report, print_stream, progress_bar, questions
from chatbot.types import Turn
from index.library import Library
from index.types import Report


def library_folder(options: Namespace) -> Path:
    """Return the folder named by --library, by CHATBOT_LIBRARY, or the person's own."""
    named = options.library or os.environ.get("CHATBOT_LIBRARY")
    return Path(named) if named else user_data_path("chatbot") / "library"


def add(options: Namespace) -> int:
    """Add articles; 1 when something could not be read."""
    with Library.open(library_folder(options)) as library, progress_bar() as progress:
        report = library.add(options.targets, progress=progress)
    return _told(report, options)


def sync(options: Namespace) -> int:
    """Read again what has changed."""
    with Library.open(library_folder(options)) as library, progress_bar() as progress:
        report = library.sync(progress=progress)
    return _told(report, options)


def list_articles(options: Namespace) -> int:
    """List the articles."""
    with Library.open(library_folder(options)) as library:
        articles = library.articles()
    if options.json:
        print_json([article_object(article) for article in articles])
    else:
        for article in articles:
            print(article_line(article))
    return 0


def remove(options: Namespace) -> int:
    """Remove articles by id."""
    with Library.open(library_folder(options)) as library:
        unknown = [article_id for article_id in options.ids if not library.remove(article_id)]
    if unknown:
        raise UsageError(f"There is no article {', '.join(unknown)}; `chatbot list` shows the ids.")
    return 0


def ask(options: Namespace) -> int:
    """Answer one question."""
    with _bot(options) as bot:
        events = Tape(bot.stream(options.question))
        if options.json:
            print_json(answer_object(last_answer(events)))
        else:
            print_stream(events)
        if options.save:
            save(recorded(bot, events.played), options.save)
    return 0


def replay(options: Namespace) -> int:
    """Ask a saved question again; 1 when something differs."""
    with _bot(options) as bot:
        answer, changed = replayed(bot, options.file)
    print(answer.text)
    print(f"changed: {', '.join(changed)}" if changed else "nothing has changed")
    return 1 if changed else 0


def chat(options: Namespace) -> int:
    """Converse until the input ends."""
    history: list[Turn] = []
    with _bot(options) as bot:
        for question in questions():
            answer = print_stream(bot.stream(question, history=history))
            history.append(Turn(question, answer.text))
    return 0


def serve(options: Namespace) -> int:
    """Serve the web page until interrupted."""
    from chatbot.web import serve as serve_page

    with _bot(options) as bot:
        serve_page(bot, host=options.host, port=options.port, open_browser=options.open)
    return 0


def search(options: Namespace) -> int:
    """Show the passages found for a question."""
    with Library.open(library_folder(options)) as library:
        hits = library.search(options.question)
        if options.json:
            print_json([hit_object(hit) for hit in hits])
        else:
            print_hits(hits)
    return 0


def evaluate(options: Namespace) -> int:
    """Measure on a question set, or on questions made from the library."""
    from chatbot.measure import run

    return run(options, library_folder(options))


def models(options: Namespace) -> int:
    """Show the models in use, loading the generator to prove it."""
    with _bot(options) as bot:
        bot.generator.count("")
        print(f"generator  {bot.generator.name}, window of {bot.generator.context} tokens")
        print(f"encoder    {bot.library.encoder.name}")
    return 0


def doctor(options: Namespace) -> int:
    """Check the library and both models; 1 when something is wrong."""
    with _bot(options) as bot:
        findings = bot.library.check()
        bot.library.encoder.encode_query("")
        bot.generator.count("")
        print(f"library    {bot.library.folder}: {len(bot.library.articles())} articles")
        print(f"models     {bot.library.encoder.name} and {bot.generator.name} load")
    for finding in findings:
        print(f"problem    {finding}")
    return 1 if findings else 0


def _bot(options: Namespace) -> Chatbot:
    return Chatbot.open(library_folder(options), model=options.model)


def _told(report: Report, options: Namespace) -> int:
    if options.json:
        print_json(report_object(report))
    else:
        print_report(report)
    return 1 if report.problems else 0


COMMANDS = {
    "add": add,
    "ask": ask,
    "chat": chat,
    "doctor": doctor,
    "eval": evaluate,
    "list": list_articles,
    "models": models,
    "remove": remove,
    "replay": replay,
    "search": search,
    "serve": serve,
    "sync": sync,
}
