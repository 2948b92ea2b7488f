"""Measures the product beside LlamaIndex, LangChain, Haystack and txtai, and writes docs/benchmarks.md.

    python -m benchmarks.peers ../shared/eval [--work DIR]

Each peer gets a virtual environment of its own in DIR, made once. Everything runs in turn, one process at a time, on one
core and one thread: A B C D E, A B C D E. The peers read the product's encoder folder and its embedded Llama.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import CHARACTERS, rows

HERE = Path(__file__).parent
ROOT = HERE.parent
PAGE = ROOT / "docs" / "benchmarks.md"
PRODUCT = "product"
TITLES = {
    PRODUCT: "the product",
    "llamaindex": "LlamaIndex",
    "langchain": "LangChain",
    "haystack": "Haystack",
    "txtai": "txtai",
}
ALONE = 1.5  # the load of one process, ours, and a little


TEXT = """# Beside its peers

Written by `python -m benchmarks.peers`, which measured all of it in turn, one process at a time, on one core and one thread
({machine}). The load was {load} before each process, of which one is our own.{walls}

{table}

Medians, with ranges in brackets; a ratio below 1 means that the product takes less than the peer that takes least.

- *Indexing*: {articles} French articles of PIAF, {rounds} times. *Search*: {questions} questions over {corpus} articles, five
  texts, by vectors and words together, {rounds} times.
- *Cold ask*: a process that loads the saved index and the models, and answers one of {asks} questions. The peers find four
  chunks by vectors alone and hand their first {characters} characters to the product's embedded Llama through
  llama-cpp-python; a right answer holds the expected words. The product checks what it quotes, and may refuse.
