"""The side of the page that holds the articles: which are listed and asked, which are added and removed."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial, wraps
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

import gradio as gr

from chatbot.bot import Chatbot
from chatbot.page import frame, listing, transcript
from chatbot.page.adding import Additions, Step
from chatbot.page.choosing import scope_of
from chatbot.page.html import Html
from chatbot.page.layout import Layout, Updates, owner_of, wording_of
from chatbot.page.reasons import reason_of
from chatbot.page.wording import Wording
from index.intake.importer import Within
from index.intake.sources import is_address
from index.types import ArticleSummary, Report, Scope

UNDOABLE = 16  # removals that can be taken back

Handler = TypeVar("Handler", bound=Callable[..., Updates])


def guarded(handler: Handler) -> Handler:
    """Have a handler, which gets the request last, tell in a sentence why it cannot do what it is for."""

    @wraps(handler)
    def done(page: Any, *given: Any) -> Updates:
        try:
            return handler(page, *given)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the person gets a sentence
            said = wording_of(given[-1])
            return {page.notice: listing.notice(said.reason(reason_of(error)), said)}

    return done  # type: ignore[return-value]


class Shelf(Layout):
    """The handlers of that side. A handler returns what changes, component by component."""

    bot: Chatbot
    additions: Additions
    _removals: dict[str, tuple[str, Callable[[], object]]]  # by what its undoing is called: title, and what brings it back

    @guarded
    def browse(self, event: gr.EventData, request: gr.Request) -> Updates:
        """List the articles that the page's script asks for."""
        return {self.shelf: self._list(str(event.listed), wording_of(request))}

    def more(self, data: dict[str, Any], request: gr.Request) -> str:
        """Return further articles of a list of which so many are shown."""
        found, _ = self._found(str(data["listed"]), max(0, int(data["shown"])))
        return listing.books_of(found, wording_of(request))

    @guarded
    def choose(self, choice: str, request: gr.Request) -> Updates:
        """Say which articles are asked."""
        scope = scope_of(choice)
        return {self.chosen: frame.choice(scope, self.bot.library.count(scope), wording_of(request))}

    @guarded
    def collect(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Put the articles in a scope into a collection, a new one unless there is one of that name."""
        said, name = wording_of(request), str(event.title)
        self._keep(name, scope_of(str(event.scope)))
        return {self.filters: self._filters(said), self.notice: listing.notice(said("collected", name=name), said)}

    def take_in(self, files: list[str], request: gr.Request) -> Updates:
        """Begin to add uploaded files."""
        begun = self._begin(lambda tell: self.bot.library.add_uploads(files, progress=tell), request)
        return begun | {self.upload: None}

    def bring(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Begin to add the page of an address, or a text that has a title."""
        library, address, title, text = self.bot.library, str(event.address).strip(), str(event.title), str(event.text)
        if address:
            whole = address if is_address(address) else f"https://{address}"
            return self._begin(lambda tell: library.add(whole, progress=tell), request)

        def add(tell: Within) -> Report:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / f"{transcript.slug(title) or 'text'}.jsonl"
                file.write_text(json.dumps({"title": title, "text": text}), encoding="utf-8")
                return library.add_uploads([file], progress=tell)

        return self._begin(add, request)

    def watch(self, event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Show how far an addition comes, and what becomes of it."""
        said = wording_of(request)
        for news in self.additions.follow(int(event.adding)):
            if isinstance(news, Step):
                yield {self.notice: listing.progress(news, said)}
            elif isinstance(news, Report):
                yield self._changed(listing.report(news, said), said)
            else:
                yield {self.notice: listing.notice(said.reason(reason_of(news)), said)}

    def cancel(self, event: gr.EventData) -> None:
        """End an addition with what has been added."""
        self.additions.cancel(int(event.adding))

    @guarded
    def remove(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Remove an article, or a collection but not its articles."""
        said, library, collection = wording_of(request), self.bot.library, str(event.collection)
        if collection:
            held = frozenset(article.id for article in library.summaries(Scope(collections=frozenset({collection}))))
            library.collections.delete(collection)
            back = partial(self._keep, collection, Scope(articles=held))
            notice = self._undoable("collection_deleted", collection, back, said)
        elif removed := library.remove(str(event.article)):
            notice = self._undoable("removed", removed.article.title, partial(library.restore, removed), said)
        else:
            notice = listing.notice(said("removed_already"), said)
        return self._changed(notice, said)

    def correct(self, data: dict[str, str], request: gr.Request) -> str:
        """Name a conversation or a collection anew, or correct an article; return why that cannot be, "" once it is done."""
        library = self.bot.library
        try:
            if named := data.get("conversation"):
                library.conversations.rename(owner_of(request), named, data["title"])
            elif named := data.get("collection"):
                library.collections.rename(named, data["title"])
            elif article := library.article(data["article"]):
                known = {"title": article.title, "published": article.day, "language": article.language}
                changes = {name: said for name, value in known.items() if (said := data[name].strip()) != value}
                library.edit(article.id, changes)
            else:
                return wording_of(request)("removed_already")
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the person gets a sentence
            return wording_of(request).reason(reason_of(error))
        return ""

    def _keep(self, name: str, scope: Scope) -> None:
        """Put the articles in a scope into a collection, a new one unless there is one of that name."""
        collections = self.bot.library.collections
        if name not in collections.counts():
            collections.create(name)
        collections.put_in(name, (article.id for article in self.bot.library.summaries(scope)))

    def _undoable(self, key: str, title: str, back: Callable[[], object], said: Wording) -> Html:
        """Return what tells of a removal, and has ``back`` called when the visitor wants it undone."""
        self._removals[undo := token_hex(8)] = title, back
        for old in list(self._removals)[:-UNDOABLE]:
            del self._removals[old]
        return listing.notice(said(key, title=title), said, undo)

    def _begin(self, add: Callable[[Within], Report], request: gr.Request) -> Updates:
        return {self.notice: listing.progress(self.additions.begin(add), wording_of(request))}

    def _changed(self, notice: str, said: Wording) -> Updates:
        return {
            self.notice: notice,
            self.shelf: self._list(f"\n\n{listing.ORDERS[0]}", said),
            self.filters: self._filters(said),
        }

    def _filters(self, said: Wording) -> str:
        return listing.filters(self.bot.library, said) if self.bot.library.count() else ""

    def _list(self, listed: str, said: Wording) -> str:
        found, count = self._found(listed)
        return listing.shelf(found, count, listed, said)

    def _found(self, listed: str, skip: int = 0) -> tuple[Iterator[ArticleSummary], int]:
        """Return articles and how many there are: ``listed`` is a scope, and on lines below words of titles, an order."""
        choice, words, asked = [*listed.split("\n"), "", ""][:3]
        by = next((order for order in listing.ORDERS if order == asked), listing.ORDERS[0])
        scope, library = scope_of(choice), self.bot.library
        if words.strip():
            scope = replace(scope, articles=library.titles.holding(words))
        found = library.summaries(scope, by=by, newest_first=by != "title", skip=skip)
        # to count again those that were found by their words takes 50,000 articles 100 ms
        found_by_words = words.strip() and scope == Scope(articles=scope.articles)
        return islice(found, listing.PAGE), len(scope.articles or ()) if found_by_words else library.count(scope)
