"""What the options of a command make: the scope of the articles that it is about, and how the model is run."""

import re
import sys
from argparse import Namespace
from calendar import monthrange
from dataclasses import replace
from datetime import date

from chatbot.errors import CallError, UsageError
from chatbot.models.settings import Settings
from chatbot.page.wording import wording
from chatbot.protocols import LanguageModel
from index.language.moments import parse_day
from index.library import Library
from index.types import Scope


def scope_of(options: Namespace, library: Library) -> Scope:
    """Return the scope that the options make. Raises CallError for what is no date, UsageError for what is unknown."""
    articles = frozenset(options.article) if options.article else None
    if articles:
        known = {article.id for article in library.summaries(Scope(articles=articles))}
        if unknown := sorted(articles - known):
            raise UsageError(f"There is no article {', '.join(unknown)}; `chatbot list` shows the ids.")
    collections = frozenset({options.collection}) if options.collection else None
    if collections and options.collection not in (held := library.collections.counts()):
        raise UsageError(f"There is no collection {options.collection}; there are: {', '.join(held) or 'none'}.")
    languages = frozenset({options.language.lower()}) if options.language else None
    return Scope(_day(options.since, "since"), _day(options.until, "until"), languages, None, collections, articles)


def settings(options: Namespace) -> Settings:
    """Return how the model is to be run."""
    run = Settings(options.context, options.gpu_layers, folder=getattr(options, "folder", None))
    return replace(run, offline=run.offline or options.offline)


def tell_destination(model: LanguageModel) -> None:
    """Say on stderr to which other machine questions and passages will be sent, if to any."""
    if model.sends_to:
        print(f"chatbot: {wording('en')('sends_to', address=model.sends_to)}", file=sys.stderr)


def _day(said: str | None, option: str) -> date | None:
    """Return the first day of what was written as a day, a month or a year, the last one for ``until``."""
    if not said:
        return None
    first = parse_day(f"{said}-01-01"[:10]) if re.fullmatch(r"\d{4}(-\d\d){0,2}", said) else None
    if first is None:
        raise CallError(f"{said} is not a date that --{option} understands; write it as 2025-04-29, 2025-04 or 2025.")
    if option == "since" or len(said) == len("2025-04-29"):
        return first
    month = first.month if len(said) == len("2025-04") else 12
    return date(first.year, month, monthrange(first.year, month)[1])
