"""Questions to begin and to go on with, made from the person's own articles."""

from chatbot.answering.plans.talk import starters
from chatbot.page.conversation import Exchange
from index.library import Library
from index.types import EVERYTHING, Scope
from prompts import table


def to_begin(library: Library, language: str) -> list[str]:
    """Return questions about the samples that are in the library, else about what is."""
    samples = table("questions.toml")[language]
    held = library.summaries(Scope(sources=frozenset(sample["url"] for sample in samples)))
    known = {article.url for article in held}
    return [sample["question"] for sample in samples if sample["url"] in known] or starters(library, EVERYTHING, language)


def to_go_on(library: Library, last: Exchange, language: str) -> list[str]:
    """Return a question about the article that an answer cites first."""
    if last.busy or not last.sources:
        return []
    cited = Scope(articles=frozenset({last.sources[0].article.id}))
    return [question for question in starters(library, cited, language, limit=1) if question != last.question]
