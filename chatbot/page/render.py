"""What the page shows of conversations."""

import re
from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import groupby
from pathlib import Path

from chatbot.answering.statements import markers
from chatbot.page.choosing import conditions, json_of
from chatbot.page.conversation import Conversation, Exchange
from chatbot.page.frame import button
from chatbot.page.html import Html, join, tag
from chatbot.page.listing import opener
from chatbot.page.wording import NARROW_SPACE, Wording, typeset
from chatbot.page_links import address
from chatbot.types import Citation
from index.filenames import printable
from index.types import Article

MARKER = re.compile(r"\[(\d+)\]")
BULLET = re.compile(r"\s*[-*•] ")  # begins each line of a list in an answer's text
MARKDOWN = re.compile(r"^#{1,6} (.+)|\*\*(?=\S)(.+?)(?<=\S)\*\*")  # a heading, bold words: what models write besides lists
HALF_A_MARKER = re.compile(r"\s*\[\d*$")


def talk(exchanges: Sequence[Exchange], wording: Wording) -> Html:
    """Return the exchanges, first to last."""
    states = ((one, {"class_": f"exchange {one.state}", "aria_busy": str(one.busy).lower()}) for one in exchanges)
    return join(tag("section", *_parts(one, wording), **state, data_scope=json_of(one.scope)) for one, state in states)


def live(conversation: Conversation, shown: Html, wording: Wording) -> Html:
    """Return what is shown last of a conversation, of which the page's script makes the address."""
    unkept = (
        [tag("p", wording("unkept", reason=wording.reason(conversation.unkept)), class_="aside")] if conversation.unkept else []
    )
    if conversation.id and conversation.exchanges and not conversation.busy:
        forms = [("save_markdown", "md"), ("save_html", "html"), ("save_json", "json")]
        saves = [button("save", wording(key), data_form=form) for key, form in forms]
        printing = button("print", wording("print"))
        shown = join([shown, tag("p", *saves, printing, class_="tools whole")])
    following = conversation.exchanges[-1].number if conversation.busy else None
    return tag("div", shown, *unkept, data_conversation=conversation.id, data_follow=following)


def welcome(articles: int, samples: Sequence[str], wording: Wording) -> Html:
    """Return what an empty conversation shows: what to ask, or, with an empty library, what to do first."""
    if not articles:
        return tag(
            "section",
            tag("h2", wording("empty"), class_="first"),
            tag("p", wording("empty_help")),
            tag("p", button("add", wording("add_articles"), class_="primary")),
            tag("p", wording("empty_terminal"), " ", tag("code", wording("empty_command")), class_="aside"),
            class_="welcome",
        )
    invitation, offered = tag("p", wording.count("welcome", articles)), questions("samples", samples, wording)
    return tag("section", tag("h2", wording("welcome"), class_="first"), invitation, offered, class_="welcome")


def questions(key: str, offered: Sequence[str], wording: Wording) -> Html:
    """Return questions that are asked with a click, below the wording under ``key``."""
    asks = [tag("li", button("ask", typeset(question), data_question=question)) for question in offered]
    return tag("div", tag("h3", wording(key)), tag("ul", *asks, class_="samples"), class_="offered") if asks else Html()


def origin(article: Article) -> str:
    """Return where an article comes from, in a word or two: its site, its host, or its file's name."""
    web = address(article.url)
    return article.site or (web and web.hostname) or printable(Path(article.place.file).name)


def web_page(exchanges: Sequence[Exchange], wording: Wording) -> str:
    """Return a page that shows the exchanges by itself, without this program."""
    style = Html((resources.files("chatbot") / "assets" / "page.css").read_text("utf-8"))
    head = [
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width">'),
        tag("title", exchanges[0].question),
    ]
    shown = tag("main", tag("div", talk(exchanges, wording), id="live"), class_="gradio-container saved")
    whole = tag("html", tag("head", *head, tag("style", style)), tag("body", shown, class_="ready"), lang=wording.language)
    return f"<!doctype html>{whole}"


def copied(one: Exchange, said: Wording) -> str:
    """Return an answer and below it its sources: number, title, date and quote."""
    sources = [
        f"[{cited.marker}] {cited.article.title}, {said.date(cited.article.published)}\n{said('quoted', quote=cited.quote)}"
        for cited in one.sources
    ]
    return "\n\n".join([one.text, *sources])


