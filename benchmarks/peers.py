"""Measures the product beside LlamaIndex, LangChain, Haystack and txtai, and writes docs/benchmarks.md.

    python -m benchmarks.peers ../shared/eval [--work DIR]

Each peer gets a virtual environment of its own in DIR, made once. Everything runs in turn, one process at a time, on one core
and one thread: A B C D E, A B C D E. The peers read the product's encoder folder and its embedded Llama.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.report import PRODUCT, TITLES, page
from benchmarks.worker import rows

HERE = Path(__file__).parent
ROOT = HERE.parent
OWN = ("commit", "faiss-cpu", "gradio", "llama-cpp-python", "onnxruntime")
SIZES = {
    "articles": (200, "articles that are indexed, timed"),
    "corpus": (480, "articles that are searched"),
    "rounds": (3, "times that each is indexed, searched, asked warm"),
    "questions": (60, "searches in a round"),
    "asks": (6, "questions asked cold"),
    "served": (20, "questions asked in one process"),
    "warm": (100, "questions asked warm in a round"),
}
ALONE = {"english", "warm"}  # what only the product is measured by


class Bench:
    """What has been measured, and what could not be."""

    def __init__(self, options: argparse.Namespace) -> None:
        """Measure with these options."""
        self.options, self.work = options, options.work.resolve()
        self.measured: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        self.missing: dict[str, str] = {}
        self.loads: list[float] = []
        self.pythons = {PRODUCT: sys.executable}
        self.task: dict[str, Any] = {}

    def set_up(self) -> None:
        """Make each peer's environment where it is not there yet, and the encoder's folder that they read."""
        for name, packages in requirements().items():
            python = self.work / "peers" / name / "bin" / "python"
            stamp = python.with_name("installed")
            if not stamp.exists():
                venv.create(python.parents[1], with_pip=True, clear=True)
                pip = [python, "-m", "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", *packages]
                done = subprocess.run(pip, capture_output=True, text=True, check=False)  # noqa: S603 - from our own list
                if done.returncode:
                    self.missing[name] = f"not installed ({last_line(done.stderr)})"
                    continue
                stamp.touch()
            self.pythons[name] = str(python)
        found = self.run(PRODUCT, "paths", {})
        self.dtype = found["dtype"]
        self.task = {"gguf": found["gguf"], "encoder": str(as_dtype(Path(found["encoder"]), self.dtype, self.work))}

    def run(self, name: str, step: str, task: dict[str, Any], command: Sequence[str] = ()) -> Any:
        """Return what one process printed, with the CPU and wall seconds and the memory (MB) that all of it took."""
        given = command or (self.pythons[name], "-m", "benchmarks.worker", name, step, json.dumps(task))
        single = dict.fromkeys(("OMP_NUM_THREADS", "HF_HUB_OFFLINE", "CHATBOT_OFFLINE"), "1")
        environment = {**os.environ, **single, "TOKENIZERS_PARALLELISM": "false", "PYTHONPATH": str(ROOT)}
        self.loads.append(os.getloadavg()[0])
        started = time.perf_counter()
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
            process = subprocess.Popen(given, stdout=out, stderr=errors, env=environment, cwd=self.work)  # noqa: S603 - ours
            _, process.returncode, used = os.wait4(process.pid, 0)
            out.seek(0), errors.seek(0)
            printed = out.read()
            if process.returncode:
                raise ChildProcessError(last_line(errors.read()))
        said = json.loads(printed if command else printed.splitlines()[-1])
        took = {"whole": used.ru_utime + used.ru_stime, "wall": time.perf_counter() - started, "peak": used.ru_maxrss / 1000}
        print(f"{TITLES[name]}: {step}, {took['whole']:.1f} CPU s, load {self.loads[-1]:.1f}", file=sys.stderr, flush=True)
        return said | took

    def turn(self, measure: str, step: str, folder: str, answers: Sequence[str] = (), **task: Any) -> None:
        """Let each system take one step, or the product where no peer is measured; who fails is left out from there on."""
        for name in [PRODUCT] if measure in ALONE else [name for name in self.pythons if name not in self.missing]:
            place = self.work / folder / name
            if step == "index":
                shutil.rmtree(place, ignore_errors=True)
                place.parent.mkdir(exist_ok=True)
            cold = (sys.executable, "-m", "chatbot", "ask", *task.get("ask", ()), "--json", "--library", str(place))
            try:
                command = cold if measure == "ask" and name == PRODUCT else ()
                took = self.run(name, step, self.task | {"folder": str(place)} | task, command)
            except (ChildProcessError, ValueError) as error:
                if name == PRODUCT:
                    raise
                self.missing[name] = f"{measure} failed ({error})"
                continue
            took.setdefault("right", float(any(one.casefold() in took.get("text", "").casefold() for one in answers)))
            self.measured[name, measure].append(took)

    def measure(self) -> None:
        """Run everything, in turn; the first indexing is not timed, so that nobody's files come from the disk later."""
        chosen, piaf, xquad = self.options, self.options.sets / "piaf", self.options.sets / "xquad"
        corpus = rows(piaf / "articles.jsonl")[: chosen.corpus]
        known = {one["id"] for one in corpus}
        asked = [one for one in rows(piaf / "questions.jsonl") if one["evidence"][0]["article_id"] in known]
        self.turn("corpus", "index", "corpus", articles=self.written("corpus", corpus))
        few = self.written("articles", corpus[: chosen.articles])
        for _ in range(chosen.rounds):
            self.turn("index", "index", "articles", articles=few)
        questions = self.written("questions", spread(asked, chosen.questions))
        for _ in range(chosen.rounds):
            self.turn("search", "search", "corpus", questions=questions)
        for one in spread(asked, chosen.asks):
            self.turn("ask", "ask", "corpus", one["answers"], ask=[one["question"]])
        self.turn("serve", "ask", "corpus", ask=[one["question"] for one in spread(asked, chosen.served)])
        english = [one for one in rows(xquad / "articles.jsonl") if one["lang"] == "en"]
        self.turn("english", "index", "english", articles=self.written("english-articles", english))
        asking = [one["question"] for one in rows(xquad / "questions.jsonl") if one["lang"] == "en"]
        for _ in range(chosen.rounds):
            self.turn("warm", "ask", "english", ask=spread(asking, chosen.warm))

    def written(self, name: str, objects: Sequence[dict[str, Any]]) -> str:
        """Write objects to a JSONL file, and return its path."""
        path = self.work / f"{name}.jsonl"
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects), encoding="utf-8")
        return str(path)

    def versions(self, name: str) -> str:
        """Return the versions of what a system is made of."""
        found = self.run(name, "versions", {})
        if name == PRODUCT:
            found["commit"] = subprocess.check_output(("git", "rev-parse", "--short", "HEAD"), cwd=ROOT, text=True).strip()  # noqa: S607
        return ", ".join(f"{one} {found[one]}" for one in requirements().get(name, OWN) if one in found)


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


def spread(items: list[Any], count: int) -> list[Any]:
    """Return so many items, spread over all."""
    return items[:: max(1, len(items) // count)][:count]


def last_line(text: str) -> str:
    """Return the last line that says something."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "it said nothing")


def main() -> None:
    """Set up, measure, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, help="the folder of the public question sets; piaf and xquad are read")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "benchmarks", help="where environments and indexes go")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md", help="what is written")
    parser.add_argument("--core", type=int, default=0, help="the processor that all runs on")
    for name, (size, text) in SIZES.items():
        parser.add_argument(f"--{name}", type=int, default=size, metavar="N", help=text)
    options = parser.parse_args()
    bench = Bench(options)
    bench.work.mkdir(parents=True, exist_ok=True)
    os.sched_setaffinity(0, {options.core})
    bench.set_up()
    try:
        bench.measure()
    finally:  # what has been measured until an interrupt is told as well
        options.page.write_text(page(bench), encoding="utf-8")


if __name__ == "__main__":
    main()
