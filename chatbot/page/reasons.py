"""Why something could not be done, in the person's language: the library speaks English, ``prompts/reasons.toml`` French."""

import re
from functools import cache

from prompts import table


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
