"""The public question sets as training items; their text is read from a folder and never kept in the repository.

Sets: PIAF (CC BY-SA), XQuAD (CC BY-SA 4.0), AfriQA (CC BY 4.0), in the format of `articles.jsonl` and
`questions.jsonl`: every evidence quote is a verbatim slice of its article.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chatbot.models.span_head import before
from training.items import Source

SETS = {"piaf": ("questions.jsonl", "questions_en.jsonl"), "xquad": ("questions.jsonl",), "afriqa_fr": ("questions.jsonl",)}
SOURCE_CHARS = 420  # longer sentences are cut around the answer: the product's evidence is short
SENTENCE_CHARS = 20  # shorter pieces are headings or initials
WRITTEN = Path(__file__).with_name("written.tsv")  # more questions on the same articles, written for this project
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"(?<=[.!?…])[\"»”)]?\s+(?=[\"«“(]?[A-ZÀ-ÝÄÖÜȘȚÎ0-9¿¡])")


@dataclass(frozen=True)
class Question:
    """One question in one language about one sentence of one article, perhaps in another language."""

    key: str
    text: str
    language: str
    answer: str
    answers: tuple[str, ...]  # all that count as right; `answer` is the first that stands in the quote
    quote: str
    article: str
    article_language: str
    title: str

    @property
    def cross(self) -> bool:
        """Whether question and sentence are in different languages."""
        return self.language != self.article_language


@dataclass(frozen=True)
class Corpus:
    """One side of the split: its questions, and the sentences that can stand beside the right one."""

    questions: tuple[Question, ...]
    sentences: dict[str, tuple[str, ...]]  # by article id, in reading order
    languages: dict[str, str]  # by article id
    titles: dict[str, str]  # by article id
    texts: dict[str, str]  # by article id


def source(corpus: Corpus, article: str, text: str) -> Source:
    """Return a sentence of an article with all that can be told of it."""
    place = corpus.texts[article].find(text)  # a long one that was cut may not be found
    return Source(text, corpus.titles[article], before=before(corpus.texts[article], place) if place > 0 else "")


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def held_out(dataset: str, groups: Iterable[str]) -> tuple[str, ...]:
    """Draw by hash the fifth of the article groups (a group is the same in every language) that is validation, in order.

    The product's few constants are fitted on the first half of it; what is reported of the product is the second half.
    """
    ranked = sorted(set(groups), key=lambda group: hashlib.sha256(f"{dataset}/{group}".encode()).digest())
    return tuple(ranked[: len(ranked) // 5])


def reported(folder: Path, dataset: str) -> frozenset[str]:
    """Return those of a set's article ids that neither weights nor constants were fitted on."""
    return _half(folder, dataset, first=False)


def held_out_half(folder: Path, dataset: str) -> frozenset[str]:
    """Return those of a set's article ids that the weights have not seen and constants are fitted on."""
    return _half(folder, dataset, first=True)


def _half(folder: Path, dataset: str, *, first: bool) -> frozenset[str]:
    groups = {row["id"]: group_of(dataset, row["id"]) for row in read_rows(folder / dataset / "articles.jsonl")}
    held = held_out(dataset, groups.values())
    half = held[: len(held) // 2] if first else held[len(held) // 2 :]
    return frozenset(article for article, group in groups.items() if group in half)


def group_of(dataset: str, article_id: str) -> str:
    """Return the group that an article's id spells: 004 in `xq-de-004-01`, 159 in `piaf-159`, all of `af-0003`."""
    parts = article_id.split("-")
    return parts[2] if dataset == "xquad" else parts[1] if dataset == "piaf" else article_id


def split_sentences(text: str) -> tuple[str, ...]:
    """Cut a paragraph after sentence-ending punctuation; good enough for distractors."""
    return tuple(part for part in (p.strip() for p in _BREAK.split(text)) if len(part) >= SENTENCE_CHARS)


def trim(sentence: str, answer: str = "") -> str:
    """Cut a long sentence at spaces to `SOURCE_CHARS`, keeping the answer inside."""
    sentence = " ".join(sentence.split())
    if len(sentence) <= SOURCE_CHARS:
        return sentence
    place = sentence.find(answer) if answer else 0
    fits = place + len(answer) < SOURCE_CHARS
    start = 0 if fits else max(0, place + len(answer) // 2 - SOURCE_CHARS // 2)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.rfind(" ", start, start + SOURCE_CHARS)
    return sentence[start:end]


def load(folder: Path, *, validation: bool) -> Corpus:
    """Read one side of the split from the folder of public sets, duplicates dropped."""
    questions: dict[tuple[str, str], Question] = {}
    sentences, languages, titles, texts = {}, {}, {}, {}
    for dataset, files in SETS.items():
        articles = {row["id"]: row for row in read_rows(folder / dataset / "articles.jsonl")}
        kept_out = held_out(dataset, (group_of(dataset, key) for key in articles))
        for key, row in articles.items():
            if (group_of(dataset, key) in kept_out) == validation:
                sentences[key] = split_sentences(row["text"])
                languages[key], titles[key], texts[key] = row["lang"], _TAG.sub("", row["title"] or ""), row["text"]
        rows = [row for file in files for row in read_rows(folder / dataset / file)]
        parallel = defaultdict(list)
        for row in rows:
            parallel[row.get("parallel_id", row["id"])].append(row)
        for asked, told in ((a, b) for rows in parallel.values() for a in rows for b in rows):
            found = _evidence(told)
            if found is None or found[0] not in sentences:
                continue
            article, quote, answer = found
            questions.setdefault(
                (asked["question"], quote),
                Question(
                    key=asked["id"] if asked is told else f"{asked['id']}>{told['lang']}",
                    text=" ".join(asked["question"].split()),
                    language=asked["lang"],
                    answer=" ".join(answer.split()),
                    answers=tuple(told["answers"]),
                    quote=quote,
                    article=article,
                    article_language=languages[article],
                    title=titles[article],
                ),
            )
    corpus = Corpus(tuple(questions.values()), sentences, languages, titles, texts)
    return corpus if validation else replace(corpus, questions=(*corpus.questions, *_written(corpus)))


def _written(corpus: Corpus) -> Iterator[Question]:
    """Read the written questions: article, begin and end of the sentence, answer, question in French, in English, or both.

    Those on articles that `corpus` does not hold fall away. Raises ValueError where an article has another text.
    """
    for number, line in enumerate(WRITTEN.read_text(encoding="utf-8").splitlines(), start=1):
        article, begin, end, answer, *asked = line.split("\t")
        if article not in corpus.texts:
            continue
        quote = corpus.texts[article][int(begin) : int(end)]
        if answer not in quote:
            raise ValueError(f"{WRITTEN.name}, line {number}: {article} is another text than the questions were written on.")
        said = (" ".join(answer.split()), (answer,), quote, article, corpus.languages[article], corpus.titles[article])
        for language, text in zip(("fr", "en"), asked, strict=False):
            if text:
                yield Question(f"written-{number}", text, language, *said)


def _evidence(row: dict[str, Any]) -> tuple[str, str, str] | None:
    """Return the article, quote and answer of the first evidence that holds an answer verbatim."""
    for evidence in row["evidence"]:
        for answer in row["answers"]:
            if answer in evidence["quote"]:
                return evidence["article_id"], evidence["quote"], answer
    return None
