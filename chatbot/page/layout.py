"""What the page is made of: gradio's components, and their texts in a visitor's language."""

from importlib import resources
from typing import Any

import gradio as gr

from chatbot.page import frame
from chatbot.page.conversation import Conversation
from chatbot.page.html import tag
from chatbot.page.wording import Wording, preferred, wording

COOKIE = "quotewise_language"
ASSETS = resources.files("chatbot") / "assets"

Updates = dict[Any, Any]  # gradio's own form: component to new value


class Layout:
    """The components, laid out within gradio's ``blocks``; the page's script calls ``functions`` by their names."""

    def __init__(self, functions: list[Any]) -> None:
        """Make the components."""
        self.conversation = gr.State(Conversation())
        self.place, self.choice = gr.Textbox(visible=False), gr.Textbox(visible=False)  # take what the browser says
        with gr.Column(elem_id="side"):
            gr.HTML(f"<style>{(ASSETS / 'page.css').read_text('utf-8')}</style>", elem_id="looks")
            self.brand = _part("brand")
            self.talks = _part("talks")
            self.upload = gr.UploadButton("", file_count="multiple", elem_id="upload")
            self.ways = _part("ways")
            self.notice = _part("notice")
            self.filters = _part("filters")
            self.shelf = _part("shelf")
            self.foot = _part("foot")
        with gr.Column(elem_id="main"):
            self.bar = _part("bar")
            with gr.Column(elem_id="talk"):
                self.past = _part("past")
                self.live = _part("live")
            self.loading = _part("loading")
            with gr.Row(elem_id="composer"):
                self.chosen = _part("choice")
                self.question = gr.Textbox(lines=1, max_lines=7, container=False, elem_id="question", autofocus=True)
                self.send = gr.Button("", elem_id="send")
                self.stop = gr.Button("", elem_id="stop")
            self.models = _part("models")
        self.desk = _part("desk", script=(ASSETS / "page.js").read_text("utf-8"), functions=functions)

    def texts(self, said: Wording) -> Updates:
        """Return what stands around the conversation and the articles."""
        return {
            self.brand: frame.brand(said),
            self.bar: frame.bar(said),
            self.loading: tag("p", said("loading"), role="status"),
            self.desk: frame.desk(said),
            self.ways: frame.ways(said),
            self.upload: gr.UploadButton(said("add_articles")),
            self.question: gr.Textbox(label=said("question"), placeholder=said("question_hint")),
            self.send: gr.Button(said("send")),
            self.stop: gr.Button(said("stop")),
        }


def wording_of(request: gr.Request) -> Wording:
    """Return the wording in the visitor's language."""
    return wording(preferred(request.cookies.get(COOKIE), request.headers.get("accept-language", "")))


def owner_of(request: gr.Request) -> str:
    """Return the name that the door found to have logged in; gradio's own where others launch the page, without a door."""
    try:
        return request.user or ""
    except AssertionError:  # of starlette
        return request.username or ""


def _part(name: str, *, script: str | None = None, functions: list[Any] | None = None) -> gr.HTML:
    return gr.HTML(elem_id=name, apply_default_css=False, js_on_load=script, server_functions=functions)
