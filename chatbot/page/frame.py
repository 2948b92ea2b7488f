"""What stands around the conversation: the name, the other conversations, the bar, the language switch and the dialogs."""

from collections.abc import Sequence

from chatbot.page.html import Html, join, tag
from chatbot.page.wording import LANGUAGES, Wording, typeset, wording
from index.store.conversations import ConversationSummary


def brand(said: Wording) -> Html:
    """Return the name and the way to a new conversation."""
    return join([_name(said), _fresh(said)])


def bar(said: Wording) -> Html:
    """Return the bar of small screens: the ways to what the side holds and to a new conversation."""
    label = said("show_articles")
    menu = tag(
        "button",
        said("menu"),
        type="button",
        class_="menu",
        data_do="shelf",
        aria_expanded="false",
        aria_controls="side",
        aria_label=label,
    )
    return join([menu, _name(said), _fresh(said)])


def talks(newest: Sequence[ConversationSummary], current: str, said: Wording) -> Html:
    """Return the list of conversations, of which the ``current`` one is marked."""
    if not newest:
        return Html()
    items = [tag("li", _link(one, current, said), _forget(one, said)) for one in newest]
    return join(
        [tag("h2", said("conversations"), id="talks-title"), tag("ul", *items, class_="talks", aria_labelledby="talks-title")]
    )


def forgotten(title: str | None, conversation: str, said: Wording, *, undone: bool) -> Html:
    """Return what became of a conversation that was to be deleted, or to come back, and the way back."""
    if title is None or undone:
        return tag("p", said("conversation_gone") if title is None else said("conversation_restored", title=title))
    undo = tag("button", said("undo"), type="button", class_="undo", data_do="restore", data_conversation=conversation)
    return tag("p", said("conversation_deleted", title=title), " ", undo)


def foot(said: Wording, sends_to: str | None = None) -> Html:
    """Return the promise, or to which other computer the model sends what it is asked, and the language switch."""
    switches = [
        tag(
            "button",
            wording(code)("own_name"),
            type="button",
            data_do="language",
            data_language=code,
            lang=code,
            aria_pressed=str(code == said.language).lower(),
        )
        for code in LANGUAGES
    ]
    group = tag("div", *switches, class_="switch", role="group", aria_label=said("language_switch"))
    promise = said("sends_to", address=sends_to) if sends_to else said("promise")
    return join([tag("p", promise, class_="promise"), group])


def desk(said: Wording) -> Html:
    """Return the dialogs, closed, and the sentences that the page's script needs."""
    close = tag("button", class_="close", aria_label=said("close"), title=said("close"))
    pane = tag(
        "dialog",
        tag("form", close, method="dialog"),
        tag("article", tabindex=0),
        id="article-pane",
        aria_labelledby="article-pane-title",
    )
    choices = [
        tag("button", said("remove_no"), value="no"),
        tag("button", said("remove_yes"), value="yes", class_="danger"),
    ]
    confirm = tag(
        "dialog",
        tag("h2", said("remove_title"), id="confirm-title"),
        tag("p", id="confirm-text"),
        tag("form", *choices, method="dialog"),
        id="confirm",
        aria_labelledby="confirm-title",
        aria_describedby="confirm-text",
    )
    drop = tag("div", tag("p", said("drop")), id="drop", aria_hidden="true")
    shade = tag("button", type="button", class_="shade", data_do="shelf", aria_label=said("hide_articles"), tabindex=-1)
    return tag(
        "div",
        *(pane, confirm, drop, shade),
        class_="page",
        data_language=said.language,
        data_title=said("name"),
        data_unreachable=said("unreachable"),
    )


def _link(one: ConversationSummary, current: str, said: Wording) -> Html:
    return tag(
        "a",
        typeset(one.title),
        href=f"/?c={one.id}",
        title=f"{one.title} · {said.day(one.changed)}",
        dir="auto",
        data_do="open",
        data_conversation=one.id,
        aria_current="page" if one.id == current else None,
    )


def _forget(one: ConversationSummary, said: Wording) -> Html:
    return tag(
        "button",
        type="button",
        class_="remove",
        title=said("delete"),
        aria_label=said("delete_conversation", title=one.title),
        data_do="forget",
        data_conversation=one.id,
    )


def _name(said: Wording) -> Html:
    return tag("p", said("name"), class_="name")


def _fresh(said: Wording) -> Html:
    label = said("new_conversation")
    return tag("button", tag("span", label), type="button", class_="fresh", data_do="open", data_conversation="", title=label)
