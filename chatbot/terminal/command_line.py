"""The command line: what can be asked for, and where it is done. Nothing heavy is imported before a command runs."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

from index.filenames import printable
from index.types import Order

EPILOG = (
    "Nothing leaves this computer unless you name a model server on another one. "
    "Without --library, CHATBOT_LIBRARY or a folder of your own is used; without --model, CHATBOT_MODEL or the embedded Llama."
)
MODEL = "a GGUF file, ollama:NAME, hf:OWNER/REPOSITORY[:QUANTISATION] or openai:http://HOST:PORT/v1[#MODEL]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 wrongly called."""
    options = _parser().parse_args(arguments)
    from chatbot.errors import CallError, ChatbotError
    from chatbot.terminal import commands
    from index.errors import AddressError, IndexingError

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a name of a file may hold what no terminal can show
    try:
        return commands.COMMANDS[options.command](options)
    except (ChatbotError, IndexingError) as error:
        print(f"chatbot: {error}", file=sys.stderr)
        return 2 if isinstance(error, CallError | AddressError) else 1
    except KeyboardInterrupt:
        print("chatbot: stopped; what was reported as done is kept.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe has left, as in `chatbot list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    folder: dict[str, Any] = {"metavar": "DIR", "type": Path, "help": "the folder of the library"}
    shared.add_argument("--library", default=argparse.SUPPRESS, **folder)
    answering = _answering()
    json = argparse.ArgumentParser(add_help=False)
    json.add_argument("--json", action="store_true", help="print JSON")

    parser = argparse.ArgumentParser(
        prog="chatbot", description="Ask your own articles, and get answers with checked citations.", epilog=EPILOG
    )
    parser.add_argument("--library", **folder)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[shared, *parents])

    scoped = _scoped()
    _add_library_commands(command, json, scoped)
    ask = command("ask", "answer one question", answering, json, scoped)
    ask.add_argument("question")
    ask.add_argument("--save", type=Path, metavar="FILE", help="keep the answer with what produced it, for `replay`")
    replay = command("replay", "ask a saved question again and say what has changed", answering)
    replay.add_argument("file", type=Path, metavar="FILE")
    command("chat", "converse in the terminal", answering, scoped)
    serve = command("serve", "open the web page", answering)
    serve.add_argument("--host", default="127.0.0.1", help="an address of this machine; beyond loopback only with --auth")
    serve.add_argument("--auth", type=Path, metavar="FILE", help="who may log in from other machines; see `user`")
    serve.add_argument("--port", type=int, default=7860)
    serve.add_argument("--open", action="store_true", help="open the page in a browser")
    command("search", "show the passages found for a question", json, scoped).add_argument("question")
    _add_eval(command, answering)
    _add_user(command)
    models = command("models", "show the models in use, and those on this machine", answering, json)
    for one in (serve, models):
        one.add_argument("--folder", type=Path, metavar="DIR", help="a folder of GGUF files to look into as well")
    models.add_argument("--measure", action="store_true", help="measure how fast the model reads and writes")
    command("doctor", "check the library and the models", answering)
    return parser


def _answering() -> argparse.ArgumentParser:
    answering = argparse.ArgumentParser(add_help=False)
    answering.add_argument("--model", metavar="NAME", default=os.environ.get("CHATBOT_MODEL") or None, help=MODEL)
    answering.add_argument("--context", type=_count(512), metavar="N", help="the model's window in tokens")
    answering.add_argument(
        "--gpu-layers",
        type=lambda said: None if said == "auto" else _count(0)(said),
        metavar="N|auto",
        help="layers on the graphics card; auto: all that it takes",
    )
    offline = "refuse models on other computers, and to fetch any; as CHATBOT_OFFLINE=1 does"
    answering.add_argument("--offline", action="store_true", help=offline)
    return answering


def _scoped() -> argparse.ArgumentParser:
    """Return the options that say which articles a command is about; ``scoping`` makes a scope of them."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--article", metavar="ID", action="append", type=printable, help="only this one; may be given again")
    parser.add_argument("--since", metavar="DATE", help="only those published on that day or later, such as 2025-04-29")
    parser.add_argument("--until", metavar="DATE", help="only those published on that day or earlier; 2025-04 ends with April")
    parser.add_argument("--language", metavar="CODE", help="only those in one language, such as fr")
    parser.add_argument("--collection", metavar="NAME", type=printable, help="only those in a collection; the page makes them")
    return parser


def _add_eval(command: Callable[..., argparse.ArgumentParser], answering: argparse.ArgumentParser) -> None:
    measure = command("eval", "measure on a question set, or on questions made from the library", answering)
    measure.add_argument("articles", nargs="?", type=Path, metavar="ARTICLES.jsonl")
    measure.add_argument("questions", nargs="?", type=Path, metavar="QUESTIONS.jsonl")
    measure.add_argument("--limit", type=_count(1), metavar="N", help="ask about N questions, spread over the set")
    measure.add_argument("--json", type=Path, metavar="OUT", help="write the measures to a file as well")
    measure.add_argument("--hide-gold", action="store_true", help="hide the right articles: refusing is right")
    measure.add_argument("--generator", choices=["none"], help="none: measure search alone")


def _add_user(command: Callable[..., argparse.ArgumentParser]) -> None:
    user = command("user", "say who may log in from other machines; the password is asked for, or read from standard input")
    user.add_argument("action", choices=["add", "remove"])
    user.add_argument("name", metavar="NAME")
    user.add_argument("--auth", type=Path, metavar="FILE", help="the file of names, else one of your own")


def _count(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text} is not a number from {least} on")
        return int(text)

    return number


def _add_library_commands(
    command: Callable[..., argparse.ArgumentParser], json: argparse.ArgumentParser, scoped: argparse.ArgumentParser
) -> None:
    """Declare the commands that look after the library."""
    named: dict[str, Any] = {"metavar": "ID", "type": printable}
    add = command("add", "add files, folders, web addresses, or - for standard input", json)
    add.add_argument("targets", nargs="+", metavar="PATH|URL")
    add.add_argument("--allow-private", action="store_true", help="allow addresses in your own network")
    listing = command("list", "list the articles; a ? follows a date that is only likely", json, scoped)
    listing.add_argument("--sort", choices=get_args(Order), default="added", help="the order of the list (added)")
    listing.add_argument("--limit", type=_count(1), metavar="N", help="list no more than N of them")
    listing.add_argument("--after", **named, help="list those behind this one")
    command("show", "show an article, its dates and where they come from", json).add_argument("id", **named)
    edit = command("edit", "correct what is known of an article; reading its file again keeps it")
    edit.add_argument("id", **named)
    for name in ("title", "author", "site", "url", "language", "published", "modified"):
        edit.add_argument(f"--{name}", help='"" where it is unknown' if name not in {"title", "language"} else None)
    command("remove", "remove articles").add_argument("ids", nargs="+", **named)
    sync = command("sync", "read what has changed or is new in the files, folders and pages added before", json)
    watch = command("watch", "keep in step with files and folders as they change", json)
    watch.add_argument("targets", nargs="*", metavar="PATH", help="added first")
    for parser in (sync, watch):
        parser.add_argument("--prune", action="store_true", help="remove the articles whose file is gone")
    command("export", "write all articles to a file that add takes back").add_argument("file", type=Path, metavar="FILE.jsonl")
    command("backup", "copy the library to one file").add_argument("file", type=Path, metavar="FILE")
    command("stats", "show the library in figures", json)
    reencode = command("reencode", "build the vectors anew with another encoder; goes on where it was stopped")
    reencode.add_argument("--encoder", metavar="NAME", help="a sentence-transformers folder or model")
