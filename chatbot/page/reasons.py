"""Why something could not be done, in the person's language: the library speaks English, ``prompts/reasons.toml`` French."""

import logging
import re
from functools import cache

from chatbot.errors import ChatbotError
from index.errors import IndexingError
from prompts import table

log = logging.getLogger(__name__)


def reason_of(error: Exception) -> str:
    """Return why something could not be done, in English; of what nobody foresaw nothing, and the log has it."""
    if isinstance(error, ChatbotError | IndexingError):
        return str(error)
    log.error("unforeseen", exc_info=error)
    return ""


def reason_in(language: str, reason: str) -> str:
    """Return a reason of the library in ``language``; one that is not known there stays as it is."""
    if language == "fr":
        patterns, words = _french()
        for pattern, french in patterns:
            if match := pattern.fullmatch(reason):
                return french.format(*(reason_in(language, words.get(said, said)) for said in match.groups()))
    return reason


@cache
def _french() -> tuple[list[tuple[re.Pattern[str], str]], dict[str, str]]:
    told = table("reasons.toml")
    patterns = [("(.+?)".join(map(re.escape, pair["en"].split("{}"))), pair["fr"]) for pair in told["reason"]]
    return [(re.compile(pattern, re.DOTALL), french) for pattern, french in patterns], told["words"]
