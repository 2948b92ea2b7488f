"""Makes a question stand alone: what a follow-up leaves out is taken from the turn before."""

import re
from collections.abc import Sequence

from chatbot.facts.names import find_names
from chatbot.types import Turn

_FOLLOWS = re.compile(
    r"^(and|but|so|what about|how about|et|mais|alors|donc)\b"
    r"|\b(it|its|he|she|they|them|their|his|her|this|that|these|those|there"
    r"|il|elle|ils|elles|lui|leur|leurs|cela|ça|celui-ci|celle-ci|y|en)\b"
    r"|\bl['’](?=[aeiouyéèêh]\w*(?:e|ent|a|ait|era)\b)",
    re.IGNORECASE,
)


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """Return the question with the names of the last turn added when it leans on them; a new subject is left alone."""
    if not history or find_names(question) or not _FOLLOWS.search(question):
        return question
    last = history[-1]
    names = _names(last.question) or _names(last.answer)
    missing = [name for name in names if name.lower() not in question.lower()]
    return f"{question} ({', '.join(missing)})" if missing else question


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(text[name.start : name.end] for name in find_names(text)))
