"""The web page in parts: what is said, what is shown, what a conversation is, and the library's shelf.

Only ``layout``, ``shelf``, ``components`` and ``mounting`` know gradio; every other part turns values into values, and can be
tested without a browser.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

    from chatbot.bot import Chatbot


def build(bot: "Chatbot") -> "gr.Blocks":
    """Return the page as gradio's blocks, whole wherever they are launched or mounted, but without the door of the server."""
    blocks: gr.Blocks = import_module("chatbot.page.components").Page(bot).blocks  # only who builds it loads gradio
    return blocks
