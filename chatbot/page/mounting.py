"""Puts the page into a web application."""

import gradio as gr
from fastapi import FastAPI

from chatbot.bot import Chatbot
from chatbot.page.components import ASSETS, Page


def mount(bot: Chatbot, app: FastAPI) -> None:
    """Put the page for ``bot`` at the root of ``app``."""
    system = ["system-ui", "sans-serif"]  # gradio's default themes name fonts of their own
    blocks = Page(bot).blocks
    blocks.has_launched = True  # else gradio's own check, whether a file is an upload, does nothing when mounted
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        theme=gr.themes.Base(font=system, font_mono=["ui-monospace", "monospace"]),
        # not as ``css``, which gradio rewrites, media queries and plain rules differently
        head=f"<style>{(ASSETS / 'page.css').read_text('utf-8')}</style>",
        favicon_path=str(ASSETS / "favicon.svg"),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
    )
