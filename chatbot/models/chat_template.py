"""Fills the chat template of a model with a system and a user message, so that the template's own words stay apart from them.

A template is a program that came with the model. It is run on placeholders, never on the texts: what an article spells can
neither steer it nor pass for a part of it.
"""

import re
from collections.abc import Callable, Sequence

from chatbot.models.prompt_tokens import Templated

Render = Callable[[Sequence[dict[str, str]]], str]  # of messages with ``role`` and ``content``
SYSTEM, USER = "7193046582", "2850641937"  # digits, which neither case nor escaping changes


def templated(render: Render, system: str, user: str) -> Templated:
    """Return the prompt that the template makes of both messages, of one that holds both where it knows no system role.

    Both are stripped of white space, as many templates do. Raises ValueError when the template makes no place for them.
    """
    system, user = system.strip(), user.strip()
    try:
        rendered = render([{"role": "system", "content": SYSTEM}, {"role": "user", "content": USER}])
    except ValueError:  # the template's own raise_exception: Gemma and the first Mistrals know no system role
        rendered = ""
    if SYSTEM not in rendered or USER not in rendered:  # others leave it out without a word
        user = f"{system}\n\n{user}"
        rendered = render([{"role": "user", "content": USER}])
    if USER not in rendered:
        raise ValueError("the template leaves out what the user says")
    texts = {SYSTEM: system, USER: user}
    return Templated(tuple(texts.get(part, part) for part in re.split(f"({SYSTEM}|{USER})", rendered)))
