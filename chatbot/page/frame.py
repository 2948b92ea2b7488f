"""What stands around the conversation: the name, the other conversations, the bar, the language switch and the dialogs."""

from collections.abc import Sequence

from chatbot.page.choosing import conditions, json_of
from chatbot.page.html import Html, join, tag
from chatbot.page.wording import LANGUAGES, Wording, typeset, wording
from index.store.conversations import ConversationSummary
from index.types import EVERYTHING, Scope


def brand(said: Wording) -> Html:
    """Return the name and the way to a new conversation."""
    skip = tag("a", said("skip"), href="#question", class_="skip", data_do="skip")
    return join([skip, _name(said), _fresh(said), seeker("find", said)])


def bar(said: Wording) -> Html:
    """Return the bar of small screens: the ways to what the side holds and to a new conversation."""
    state = {"aria_expanded": "false", "aria_controls": "side", "aria_label": said("show_articles")}
    return join([button("shelf", said("menu"), class_="menu", **state), _name(said), _fresh(said)])


def talks(newest: Sequence[ConversationSummary], current: str, said: Wording, *, sought: bool = False) -> Html:
    """Return the list of conversations, of which the ``current`` one is marked; those ``sought`` may be none."""
    if not newest:
        return tag("p", said("found_none"), class_="aside") if sought else Html()
    items = [_talk(one, current, said) for one in newest]
    return join(
        [tag("h2", said("conversations"), id="talks-title"), tag("ul", *items, class_="talks", aria_labelledby="talks-title")]
    )


def button(do: str, *content: str, **attributes: str | float | None) -> Html:
    """Return a button that does what the page's script calls so."""
    return tag("button", *content, type="button", data_do=do, **attributes)


def icon(kind: str, do: str, title: str, label: str = "", **data: str) -> Html:
    """Return a button that shows a sign, told by its ``title`` and to those who hear the page by a longer ``label``."""
    return button(do, class_=kind, title=title, aria_label=label or title, **data)


def seeker(name: str, said: Wording) -> Html:
    """Return a box for what is sought; ``name`` is its id, and the key of its wording."""
    return tag("input", type="search", class_="find", id=name, placeholder=said(name), aria_label=said(name), maxlength=200)


def dismiss(said: Wording) -> Html:
    """Return the button that takes a message away."""
    return icon("close", "dismiss", said("dismiss"))


def foot(said: Wording, sends_to: str | None) -> Html:
    """Return the promise, or to which other computer the model sends what it is asked, and the language switch."""
    pressed = {code: str(code == said.language).lower() for code in LANGUAGES}
    switches = [
        button("language", wording(code)("own_name"), data_language=code, lang=code, aria_pressed=pressed[code])
        for code in LANGUAGES
    ]
    group = tag("div", *switches, class_="switch", role="group", aria_label=said("language_switch"))
    promise = said("sends_to", address=sends_to) if sends_to else said("promise")
    return join([tag("p", promise, class_="promise"), group])


def desk(said: Wording) -> Html:
    """Return the dialogs, closed, and the sentences that the page's script needs."""
    told = tag("output", data_said=said("step", number="{number}", count="{count}"))
    back = button("back", "‹", aria_label=said("step_back"), title=said("step_back"))
    on = button("on", "›", aria_label=said("step_on"), title=said("step_on"))
    steps = tag("div", back, told, on, class_="steps", hidden="")
    top = tag("div", seeker("within", said), steps, icon("close", "shut", said("close")), class_="top")
    pane = tag("dialog", top, tag("article", tabindex=0), id="article-pane", aria_labelledby="article-pane-title")
    name = tag("p", tag("input", name="title", maxlength=200, dir="auto", aria_labelledby="naming-title"), id="naming-text")
    naming = _dialog("naming", said("rename"), name, said("close"), tag("button", said("name_it"), value="yes"))
    # the page's script shows the boxes of one way
    address = tag("label", said("address_of"), tag("input", type="text", inputmode="url", name="address", maxlength=4000))
    titled = tag("label", said("title_of"), tag("input", name="title", maxlength=200, dir="auto"))
    text = tag("label", said("text_of"), tag("textarea", name="text", rows=9, dir="auto"))
    brought = tag("div", tag("div", address, data_way="address"), tag("div", titled, text, data_way="text"), id="bringing-text")
    add = tag("button", said("add"), value="yes")
    bringing = _dialog("bringing", said("add_articles"), brought, said("close"), add)
    cut_off = tag("p", said("unreachable"), id="cut-off", role="alert")
    drop = tag("div", tag("p", said("drop")), id="drop", aria_hidden="true")
    shade = button("shelf", class_="shade", aria_label=said("hide_articles"), tabindex=-1)
    words = {f"data_{key}": said(key) for key in ("name", "copied", "unreachable")}
    parts = (pane, naming, bringing, drop, shade, cut_off)
    return tag("div", *parts, class_="page", data_language=said.language, **words)


def _dialog(name: str, title: str, content: Html, no: str, yes: Html) -> Html:
    """Return a dialog that asks for one thing; Enter is its last button."""
    choices = tag("div", button("shut", no, value="no"), yes, class_="choices")
    titled = tag("h2", title, id=f"{name}-title")
    named = {"id": name, "aria_labelledby": f"{name}-title", "aria_describedby": f"{name}-text"}
    return tag("dialog", titled, tag("form", content, choices, method="dialog"), **named)


def choice(scope: Scope, count: int, said: Wording) -> Html:
    """Return what stands above the question box while only some articles are asked, ``count`` of them, and the ways on."""
    if scope == EVERYTHING:
        return tag("p", id="chosen", hidden="", data_scope="")
    told = said("chosen_none") if not count else said.count("chosen", count)
    keep = button("collect", said("collect"), class_="undo", data_title="")
    shown = tag("span", told if scope == Scope(articles=scope.articles) else f"{told} ({conditions(scope, said)})")
    return tag("p", shown, keep, icon("close", "unchoose", said("unchoose")), id="chosen", data_scope=json_of(scope))


def ways(said: Wording) -> Html:
    """Return the ways to add what is no file at hand: a folder, an address, a text."""
    return join(button(f"add_{kind}", said(f"add_{kind}")) for kind in ("folder", "address", "text"))


def _talk(one: ConversationSummary, current: str, said: Wording) -> Html:
    rename, delete = said("rename_conversation", title=one.title), said("delete_conversation", title=one.title)
    shown = {"title": f"{one.title} · {said.day(one.changed)}", "aria_current": "page" if one.id == current else None}
    return tag(
        "li",
        tag("a", typeset(one.title), dir="auto", href=f"/?c={one.id}", data_do="open", data_conversation=one.id, **shown),
        icon("rename", "rename", said("rename"), rename, data_conversation=one.id, data_title=one.title),
        icon("remove", "forget", said("delete"), delete, data_conversation=one.id),
    )


def _name(said: Wording) -> Html:
    return tag("h1", said("name"), class_="name")


def _fresh(said: Wording) -> Html:
    label = said("new_conversation")
    return button("open", tag("span", label), class_="fresh", data_conversation="", title=label)
