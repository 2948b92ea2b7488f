"""How answers, articles and progress look in a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from chatbot.types import Answer, Done, Event, Token
from index.types import Article, Hit, Report


def print_stream(events: Iterable[Event]) -> Answer:
    """Print an answer as it comes, then its citations, and return it."""
    streamed = ""
    for event in events:
        match event:
            case Token(text):
                streamed += text
                print(text, end="", flush=True)
            case Done(answer):
                print("" if streamed == answer.text else f"\n{answer.text}")
                for citation in answer.citations:
                    published = citation.article.published
                    dated = f", {published.value[:10]}" if published else ""
                    print(f"  [{citation.marker}] {citation.article.title}{dated}\n      “{citation.quote}”")
                return answer
    raise AssertionError("an answer always ends in Done")


def print_hits(hits: Iterable[Hit]) -> None:
    """Print passages with why they ranked."""
    for rank, hit in enumerate(hits, 1):
        why = f"dense {hit.dense_rank or '–'}, lexical {hit.lexical_rank or '–'}"
        print(f"{rank}. {hit.article.title} [{hit.passage.start}:{hit.passage.end}] ({why})\n   {hit.passage.text}\n")


def print_report(report: Report) -> None:
    """Print what became of the articles handed over, and what could not be read and why."""
    counts = ("added", "replaced", "unchanged", "removed")
    said = [f"{len(ids)} {name}" for name in counts if (ids := getattr(report, name))]
    print(", ".join(said) or "nothing added")
    for problem in report.problems:
        print(f"chatbot: {problem.reason}", file=sys.stderr)


def article_line(article: Article) -> str:
    """Return an article on one line: id, published date or a dash, language, title."""
    published = article.published.value[:10] if article.published else "–"
    return f"{article.id:<12} {published:<10} {article.language:<2}  {article.title}"


def questions() -> Iterator[str]:
    """Yield what the person types until the input ends; lines may be edited where a terminal is at hand."""
    if sys.stdin.isatty():
        import readline  # noqa: F401 - its import gives input() line editing

    while True:
        try:
            question = input("\n? " if sys.stdin.isatty() else "").strip()
        except EOFError:
            return
        if question:
            yield question


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show how far long work is, with rate and time left, on stderr where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}")
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def show(done: int, total: int, source: str) -> None:
            progress.update(task, completed=done, total=total, description=source[-40:])

        yield show