- *Serving*: {served} questions in one process. The product serves its page beside.
- *Warm ask*: {warm} English questions of XQuAD over its articles, all models loaded.
- Peers read the product's encoder folder by sentence-transformers, in {dtype}, the fastest here, with E5's prefixes. Chunks
  are as in their tutorials: LlamaIndex 1,024 tokens with the title, of which the encoder reads the first 512; LangChain
  1,000 characters, overlapping by 200; Haystack 200 words; txtai paragraphs. What they share with the product has its
  pinned versions.
{missing}
## Versions
{versions}
"""


class Row(NamedTuple):
    """A line of the page: which value of which step, in which unit."""

    title: str
    step: str
    value: str
    scale: float = 1
    digits: int = 2


ROWS = (
    Row("indexing, encoder loaded, CPU s", "index", "cpu", digits=1),
    Row("indexing with start and imports, CPU s", "index", "whole", digits=1),
    Row("indexing with start and imports, wall s", "index", "wall", digits=1),
    Row("indexing, peak memory, MB", "index", "peak", digits=0),
    Row("warm search, median, CPU ms", "search", "cpu", 1000, 1),
    Row("an answer stands in the five found, share", "search", "right"),
    Row("cold ask, CPU s", "ask", "whole"),
    Row("cold ask, wall s", "ask", "wall"),
    Row("cold ask, answers that hold the right one, share", "ask", "right"),
    Row("cold ask, peak memory, MB", "ask", "peak", digits=0),
    Row("serving, peak memory, MB", "serve", "peak", digits=0),
    Row("warm ask, median, CPU s", "warm", "cpu"),
)


class Bench:
    """What has been measured, and what could not be."""

    def __init__(self, options: argparse.Namespace) -> None:
        """Measure with these options."""
        self.options, self.work = options, options.work.resolve()
        self.measured: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        self.missing: dict[str, str] = {}
        self.loads: list[float] = []
        self.systems = {PRODUCT: sys.executable}
        self.task: dict[str, Any] = {}

    def set_up(self) -> None:
        """Make each peer's environment where it is not there yet, and the encoder's folder that they read."""
        for name, packages in requirements().items():
            python = self.work / "peers" / name / "bin" / "python"
            stamp = python.parent / "installed"
            if not stamp.exists():
                venv.create(python.parents[1], with_pip=True, clear=True)
                pip = [python, "-m", "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", *packages]
                done = subprocess.run(  # noqa: S603 - our own list
                    pip, capture_output=True, text=True, check=False
                )
                if done.returncode:
                    self.missing[name] = f"not installed: {last_line(done.stderr)}"
                    continue
                stamp.touch()
            self.systems[name] = str(python)
        found = self.run(PRODUCT, "paths")
        self.dtype = found["dtype"]
        self.task = {"gguf": found["gguf"], "encoder": str(as_dtype(Path(found["encoder"]), self.dtype, self.work))}

    def run(self, name: str, step: str, *, command: Sequence[str] = (), **more: Any) -> dict[str, Any]:
        """Return what one process printed, with the CPU and wall seconds and the memory (MB) that all of it took."""
        task = json.dumps(self.task | more)
        self.loads.append(os.getloadavg()[0])
        started = time.perf_counter()
        with tempfile.TemporaryFile("w+") as errors:
            given = command or [self.systems[name], "-m", "benchmarks.worker", name, step, task]
            process = subprocess.Popen(  # noqa: S603 - our own steps
                given, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment(), cwd=self.work
            )
            with process.stdout or tempfile.TemporaryFile("r") as out:
                printed = out.read()
            _, process.returncode, used = os.wait4(process.pid, 0)
            if process.returncode:
                errors.seek(0)
                raise ChildProcessError(last_line(errors.read()))
        said: dict[str, Any] = json.loads(printed if command else printed.splitlines()[-1])
        took = {"whole": used.ru_utime + used.ru_stime, "wall": time.perf_counter() - started, "peak": used.ru_maxrss / 1000}
        print(f"{TITLES[name]}, {step}: {took['whole']:.1f} CPU s, load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
        return said | took

    def turn(self, step: str, **more: Any) -> None:
        """Let each system do one thing, and note what it took; who fails is left out from there on."""
        for name in list(self.systems):
            try:
                self.measured[name, step].append(self.one(name, step, **more))
            except (ChildProcessError, ValueError) as error:
                if name == PRODUCT:
                    raise
                self.missing[name] = f"{step} failed: {error}"
                del self.systems[name]

    def one(self, name: str, step: str, *, answers: Sequence[str] = (), **more: Any) -> dict[str, Any]:
        """Return what one system took for one thing; the product is asked by its command line."""
        folder = self.work / ("timed" if step == "index" else "library") / name
        if step in {"index", "build"}:
            shutil.rmtree(folder, ignore_errors=True)
        if step != "ask":
            return self.run(name, "index" if step == "build" else step, folder=str(folder), **more)
        asked = more["ask"][0]
        command = [sys.executable, "-m", "chatbot", "ask", asked, "--json", "--library", str(folder)]
        said = self.run(name, step, command=command if name == PRODUCT else (), folder=str(folder), **more)
        return said | {"right": float(any(answer.casefold() in said["text"].casefold() for answer in answers))}

    def measure(self) -> None:
        """Run everything, in turn."""
        chosen, piaf, xquad = self.options, self.options.sets / "piaf", self.options.sets / "xquad"
        articles = rows(piaf / "articles.jsonl")
        few = written(self.work / "few.jsonl", articles[: chosen.articles])
        corpus = written(self.work / "corpus.jsonl", articles[: chosen.corpus])
        known = {one["id"] for one in articles[: chosen.corpus]}
        asked = [one for one in rows(piaf / "questions.jsonl") if one["evidence"][0]["article_id"] in known]
        questions = written(self.work / "questions.jsonl", spread(asked, chosen.questions))
        for _ in range(chosen.rounds):
            self.turn("index", articles=few)
        self.turn("build", articles=corpus)
        for _ in range(chosen.rounds):
            self.turn("search", questions=questions)
        for one in spread(asked, chosen.asks):
            self.turn("ask", ask=[one["question"]], answers=one["answers"])
        self.turn("serve", ask=[one["question"] for one in spread(asked, chosen.served)])
        english = [one for one in rows(xquad / "articles.jsonl") if one["lang"] == "en"]
        asking = [one["question"] for one in rows(xquad / "questions.jsonl") if one["lang"] == "en"]
        library = self.work / "english"
        shutil.rmtree(library, ignore_errors=True)
        self.run(PRODUCT, "index", folder=str(library), articles=written(self.work / "english.jsonl", english))
        for _ in range(chosen.rounds):
            warm = self.run(PRODUCT, "warm", folder=str(library), ask=spread(asking, chosen.warm))
            self.measured[PRODUCT, "warm"].append(warm)


def requirements() -> dict[str, list[str]]:
    """Return what each peer needs: the file's sections, each with what all need."""
    sections: dict[str, list[str]] = {}
    for line in (HERE / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ["):
            current = sections.setdefault(line[3:].rstrip("]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    shared = sections.pop("all")
    return {name: shared + own for name, own in sections.items()}


def as_dtype(encoder: Path, dtype: str, work: Path) -> Path:
    """Return a folder of links to the encoder's files that is loaded as ``dtype``; processors are slow in its float16."""
    folder = work / "encoder"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in encoder.iterdir():
        (folder / path.name).symlink_to(path)
    settings = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").unlink()
    (folder / "config.json").write_text(json.dumps(settings | {"dtype": dtype}), encoding="utf-8")
    return folder


def environment() -> dict[str, str]:
    """Return the environment of all systems: one thread, no network."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "HF_HUB_OFFLINE", "CHATBOT_OFFLINE"), "1")
    return {**os.environ, **single, "PYTHONPATH": str(ROOT), "TOKENIZERS_PARALLELISM": "false"}


def written(path: Path, objects: Sequence[dict[str, Any]]) -> str:
    """Write objects to a JSONL file, and return its path."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects), encoding="utf-8")
    return str(path)


def spread(items: list[Any], count: int) -> list[Any]:
    """Return so many items, spread over all."""
    return items[:: max(1, len(items) // count)][:count]


def last_line(text: str) -> str:
    """Return the last line that says something."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "it said nothing")


def page(bench: Bench) -> str:
    """Return the page in Markdown."""
    names = [name for name in TITLES if (name, "index") in bench.measured]
    alone = max(bench.loads) < ALONE
    table = [["", *(TITLES[name] for name in names), "product / best peer"], ["---", *("--:" for _ in names), "--:"]]
    for row in ROWS:
        if alone or row.value != "wall":
            taken = {name: [one[row.value] * row.scale for one in bench.measured[name, row.step]] for name in names}
            table.append([row.title, *(cell(taken[name], row) for name in names), ratio(taken, row)])
    return TEXT.format(
        table="\n".join("| " + " | ".join(cells) + " |" for cells in table),
        versions="\n".join(f"- {TITLES[name]}: {versions(bench, name)}" for name in names),
        missing="".join(f"\nLeft out: {TITLES[name]}, {why}.\n" for name, why in bench.missing.items()),
        machine=f"{processor()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        load=f"{min(bench.loads):.1f} to {max(bench.loads):.1f}",
        walls="" if alone else " The machine was not alone, so that no wall times are told.",
        characters=CHARACTERS,
        dtype=bench.dtype,
        **vars(bench.options),
    )


def cell(values: list[float], row: Row) -> str:
    """Return the median of the values and, where they differ, their range."""
    if not values:
        return "–"
    middle, low, high = (f"{one:.{row.digits}f}" for one in (statistics.median(values), min(values), max(values)))
    if row.value == "right":
        return f"{statistics.mean(values):.{row.digits}f}"
    return middle if low == high else f"{middle} ({low}–{high})"


def ratio(taken: dict[str, list[float]], row: Row) -> str:
    """Return the product's median by that of the peer that takes least."""
    peers = [statistics.median(values) for name, values in taken.items() if values and name != PRODUCT]
    own = taken[PRODUCT]
    return f"{statistics.median(own) / min(peers):.2f}" if own and peers and row.value != "right" else "–"


def versions(bench: Bench, name: str) -> str:
    """Return the versions of what a system is made of."""
    names = requirements().get(name, ["quotewise", "onnxruntime", "faiss-cpu", "llama-cpp-python"])
    found = bench.run(name, "versions", names=names)
    return ", ".join(f"{one} {found[one]}" for one in names if one in found)


def processor() -> str:
    """Return the processor's name."""
    told = [line for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
    return told[0].partition(": ")[2] if told else platform.machine()


def main() -> None:
    """Set up, measure, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, help="the folder of the public question sets; piaf and xquad are read")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "benchmarks", help="where environments and indexes go")
    parser.add_argument("--core", type=int, default=0, help="the processor that all runs on")
    for name, default, text in (
        ("articles", 200, "articles that are indexed, timed"),
        ("corpus", 480, "articles that are searched"),
        ("rounds", 3, "times that each is indexed and searched"),
        ("questions", 60, "searches in a round"),
        ("asks", 6, "questions asked cold"),
        ("served", 20, "questions asked in one process"),
        ("warm", 100, "questions asked warm"),
    ):
        parser.add_argument(f"--{name}", type=int, default=default, help=text)
    options = parser.parse_args()
    options.sets = options.sets.resolve()
    bench = Bench(options)
    bench.set_up()
    os.sched_setaffinity(0, {options.core})
    bench.measure()
    PAGE.write_text(page(bench), encoding="utf-8")


if __name__ == "__main__":
    main()
