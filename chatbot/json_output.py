"""The JSON that outsiders rely on."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from chatbot.page_links import link_to_quote
from chatbot.types import Answer, Citation, Item, Nearest, Plan, Read, Refusal, Statement, Timings
from index.types import Article, ArticleSummary, Dated, Hit, Place, Section

Object = dict[str, Any]
Known = Mapping[str, ArticleSummary]  # by id
CITATION = ("marker", "quote", "start", "end", "verified")


def answer_object(answer: Answer) -> Object:
    """Return an answer as ``ask --json`` prints it."""
    refusal = answer.refusal
    offered = refusal and refusal.nearest
    return _told(
        answer, "question", "plan", "text", "short", "answered", "certainty", "language", "left_out", "count", "model"
    ) | {
        "statements": [asdict(statement) for statement in answer.statements],
        "items": [
            _told(item, "text", "date", "side", "markers") | {"article": item.article and _named(item.article)}
            for item in answer.items
        ],
        "read": asdict(answer.read),
        "refusal": refusal
        and {"reason": refusal.reason, "nearest": offered and _named(offered.article) | {"quote": offered.quote}},
        "citations": [_citation_object(citation) for citation in answer.citations],
        "nearest": answer.nearest and _named(answer.nearest),
        "timings": asdict(answer.timings),
    }


def answer_from(saved: Object, known: Known) -> Answer:
    """Return the answer of which ``answer_object`` made an object. Its articles have no texts.

    They are as they are ``known`` to be now; of one that is gone there is what the object tells.
    """
    refusal, nearest = saved["refusal"], saved["nearest"]
    offered = refusal and refusal["nearest"]
    read = saved | {
        "plan": Plan(saved["plan"]),
        "statements": tuple(Statement(**one | {"markers": tuple(one["markers"])}) for one in saved["statements"]),
        "items": tuple(
            Item(**one | {"markers": tuple(one["markers"]), "article": one["article"] and _article_from(one["article"], known)})
            for one in saved["items"]
        ),
        "read": Read(**saved["read"]),
        "refusal": refusal and Refusal(refusal["reason"], offered and Nearest(_article_from(offered, known), offered["quote"])),
        "citations": tuple(_citation_from(one, known) for one in saved["citations"]),
        "nearest": nearest and _article_from(nearest, known),
        "timings": Timings(**saved["timings"]),
    }
    return Answer(**read)


def cited_in(saved: Object) -> set[str]:
    """Return the ids of the articles that an answer's object names."""
    refused = [saved["refusal"]["nearest"]] if saved["refusal"] else []
    named = [saved["nearest"], *refused, *(one["article"] for one in (*saved["citations"], *saved["items"]))]
    return {article["id"] for article in named if article}


def listed_object(article: ArticleSummary, passages: int, copies: int, shown: str) -> Object:
    """Return an article as ``list --json`` prints it; of its ``copies``, itself among them, the search shows ``shown``."""
    published = article.published
    return _told(article, "id", "title", "url", "source", "language", "author", "site", "added", "characters") | {
        "published": published and published.value,
        "published_from": published and published.origin,
        "published_certainty": published and published.certainty,
        "modified": article.modified and article.modified.value,
        "passages": passages,
        "copies": copies,
        "copy_of": shown if shown != article.id else None,
    }


def shown_object(article: Article, group: list[str]) -> Object:
    """Return an article as ``show --json`` prints it, with its text."""
    whole = asdict(article) | {
        "source": article.source,
        "copies": len(group),
        "copy_of": group[0] if group[0] != article.id else None,
    }
    del whole["place"]
    return whole


def hit_object(hit: Hit) -> Object:
    """Return a hit as ``search --json`` prints it."""
    return {
        "article": _named(hit.article),
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
    } | _told(hit, "score", "dense_rank", "lexical_rank", "cosine", "coverage")


def print_json_rows(values: Iterable[Object]) -> None:
    """Print an array as ``print_json`` does, each value as it comes."""
    before = "["
    for value in values:
        told = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        print(f"{before}\n  {told}", end="")
        before = ","
    print("[]" if before == "[" else "\n]", flush=True)


def print_json(value: Object | list[Object], *, indent: int | None = 2) -> None:
    """Print one JSON value, at once; on one line without ``indent``."""
    print(json.dumps(value, ensure_ascii=False, indent=indent), flush=True)


def _citation_object(citation: Citation) -> Object:
    published = citation.article.published
    return _told(citation, *CITATION) | {
        "section": citation.article.section_at(citation.start),
        "link": link_to_quote(citation.article.url, citation.quote),
        "article": _named(citation.article)
        | {"published": published and published.value, "published_certainty": published and published.certainty},
    }


def _named(article: Article | ArticleSummary) -> Object:
    return _told(article, "id", "title", "url")


def _told(value: object, *names: str) -> Object:
    return {name: getattr(value, name) for name in names}


def _article_from(saved: Object, known: Known, *sections: Section) -> Article:
    if summary := known.get(saved["id"]):
        facts = {field.name: getattr(summary, field.name) for field in fields(summary) if field.name != "characters"}
        return Article(**facts, text="", sections=sections)
    published = Dated(saved["published"], "saved", saved["published_certainty"]) if saved.get("published") else None
    facts = {"id": saved["id"], "title": saved["title"], "url": saved["url"], "published": published}
    return Article(**facts, place=Place(""), text="", language="", added="", sections=sections)


def _citation_from(saved: Object, known: Known) -> Citation:
    sections = [Section(0, saved["section"])] if saved["section"] else []
    article = _article_from(saved["article"], known, *sections)
    return Citation(article=article, **{key: saved[key] for key in CITATION})
