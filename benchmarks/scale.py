"""How a library grows: what searching, adding and listing take at ten thousand, a hundred thousand and a million passages.

    python -m benchmarks.scale [--passages 10000 100000 1000000] [--folder DIR]

The articles are made up, of words as frequent as in natural language (Zipf), four passages each; vectors are random. No model
is loaded: a question's vector is drawn from its text. Each measure runs in a process of its own, and what it adds stays: a
folder that is given serves again. Times are medians of the processes, in seconds; those of a warm search of thirty questions.
Language detection is a model too, and is loaded before.
"""

import argparse
import contextlib
import hashlib
import io
import json
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from chatbot.terminal import command_line, commands  # noqa: F401 - what all commands import is not measured
from index.language.detection import detect, detect_question
from index.library import Library
from index.store.articles import Embedded
from index.types import Article, Dated, Passage, Place, Sentence, Vectors

DIMENSION = 384
PASSAGES, SENTENCES, WORDS = 4, 8, 19  # in an article, a passage, a sentence
VOCABULARY, ASKED, QUESTIONS, RUNS = 200_000, 9, 30, 3
SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]
Measured = dict[str, float]


class RandomEncoder:
    """Draws a vector of length 1 from each text."""

    name = "random"

    def count(self, texts: list[str]) -> list[int]:
        """Return the number of words of each text."""
        return [len(text.split()) for text in texts]

    def encode_query(self, text: str) -> Vectors:
        """Return a vector (DIMENSION,), the same for the same text."""
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        return unit(np.random.default_rng(seed).standard_normal(DIMENSION, np.float32))

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Return vectors (texts, DIMENSION)."""
        return np.stack([self.encode_query(text) for text in texts])


def unit(vectors: Vectors) -> Vectors:
    """Return the vectors at length 1."""
    lengths: Vectors = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / lengths


def word(rank: int) -> str:
    """Return the made-up word of a rank, short where it is frequent."""
    spelled = ""
    while True:
        rank, last = divmod(rank, len(SYLLABLES))
        spelled += SYLLABLES[last]
        if not rank:
            return spelled


class Writer:
    """Writes words by Zipf's law, as Mandelbrot corrected it."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed."""
        self.random = np.random.default_rng(seed)
        self.words = [word(rank) for rank in range(VOCABULARY)]
        self._shares = np.cumsum(1 / (np.arange(VOCABULARY) + 2.7) ** 1.05)

    def some(self, number: int) -> list[str]:
        """Return some words."""
        ranks = np.searchsorted(self._shares, self.random.random(number) * self._shares[-1])
        return [self.words[rank] for rank in ranks]

    def article(self, number: int) -> tuple[Article, list[Embedded]]:
        """Return an article with its passages."""
        words = self.some(PASSAGES * SENTENCES * WORDS)
        sentences = [" ".join(words[at : at + WORDS]).capitalize() + "." for at in range(0, len(words), WORDS)]
        text = " ".join(sentences)
        ends = np.cumsum([len(sentence) + 1 for sentence in sentences]) - 1
        spans = [(int(end) - len(sentence), int(end)) for end, sentence in zip(ends, sentences, strict=True)]
        name = f"a{number}"
        added, day = f"2025-01-01T00:00:00.{number:07}+00:00", f"20{number % 25:02}-{1 + number % 12:02}-{1 + number % 28:02}"
        title = " ".join(self.some(8)).capitalize()
        article = Article(name, Place(f"/made/{name}"), title, text, "en", added, published=Dated(day, "made"))
        vectors = unit(self.random.standard_normal((PASSAGES, 1 + SENTENCES, DIMENSION), np.float32))
        passages = []
        for at in range(PASSAGES):
            own = tuple(Sentence(name, a, b, text[a:b]) for a, b in spans[at * SENTENCES : (at + 1) * SENTENCES])
            start, end = own[0].start, own[-1].end
            passages.append(Embedded(Passage(name, at, start, end, text[start:end], own), vectors[at, 0], vectors[at, 1:]))
        return article, passages


