"""Measures the chatbot on questions whose answers are known: retrieval, answers, citations, refusals, speed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from chatbot.answering.evidence import gather, understand
from chatbot.answering.pipeline import answer_from, respond
from chatbot.errors import UsageError
from chatbot.evaluation.plan_measures import plan_measures
from chatbot.evaluation.questions import Gold
from chatbot.evaluation.scoring import exact_match, f1, mean, ndcg, percentile, reciprocal_rank
from chatbot.protocols import LanguageModel
from chatbot.types import Answer, Citation, Done, Evidence
from index.language.translate import translate_short
from index.library import Library
from index.types import Hit, Scope, Sentence

DEPTH = 50  # passages that are ranked to measure retrieval


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: the articles as ranked, by words alone, by vectors alone; the answer if asked for."""

    gold: Gold
    answerable: bool
    ranked: tuple[str, ...] = ()
    lexical: tuple[str, ...] = ()
    dense: tuple[str, ...] = ()
    answer: Answer | None = None


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
            events = respond(gold.question, gold.history, library, model, scope=Scope(excluded=hidden))
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
        evidence = [Evidence(n, owner, sentence) for n, (owner, sentence) in enumerate(items, 1)]
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
            "exact_match": mean([_right(o.gold, a) for o, a in answerable]),
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
        "certainty": {
            "sure": mean([float(a.certainty == "sure") for _, a in asked]),
            "sure_right": mean([_right(o.gold, a) for o, a in answerable if a.certainty == "sure"]),
        },
        "plans": plan_measures([(o.gold, a) for o, a in asked]),
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


def _right(gold: Gold, answer: Answer) -> float:
    return exact_match(answer.short or "", _said(gold, answer))


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
