"""A summary: sentences of the article itself that cover it, in its order, each cited; of many articles one sentence each."""

from collections.abc import Iterator, Sequence

from chatbot.answering.article_choice import chosen
from chatbot.answering.extract import extract
from chatbot.answering.inquiry import Cited, Inquiry, Step, citation
from chatbot.answering.prompt import one_line
from chatbot.answering.question_kinds import wants_latest
from chatbot.answering.writing import write
from chatbot.protocols import Reader
from chatbot.types import Evidence, Item, Read, Reply, Sources, Statement, Token
from index.language import find_numbers, find_quoted
from index.language.patterns import compiled, every, table
from index.language.vocabulary import flat, function_words
from index.search.lexical import terms
from index.types import Article, ArticleSummary

MOST = 10  # sentences of a summary
ARTICLES = 20  # of which one sentence each is told
_SINGLE = r"\b{prose.single}\b"
_AFTER = 3  # words after a number, among which stands what it counts


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources, then the sentences as Tokens, then the Reply; nothing where no article is meant."""
    library, question = inquiry.library, inquiry.question
    count, topic = asked(question.text, question.language)
    newest = sorted(library.summaries(inquiry.scope), key=_day, reverse=True)
    if topic or len(newest) == 1:
        found = chosen(topic, library, inquiry.scope, question=question.text)
    else:
        found = newest[:1] if wants_latest(question.text) else []
        if not found:
            yield from _each(inquiry, newest)
    if found and (article := library.article(found[0].id)):
        yield from _one(inquiry, article, count, sole=len(found) == 1)


def asked(question: str, language: str) -> tuple[int | None, str]:
    """Return in how many sentences a summary is asked for, where that is said, and the words that say of what."""
    measures = table("prose.measures")
    for number in find_numbers(question, language=language):
        counted = [word for word in terms(question[number.end :])[:_AFTER] if word in measures]
        if counted and number.value >= 1:
            count = min(MOST, max(1, int(number.value) // measures[counted[0]]))
            return count, _topic(question[: number.start] + question[number.end :])
    return (1 if compiled(_SINGLE).search(flat(question)) else None), _topic(question)


def _topic(question: str) -> str:
    if quoted := find_quoted(question):
        return quoted[0].text
    silent = function_words() | every("prose.requests")
    words = question.replace("’", "'").replace("'", " ").split()
    return " ".join(word for word in words if any(term not in silent for term in terms(word)))


def _one(inquiry: Inquiry, article: Article, count: int | None, *, sole: bool) -> Iterator[Step]:
    cited = Cited()
    for sentence in extract(article, count):
        cited.marker(article, sentence)
    if not cited.evidence:
        return
    yield Sources(tuple(citation(item, verified=True) for item in cited.evidence))
    if not isinstance(inquiry.model, Reader):
        for step in write(inquiry.question, cited.evidence, inquiry.model):
            yield step
            if isinstance(step, Reply):
                return
    statements = tuple(_statement(item) for item in cited.evidence)
    text = " ".join(f"{said.text} [{said.markers[0]}]" for said in statements)
    text = text if sole else inquiry.say("summary_of", title=article.title, summary=text)
    yield Token(text)
    read = Read(1, len(inquiry.library.store.embedded(article.id)))
    yield Reply(text, statements[0].text, cited.evidence, verified=True, statements=statements, read=read)


def _each(inquiry: Inquiry, newest: Sequence[ArticleSummary]) -> Iterator[Step]:
    """Yield one sentence of every article, a line each."""
    copies = inquiry.library.shown_copies()
    articles = [article for article in newest if article.id not in copies]
    cited, items, shown = Cited(), list[Item](), list[str]()
    for summary in articles[:ARTICLES]:
        if (article := inquiry.library.article(summary.id)) is None:  # removed meanwhile
            continue
        for sentence in extract(article, 1):
            marker = cited.marker(article, sentence)
            items.append(Item(one_line(sentence.text), (marker,), _day(summary) or None, article=summary))
            told = inquiry.say("summary_of", title=summary.title, summary=f"{items[-1].text} [{marker}]")
            shown.append(told)
            yield Token(f"{told}\n")
    if items:
        statements = tuple(_statement(item) for item in cited.evidence)
        read = Read(len(items), unsure=len(articles) - len(items), complete=len(articles) <= ARTICLES)
        yield Reply(
            "\n".join(shown), items[0].text, cited.evidence, verified=True, statements=statements, items=tuple(items), read=read
        )


def _statement(item: Evidence) -> Statement:
    return Statement(one_line(item.sentence.text), (item.marker,), "carried")


def _day(article: ArticleSummary) -> str:
    return article.published.value[:10] if article.published else ""
