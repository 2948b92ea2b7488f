"""What each command does: one function a command, taking the parsed options and returning the exit status."""

import sys
from argparse import Namespace
from getpass import getpass
from itertools import tee
from pathlib import Path

from platformdirs import user_data_path

from chatbot.bot import Chatbot
from chatbot.errors import CallError, ChatbotError, UsageError
from chatbot.evaluation.replay import last_answer, recorded, replayed, save
from chatbot.json_output import answer_object, hit_object, print_json
from chatbot.page.wording import wording
from chatbot.terminal import library_commands
from chatbot.terminal.library_commands import library_folder, opened, tell_emptiness
from chatbot.terminal.printing import print_hits, print_stream, questions
from chatbot.terminal.scoping import scope_of, settings, tell_destination
from chatbot.types import Turn
from index.errors import IndexingError
from index.types import EVERYTHING


def ask(options: Namespace) -> int:
    """Answer one question."""
    question = _question(options)
    with _bot(options) as bot:
        scope = scope_of(options, bot.library)
        if options.save and scope != EVERYTHING:
            raise CallError("--save keeps what was asked of all articles; leave it out, or the choice of articles.")
        events, kept = tee(bot.stream(question, scope=scope))
        if options.json:
            print_json(answer_object(last_answer(events)))
        else:
            print_stream(events)
        if options.save:
            save(
                recorded(bot, list(kept)),
                options.save,
                spared=bot.library.folder,
                inputs=[Path(options.model)] if options.model else [],
            )
    return 0


def replay(options: Namespace) -> int:
    """Ask a saved question again; 1 when something differs."""
    with _bot(options) as bot:
        answer, changed = replayed(bot, options.file)
    print(answer.text)
    print(f"changed: {', '.join(changed)}" if changed else "nothing has changed")
    return 1 if changed else 0


def chat(options: Namespace) -> int:
    """Converse until the input ends; Ctrl+C stops an answer that is coming, and at the prompt it ends all."""
    history: list[Turn] = []
    with _bot(options) as bot:
        scope = scope_of(options, bot.library)
        for question in questions():
            try:
                answer = print_stream(bot.stream(question, history=history, scope=scope))
            except (ChatbotError, IndexingError) as error:
                print(f"chatbot: {error}", file=sys.stderr)
            except KeyboardInterrupt:
                print()
            else:
                history.append(answer.turn)
    return 0


def serve(options: Namespace) -> int:
    """Serve the web page until interrupted."""
    from chatbot.api.users import Users
    from chatbot.page.server import serve as serve_page

    users = Users(options.auth) if options.auth else None
    with _bot(options) as bot:
        serve_page(bot, host=options.host, port=options.port, users=users, open_browser=options.open)
    return 0


def user(options: Namespace) -> int:
    """Let someone log in from another machine, or no longer."""
    from chatbot.api.users import remove_user, write_user

    said = wording("en")
    path = options.auth or user_data_path("chatbot") / "users"
    if options.action == "remove":
        remove_user(path, options.name)
        print(said("user_removed", name=options.name))
        return 0
    if sys.stdin.isatty():
        password = getpass(said("password", name=options.name))
        if getpass(said("password_again")) != password:
            raise UsageError(said("passwords_differ"))
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    write_user(path, options.name, password)
    print(said("user_written", name=options.name, file=path))
    return 0


def search(options: Namespace) -> int:
    """Show the passages found for a question."""
    question = _question(options)
    with opened(options) as library:
        hits = library.search(question, scope=scope_of(options, library))
        if options.json:
            print_json([hit_object(hit) for hit in hits])
        else:
            print_hits(hits)
    return 0


def evaluate(options: Namespace) -> int:
    """Measure on a question set, or on questions made from the library."""
    from chatbot.terminal.evaluation_command import run

    return run(options, library_folder(options))


def models(options: Namespace) -> int:
    """Show the models in use and those on this machine."""
    from chatbot.terminal.models_command import run

    with _bot(options) as bot:
        return run(bot, options)


def doctor(options: Namespace) -> int:
    """Check the library and both models; 1 when something is wrong."""
    with _bot(options) as bot:
        findings = bot.library.examine()
        bot.library.encoder.encode_query("")
        bot.model.load()
        print(f"library    {bot.library.folder}: {bot.library.count()} articles")
        print(f"models     {bot.library.encoder.name} and {bot.model.name} load")
    for finding in findings:
        print(f"{'problem' if finding.serious else 'note':<10} {finding.text}")
    return 1 if any(finding.serious for finding in findings) else 0


def _question(options: Namespace) -> str:
    question: str = options.question.encode("utf-8", "replace").decode().strip()  # a shell may hand over any bytes
    if not question:
        raise CallError("The question is empty; ask something.")
    return question


def _bot(options: Namespace) -> Chatbot:
    bot = Chatbot.open(library_folder(options), model=options.model, settings=settings(options))
    tell_emptiness(bot.library)
    tell_destination(bot.model)
    return bot


COMMANDS = library_commands.COMMANDS | {one.__name__: one for one in (ask, chat, doctor, models, replay, search, serve, user)}
COMMANDS["eval"] = evaluate
