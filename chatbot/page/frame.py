"""What stands around the conversation: the name, the bar, the language switch and the dialogs."""

from chatbot.page.html import Html, join, tag
from chatbot.page.wording import LANGUAGES, Wording, wording


def brand(said: Wording) -> Html:
    """Return the name and the way to a new conversation."""
    return join([_name(said), _fresh(said)])


def bar(said: Wording) -> Html:
    """Return the bar of small screens: the ways to the articles and to a new conversation."""
    label = said("show_articles")
    menu = tag(
        "button",
        said("articles"),
        type="button",
        class_="menu",
        data_do="shelf",
        aria_expanded="false",
        aria_controls="side",
        aria_label=label,
    )
    return join([menu, _name(said), _fresh(said)])


def foot(said: Wording) -> Html:
    """Return the promise and the language switch."""
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
    return join([tag("p", said("promise"), class_="promise"), group])


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


def _name(said: Wording) -> Html:
    return tag("p", said("name"), class_="name")


def _fresh(said: Wording) -> Html:
    label = said("new_conversation")
    return tag("button", tag("span", label), type="button", class_="fresh", data_do="fresh", title=label)
