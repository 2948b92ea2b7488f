"""The embedded reader: it copies a short answer from numbered evidence, held to verbatim spans, and the span is checked."""

import re
from collections.abc import Iterator, Sequence
from string import Template

from chatbot.evidence import Question
from chatbot.grammar import NOTHING, span_grammar
from chatbot.kinds import bears
from chatbot.prompt import one_line, reader_prompt, within
from chatbot.types import Evidence, Generator, Reply, Token
from chatbot.verify import check, translate_short
from prompts import phrases

TOKENS = 48
_REPLY = re.compile(r"\s*(?P<short>.*\S)\s*\[(?P<marker>\d+)\]\s*", re.DOTALL)


def read(question: Question, evidence: Sequence[Evidence], generator: Generator) -> Iterator[Token | Reply]:
    """Yield the checked reply as a Token and then as a Reply; nothing when no source holds what is asked for."""
    fitting = [item for item in evidence if bears(question.kind, item.sentence.text)]
    if not fitting:
        return
    room = generator.context - TOKENS
    sources = within(room, evidence, lambda kept: generator.count(reader_prompt(question.text, kept)))
    grammar = span_grammar([one_line(item.sentence.text) for item in sources])
    words = "".join(generator.stream(reader_prompt(question.text, sources), grammar=grammar, limit=TOKENS))
    if words.strip() == NOTHING:
        return
    reply = _checked(question, sources, words) or quotation(question, fitting[0])
    yield Token(reply.text)
    yield reply


def quotation(question: Question, item: Evidence) -> Reply:
    """Return the sentence itself as the answer."""
    text = _say("quote", question, quote=item.sentence.text, marker=f"[{item.marker}]")
    return Reply(text, item.sentence.text, (item,), verified=True)


def _checked(question: Question, sources: Sequence[Evidence], words: str) -> Reply | None:
    match = _REPLY.fullmatch(words)
    if not match or not 0 < int(match["marker"]) <= len(sources) or not bears(question.kind, match["short"]):
        return None
    item = sources[int(match["marker"]) - 1]
    short = translate_short(match["short"], question.language)
    if not check(short, item.sentence.text, language=item.article.language).ok:
        return None
    return Reply(_say("short", question, short=short, marker=f"[{item.marker}]"), short, (item,), verified=True)


def _say(phrase: str, question: Question, **values: str) -> str:
    return Template(phrases("phrases.toml", question.language)[phrase]).substitute(values)
