"""Any other model: it writes prose with markers by its own chat template, and each statement is checked before it is shown."""

from collections.abc import Iterator, Sequence

from chatbot.evidence import Question
from chatbot.grammar import prose_grammar
from chatbot.prompt import chat_messages, within
from chatbot.reading import quotation
from chatbot.statements import Statement, complete, split_statements
from chatbot.types import Evidence, Generator, Reply, Token
from chatbot.verify import check
from prompts import phrases

TOKENS = 400


def write(question: Question, evidence: Sequence[Evidence], generator: Generator) -> Iterator[Token | Reply]:
    """Yield checked statements as Tokens, then the Reply; nothing when the model says that the sources do not answer."""

    def prompt(sources: Sequence[Evidence]) -> str:
        return generator.chat_prompt(*chat_messages(question.text, sources, question.language))

    wording = phrases("phrases.toml", question.language)
    sources = within(generator.context - TOKENS, evidence, lambda kept: generator.count(prompt(kept)))
    grammar = prose_grammar(len(sources), wording["refusal"])
    shown: list[str] = []
    cited: dict[int, Evidence] = {}
    short: str | None = None
    for statement in _statements(generator.stream(prompt(sources), grammar=grammar, limit=TOKENS)):
        if statement.text.startswith(wording["refusal"]):
            break
        items = _support(statement, sources)
        if items:
            short = short or statement.text
            cited |= {item.marker: item for item in items}
            shown.append(f"{statement.text} {''.join(f'[{item.marker}]' for item in items)} ")
        else:
            shown.append(f"{wording['dropped']} ")
        yield Token(shown[-1])
    if cited:
        yield Reply("".join(shown).strip(), short, tuple(cited[marker] for marker in sorted(cited)), verified=True)
    elif shown:
        yield quotation(question, sources[0])


def _statements(pieces: Iterator[str]) -> Iterator[Statement]:
    said = ""
    for piece in pieces:
        said += piece
        ready = complete(said)
        yield from split_statements(said[:ready])
        said = said[ready:]
    yield from split_statements(said)


def _support(statement: Statement, sources: Sequence[Evidence]) -> list[Evidence]:
    # a statement without a marker may still be carried by a source: the program finds which
    wanted = [item for item in sources if item.marker in statement.markers] or list(sources)
    carrying = [item for item in wanted if _carries(item, statement)]
    return carrying if statement.markers else carrying[:1]


def _carries(item: Evidence, statement: Statement) -> bool:
    article = item.article
    published = article.published.value if article.published else None
    context = f"{article.title}\n{item.context}"
    return check(statement.text, item.sentence.text, language=article.language, published=published, context=context).ok
