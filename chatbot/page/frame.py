"""What stands around the conversation: the name, the other conversations, the bar, the language switch and the dialogs."""

from collections.abc import Sequence

from chatbot.page.html import Html, join, tag
from chatbot.page.wording import LANGUAGES, Wording, typeset, wording
from index.store.conversations import ConversationSummary


def brand(said: Wording) -> Html:
    """Return the name and the way to a new conversation."""
    skip = tag("a", said("skip"), href="#question", class_="skip", data_do="skip")
    find = tag("input", type="search", class_="find", placeholder=said("find"), aria_label=said("find"), maxlength=200)
    return join([skip, _name(said), _fresh(said), find])


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


def talks(newest: Sequence[ConversationSummary], current: str, said: Wording, *, sought: bool = False) -> Html:
    """Return the list of conversations, of which the ``current`` one is marked; those ``sought`` may be none."""
    if not newest:
        return tag("p", said("found_none"), class_="aside") if sought else Html()
    items = [tag("li", _link(one, current, said), _rename(one, said), _forget(one, said)) for one in newest]
    return join(
        [tag("h2", said("conversations"), id="talks-title"), tag("ul", *items, class_="talks", aria_labelledby="talks-title")]
    )


def forgotten(title: str | None, conversation: str, said: Wording, *, undone: bool) -> Html:
    """Return what became of a conversation that was to be deleted, or to come back, and the way back."""
    if title is None or undone:
        told = said("conversation_gone") if title is None else said("conversation_restored", title=title)
        return join([tag("p", told), dismiss(said)])
    undo = tag("button", said("undo"), type="button", class_="undo", data_do="restore", data_conversation=conversation)
    return join([tag("p", said("conversation_deleted", title=title), " ", undo), dismiss(said)])


def dismiss(said: Wording) -> Html:
    """Return the button that takes a message away."""
    return tag("button", type="button", class_="close", data_do="dismiss", aria_label=said("dismiss"), title=said("dismiss"))


def foot(said: Wording, sends_to: str | None) -> Html:
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
    steps = [
        tag("button", "‹", type="button", data_do="back", aria_label=said("step_back"), title=said("step_back")),
        tag("output", data_said=said("step", number="{number}", count="{count}")),
        tag("button", "›", type="button", data_do="on", aria_label=said("step_on"), title=said("step_on")),
    ]
    pane = tag(
        "dialog",
        tag("form", tag("div", *steps, class_="steps"), close, method="dialog"),
        tag("article", tabindex=0),
        id="article-pane",
        aria_labelledby="article-pane-title",
    )
    sure = tag("button", said("remove_yes"), value="yes", class_="danger")
    confirm = _dialog("confirm", said("remove_title"), tag("p", id="confirm-text"), said("remove_no"), sure)
    name = tag("p", tag("input", id="new-name", maxlength=200, dir="auto", aria_labelledby="naming-title"), id="naming-text")
    naming = _dialog("naming", said("rename"), name, said("close"), tag("button", said("rename"), value="yes"))
    cut_off = tag("p", said("unreachable"), id="cut-off", role="alert")
    drop = tag("div", tag("p", said("drop")), id="drop", aria_hidden="true")
    shade = tag("button", type="button", class_="shade", data_do="shelf", aria_label=said("hide_articles"), tabindex=-1)
    return tag(
        "div",
        *(pane, confirm, naming, drop, shade, cut_off),
        class_="page",
        data_language=said.language,
        data_title=said("name"),
        data_copied=said("copied"),
        data_unreachable=said("unreachable"),
    )


def _dialog(name: str, title: str, content: Html, no: str, yes: Html) -> Html:
    """Return a dialog that asks for one thing; Enter is its last button."""
    form = tag(
        "form",
        content,
        tag("div", tag("button", no, value="no", type="button", data_do="shut"), yes, class_="choices"),
        method="dialog",
    )
    return tag(
        "dialog",
        tag("h2", title, id=f"{name}-title"),
        form,
        id=name,
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-text",
    )


def choice(said: Wording) -> Html:
    """Return what stands above the question box while only some articles are asked, and the way back to all."""
    clear = tag(
        "button", type="button", class_="close", data_do="unchoose", aria_label=said("unchoose"), title=said("unchoose")
    )
    count = tag("span", data_one=said("chosen_one"), data_many=said("chosen_many", count="{count}"))
    return tag("p", count, clear, id="chosen", hidden="")


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


def _rename(one: ConversationSummary, said: Wording) -> Html:
    return tag(
        "button",
        type="button",
        class_="rename",
        title=said("rename"),
        aria_label=said("rename_conversation", title=one.title),
        data_do="rename",
        data_conversation=one.id,
        data_title=one.title,
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
    return tag("h1", said("name"), class_="name")


def _fresh(said: Wording) -> Html:
    label = said("new_conversation")
    return tag("button", tag("span", label), type="button", class_="fresh", data_do="open", data_conversation="", title=label)
