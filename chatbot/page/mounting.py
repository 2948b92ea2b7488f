"""Puts the page into a web application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import gradio as gr
from fastapi import FastAPI

from chatbot.bot import Chatbot
from chatbot.page.components import Page
from chatbot.page.layout import ASSETS


def application(bot: Chatbot) -> FastAPI:
    """Return an application with the page for ``bot`` at its root; when it ends, so do the answers being written."""
    page = Page(bot)
    page.blocks.has_launched = True  # else gradio's own check, whether a file is an upload, does nothing when mounted

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        page.answers.close()

    app = FastAPI(openapi_url=None, lifespan=lifespan)
    gr.mount_gradio_app(
        app,
        page.blocks,
        path="/",
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),  # not gradio's own
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
    return app
