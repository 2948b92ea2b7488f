"""A conversation as a file, to be kept elsewhere."""

import json
import re

from chatbot.page import keeping, render
from chatbot.page.conversation import Exchange
from chatbot.page.wording import Wording
from index.library import Library
from index.store.conversations import KeptExchange

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def exported(library: Library, owner: str, conversation: str, form: str, said: Wording) -> dict[str, str] | None:
    """Return name and text of a file with the owner's conversation, as ``md``, ``html`` or ``json``; None without one."""
    opened = keeping.opened(library, owner, conversation)
    if opened is None:
        return None
    if form == "json":
        kept = library.conversations.exchanges(owner, conversation)
        text = json.dumps([_object(one) for one in kept], ensure_ascii=False, indent=2)
    elif form == "html":
        text = render.web_page(opened.exchanges, said)
    else:
        text = "\n\n".join(part for one in opened.exchanges for part in _markdown(one, said))
    name = slug(opened.exchanges[0].question) or conversation
    return {"name": f"{name}.{form}", "text": f"{text}\n"}


def slug(text: str) -> str:
    """Return what can name a file, "" where nothing of the text can."""
    return re.sub(r"\W+", "-", text)[:60].strip("-")


def _object(kept: KeptExchange) -> dict[str, object]:
    answer = json.loads(kept.answer) if kept.answer and kept.state == "done" else None
    return {"question": kept.question, "asked": kept.made, "state": kept.state, "text": kept.text, "answer": answer}


def _markdown(one: Exchange, said: Wording) -> list[str]:
    """Return an exchange in paragraphs; what it says is text, whatever signs it holds."""
    answer = [line if line.startswith("- ") else f"{line}\n" for line in map(_plain, one.text.splitlines()) if line.strip()]
    sources = [
        f"{citation.marker}. {_plain(citation.article.title)}, {said.date(citation.article.published)}"
        + (f", <{citation.article.url}>" if citation.article.url else "")
        + "".join(f"\n   > {line}" for line in _plain(citation.quote).splitlines())
        for citation in one.sources
    ]
    return [f"## {_plain(' '.join(one.question.split()))}", "\n".join(answer).strip() or said(one.state), *sources]


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
