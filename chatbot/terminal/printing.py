"""How answers, articles and progress look in a terminal."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from chatbot.types import Answer, Citation, Done, Event, Token
from index.health import Stats
from index.types import Article, ArticleSummary, Dated, Hit, Report
from prompts import phrases


def print_stream(events: Iterable[Event]) -> Answer:
    """Print an answer as it comes, then its citations, and return it."""
    streamed = ""
    for event in events:
        match event:
            case Token(text, stays=True):
                streamed += text
                print(text, end="", flush=True)
            case Done(answer):
                whole = f"{answer.text}\n"
                print(whole[len(streamed) :] if whole.startswith(streamed) else f"\n{whole}", end="")
                if answer.answered and answer.citations:
                    print(f"  {phrases('ui.toml', answer.language)[f'answer_{answer.certainty}']}")
                for citation in answer.citations:
                    print(f"  [{citation.marker}] {_about(citation)}\n      “{citation.quote}”")
                return answer
    raise AssertionError("an answer always ends in Done")


def _about(citation: Citation) -> str:
    article = citation.article
    return ", ".join(part for part in (article.title, article.section_at(citation.start), _day(article.published)) if part)


def _day(date: Dated | None) -> str:
    return f"{date.value[:10]}{'' if date.certainty == 'sure' else ' (likely)'}" if date else ""


def print_hits(hits: Iterable[Hit]) -> None:
    """Print passages with why they ranked."""
    for rank, hit in enumerate(hits, 1):
        why = f"dense {hit.dense_rank or '–'}, lexical {hit.lexical_rank or '–'}"
        print(f"{rank}. {hit.article.title} [{hit.passage.start}:{hit.passage.end}] ({why})\n   {hit.passage.text}\n")


def print_report(report: Report) -> None:
    """Print what became of the articles handed over, and what could not be read and why."""
    counts = ("added", "replaced", "unchanged", "removed")
    said = [f"{len(ids)} {name}" for name in counts if (ids := getattr(report, name))]
    print(", ".join(said) or "nothing added", flush=True)
    for problem in report.problems:
        print(f"chatbot: {problem.reason}", file=sys.stderr)


def article_line(article: ArticleSummary, passages: int, copies: int, shown: str) -> str:
    """Return an article on one line: id, published date or a dash, language, passages, title, reprints, source."""
    published = _day(article.published).replace(" (likely)", "?") or "–"
    again = f" (as {shown})" if shown != article.id else f" ({copies} copies)" if copies > 1 else ""
    head = f"{article.id:<12} {published:<11} {article.language:<2} {passages:>5}"
    return f"{head}  {article.title}{again}  {article.source}"


def print_article(article: Article, group: list[ArticleSummary]) -> None:
    """Print an article with its dates, where they come from, and its reprints, the one that is shown first."""
    dates = article.published, article.modified
    published, modified = (f"{date.value} ({date.origin}, {date.certainty})" if date else None for date in dates)
    facts = {
        "id": article.id, "source": article.source, "address": article.url, "author": article.author,
        "site": article.site, "language": article.language, "published": published, "modified": modified,
        "added": article.added,
    }  # fmt: skip
    print(f"{article.title}\n")
    for name, value in facts.items():
        print(f"{name:<10} {value or '–'}")
    if len(group) > 1:
        print(f"{'copies':<10} {len(group)} copies, of which {group[0].id} is shown in answers")
        for copy in group:
            print(f"{'':<10} {copy.id}  {copy.source}")
    print(f"\n{article.text}")


def print_stats(stats: Stats) -> None:
    """Print a library in figures."""
    languages = ", ".join(f"{language} {count}" for language, count in stats.languages.items())
    lines = {
        "articles": f"{stats.articles:,}, of which {stats.copies:,} copies and {stats.dated:,} with a published date",
        "passages": f"{stats.passages:,}",
        "characters": f"{stats.characters:,}",
        "languages": languages or "–",
        "read from": f"{stats.files:,} files, {stats.pages:,} pages, {stats.folders:,} folders",
        "disk": f"{stats.bytes / 1_000_000:,.1f} MB",
        "encoder": stats.encoder,
    }
    for name, line in lines.items():
        print(f"{name:<10} {line}")


def questions() -> Iterator[str]:
    """Yield what the person types until the input ends; lines may be edited where a terminal is at hand."""
    if sys.stdin.isatty():
        import readline  # noqa: F401 - its import gives input() line editing
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a pipe may bring any bytes

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

    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False)
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def show(done: int, total: int, source: str) -> None:
            progress.update(task, completed=done, total=total, description=source[-40:])

        yield show
