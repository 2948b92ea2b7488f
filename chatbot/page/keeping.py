"""How the library keeps the page's conversations, for their owner alone; what it cannot keep is shown all the same."""

import json
from dataclasses import replace
from itertools import count

from chatbot.json_output import Known, Object, answer_from, answer_object, cited_in
from chatbot.page.choosing import json_of, scope_of
from chatbot.page.conversation import Conversation, Exchange
from index.errors import LibraryError
from index.library import Library
from index.store.conversations import KeptExchange
from index.types import Scope

_UNKEPT = count(-1, -1)  # the numbers of what is kept nowhere


def asked(library: Library, owner: str, place: str, conversation: Conversation, question: Exchange) -> Conversation:
    """Return the conversation with a question at its end, both kept where that can be.

    When it is not that of the ``place``, the program was started anew since the page was opened.
    """
    if place != conversation.id:
        conversation = opened(library, owner, place) or conversation
    kept, number, unkept = conversation.id if conversation.exchanges else "", next(_UNKEPT), None
    try:
        kept, number = library.conversations.ask(owner, kept, question.question, json.dumps(_scoped({}, question)))
    except LibraryError as error:
        unkept = str(error)
    return Conversation(kept, (*conversation.exchanges, replace(question, number=number)), unkept)


def unkept(question: Exchange) -> Conversation:
    """Return a conversation of one question, which the library does not keep."""
    return Conversation(exchanges=(replace(question, number=next(_UNKEPT)),))


def settled(library: Library, conversation: Conversation, current: Exchange) -> Conversation:
    """Return the conversation with its last exchange as it is now, kept once it is no longer busy."""
    unkept = conversation.unkept
    if current.number > 0 and not current.busy:
        done = current.answer if current.state == "done" else None
        outcome = answer_object(done) if done else {"problem": current.problem}
        kept = json.dumps(_scoped(outcome, current), ensure_ascii=False)
        try:
            library.conversations.settle(conversation.id, current.number, current.state, current.text, kept)
        except LibraryError as error:
            unkept = str(error)
    return replace(conversation, exchanges=(*conversation.exchanges[:-1], current), unkept=unkept)


def opened(library: Library, owner: str, conversation: str) -> Conversation | None:
    """Return the owner's conversation of that id, if there is one. Raises LibraryError when it cannot be read."""
    kept = library.conversations.exchanges(owner, conversation)
    outcomes: dict[int, Object] = {one.number: json.loads(one.answer) for one in kept if one.answer}
    ids = frozenset[str]().union(*(cited_in(saved) for saved in outcomes.values() if "text" in saved))
    known = {article.id: article for article in library.summaries(Scope(articles=ids))}
    exchanges = tuple(_exchange(one, outcomes.get(one.number), known) for one in kept)
    return Conversation(conversation, exchanges) if exchanges else None


def _exchange(kept: KeptExchange, saved: Object | None, known: Known) -> Exchange:
    """Return an exchange as it was; nobody writes on at an answer that was interrupted."""
    scope = scope_of((saved or {}).pop("scope", ""))
    answer = answer_from(saved, known) if kept.state == "done" and saved else None
    problem = saved.get("problem") if kept.state == "failed" and saved else None
    state = "stopped" if kept.state in {"waiting", "writing"} else kept.state
    sources = answer.citations if answer else ()
    return Exchange(kept.question, state, kept.text, sources, answer, problem, kept.number, scope)


def _scoped(outcome: Object, exchange: Exchange) -> Object:
    return outcome | {"scope": json_of(exchange.scope)}
