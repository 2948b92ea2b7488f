"""Puts evidence and question into the wording of ``prompts/``, within the model's window."""

import re
from collections.abc import Callable, Iterable, Sequence
from string import Template

from chatbot.models.span_head import QUESTION
from chatbot.protocols import Messages
from chatbot.types import Evidence, Plan
from index.language.sentences import split_sentences
from index.library import Library
from index.types import Article, Hit, Sentence
from prompts import phrases, text

_ASKS = re.compile(r"\?(?!\w)")  # not the question mark of an address
Place = tuple[Article, int, int]  # characters of an article's text
GAP = 200  # characters between two places of an article, up to which what stands between them is shown as well


def reader_prompt(question: str, evidence: Sequence[Evidence]) -> str:
    """Return the prompt of the embedded reader: one numbered line a source, then the question."""
    source_line, question_lines = text("reader.md").rstrip("\n").split("\n", 1)
    lines = [_fill(source_line, item, about=_about(item, site=False)) for item in evidence]
    return "\n".join([*lines, Template(question_lines).substitute(question=one_line(question))])


def chat_messages(question: str, sources: Sequence[Evidence], language: str, plan: Plan) -> Messages:
    """Return the messages for a writer: the rules and the sources, which begin alike in every question, then what is asked.

    Each line of an article begins with ``>``, so that none passes for a line of the prompt.
    """
    wording = phrases("phrases.toml", language)
    system = Template(text(f"chat.{language}.md")).substitute(refusal=wording["refusal"])
    lines, last = list[str](), ""
    for item in sources:
        if item.article.id != last:
            lines.append(one_line(_about(item, site=True)))
        last = item.article.id
        lines += [f"> {line}" for line in f"[{item.marker}] {item.sentence.text}".splitlines() if line.strip()]
    return Messages(system, "\n".join([*lines, "", one_line(question), wording[f"write_{plan}"]]))


def asking(question: str) -> str:
    """Return the question, or of a text that is too long to be one what it asks, at most QUESTION characters.

    That is its last line, since what is pasted mostly stands before what is asked about it, or the first where that asks and
    the last does not end in a question mark; of a line that is too long, the last or the first sentence. More of the text would
    outweigh the question in the search, in its language and kind, and to the reader, who learnt on questions of one sentence.
    """
    text = question.strip()
    if len(text) <= QUESTION:
        return question
    lines = text.splitlines()
    first, last = _sentence(lines[0], 0), _sentence(lines[-1], -1)
    return first if _ASKS.search(first) and not last.endswith("?") else last  # a paragraph may quote a question


def one_line(sentence: str) -> str:
    """Return the text on one line, so that no article or question can pass for a line of the prompt."""
    return " ".join(sentence.split("\n"))


def _sentence(line: str, place: int) -> str:
    if len(line) <= QUESTION:
        return line
    start, end = split_sentences(line)[place]
    return line[start:end][-QUESTION:]


def _about(item: Evidence, *, site: bool) -> str:
    article = item.article
    return ", ".join(part for part in (article.title, article.site if site else "", article.day) if part)


def _fill(template: str, item: Evidence, *, about: str) -> str:
    return Template(template if about else template.replace(" ($about)", "")).substitute(
        marker=item.marker, about=one_line(about), sentence=one_line(item.sentence.text), context=one_line(item.context)
    )


def blocks(places: Iterable[Place]) -> list[Evidence]:
    """Return the places, best first, as they are shown: numbered, the article of the best first, each in its order."""
    articles: dict[str, Article] = {}
    ranges: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in places:
        articles[article.id] = article
        ranges[article.id] = _joined([*ranges.get(article.id, []), (start, end)])
    found = [(articles[name], start, end) for name, told in ranges.items() for start, end in told]
    return [
        Evidence(number, article, Sentence(article.id, start, end, article.text[start:end]))
        for number, (article, start, end) in enumerate(found, 1)
    ]


def places(cited: Iterable[Evidence], hits: Iterable[Hit], library: Library) -> list[Place]:
    """Return the passages that hold what is cited, then those that a search found."""
    told = [
        (item.article, one.passage.start, one.passage.end)
        for item in cited
        for one in library.store.embedded(item.article.id)
        if one.passage.start < item.sentence.end and item.sentence.start < one.passage.end
    ]
    return [*told, *((hit.article, hit.passage.start, hit.passage.end) for hit in hits)]


def within(window: int, shown: Sequence[Place], cost: Callable[[Sequence[Place]], int]) -> Sequence[Place]:
    """Return as many of the places, best first, as cost at most ``window`` tokens; none is cut."""
    kept = list(shown)
    while len(kept) > 1 and cost(kept) > window:
        kept.pop()
    return kept


def _joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1] + GAP:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
