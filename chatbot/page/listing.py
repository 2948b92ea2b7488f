"""What the page shows of the library: which articles there are, how far an addition has come and what became of it."""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from chatbot.page.adding import Step
from chatbot.page.chart import chart
from chatbot.page.frame import button, dismiss, icon, seeker
from chatbot.page.html import Html, join, tag
from chatbot.page.wording import Wording, typeset
from index.intake.sources import is_address
from index.library import Library
from index.types import Article, ArticleSummary, Order, Report

ORDERS: tuple[Order, ...] = get_args(Order)  # of the list, the newest first
PAGE = 100  # articles listed at once, and then at a time
FORESEEN = 0.02  # of the work, after which the time left can be told


def shelf(found: Iterable[ArticleSummary], count: int, listed: str, said: Wording) -> Html:
    """Return the list of ``count`` articles as far as ``found`` goes; ``listed`` is what the page's script asked for.

    That is a scope, and on lines below words of titles and an order.
    """
    title = tag("h2", said("articles"), " ", tag("span", str(count), class_="count"), id="shelf-title")
    books = tag("ul", books_of(found, said), class_="shelf", aria_labelledby="shelf-title", data_listed=listed)
    none = [tag("p", said("found_no_article"), class_="aside")] if not count and listed.rpartition("\n")[0].strip() else []
    return join([title, books, *none])


def books_of(found: Iterable[ArticleSummary], said: Wording) -> Html:
    """Return articles as items of the list."""
    return join(tag("li", *_item(article, said), draggable="true") for article in found)


def opener(article: Article | ArticleSummary, said: Wording, quote: str | None = None) -> Html:
    """Return the button that opens an article, where it says the quote if there is one."""
    facts = [tag("span", said.date(article.published)), tag("span", said.tongue(article.language))]
    title = tag("span", typeset(article.title), class_="title", dir="auto")
    named = {"title": article.title, "data_article": article.id, "data_quote": quote}
    return button("read", title, tag("span", *facts, class_="meta"), class_="article", **named)


def filters(library: Library, said: Wording) -> Html:
    """Return what narrows the list of articles, and but for the words and the order what is asked, too."""
    choices = {
        "languages": [(code, said.tongue(code)) for code in library.languages()],
        "sources": [(site, site.partition("//")[2]) for site in library.store.sites()],
        "collections": [(name, f"{name} ({count})") for name, count in library.collections.counts().items()],
    }
    parts = [tag("label", said(f"filter_{name}"), tag("input", type="date", data_scope=name)) for name in ("since", "until")]
    parts += [_select(key, options, said) for key, options in choices.items() if options]
    changes = button("rename", said("rename")), button("remove", said("delete"))
    orders = [tag("option", said(f"order_{key}"), value=key) for key in ORDERS]
    parts.append(tag("p", *changes, class_="tools", id="collection", hidden=""))
    parts += [tag("label", said("order"), tag("select", *orders, id="order")), chart(library.store.count_months(), said)]
    narrow = tag("details", tag("summary", said("narrow"), data_do="unfold"), *parts, class_="narrow")
    return join([seeker("seek", said), narrow, _places(choices["collections"], said)])


def progress(step: Step, said: Wording) -> Html:
    """Return how far an addition has come, how fast it goes and how long it will take, and the way to end it."""
    at, share = min(int(step.done) + 1, step.total), step.done / max(step.total, 1)
    told = tag("label", said("adding", done=at, total=step.total), tag("progress", value=share, max=1))
    pace = [Path(step.source).name, said("percent", percent=int(100 * share))]
    if step.done >= 1 and step.seconds:
        pace.append(said("pace", rate=said.decimal(step.done / step.seconds * 60)))
    if share > FORESEEN:
        pace.append(said("time_left", time=said.lasting(step.seconds / share - step.seconds)))
    cancel = button("cancel", said("cancel"), class_="undo", data_adding=step.number)
    return join([tag("p", told, data_adding=step.number), tag("p", " · ".join(filter(None, pace)), " ", cancel, class_="pace")])


def report(result: Report, said: Wording) -> Html:
    """Return what became of an addition, and why some of it could not be added."""
    outcomes = {"added": result.added, "replaced": result.replaced, "unchanged": result.unchanged}
    lines = [said.count(key, len(ids)) for key, ids in outcomes.items() if ids] or [said("nothing_added")]
    names = (one.source if is_address(one.source) else Path(one.source).name for one in result.problems)
    items = [
        tag("li", tag("strong", name), " ", said.reason(one.reason)) for name, one in zip(names, result.problems, strict=True)
    ]
    problems = [tag("p", said.count("problem", len(items)), class_="bad"), tag("ul", *items)] if items else []
    return join([tag("p", " ".join(lines)), *problems, dismiss(said)])


def notice(sentence: str, said: Wording, undo: str = "") -> Html:
    """Return one plain sentence, and the way back from what it tells, which ``undo`` names."""
    back = [" ", button("undo", said("undo"), class_="undo", data_undo=undo)] if undo else []
    return join([tag("p", sentence, *back), dismiss(said)])


def _select(name: str, options: Iterable[tuple[str, str]], said: Wording) -> Html:
    shown = [tag("option", text, value=value) for value, text in [("", said("any")), *options]]
    return tag("label", said(f"filter_{name}"), tag("select", *shown, data_scope=name))


def _places(collections: Iterable[tuple[str, str]], said: Wording) -> Html:
    """Return what articles are dropped on, which is shown while they are dragged."""
    named = [tag("li", text, data_title=name, dir="auto") for name, text in collections]
    anew = tag("li", said("new_collection"), data_title="")
    return tag("div", tag("p", said("put_in")), tag("ul", *named, anew), class_="places", aria_hidden="true")


def _item(article: ArticleSummary, said: Wording) -> list[Html]:
    only, remove = (said(key, title=article.title) for key in ("choose", "remove"))
    choose = tag("input", type="checkbox", class_="choose", value=article.id, aria_label=only, title=only)
    removal = icon("remove", "remove", said("remove_it"), remove, data_article=article.id)
    return [choose, opener(article, said), removal]