def _parts(one: Exchange, wording: Wording) -> Iterator[Html]:
    answer = one.answer
    asked = tag("span", wording("asked"), " ", class_="unseen")  # apart, or it would decide the direction of the question
    yield tag("h2", asked, tag("span", typeset(one.question), dir="auto"), class_="question")
    if told := conditions(one.scope, wording):
        yield tag("p", wording("only", choice=told), class_="scope")
    if one.text:
        parts = answer.items if answer else ()
        dated = {item.markers for item in parts if item.date and not item.article}  # each stands in a line of its own
        lines = filter(str.strip, one.text.splitlines())
        runs = groupby(lines, key=lambda line: BULLET.match(line) is not None or markers(line) in dated)
        blocks = [_block(listed, list(run), one, wording) for listed, run in runs]
        kind = "answer sides" if any(item.side for item in parts) else "answer"
        yield tag("div", *blocks, class_=kind, dir="auto", lang=answer.language if answer else None)
    if one.state in {"waiting", "stopped", "failed"} or (one.busy and not one.text):
        state = wording.count("in_line", one.ahead) if one.ahead else wording(one.state)
        said = state if one.problem is None else wording.reason(one.problem)
        yield tag("p", said, class_=f"status {one.state}", role="status")
    if one.state in {"stopped", "failed"}:
        yield button("ask", wording("ask_again"), class_="again", data_question=one.question)
    if one.sources:
        items = [tag("li", _citation(citation, wording)) for citation in one.sources]
        yield tag("div", tag("h3", wording("reading" if one.busy else "sources")), tag("ol", *items), class_="sources")
    if linked := {item.article.id: item.article for item in answer.items if item.article} if answer else {}:
        yield tag(
            "div", tag("h3", wording("articles")), *(opener(article, wording) for article in linked.values()), class_="nearest"
        )
    if answer and answer.refusal and (offered := answer.refusal.nearest):
        yield tag("div", tag("h3", wording("nearest")), opener(offered.article, wording, offered.quote), class_="nearest")
    if answer and answer.answered and answer.citations:
        yield tag("p", wording(f"answer_{answer.certainty}"), class_=f"certainty {answer.certainty}")
    yield from _below(one, wording)


def _below(one: Exchange, wording: Wording) -> Iterator[Html]:
    """Yield what can be done with an exchange, and what its answer was made of."""
    if not one.busy:
        copy = button("copy", wording("copy"), data_text=copied(one, wording))
        edit = button("edit", wording("edit_question"), data_question=one.question)
        yield tag("p", *([copy] if one.text else []), edit, class_="tools")
    if answer := one.answer:
        seconds = wording("seconds", seconds=wording.decimal(answer.timings.total_ms / 1000))
        passages, articles = answer.read.passages, answer.read.articles
        told = {"passages": wording.count("passages", passages), "articles": wording.count("only_articles", articles)}
        read = [wording("read", **told)] if articles and passages else []
        yield tag("p", " · ".join([*read, answer.model, seconds]), class_="foot")


def _block(listed: bool, lines: Sequence[str], one: Exchange, wording: Wording) -> Html:  # noqa: FBT001 - a key of groupby
    """Return lines of an answer as paragraphs, or as a list where they are items of one."""
    if listed:
        return tag("ul", *(tag("li", *_linked(BULLET.sub("", line, count=1), one, wording)) for line in lines))
    return join(tag("p", *_linked(line, one, wording)) for line in lines)


def _linked(line: str, one: Exchange, wording: Wording) -> Iterator[str]:
    """Yield a line of the answer with its markers as buttons; those that name no citation stay text."""
    cited = {citation.marker: citation for citation in one.sources}
    quotes = [citation.quote for citation in one.sources]
    pieces = _marked(HALF_A_MARKER.sub("", line) if one.busy else line, quotes)
    for text, number in zip(pieces[0::2], pieces[1::2], strict=False):
        yield _styled(text.rstrip(), quotes)
        citation = cited.get(int(number))
        if citation:
            label = wording("source", marker=number, title=citation.article.title)
            marker = button("cite", number, class_="marker", data_marker=number, aria_label=label, title=citation.quote)
        else:
            marker = Html(f"[{number}]")
        yield tag("span", NARROW_SPACE, marker, class_="tied")  # on the line of what it proves
    yield _styled(pieces[-1], quotes)


def _styled(text: str, quotes: Sequence[str]) -> Html:
    """Return text with the model's own bold words and headings as such; the signs that a quote holds stay as they are."""
    pieces, shown = [], 0
    for found in MARKDOWN.finditer(text):
        if not any(found[0] in quote for quote in quotes):
            pieces += [typeset(text[shown : found.start()]), tag("strong", typeset(found[1] or found[2]))]
            shown = found.end()
    return join([*pieces, typeset(text[shown:])])


def _marked(line: str, quotes: Sequence[str]) -> list[str]:
    """Cut a line at its markers: text, number, text and so on. What stands in a quote is the article's own footnote."""
    own = [(found.start(), found.end()) for quote in quotes for found in re.finditer(re.escape(quote), line)]
    pieces, shown = [], 0
    for marker in MARKER.finditer(line):
        if not any(start <= marker.start() and marker.end() <= end for start, end in own):
            pieces += [line[shown : marker.start()], marker[1]]
            shown = marker.end()
    return [*pieces, line[shown:]]


def _citation(citation: Citation, wording: Wording) -> Html:
    article, check = citation.article, "verified" if citation.verified else "unverified"
    number, title = (
        tag("span", str(citation.marker), class_="number"),
        tag("span", typeset(article.title), class_="title", dir="auto"),
    )
    place = ", ".join(filter(None, (origin(article), article.section_at(citation.start))))
    facts = [tag("span", place), tag("span", wording.date(article.published)), tag("span", wording(check), class_=check)]
    quote = tag("q", citation.quote, class_="quote", dir="auto", lang=article.language)
    named: dict[str, str | float] = {"data_marker": citation.marker, "data_article": article.id, "data_start": citation.start}
    return button("read", number, title, tag("span", *facts, class_="meta"), quote, class_="source", **named)
