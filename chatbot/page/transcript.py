"""A conversation as plain text, to be copied, and as a file, to be kept elsewhere."""

import json
import re

from chatbot.page import keeping
from chatbot.page.conversation import Exchange
from chatbot.page.wording import Wording
from index.library import Library
from index.store.conversations import KeptExchange

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def copied(one: Exchange, said: Wording) -> str:
    """Return an answer and below it its sources: number, title, date and quote."""
    sources = [
        f"[{cited.marker}] {cited.article.title}, {said.date(cited.article.published)}\n{said('quoted', quote=cited.quote)}"
        for cited in one.sources
    ]
    return "\n\n".join([one.text, *sources])


def exported(library: Library, owner: str, conversation: str, form: str, said: Wording) -> dict[str, str] | None:
    """Return the name and the text of a file that holds the owner's conversation, as ``md`` or ``json``; None without one."""
    opened = keeping.opened(library, owner, conversation)
    if opened is None:
        return None
    if form == "json":
        kept = library.conversations.exchanges(owner, conversation)
        text = json.dumps([_object(one) for one in kept], ensure_ascii=False, indent=2)
    else:
        text = "\n\n".join(part for one in opened.exchanges for part in _markdown(one, said))
    name = re.sub(r"\W+", "-", opened.exchanges[0].question)[:60].strip("-") or conversation
    return {"name": f"{name}.{form}", "text": f"{text}\n"}


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
