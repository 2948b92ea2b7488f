"""An article as the page shows it, with the cited quote marked in its place."""

import re

from chatbot.page.frame import button
from chatbot.page.html import Html, join, tag
from chatbot.page.render import origin
from chatbot.page.wording import Wording, typeset
from chatbot.page_links import link_to_quote
from index.language import flat
from index.types import Article

PART = 40_000  # characters shown on either side of a quote, and then at a time; a book would take the browser seconds
NEAR = 2_000  # characters in which the end of a line is looked for


def article_pane(article: Article | None, quote: str, start: int, wording: Wording, **told: int) -> Html:
    """Return the article with ``quote`` marked, found at ``start`` or wherever it has moved since.

    An empty quote marks nothing. ``None`` stands for an article that is no longer in the library. The title carries ``told``.
    """
    if article is None:
        title = tag("h2", wording("gone"), id="article-pane-title")
        return join([title, _lost(wording("gone_quote"), quote)]) if quote else title
    title = tag("h2", typeset(article.title), id="article-pane-title", dir="auto", **told)
    at = start if article.text[start : start + len(quote)] == quote else article.text.find(quote)
    start, end = (at, at + len(quote)) if at >= 0 else (0, 0)
    lost = [_lost(wording("moved"), quote)] if at < 0 else []
    shown = _part(article, _cut(article.text, start - PART), _cut(article.text, end + PART), start, end)
    return join([title, _facts(article, "" if lost else quote, wording), _correction(article, wording), *lost, shown])


def sought_pane(article: Article, sought: str, number: int, wording: Wording) -> Html:
    """Return the article with the place of a number marked, counted around from 0, of those that say what is ``sought``."""
    places = [place.start() for place in re.finditer(re.escape(flat(sought)), flat(article.text))]
    if not places:
        return article_pane(article, "", 0, wording, data_count=0)
    at = places[number := number % len(places)]
    found = article.text[at : at + len(sought)]
    return article_pane(article, found, at, wording, data_number=number, data_count=len(places))


def _facts(article: Article, quote: str, wording: Wording) -> Html:
    published = wording.dated("published", article.published) if article.published else wording("date_unknown")
    modified = wording.dated("modified", article.modified) if article.modified else ""
    added = wording("added_on", date=wording.day(article.added))
    facts = [fact for fact in (origin(article), article.author, published, modified, added) if fact]
    address = link_to_quote(article.url, quote)
    link = [" · ", tag("a", wording("original"), href=address, target="_blank", rel="noopener noreferrer")] if address else []
    return tag("p", " · ".join(facts), *link, class_="facts")


def _correction(article: Article, wording: Wording) -> Html:
    """Return the boxes in which one corrects what is known of an article."""
    codes = dict.fromkeys([article.language, *wording.table["languages"]])  # its own first, which is the one chosen
    boxes = {
        "title": tag("input", name="title", value=article.title, maxlength=1000, dir="auto"),
        "published": tag("input", name="published", value=article.day, placeholder="2025-04-29", maxlength=10),
        "language": tag("select", *(tag("option", wording.tongue(code), value=code) for code in codes), name="language"),
    }
    labels = [tag("label", wording(f"correct_{name}"), box) for name, box in boxes.items()]
    save = tag("p", button("correct", wording("correct_save")), tag("span", role="alert"), class_="tools")
    return tag("details", tag("summary", wording("correct")), *labels, save, class_="narrow")


def _lost(sentence: str, quote: str) -> Html:
    return tag("div", tag("p", sentence), tag("blockquote", quote, dir="auto"), class_="lost")


def further(article: Article, at: int, *, before: bool) -> Html:
    """Return the part of the text that ends at a character, or begins there."""
    at = max(0, min(at, len(article.text)))
    return _part(article, _cut(article.text, at - PART), at) if before else _part(article, at, _cut(article.text, at + PART))


def _part(article: Article, first: int, last: int, start: int = 0, end: int = 0) -> Html:
    lines, at = [], first
    for line in article.text[first:last].splitlines(keepends=True):
        if line.strip():
            lines.append(tag("p", *_marked(line, start - at, end - at)))
        at += len(line)
    where: dict[str, int] = {"data_first": first, "data_last": last, "data_rest": len(article.text) - last}
    return tag("div", *lines, class_="text", dir="auto", lang=article.language, **where)


def _cut(text: str, at: int) -> int:
    """Return where to cut a text near ``at``: after a line, else after a word."""
    if not 0 < at < len(text):
        return max(0, min(at, len(text)))
    places = (text.rfind(sign, max(0, at - NEAR), at) for sign in "\n ")
    return next((place + 1 for place in places if place >= 0), at)


def _marked(line: str, start: int, end: int) -> list[str]:
    """Return the line in pieces, what lies in ``[start, end)`` marked; a quote over several lines is marked in each."""
    start, end = max(0, start), min(len(line), end)
    if start >= end or not line[start:end].strip():
        return [line]
    return [line[:start], tag("mark", line[start:end]), line[end:]]
