"""The page: gradio's components, what they show and what happens when someone uses them.

What one visitor sees is in ``gr.State``, and kept by the library; nothing about a conversation is kept on the ``Page``.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from typing import Any

import gradio as gr

from chatbot.bot import Chatbot
from chatbot.errors import ChatbotError
from chatbot.page import frame, keeping, render, uploads
from chatbot.page.article_pane import article_pane
from chatbot.page.conversation import Conversation, Exchange, reply
from chatbot.page.wording import Wording, preferred, wording
from index.errors import IndexingError

COOKIE = "quotewise_language"
ASSETS = resources.files("chatbot") / "assets"
# puts what the browser's address names, a conversation's id or nothing, in the place of the first input
ADDRESS = "(place, ...others) => [new URLSearchParams(location.search).get('c') ?? '', ...others]"

Updates = dict[Any, Any]  # gradio's own form: component to new value
log = logging.getLogger(__name__)


class Page:
    """The components and their handlers. A handler returns what changes, component by component."""

    def __init__(self, bot: Chatbot) -> None:
        """Lay the page out and wire it to ``bot``."""
        self.bot = bot
        with gr.Blocks(title=wording("en")("name"), analytics_enabled=False) as self.blocks:
            self._lay_out()
            self._wire()

    def _lay_out(self) -> None:
        def part(name: str, *, script: str | None = None, functions: list[Any] | None = None) -> gr.HTML:
            return gr.HTML(elem_id=name, apply_default_css=False, js_on_load=script, server_functions=functions)

        def read(data: dict[str, Any], request: gr.Request) -> str:
            return self.read(data, request)

        self.conversation = gr.State(Conversation())
        self.place = gr.Textbox(visible=False)  # takes ADDRESS
        with gr.Column(elem_id="side"):
            self.brand = part("brand")
            self.talks = part("talks")
            self.upload = gr.UploadButton("", file_count="multiple", elem_id="upload")
            self.notice = part("notice")
            self.shelf = part("shelf")
            self.foot = part("foot")
        with gr.Column(elem_id="main"):
            self.bar = part("bar")
            with gr.Column(elem_id="talk"):
                self.past = part("past")
                self.live = part("live")
            with gr.Row(elem_id="composer"):
                self.question = gr.Textbox(lines=1, max_lines=7, container=False, elem_id="question", autofocus=True)
                self.send = gr.Button("", elem_id="send")
                self.stop = gr.Button("", elem_id="stop")
        self.desk = part("desk", script=(ASSETS / "page.js").read_text("utf-8"), functions=[read])

    def _wire(self) -> None:
        queued: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        at_once = queued | {"queue": False}
        addressed = at_once | {"js": ADDRESS}
        said = [self.conversation, self.past, self.live, self.talks, self.notice]
        everything = [
            *said, self.brand, self.upload, self.shelf, self.foot, self.bar, self.question, self.send, self.stop, self.desk,
        ]  # fmt: skip
        self.blocks.load(self.arrive, self.place, everything, **addressed)
        self.desk.language(self.show, self.conversation, everything, **at_once)
        given, asked = [self.place, self.conversation], [*said, self.question]
        begun = [
            gr.on([self.question.submit, self.send.click], self.ask, [*given, self.question], asked, **addressed),
            self.desk.ask(self.ask_sample, given, asked, **addressed),
        ]
        outputs = [self.conversation, self.live]
        answers = [one.then(self.answer, self.conversation, outputs, concurrency_id="model", **queued) for one in begun]
        # cancel first: an answer still running would write over what these leave behind
        self.stop.click(None, cancels=answers, **at_once).then(self.halt, self.conversation, outputs, **at_once)
        left = self.desk.open(None, cancels=answers, trigger_mode="always_last", **at_once)
        left.then(self.open, self.place, said, trigger_mode="always_last", **addressed)
        self.desk.forget(self.forget, self.conversation, [self.talks, self.notice], **at_once)
        # greet reads the conversation when all is done: a question may have been asked and answered meanwhile
        added = self.upload.upload(self.take_in, self.upload, [self.notice, self.shelf, self.upload], **queued)
        added.then(self.greet, self.conversation, self.live, **at_once)
        removed = self.desk.remove(self.remove, None, [self.notice, self.shelf], **queued)
        removed.then(self.greet, self.conversation, self.live, **at_once)

    def arrive(self, place: str, request: gr.Request) -> Updates:
        """Show everything, and the conversation that the address names."""
        opened = self.open(place, request)
        return self.show(opened.get(self.conversation, Conversation()), request) | opened

    def show(self, conversation: Conversation, request: gr.Request) -> Updates:
        """Show everything in the visitor's language."""
        said = _wording(request)
        around = {
            self.brand: frame.brand(said),
            self.bar: frame.bar(said),
            self.foot: frame.foot(said, self.bot.model.sends_to),
            self.desk: frame.desk(said),
            self.upload: gr.UploadButton(said("add_articles")),
            self.question: gr.Textbox(label=said("question"), placeholder=said("question_hint")),
            self.send: gr.Button(said("send")),
            self.stop: gr.Button(said("stop")),
        }
        try:
            return around | {self.shelf: self._shelf(said)} | self._conversing(conversation, request)
        except IndexingError as error:
            return around | {self.notice: render.notice(said.reason(error))}

    def open(self, place: str, request: gr.Request) -> Updates:
        """Show the visitor's conversation of that id, a new one without an id."""
        said = _wording(request)
        try:
            found = keeping.opened(self.bot.library, _owner(request), place)
            gone = {self.notice: render.notice(said("conversation_gone"))} if place and not found else {}
            return self._conversing(found or Conversation(place), request) | gone
        except IndexingError as error:
            return {self.notice: render.notice(said.reason(error))}

    def ask(self, place: str, conversation: Conversation, question: str, request: gr.Request) -> Updates:
        """Put a question on the page; ``answer`` follows. While one is still coming, the question stays in its box."""
        if not question.strip() or conversation.busy:
            return {self.question: question}
        asked = keeping.asked(self.bot.library, _owner(request), place, conversation, question.strip())
        return self._conversing(asked, request) | {self.question: ""}

    def ask_sample(self, place: str, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Updates:
        """Ask a sample question."""
        return self.ask(place, conversation, str(event.question), request)

    def answer(self, conversation: Conversation, request: gr.Request) -> Iterator[Updates]:
        """Answer the last question, showing the answer as it grows."""
        if not conversation.exchanges or conversation.exchanges[-1].state != "waiting":
            yield {self.live: gr.skip()}  # gradio empties what a generator leaves out that yields nothing
            return
        current = conversation.exchanges[-1]
        try:
            for current in reply(self.bot, conversation.exchanges):
                yield self._answered(conversation, current, request)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the person gets a sentence
            # without sources: they may be what cannot be shown
            current = replace(current, state="failed", problem=_error_sentence(error, _wording(request)), sources=())
            yield self._answered(conversation, current, request)
        finally:
            if current.busy:  # whoever looked on has stopped it or gone away
                keeping.settled(self.bot.library, conversation, replace(current, state="stopped"))

    def halt(self, conversation: Conversation, request: gr.Request) -> Updates:
        """Leave the answer as far as it has come, without sources that nothing cites."""
        if not conversation.busy:
            return {self.conversation: conversation}
        return self._answered(conversation, replace(conversation.exchanges[-1], state="stopped", sources=()), request)

    def forget(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Updates:
        """Delete one of the visitor's conversations, or bring it back."""
        said, kept = _wording(request), self.bot.library.conversations
        try:
            title = (kept.restore if event.undo else kept.delete)(_owner(request), str(event.conversation))
            sentence = frame.forgotten(title, str(event.conversation), said, undone=event.undo)
            return {self.notice: sentence, self.talks: self._talks(conversation, request)}
        except IndexingError as error:
            return {self.notice: render.notice(said.reason(error))}

    def take_in(self, files: list[str], request: gr.Request) -> Iterator[Updates]:
        """Add uploaded files to the library."""
        said = _wording(request)
        yield {self.notice: render.progress(0, len(files), said)}
        try:
            for news in uploads.take_in(self.bot.library, files):
                if isinstance(news, uploads.Step):
                    yield {self.notice: render.progress(news.done, news.total, said)}
                else:
                    yield self._changed(render.report(news, said), said) | {self.upload: None}
        except Exception as error:  # noqa: BLE001 - as in ``answer``
            yield {self.notice: render.notice(_error_sentence(error, said)), self.upload: None}

    def remove(self, event: gr.EventData, request: gr.Request) -> Updates:
        """Remove an article; the visitor has confirmed it."""
        said = _wording(request)
        try:
            article = self.bot.library.article(str(event.article))
            removed = article and self.bot.library.remove(article.id)
            sentence = said("removed", title=article.title) if article and removed else said("removed_already")
            return self._changed(render.notice(sentence), said)
        except Exception as error:  # noqa: BLE001 - as in ``answer``
            return {self.notice: render.notice(_error_sentence(error, said))}

    def greet(self, conversation: Conversation, request: gr.Request) -> Updates:
        """Say in an empty conversation what can be asked now."""
        return {self.live: gr.skip() if conversation.exchanges else self._live(conversation, _wording(request))}

    def read(self, data: dict[str, Any], request: gr.Request) -> str:
        """Return an article for the article pane, the cited quote marked."""
        article = self.bot.library.article(str(data["article"]))
        return article_pane(article, str(data["quote"]), int(data["start"]), _wording(request))

    def _answered(self, conversation: Conversation, current: Exchange, request: gr.Request) -> Updates:
        now = keeping.settled(self.bot.library, conversation, current)
        return {self.conversation: now, self.live: self._live(now, _wording(request))}

    def _conversing(self, conversation: Conversation, request: gr.Request) -> Updates:
        said = _wording(request)
        return {
            self.conversation: conversation,
            self.past: render.talk(conversation.exchanges[:-1], said),
            self.live: self._live(conversation, said),
            self.talks: self._talks(conversation, request),
        }

    def _talks(self, conversation: Conversation, request: gr.Request) -> str:
        return frame.talks(self.bot.library.conversations.newest(_owner(request)), conversation.id, _wording(request))

    def _changed(self, notice: str, said: Wording) -> Updates:
        return {self.notice: notice, self.shelf: self._shelf(said)}

    def _shelf(self, said: Wording) -> str:
        return render.shelf(self.bot.library.summaries(newest_first=True), self.bot.library.count(), said)

    def _live(self, conversation: Conversation, said: Wording) -> str:
        """Return the last exchange, or the welcome."""
        if last := conversation.exchanges[-1:]:
            return render.live(conversation, render.talk(last, said), said)
        library, offered = self.bot.library, uploads.samples(self.bot.library, said.language)
        return render.live(conversation, render.welcome(library.count(), offered, said), said)


def _error_sentence(error: Exception, said: Wording) -> str:
    """Return what went wrong in a sentence; what nobody foresaw goes to the log as well."""
    if isinstance(error, ChatbotError | IndexingError):
        return said.reason(error)
    log.error("unforeseen", exc_info=error)
    return said("failed_unexpectedly")


def _wording(request: gr.Request) -> Wording:
    return wording(preferred(request.cookies.get(COOKIE), request.headers.get("accept-language", "")))


def _owner(request: gr.Request) -> str:
    """Return the name that the door found to have logged in."""
    return request.user or ""
