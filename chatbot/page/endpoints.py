"""What programs call through ``gradio_client``: questions and searches, typed, with the JSON that the command line prints."""

import json
from typing import Any

import gradio as gr
from gradio.events import api

from chatbot.bot import Chatbot
from chatbot.json_output import answer_object, hit_object
from chatbot.page import keeping
from chatbot.page.answers import Answers
from chatbot.page.choosing import scope_of
from chatbot.page.conversation import Exchange
from chatbot.page.wording import wording

MOST = 100  # hits


def publish(bot: Chatbot, answers: Answers) -> None:
    """Open the endpoints in the blocks that are being made."""

    def ask(question: str, scope: dict[str, Any] | None = None) -> dict[str, Any]:
        """Answer a question, as `chatbot ask --json` does.

        `scope` may name "articles", "languages" and "collections", each a list, "since" and "until", days.
        """
        exchange = Exchange(question, scope=scope_of(json.dumps(scope)))
        *_, last = answers.follow(answers.begin(keeping.unkept(exchange)))
        done = last.exchanges[-1]
        if done.answer is None:
            raise gr.Error(wording("en").reason(done.problem or ""), print_exception=False)
        return answer_object(done.answer)

    def search(question: str, limit: int = 8, scope: dict[str, Any] | None = None) -> list[Any]:
        """Return the passages that bear on a question, best first, as `chatbot search --json` does; `scope` is as in `ask`."""
        hits = bot.library.search(question, limit=min(limit, MOST), scope=scope_of(json.dumps(scope)))
        return [hit_object(hit) for hit in hits]

    api(ask, api_name="ask", concurrency_limit=None)
    api(search, api_name="search")
