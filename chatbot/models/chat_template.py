"""Fills the chat template of a model with a system and a user message, so that the template's own words stay apart from them.

A template is a program that came with the model. It is run on placeholders, never on the texts: what an article spells can
neither steer it nor pass for a part of it.
"""

import re
from collections.abc import Callable, Sequence

from chatbot.models.prompt_tokens import Templated

Render = Callable[[Sequence[dict[str, str]]], str]  # of messages with ``role`` and ``content``
SYSTEM, USER = "7193046582", "2850641937"  # digits, which neither case nor escaping changes
EDGE = "\u2003"  # a space that is trimmed where the template trims, and that none writes


def templated(render: Render, system: str, user: str) -> Templated:
    """Return the prompt that the template makes of both messages, of one that holds both where it knows no system role.

    Raises ValueError when the template makes no place for them.
    """
    try:
        rendered = render([_message("system", SYSTEM), _message("user", USER)])
    except ValueError:  # the template's own raise_exception: Gemma and the first Mistrals know no system role
        rendered = ""
    if SYSTEM not in rendered or USER not in rendered:  # others leave it out without a word
        user = f"{system}\n\n{user}"
        rendered = render([_message("user", USER)])
    if USER not in rendered:
        raise ValueError("the template leaves out what the user says")
    return _filled(rendered, {SYSTEM: system, USER: user})


def _message(role: str, place: str) -> dict[str, str]:
    return {"role": role, "content": f"{EDGE}{place}{EDGE}"}


def _filled(rendered: str, texts: dict[str, str]) -> Templated:
    parts = re.split(f"({EDGE}?)({SYSTEM}|{USER})({EDGE}?)", rendered)
    filled = [parts[0]]
    for before, place, after, own in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        text = texts[place] if before else texts[place].lstrip()
        filled += [text if after else text.rstrip(), own]
    return Templated(tuple(filled))
