"""What a library holds, and whether it is sound."""

from dataclasses import dataclass

from index.formats import VERSION
from index.intake.sources import is_missing
from index.store.articles import Store


@dataclass(frozen=True, slots=True)
class Stats:
    """A library in figures. ``characters`` counts those of all texts, ``bytes`` what the folder takes on the disk."""

    articles: int
    passages: int
    copies: int
    characters: int
    dated: int
    languages: dict[str, int]
    files: int
    pages: int
    folders: int
    bytes: int
    encoder: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about a library. ``serious`` when a person should act."""

    text: str
    serious: bool


def stats(store: Store) -> Stats:
    """Return a library in figures."""
    return Stats(
        **store.totals(),
        passages=store.count_passages(),
        copies=len(store.copies.shown()),
        languages=store.count_languages(),
        files=len(store.sources.files()),
        pages=len(store.sources.pages()),
        folders=len(store.sources.roots()),
        bytes=sum(path.stat().st_size for path in store.path.parent.rglob("*") if path.is_file()),
        encoder=store.meta("encoder") or "",
    )


def examine(store: Store) -> list[Finding]:
    """Return what is worth knowing of a library's state; an empty list when there is nothing."""
    findings = [Finding(line, serious=True) for line in store.check()]
    if findings:
        return findings  # what else a damaged file says is not to be relied on
    if staging := store.meta("staging"):
        findings.append(Finding(f"Re-encoding is not finished; `chatbot reencode --encoder {staging}` goes on.", serious=False))
    if missing := sum(map(is_missing, store.sources.files())):
        findings.append(Finding(f"{missing} files are gone; `chatbot sync --prune` lets their articles go.", serious=False))
    if old := store.sources.count_outdated(VERSION):
        findings.append(Finding(f"{old} files can be read better by now; `chatbot sync` does it.", serious=False))
    return findings
