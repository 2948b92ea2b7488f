"""Tells in Markdown what the peers' benchmark has measured: medians, ranges, ratios, versions."""

import os
import platform
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.worker import CHARACTERS, CHUNKS, FOUND

if TYPE_CHECKING:
    from benchmarks.peers import Bench

TEXT = Path(__file__).with_name("page.md")
PRODUCT = "product"
TITLES = {
    PRODUCT: "the product",
    "llamaindex": "LlamaIndex",
    "langchain": "LangChain",
    "haystack": "Haystack",
    "txtai": "txtai",
}
ALONE = 1.5  # the load of one process, ours, and a little


class Row(NamedTuple):
    """A line of the page: which value of which measure, in which unit."""

    title: str
    measure: str
    value: str
    scale: float = 1
    digits: int = 2


ROWS = (
    Row("indexing, encoder loaded, CPU s", "index", "cpu", digits=1),
    Row("indexing with start and imports, CPU s", "index", "whole", digits=1),
    Row("indexing with start and imports, wall s", "index", "wall", digits=1),
    Row("indexing, peak memory, MB", "index", "peak", digits=0),
    Row("warm search, median, CPU ms", "search", "cpu", 1000, 1),
    Row("an answer stands in what is found, share", "search", "right"),
    Row("cold ask, CPU s", "ask", "whole"),
    Row("cold ask, wall s", "ask", "wall"),
    Row("cold ask, answers that hold the right one, share", "ask", "right"),
    Row("cold ask, peak memory, MB", "ask", "peak", digits=0),
    Row("serving, peak memory, MB", "serve", "peak", digits=0),
    Row("warm ask, median, CPU s", "warm", "cpu"),
)


def page(bench: "Bench") -> str:
    """Return the page in Markdown, after the text of page.md."""
    names = [name for name in TITLES if name == PRODUCT or (name, "index") in bench.measured]
    alone = max(bench.loads) < ALONE
    table = [["", *(TITLES[name] for name in names), "product / best peer"], ["---", *("--:" for _ in names), "--:"]]
    for row in ROWS:
        if alone or row.value != "wall":
            taken = [[one[row.value] * row.scale for one in bench.measured[name, row.measure]] for name in names]
            table.append([row.title, *(cell(values, row) for values in taken), ratio(taken, row)])
    return TEXT.read_text(encoding="utf-8").format(
        table="\n".join("| " + " | ".join(cells) + " |" for cells in table),
        versions="\n".join(f"- {TITLES[name]}: {bench.versions(name)}" for name in names),
        missing="".join(f"\nLeft out: {TITLES[name]}, {why}.\n" for name, why in bench.missing.items()),
        machine=f"{processor()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        load=f"{min(bench.loads):.1f} to {max(bench.loads):.1f}",
        walls="" if alone else " The machine was not alone, so that no wall times are told.",
        characters=CHARACTERS,
        chunks=CHUNKS,
        found=FOUND,
        dtype=bench.dtype,
        **vars(bench.options),
    )


def cell(values: list[float], row: Row) -> str:
    """Return the median of the values with their range, or the mean of shares."""
    if not values:
        return "–"
    if row.value == "right":
        return f"{statistics.mean(values):.2f}"
    middle, low, high = (f"{one:.{row.digits}f}" for one in (statistics.median(values), min(values), max(values)))
    return middle if low == high else f"{middle} ({low}–{high})"


def ratio(taken: list[list[float]], row: Row) -> str:
    """Return the product's median by that of the peer that takes least."""
    own, *peers = (statistics.median(values) if values else None for values in taken)
    least = min((one for one in peers if one is not None), default=None)
    return "–" if own is None or least is None or row.value == "right" else f"{own / least:.2f}"


def processor() -> str:
    """Return the processor's name."""
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(": ")[2] for line in told if line.startswith("model name")), platform.machine())
