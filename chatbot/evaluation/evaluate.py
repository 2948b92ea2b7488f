"""Measures the chatbot on questions whose answers are known: retrieval, answers, citations, refusals, speed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from chatbot.answering.evidence import gather, understand
from chatbot.answering.pipeline import answer_from, respond
from chatbot.answering.verification import translate_short
from chatbot.errors import UsageError
from chatbot.evaluation.scoring import exact_match, f1, mean, ndcg, percentile, reciprocal_rank
from chatbot.protocols import LanguageModel
from chatbot.types import Answer, Citation, Done, Evidence
from index.library import Library
from index.types import Hit, Scope, Sentence

DEPTH = 50  # passages that are ranked to measure retrieval


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with its right answers and the quotes that carry them, as (article id, quote)."""

    question: str
    answers: tuple[str, ...]
    answerable: bool
    evidence: tuple[tuple[str, str], ...]

    @property
    def articles(self) -> frozenset[str]:
        """The articles that answer it."""
        return frozenset(article for article, _ in self.evidence)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: the articles as ranked, by words alone, by vectors alone; the answer if asked for."""

    gold: Gold
    answerable: bool
    ranked: tuple[str, ...] = ()
    lexical: tuple[str, ...] = ()
    dense: tuple[str, ...] = ()
    answer: Answer | None = None


def read_questions(path: Path, limit: int | None = None) -> list[Gold]:
    """Return the questions of a JSONL file. Raises UsageError when it is not one; every n-th is kept to meet ``limit``."""
    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        questions = [
            Gold(
                record["question"],
                (answers,) if isinstance(answers := record.get("answers") or (), str) else tuple(answers),
                bool(record.get("answerable", True)),
                tuple((item["article_id"], item["quote"]) for item in record.get("evidence") or ()),
            )
            for record in records
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} is not a JSONL file of questions ({error}); see docs/evaluation.md for the format."
        ) from error
    step = max(1, len(questions) // limit) if limit else 1
    return questions[::step][:limit]


def library_of(path: Path, progress: Callable[[int, int, str], None] | None = None) -> Library:
    """Return a library of the articles in a JSONL file, kept in the user's cache under the file's digest."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); name a JSONL file of articles.") from error
    library = Library.open(user_cache_path("chatbot") / "evaluations" / digest)
    library.add(path, progress=progress)
    return library


def evaluate(
    questions: Sequence[Gold], library: Library, model: LanguageModel | None, *, hide_gold: bool = False
) -> Iterator[Outcome]:
    """Yield what becomes of each question; without a model only what is found.

    With ``hide_gold`` the right articles are hidden from search, so that refusing is right. Of what a question's answer stands
    in, only articles of this library count.
    """
    present = frozenset(article.id for article in library.summaries())
    for gold in questions:
        here = gold.articles & present
        hidden = here if hide_gold else frozenset()
        found = replace(gold, evidence=tuple((name, quote) for name, quote in gold.evidence if name in here))
        hits = library.search(gold.question, limit=DEPTH)
        answer = None
        if model:
            events = respond(gold.question, (), library, model, scope=Scope(excluded=hidden))
            answer = next(event.answer for event in events if isinstance(event, Done))
        yield Outcome(
            found,
            gold.answerable and bool(here - hidden),
            _articles(hits),
            _articles(sorted((h for h in hits if h.lexical_rank), key=lambda hit: hit.lexical_rank or 0)),
            _articles(sorted((h for h in hits if h.dense_rank), key=lambda hit: hit.dense_rank or 0)),
            answer,
        )


