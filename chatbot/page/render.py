"""What the page shows of conversations, articles and the library."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from chatbot.page.conversation import Conversation, Exchange
from chatbot.page.frame import dismiss
from chatbot.page.html import Html, join, tag
from chatbot.page.transcript import copied
from chatbot.page.wording import Wording, typeset
from chatbot.page_links import address
from chatbot.types import Citation
from index.filenames import printable
from index.types import Article, ArticleSummary, Report

LONGEST_LIST = 200  # articles shown; more would make the page slow and help nobody
MARKER = re.compile(r"\[(\d+)\]")
NARROW_SPACE = "\u202f"
BULLET = re.compile(r"\s*[-*•] ")  # begins each line of a list in an answer's text
MARKDOWN = re.compile(r"^#{1,6} (.+)|\*\*(?=\S)(.+?)(?<=\S)\*\*")  # a heading, bold words: what models write besides lists
HALF_A_MARKER = re.compile(r"\s*\[\d*$")


def talk(exchanges: Sequence[Exchange], wording: Wording) -> Html:
    """Return the exchanges, first to last."""
    states = ((one, f"exchange {one.state}", str(one.busy).lower()) for one in exchanges)
    return join(tag("section", *_parts(one, wording), class_=state, aria_busy=busy) for one, state, busy in states)


def live(conversation: Conversation, shown: Html, wording: Wording) -> Html:
    """Return what is shown last of a conversation, of which the page's script makes the address."""
    unkept = (
        [tag("p", wording("unkept", reason=wording.reason(conversation.unkept)), class_="aside")] if conversation.unkept else []
    )
    if conversation.id and conversation.exchanges and not conversation.busy:
        forms = [("save_markdown", "md"), ("save_json", "json")]
        saves = [tag("button", wording(key), type="button", data_do="save", data_form=form) for key, form in forms]
        printing = tag("button", wording("print"), type="button", data_do="print")
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
            tag("p", tag("button", wording("add_articles"), type="button", class_="primary", data_do="add")),
            tag("p", wording("empty_terminal"), " ", tag("code", wording("empty_command")), class_="aside"),
            class_="welcome",
        )
    asks = [tag("li", tag("button", typeset(sample), type="button", data_do="ask", data_question=sample)) for sample in samples]
    offered = [tag("h3", wording("samples")), tag("ul", *asks, class_="samples")] if asks else []
    invitation = tag("p", wording.count("welcome", articles))
    return tag("section", tag("h2", wording("welcome"), class_="first"), invitation, *offered, class_="welcome")


def shelf(newest: Iterable[ArticleSummary], articles: int, wording: Wording) -> Html:
    """Return the list of articles, of which ``newest`` yields the newest addition first."""
    title = tag("h2", wording("articles"), " ", tag("span", str(articles), class_="count"), id="shelf-title")
    items = [
        tag("li", _choose(article, wording), _open(article, wording), _remove(article, wording))
        for article in islice(newest, LONGEST_LIST)
    ]
    books = tag("ul", *items, class_="shelf", aria_labelledby="shelf-title")
    rest = articles - LONGEST_LIST
    return join([title, books, *([tag("p", wording.count("more_articles", rest), class_="aside")] if rest > 0 else [])])


def progress(done: int, total: int, wording: Wording) -> Html:
    """Return how far the reading of uploads has come."""
    return tag("p", tag("label", wording("adding", done=done, total=total), tag("progress", value=done, max=total)))


def report(result: Report, wording: Wording) -> Html:
    """Return what became of the uploads, and why some could not be added."""
    outcomes = {"added": result.added, "replaced": result.replaced, "unchanged": result.unchanged}
    lines = [wording.count(key, len(ids)) for key, ids in outcomes.items() if ids] or [wording("nothing_added")]
    said = tag("p", " ".join(lines))
    if not result.problems:
        return join([said, dismiss(wording)])
    items = [tag("li", tag("strong", Path(one.source).name), " ", wording.reason(one.reason)) for one in result.problems]
    return join([said, tag("p", wording.count("problem", len(items))), tag("ul", *items), dismiss(wording)])


def notice(sentence: str, wording: Wording) -> Html:
    """Return one plain sentence."""
    return join([tag("p", sentence), dismiss(wording)])


def origin(article: Article) -> str:
    """Return where an article comes from, in a word or two: its site, its host, or its file's name."""
    web = address(article.url)
    return article.site or (web and web.hostname) or printable(Path(article.place.file).name)


