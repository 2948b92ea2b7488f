"""Near misses: questions about what a sentence speaks of, which it does not answer, beside questions that it does answer.

English ones were written by people (SQuAD 2.0, arXiv:1806.03822, CC BY-SA 4.0), the French ones for this project
(`near_misses.tsv`); to them come questions in which a name, a number or a date was exchanged for another.
"""

from __future__ import annotations

import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.language import find_names
from index.language.sentences import split_sentences
from index.search.lexical import terms
from training.public import Corpus, Question, group_of, held_out, load, read_rows

WRITTEN, APART, CROSSED = (Path(__file__).with_name(f"near_misses{name}.tsv") for name in ("", "_test", "_crossed"))
SQUAD = ("squad2_dev", "squad2_train_part")
_OPENING = 80  # characters by which two sets' paragraphs are known to be one
LANGUAGES = ("fr", "en")
WRONG = "-"  # in place of a translation
KEPT = 6  # one article in so many
OWN = 0.8  # share of the exchanged names that are of the same article
_NUMBER = re.compile(r"\b\d{1,4}\b")
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}(?:[ '’-][^\W\d_]+)*")
ALONE = 0.3  # share of the sentences that only questions they answer are about, which an epoch holds
_PER_SENTENCE = 4  # questions of one kind on a sentence, at most


@dataclass(frozen=True)
class Near:
    """A question and the sentence of an article, at `start`, that answers it or comes nearest; `answer` is empty there."""

    question: str
    article: str
    title: str
    text: str
    start: int
    end: int
    answer: str = ""

    @property
    def sentence(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]


def written(corpus: Corpus, *, validation: bool) -> Iterator[Near]:
    """Read the French questions: article, begin and end of the sentence, kind, answer (empty of a near miss), question.

    Those on a sixth of the articles, on the validation side, are kept for fitting the constants that weigh the third score.
    """
    yield from (near for near in _read(WRITTEN, corpus) if (zlib.crc32(near.article.encode()) % KEPT == 0) == validation)


def written_apart(folder: Path) -> Iterator[Near]:
    """Read the French questions by somebody else on the articles whose figures are reported."""
    return _read(APART, load(folder, validation=True))


def _read(path: Path, corpus: Corpus) -> Iterator[Near]:
    for line in path.read_text(encoding="utf-8").splitlines():
        article, begin, end, _, answer, question = line.split("\t")
        if article in corpus.texts:
            yield Near(question, article, corpus.titles[article], corpus.texts[article], int(begin), int(end), answer)


def squad(folder: Path, *, validation: bool) -> Iterator[Near]:
    """Read SQuAD 2.0's; on the validation side those on articles that XQuAD's validation holds, whose text is the same."""
    parallel = list(read_rows(folder / "xquad" / "articles.jsonl"))
    groups = held_out("xquad", (group_of("xquad", row["id"]) for row in parallel))
    kept = {row["text"][:_OPENING] for row in parallel if group_of("xquad", row["id"]) in groups}
    for name in SQUAD:
        articles = {row["id"]: row for row in read_rows(folder / name / "articles.jsonl")}
        held = {row["title"] for row in articles.values() if row["text"][:_OPENING] in kept}
        for row in read_rows(folder / name / "questions.jsonl"):
            article = articles[row["about_article"]]
            if (article["title"] in held) == validation:
                yield from _near(row, article)


def _near(row: dict[str, Any], article: dict[str, Any]) -> Iterator[Near]:
    text, title = article["text"], article["title"]
    if row["answerable"]:
        quote = row["evidence"][0]["quote"]
        answer = next((said for said in row["answers"] if said in quote), None)
        if answer and (start := text.find(quote)) >= 0:
            yield Near(row["question"], article["id"], title, text, start, start + len(quote), answer)
        return
    asked = set(terms(row["question"]))
    spans = sorted(split_sentences(text), key=lambda span: -len(asked & set(terms(text[span[0] : span[1]]))))
    if spans:
        yield Near(row["question"], article["id"], title, text, *spans[0])


def crossed(nears: Iterable[Near]) -> Iterator[Near]:
    """Yield questions, and beside some the same in the other language; those whose label does not hold are left out."""
    told = dict(line.split("\t") for line in CROSSED.read_text(encoding="utf-8").splitlines())
    for near in nears:
        other = told.get(near.question, "")
        if other != WRONG:
            yield near
        if other not in ("", WRONG):
            yield replace(near, question=other)


def exchanged(rng: random.Random, corpus: Corpus, questions: Iterable[Question]) -> Iterator[tuple[Question, str]]:
    """Yield questions with a form of each in which a name or a number is another, so that its sentence does not answer it."""
    names = {article: [text[name.start : name.end] for name in find_names(text)] for article, text in corpus.texts.items()}
    for q in questions:
        if q.cross or q.language not in LANGUAGES:
            continue
        said = [(found.start(), found.end()) for found in _NUMBER.finditer(q.text)]
        said += [(name.start, name.end) for name in find_names(q.text) if _NAME.fullmatch(q.text[name.start : name.end])]
        if not said:
            continue
        start, end = rng.choice(said)
        if q.text[start:end].isdigit():
            others = [str(int(q.text[start:end]) + rng.choice([-1, 1]) * rng.randint(1, 9))]
        else:
            others = names[q.article] if rng.random() < OWN else names[rng.choice(list(names))]
            others = [name for name in others if _NAME.fullmatch(name)]
        others = [other for other in others if other not in q.quote and other not in q.text and q.text[start:end] not in other]
        if others:
            yield q, q.text[:start] + rng.choice(others) + q.text[end:]


def grouped(rng: random.Random, nears: Iterable[Near]) -> Iterator[list[Near]]:
    """Group questions by their sentence, so that those that it answers are weighed against those that it does not."""
    by_sentence: defaultdict[tuple[str, int, int], list[Near]] = defaultdict(list)
    for near in nears:
        by_sentence[near.article, near.start, near.end].append(near)
    for group in by_sentence.values():
        if all(near.answer for near in group) and rng.random() > ALONE:
            continue
        rng.shuffle(group)
        answered = [near for near in group if near.answer][:_PER_SENTENCE]
        yield answered + [near for near in group if not near.answer][: _PER_SENTENCE * 2]
