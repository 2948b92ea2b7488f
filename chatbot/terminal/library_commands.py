"""What the commands that look after the library do: one function a command, as in ``commands``."""

import os
import sys
from argparse import Namespace
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from threading import Event

from platformdirs import user_data_path

from chatbot.errors import CallError, UsageError
from chatbot.json_output import listed_object, print_json, print_json_rows, shown_object
from chatbot.terminal.printing import article_line, print_article, print_report, print_stats, progress_bar
from chatbot.terminal.scoping import scope_of
from index.encoding.embedded import encoder_named
from index.intake.ingest import EDITABLE
from index.intake.sources import Piped, is_address
from index.library import DATABASE, Library
from index.types import Report, Scope


def library_folder(options: Namespace) -> Path:
    """Return the folder named by --library, by CHATBOT_LIBRARY, or the person's own."""
    named = options.library or os.environ.get("CHATBOT_LIBRARY")
    return Path(named) if named else user_data_path("chatbot") / "library"


def add(options: Namespace) -> int:
    """Add articles; 1 when something could not be read."""
    if options.allow_private and not any(map(is_address, options.targets)):
        raise CallError("--allow-private is for addresses; name one, or leave it out.")
    targets = [Piped(sys.stdin.buffer.read()) if target == "-" else target for target in options.targets]
    with _opened(options) as library, progress_bar() as progress:
        report = library.add(targets, allow_private=options.allow_private, progress=progress)
    return _print_report(report, options)


def sync(options: Namespace) -> int:
    """Read what has changed or is new."""
    with _opened(options) as library, progress_bar() as progress:
        report = library.sync(prune=options.prune, progress=progress)
    return _print_report(report, options)


def watch(options: Namespace) -> int:
    """Keep in step until interrupted."""
    with _opened(options) as library:
        if options.targets:
            with progress_bar() as progress:
                report = library.add(options.targets, progress=progress)
            _print_report(report, options, indent=None)
        try:
            for number, report in enumerate(library.follow(Event(), prune=options.prune)):
                if not number:
                    print("following; Ctrl+C ends it", file=sys.stderr)
                if report.added or report.replaced or report.removed or report.problems:
                    _print_report(report, options, indent=None)
        except KeyboardInterrupt:
            return 0
    raise UsageError("There is no folder to follow; name one, or add one first.")


def list_articles(options: Namespace) -> int:
    """List the articles."""
    with opened(options) as library:
        if options.after and not library.article(options.after):
            raise UsageError(f"There is no article {options.after}; `chatbot list` shows the ids.")
        rows = islice(library.store.listed(scope_of(options, library), by=options.sort, after=options.after), options.limit)
        if options.json:
            print_json_rows(listed_object(*row) for row in rows)
        else:
            for row in rows:
                print(article_line(*row))
    return 0


def show(options: Namespace) -> int:
    """Show one article and all that is known of it."""
    with _opened(options) as library:
        article = library.article(options.id)
        if article is None:
            raise UsageError(f"There is no article {options.id}; `chatbot list` shows the ids.")
        ids = library.copies(article.id)
        copies = sorted(library.summaries(Scope(articles=frozenset(ids))), key=lambda copy: ids.index(copy.id))
    if options.json:
        print_json(shown_object(article, [copy.id for copy in copies]))
    else:
        print_article(article, copies)
    return 0


def edit(options: Namespace) -> int:
    """Correct what is known of an article."""
    changes = {name: value for name in EDITABLE if (value := getattr(options, name)) is not None}
    if not changes:
        raise CallError(f"Say what to correct: {', '.join(f'--{name}' for name in EDITABLE)}.")
    with _opened(options) as library:
        article = library.edit(options.id, changes)
        print_article(article, [])
    return 0


def remove(options: Namespace) -> int:
    """Remove articles by id."""
    with _opened(options) as library:
        unknown = [article_id for article_id in options.ids if not library.remove(article_id)]
    if unknown:
        rest = "the others are removed, and " if len(unknown) < len(options.ids) else ""
        raise UsageError(f"There is no article {', '.join(unknown)}; {rest}`chatbot list` shows the ids.")
    return 0


def export(options: Namespace) -> int:
    """Write all articles to a file that ``add`` takes back."""
    with _opened(options) as library:
        print(f"{library.export(options.file)} articles written to {options.file}")
    return 0


def backup(options: Namespace) -> int:
    """Copy the library to one file."""
    with _opened(options) as library:
        library.backup(options.file)
    print(f"backed up to {options.file}; to restore it, put it into an empty folder as {DATABASE}")
    return 0


def stats(options: Namespace) -> int:
    """Print the library in figures."""
    with _opened(options) as library:
        figures = library.stats()
    if options.json:
        print_json(asdict(figures))
    else:
        print_stats(figures)
    return 0


def reencode(options: Namespace) -> int:
    """Build all vectors anew with another encoder."""
    with _opened(options) as library, progress_bar() as progress:
        library.reencode(encoder_named(options.encoder), progress=progress)
        print(f"the library is built with {library.encoder.name} now")
    return 0


def opened(options: Namespace) -> Library:
    """Open the library for a command that only reads it."""
    library = Library.open(library_folder(options))
    tell_emptiness(library)
    return library


def tell_emptiness(library: Library) -> None:
    """Say where the library is when nothing is in it: its folder may have been misspelt."""
    if not library.count():
        print(f"chatbot: The library {library.folder} is empty; add articles with `chatbot add`.", file=sys.stderr)


def _opened(options: Namespace) -> Library:
    return Library.open(library_folder(options))


def _print_report(report: Report, options: Namespace, *, indent: int | None = 2) -> int:
    if options.json:
        print_json(asdict(report), indent=indent)
    else:
        print_report(report)
    return 1 if report.problems else 0


COMMANDS = {one.__name__: one for one in (add, backup, edit, export, reencode, remove, show, stats, sync, watch)}
COMMANDS["list"] = list_articles