def _parts(one: Exchange, wording: Wording) -> Iterator[Html]:
    answer = one.answer
    asked = tag("span", wording("asked"), " ", class_="unseen")  # apart, or it would decide the direction of the question
    yield tag("h2", asked, tag("span", typeset(one.question), dir="auto"), class_="question")
    if one.text:
        lines = filter(str.strip, one.text.splitlines())
        runs = groupby(lines, key=lambda line: BULLET.match(line) is not None)
        blocks = [_block(listed, list(run), one, wording) for listed, run in runs]
        yield tag("div", *blocks, class_="answer", dir="auto", lang=answer.language if answer else None)
    if one.state in {"waiting", "stopped", "failed"} or (one.busy and not one.text):
        said = wording(one.state) if one.problem is None else wording.reason(one.problem)
        yield tag("p", said, class_=f"status {one.state}", role="status")
    if one.state in {"stopped", "failed"}:
        yield tag("button", wording("ask_again"), type="button", class_="again", data_do="ask", data_question=one.question)
    if one.sources:
        items = [tag("li", _citation(citation, wording)) for citation in one.sources]
        yield tag("div", tag("h3", wording("reading" if one.busy else "sources")), tag("ol", *items), class_="sources")
    if linked := {item.article.id: item.article for item in answer.items if item.article} if answer else {}:
        yield tag(
            "div", tag("h3", wording("articles")), *(_open(article, wording) for article in linked.values()), class_="nearest"
        )
    if answer and answer.nearest and not answer.answered:
        yield tag("div", tag("h3", wording("nearest")), _open(answer.nearest, wording), class_="nearest")
    if answer and answer.answered and answer.citations:
        yield tag("p", wording(f"answer_{answer.certainty}"), class_=f"certainty {answer.certainty}")
    if not one.busy:
        copy = tag("button", wording("copy"), type="button", data_do="copy", data_text=copied(one, wording))
        edit = tag("button", wording("edit_question"), type="button", data_do="edit", data_question=one.question)
        yield tag("p", *([copy] if one.text else []), edit, class_="tools")
    if answer:
        seconds = wording("seconds", seconds=wording.decimal(answer.timings.total_ms / 1000))
        yield tag("p", f"{answer.model} · {seconds}", class_="foot")


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
        yield join([_styled(text.rstrip(), quotes), NARROW_SPACE])  # keeps the marker on the line of what it proves
        citation = cited.get(int(number))
        if citation:
            label = wording("source", marker=number, title=citation.article.title)
            yield tag("button", number, type="button", class_="marker", data_do="cite", data_marker=number, aria_label=label)
        else:
            yield f"[{number}]"
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
    article = citation.article
    check = "verified" if citation.verified else "unverified"
    return tag(
        "button",
        tag("span", str(citation.marker), class_="number"),
        tag("span", typeset(article.title), class_="title", dir="auto"),
        _meta(
            tag("span", ", ".join(filter(None, (origin(article), article.section_at(citation.start))))),
            tag("span", wording.date(article.published)),
            tag("span", wording(check), class_=check),
        ),
        tag("q", citation.quote, class_="quote", dir="auto", lang=article.language),
        type="button",
        class_="source",
        data_do="read",
        data_marker=citation.marker,
        data_article=article.id,
        data_start=citation.start,
    )


def _open(article: Article | ArticleSummary, wording: Wording) -> Html:
    return tag(
        "button",
        tag("span", typeset(article.title), class_="title", dir="auto"),
        _meta(tag("span", wording.date(article.published)), tag("span", wording.tongue(article.language))),
        type="button",
        class_="article",
        title=article.title,
        data_do="read",
        data_article=article.id,
    )


def _choose(article: ArticleSummary, wording: Wording) -> Html:
    label = wording("choose", title=article.title)
    return tag("input", type="checkbox", class_="choose", value=article.id, aria_label=label, title=label)


def _remove(article: ArticleSummary, wording: Wording) -> Html:
    return tag(
        "button",
        type="button",
        class_="remove",
        title=wording("remove_yes"),
        aria_label=wording("remove", title=article.title),
        data_do="remove",
        data_article=article.id,
        data_text=wording("remove_text", title=article.title),
    )


def _meta(*facts: Html) -> Html:
    return tag("span", *facts, class_="meta")