def evaluate_reading(
    questions: Sequence[Gold], library: Library, model: LanguageModel, *, distractors: int
) -> Iterator[Outcome]:
    """Yield what becomes of each question when the right sentence is handed over among that many others.

    With ``distractors`` the right sentence stands where the question's own hash puts it.
    """
    for gold in questions:
        article = library.article(gold.evidence[0][0]) if gold.evidence else None
        if article is None or gold.evidence[0][1] not in article.text:
            continue
        start = article.text.index(gold.evidence[0][1])
        right = Sentence(article.id, start, start + len(gold.evidence[0][1]), gold.evidence[0][1])
        asked = understand(gold.question, library)
        others = [
            item for item in gather(asked, library.search(gold.question), limit=distractors + 4) if not _overlap(item, right)
        ]
        place = len(gold.question) % (distractors + 1)
        items = [(item.article, item.sentence) for item in others[:distractors]]
        items.insert(place, (article, right))
        evidence = [Evidence(n, owner, sentence, "", 1.0) for n, (owner, sentence) in enumerate(items, 1)]
        yield Outcome(gold, gold.answerable, answer=answer_from(gold.question, evidence, library, model))


def summarise(outcomes: Sequence[Outcome], *, model: str | None, encoder: str) -> dict[str, Any]:
    """Return the measures as shares from 0 to 1 and milliseconds; None where nothing was measured."""
    ranked = [o for o in outcomes if o.ranked and o.gold.articles]
    asked = [(o, o.answer) for o in outcomes if o.answer]
    answerable = [(o, a) for o, a in asked if o.answerable]
    answered = [(o, a) for o, a in answerable if a.answered and a.citations]
    citations = [citation for _, a in asked for citation in a.citations]
    latency = {
        "sources_p50": percentile([a.timings.retrieve_ms for _, a in asked], 0.5),
        "first_word_p50": percentile([a.timings.first_token_ms or a.timings.total_ms for _, a in asked], 0.5),
        "total_p50": percentile([a.timings.total_ms for _, a in asked], 0.5),
        "total_p95": percentile([a.timings.total_ms for _, a in asked], 0.95),
    }
    return {
        "retrieval": _retrieval([(o.ranked, o.gold.articles) for o in ranked]),
        "retrieval_lexical_alone": _retrieval([(o.lexical, o.gold.articles) for o in ranked]),
        "retrieval_dense_alone": _retrieval([(o.dense, o.gold.articles) for o in ranked]),
        "answers": {
            "exact_match": mean([exact_match(a.short or "", _said(o.gold, a)) for o, a in answerable]),
            "f1": mean([f1(a.short or "", _said(o.gold, a)) for o, a in answerable]),
        },
        "citations": {
            "precision": mean([float(a.citations[0].article.id in o.gold.articles) for o, a in answered]),
            "recall": mean([float(any(_overlaps(c, o.gold) for c in a.citations)) for o, a in answered]),
            "verified": mean([float(citation.verified) for citation in citations]),
        },
        "refusal": {
            "unanswerable": mean([float(not a.answered) for o, a in asked if not o.answerable]),
            "answerable": mean([float(not a.answered) for _, a in answerable]),
        },
        "latency_ms": latency,
        "questions": len(outcomes),
        "model": model,
        "encoder": encoder,
    }


def _articles(hits: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.article.id for hit in hits))


def _retrieval(ranked: Sequence[tuple[Sequence[str], frozenset[str]]]) -> dict[str, float | None]:
    return {
        "hit@1": mean([float(bool(gold & {*found[:1]})) for found, gold in ranked]),
        "hit@5": mean([float(bool(gold & {*found[:5]})) for found, gold in ranked]),
        "mrr": mean([reciprocal_rank(found, gold) for found, gold in ranked]),
        "ndcg@10": mean([ndcg(found, gold) for found, gold in ranked]),
    }


def _said(gold: Gold, answer: Answer) -> list[str]:
    # a date or an amount is told in the question's language, so either form of the right one is right
    spoken = next((c.article.language for c in answer.citations if c.article.id in gold.articles), answer.language)
    told = (translate_short(right, answer.language, spoken=spoken) for right in gold.answers)
    return [*gold.answers, *filter(None, told)]


def _overlaps(citation: Citation, gold: Gold) -> bool:
    for article_id, quote in gold.evidence:
        start = citation.article.text.find(quote) if article_id == citation.article.id else -1
        if 0 <= start < citation.end and citation.start < start + len(quote):
            return True
    return False


def _overlap(item: Evidence, right: Sentence) -> bool:
    sentence = item.sentence
    return sentence.article_id == right.article_id and sentence.start < right.end and right.start < sentence.end