def build(folder: Path, passages: int) -> None:
    """Make a library of so many passages."""
    writer = Writer(passages)
    with Library.open(folder, encoder=RandomEncoder()) as library:
        for first in range(0, passages // PASSAGES, 1000):
            with library.store.transaction():
                for number in range(first, min(first + 1000, passages // PASSAGES)):
                    article, made = writer.article(number)
                    library.store.put(article, hashlib.sha256(article.text.encode()).hexdigest(), made)
                    library.store.copies.sign(article.id, writer.random.bytes(512))


@contextlib.contextmanager
def timed(measured: Measured, name: str) -> Iterator[None]:
    """Note the CPU and wall time of what is inside."""
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    measured[f"{name} CPU"], measured[f"{name} wall"] = time.process_time() - cpu, time.perf_counter() - wall


def searching(folder: Path, run: int) -> Measured:
    """Measure opening with the first search, further ones, and the memory they took."""
    measured: Measured = {}
    writer, encoder = Writer(run), RandomEncoder()
    detect_question("?")
    with timed(measured, "open and search"):
        library = Library.open(folder, encoder=encoder)
        library.search(" ".join(writer.some(ASKED)))
    each: list[Measured] = [{} for _ in range(QUESTIONS)]
    for one in each:
        question = " ".join(writer.some(ASKED))
        with timed(one, "search"):
            library.search(question)
    measured |= {key: statistics.median(one[key] for one in each) for key in each[0]}
    library.close()
    return measured | {"memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}


def adding(folder: Path, run: int) -> Measured:
    """Measure adding one new article, with closing, and then adding it again."""
    measured: Measured = {}
    detect("?")
    seed = time.time_ns()
    with tempfile.TemporaryDirectory() as articles:
        path = Path(articles, f"{run}.txt")
        path.write_text(Writer(seed).article(0)[0].text, encoding="utf-8")
        for name in ("add one", "add again"):
            with timed(measured, name), Library.open(folder, encoder=RandomEncoder()) as library:
                library.add(path)
    return measured


def listing(folder: Path, run: int) -> Measured:  # noqa: ARG001 - the same each time
    """Measure the command that lists all articles, and the one that lists twenty."""
    measured: Measured = {}
    for name, options in {"list": [], "list 20": ["--limit", "20"]}.items():
        with contextlib.redirect_stdout(io.StringIO()), timed(measured, name):
            command_line.main(["list", "--library", str(folder), *options])
    return measured


def apart(work: Callable[[Path, int], Measured], *arguments: Any) -> Measured:
    """Return what work measures in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def table(folder: Path, sizes: list[int]) -> list[tuple[int, Measured]]:
    """Measure libraries of these sizes, made in the folder where they are not there yet."""
    rows = []
    for size in sizes:
        library = folder / str(size)
        if not library.exists():
            apart(build, library, size)  # type: ignore[arg-type]
        runs = [apart(work, library, run) for run in range(RUNS) for work in (searching, adding, listing)]
        names = dict.fromkeys(name for run in runs for name in run)
        rows.append((size, {name: statistics.median(run[name] for run in runs if name in run) for name in names}))
    return rows


def main() -> None:
    """Print the table, in Markdown, and the load before and after."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N")
    parser.add_argument("--folder", type=Path, help="where the libraries are kept, else they are made anew")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    load = os.getloadavg()
    with tempfile.TemporaryDirectory() as made:
        rows = table(options.folder or Path(made), options.passages)
    if options.json:
        print(json.dumps(dict(rows), indent=2))
        return
    print(f"| {'measure':<20} |" + "".join(f" {size:>10,} |" for size, _ in rows))
    print(f"|{'-' * 22}|" + f"{'-' * 11}:|" * len(rows))
    for name in rows[0][1]:
        figures = (f" {values[name]:>10.0f} |" if "MB" in name else f" {values[name]:>10.4f} |" for _, values in rows)
        print(f"| {name:<20} |" + "".join(figures))
    print(f"\nload {load[0]:.1f} before, {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
