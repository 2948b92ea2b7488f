"""A summary: sentences of the article itself that cover it, in its order, each cited; of many articles one sentence each."""

from collections.abc import Iterator, Sequence

from chatbot.answering.article_choice import chosen
from chatbot.answering.extract import extract
from chatbot.answering.inquiry import Cited, Inquiry, Step, marked, sources
from chatbot.answering.prompt import one_line
from chatbot.types import Item, Read, Reply, Token
from index.language import find_numbers, find_quoted
from index.language.patterns import compiled, every, table
from index.language.periods import wants_latest
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
    newest = sorted(library.summaries(inquiry.scope), key=lambda one: one.day, reverse=True)
    if topic or len(newest) == 1:
        found = chosen(topic, inquiry, inquiry.scope)
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
    cited = Cited((article, sentence) for sentence in extract(article, count))
    if not cited.evidence:
        return
    yield sources(cited.evidence)
    said = cited.statements
    text = " ".join(marked(one.text, one.markers) for one in said)
    text = text if sole else inquiry.say("summary_of", title=article.title, summary=text)
    read = Read(1, len(inquiry.library.store.embedded(article.id)))
    yield Reply(text, said[0].text, cited.evidence, statements=said, read=read)


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
            items.append(Item(one_line(sentence.text), (marker,), summary.day or None, article=summary))
            told = inquiry.say("summary_of", title=summary.title, summary=f"{items[-1].text} [{marker}]")
            shown.append(told)
            yield Token(f"{told}\n")
    if items:
        read = Read(len(items), unsure=len(articles) - len(items), complete=len(articles) <= ARTICLES)
        said = cited.statements
        yield Reply("\n".join(shown), said[0].text, cited.evidence, statements=said, items=tuple(items), read=read)
