"""The page: gradio's components, what they show and what happens when someone uses them.

What one visitor sees is in ``gr.State``, and kept by the library; nothing about a conversation is kept on the ``Page``.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial, wraps
from secrets import token_hex
from typing import Any

import gradio as gr

from chatbot.bot import Chatbot
from chatbot.page import endpoints, frame, keeping, listing, offering, render, transcript
from chatbot.page.adding import Additions
from chatbot.page.answers import Answers
from chatbot.page.article_pane import article_pane, further, sought_pane
from chatbot.page.choosing import scope_of
from chatbot.page.conversation import Conversation, Exchange
from chatbot.page.html import join
from chatbot.page.layout import Updates, owner_of, wording_of
from chatbot.page.model_choice import ModelChoice
from chatbot.page.reasons import reason_of
from chatbot.page.shelf import Shelf, guarded
from chatbot.page.wording import Wording, wording
from index.errors import IndexingError
from index.types import EVERYTHING

# puts what the browser's address names, a conversation's id or nothing, in the place of the first input
ADDRESS = "(place, ...others) => [new URLSearchParams(location.search).get('c') ?? '', ...others]"
# and which articles are asked, as the page's script has it, in the place of the second
ADDRESS_AND_CHOICE = ADDRESS.replace("(place,", "(place, choice,").replace("'',", "'', document.body.dataset.scope,")
CHOICE = "(choice, ...others) => [document.body.dataset.scope, ...others]"


class Page(Shelf):
    """The components and their handlers. A handler returns what changes, component by component."""

    def __init__(self, bot: Chatbot) -> None:
        """Lay the page out and wire it to ``bot``."""

        def news(_: dict[str, Any], __: gr.Request) -> dict[str, Any]:
            adding, ended = self.additions.latest()
            return {
                "home": self.home,
                "adding": adding,
                "ended": ended,
                "loading": not bot.ready.is_set(),
                "model": self.choice_of_model.current,
            }

        self.bot, self.home, self.choice_of_model = bot, token_hex(8), ModelChoice(bot)
        self.answers, self.additions, self._removals = Answers(bot), Additions(), {}
        with gr.Blocks(title=wording("en")("name"), analytics_enabled=False) as self.blocks:
            super().__init__([_plain(one) for one in (self.read, self.save, self.more, self.correct, news)])
            endpoints.publish(bot, self.answers)  # first: gradio gives a name to who comes first
            self._wire()

    def _wire(self) -> None:
        queued: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        at_once = queued | {"queue": False}
        looking_on = queued | {"trigger_mode": "multiple", "concurrency_limit": None}  # by many, while one answer is written
        addressed = at_once | {"js": ADDRESS}
        said = [self.conversation, self.past, self.live, self.talks, self.notice]
        everything = [
            *said, self.brand, self.upload, self.ways, self.filters, self.shelf, self.foot, self.bar, self.question, self.send,
            self.stop, self.desk, self.chosen, self.loading, self.models,
        ]  # fmt: skip
        self.blocks.load(self.arrive, self.place, everything, **addressed)
        self.desk.language(self.show, self.conversation, everything, **at_once)
        given = [self.place, self.choice, self.conversation, self.question]
        choosing = at_once | {"js": ADDRESS_AND_CHOICE}
        gr.on([self.question.submit, self.send.click], self.ask, given, [*said, self.question], **choosing)
        outputs = [self.conversation, self.live]
        followed = self.desk.follow(self.answer, self.conversation, outputs, **looking_on)
        # cancel first: an answer still followed would write over what these leave behind
        self.stop.click(None, cancels=followed, **at_once).then(self.halt, self.conversation, outputs, **at_once)
        left = self.desk.open(None, cancels=followed, trigger_mode="always_last", **at_once)
        left.then(self.open, [self.place, self.conversation], said, trigger_mode="always_last", **addressed)
        for changed, handler in [(self.desk.forget, self.forget), (self.desk.find, self.find)]:
            changed(handler, self.conversation, [self.talks, self.notice], **at_once)
        self.desk.model(self.change_model, None, [self.models, self.foot, self.notice], **looking_on)
        self.desk.dismiss(lambda: "", None, self.notice, **at_once)
        shelved = [self.notice, self.shelf, self.filters]
        self.upload.upload(self.take_in, self.upload, [self.notice, self.upload], **at_once)
        self.desk.bring(self.bring, None, self.notice, **at_once)
        self.desk.cancel(self.cancel, None, None, **at_once)
        # greet reads the conversation when all is done: a question may have been asked and answered meanwhile
        watched = self.desk.watch(self.watch, None, shelved, **looking_on)
        removed = self.desk.remove(self.remove, None, shelved, **queued)
        restored = self.desk.undo(self.undo, self.conversation, [*shelved, self.talks], **queued)
        for changed in (watched, removed, restored):
            changed.then(self.greet, self.conversation, self.live, **at_once)
        self.desk.relist(self.relist, self.conversation, [*shelved, self.talks], **at_once)
        self.desk.browse(self.browse, None, [self.shelf, self.notice], trigger_mode="always_last", **at_once)
        chosen = at_once | {"js": CHOICE, "trigger_mode": "always_last"}
        self.desk.choose(self.choose, self.choice, [self.chosen, self.notice], **chosen)
        self.desk.collect(self.collect, None, [self.filters, self.notice], **at_once)

    def arrive(self, place: str, request: gr.Request) -> Updates:
        """Show everything, and the conversation that the address names."""
        opened = self.open(place, Conversation(), request)
        return self.show(opened.get(self.conversation, Conversation()), request) | opened

    def show(self, conversation: Conversation, request: gr.Request) -> Updates:
        """Show everything in the visitor's language."""
        said = wording_of(request)
        around = self.texts(said) | self._answering(request) | {self.chosen: frame.choice(EVERYTHING, 0, said)}
        try:
            return around | self._changed("", said) | self._conversing(conversation, request)
        except IndexingError as error:
            return around | {self.notice: listing.notice(said.reason(error), said)}

    @guarded
    def open(self, place: str, conversation: Conversation, request: gr.Request) -> Updates:
        """Show the visitor's conversation of that id, a new one without an id; the answer of one that is left is stopped."""
        said = wording_of(request)
        if place != conversation.id:
            self.answers.stop(conversation)
        found = keeping.opened(self.bot.library, owner_of(request), place)
        gone = {self.notice: listing.notice(said("conversation_gone"), said)} if place and not found else {}
        return self._conversing(self.answers.now(found) if found else Conversation(place), request) | gone

    def ask(self, place: str, choice: str, conversation: Conversation, question: str, request: gr.Request) -> Updates:
        """Put a question to the articles chosen, or to all. While an answer is still coming, the question stays in its box."""
        conversation = self.answers.now(conversation)
        if not question.strip() or conversation.busy:
            return {self.question: question}
        exchange = Exchange(question.strip(), scope=scope_of(choice))
        asked = self.answers.begin(keeping.asked(self.bot.library, owner_of(request), place, conversation, exchange))
        return self._conversing(asked, request) | {self.question: ""}

    def answer(self, conversation: Conversation, request: gr.Request) -> Iterator[Updates]:
        """Show the answer to the last question as it grows."""
        said, now = wording_of(request), conversation
        try:
            for now in self.answers.follow(conversation):
                yield {self.conversation: now, self.live: self._live(now, said)}
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the person gets a sentence
            # without sources: they may be what cannot be shown
            failed = replace(now.exchanges[-1], state="failed", problem=reason_of(error), sources=())
            now = keeping.settled(self.bot.library, now, failed)
            yield {self.conversation: now, self.live: self._live(now, said)}
        if now is conversation:
            yield {self.live: gr.skip()}  # gradio empties what a generator leaves out that yields nothing

    def halt(self, conversation: Conversation, request: gr.Request) -> Updates:
        """Leave the answer as far as it has come."""
        now = self.answers.stop(conversation)
        return {self.conversation: now, self.live: self._live(now, wording_of(request))}

    @guarded
    def forget(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Updates:
        """Delete one of the visitor's conversations."""
        said, kept = wording_of(request), self.bot.library.conversations
        owner, named = owner_of(request), str(event.conversation)
        title = kept.delete(owner, named)
        if title is None:
            told = listing.notice(said("conversation_gone"), said)
        else:
            told = self._undoable("conversation_deleted", title, partial(kept.restore, owner, named), said)
        return {self.notice: told, self.talks: self._talks(conversation, request)}

    @guarded
    def undo(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Updates:
        """Take a removal back."""
        said = wording_of(request)
        title, back = self._removals.pop(str(event.undo), ("", None))
        if back:
            back()
        return self._relisted(conversation, said("restored", title=title) if back else said("undone_already"), request)

    @guarded
    def relist(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Updates:
        """Show conversations and articles as they are after a correction, or what was in its way."""
        return self._relisted(conversation, str(event.problem), request)

    @guarded
    def find(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Updates:
        """List the visitor's conversations in which the words stand."""
        return {self.talks: self._talks(conversation, request, str(event.text))}

    def save(self, data: dict[str, Any], request: gr.Request) -> dict[str, str] | None:
        """Return one of the visitor's conversations as a file."""
        owner, conversation, form = owner_of(request), str(data["conversation"]), str(data["form"])
        return transcript.exported(self.bot.library, owner, conversation, form, wording_of(request))

    @guarded
    def change_model(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Have another model answer from now on."""
        self.choice_of_model.change(str(event.model), alone=not owner_of(request))
        return self._answering(request) | {self.notice: ""}

    def greet(self, conversation: Conversation, request: gr.Request) -> Updates:
        """Say in an empty conversation what can be asked now."""
        return {self.live: gr.skip() if conversation.exchanges else self._live(conversation, wording_of(request))}

    def read(self, data: dict[str, Any], request: gr.Request) -> str:
        """Return an article for the article pane, the cited quote marked, or a further part of its text."""
        article = self.bot.library.article(str(data["article"]))
        if "at" in data:
            return further(article, int(data["at"]), before=bool(data["before"])) if article else ""
        if article and "sought" in data:
            return sought_pane(article, str(data["sought"]), int(data["number"]), wording_of(request))
        return article_pane(article, str(data.get("quote", "")), int(data.get("start", 0)), wording_of(request))

    def _answering(self, request: gr.Request) -> Updates:
        """Return which model answers, and where what is asked goes."""
        said = wording_of(request)
        shown = self.choice_of_model.shown(said, alone=not owner_of(request))
        return {self.models: shown, self.foot: frame.foot(said, self.bot.model.sends_to)}

    def _conversing(self, conversation: Conversation, request: gr.Request) -> Updates:
        said = wording_of(request)
        return {
            self.conversation: conversation,
            self.past: render.talk(conversation.exchanges[:-1], said),
            self.live: self._live(conversation, said),
            self.talks: self._talks(conversation, request),
        }

    def _relisted(self, conversation: Conversation, told: str, request: gr.Request) -> Updates:
        said = wording_of(request)
        changed = self._changed(listing.notice(told, said) if told else "", said)
        return changed | {self.talks: self._talks(conversation, request)}

    def _talks(self, conversation: Conversation, request: gr.Request, holding: str = "") -> str:
        newest = self.bot.library.conversations.newest(owner_of(request), holding)
        return frame.talks(newest, conversation.id, wording_of(request), sought=bool(holding))

    def _live(self, conversation: Conversation, said: Wording) -> str:
        """Return the last exchange and how to go on, or the welcome."""
        library = self.bot.library
        if last := conversation.exchanges[-1:]:
            further = render.questions("go_on", offering.to_go_on(library, last[0], said.language), said)
            return render.live(conversation, join([render.talk(last, said), further]), said)
        return render.live(conversation, render.welcome(library.count(), offering.to_begin(library, said.language), said), said)


def _plain(method: Callable[[dict[str, Any], gr.Request], Any]) -> Callable[[dict[str, Any], gr.Request], Any]:
    """Return a method as a function, which gradio marks as one that the page's script may call."""

    @wraps(method)
    def called(data: dict[str, Any], request: gr.Request) -> Any:
        return method(data, request)

    return called
