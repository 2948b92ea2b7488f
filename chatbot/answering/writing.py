"""Any other model: it writes prose with markers by its own chat template, and each statement is checked before it is shown."""

from collections.abc import Iterator, Sequence

from chatbot.answering.evidence import Question
from chatbot.answering.prompt import chat_messages, within
from chatbot.answering.reading import quotation
from chatbot.answering.statements import Written, complete, split_statements
from chatbot.answering.verification import Check, check
from chatbot.protocols import Messages, Writer
from chatbot.types import Evidence, Reply, Token
from index.language.vocabulary import guess_language
from index.search.lexical import terms
from prompts import phrases

TOKENS = 400
STEM = 5  # letters by which two words are taken for one; shorter words carry little


def write(question: Question, evidence: Sequence[Evidence], writer: Writer) -> Iterator[Token | Reply]:
    """Yield checked statements as Tokens, then the Reply; nothing when the model says that the sources do not answer."""

    def messages(sources: Sequence[Evidence]) -> Messages:
        return chat_messages(question.text, sources, question.language)

    wording = phrases("phrases.toml", question.language)
    writer.load()  # which makes the window known
    sources = within(writer.context - TOKENS, evidence, lambda kept: writer.count(messages(kept)))
    shown: list[str] = []
    cited: dict[int, Evidence] = {}
    short: str | None = None  # the first statement that was checked, else the first
    verified = True
    checked: set[int] = set()
    left_out = 0
    for statement in _statements(writer.stream(messages(sources), markers=[item.marker for item in sources], limit=TOKENS)):
        if statement.text.startswith(wording["refusal"]):
            break
        items, sure = _support(statement, sources, question.language)
        if items:
            if short is None or (sure and not checked):
                short = statement.text
            verified = verified and sure
            checked |= {item.marker for item in items if sure}
            cited |= {item.marker: item for item in items}
            markers = "".join(f"[{item.marker}]" for item in items)
            told = f"{statement.text} {markers}" if sure else f"{statement.text} {markers} {wording['unverified']}"
        else:
            told = wording["dropped"]
            left_out += 1
        shown.append(f" {told}" if shown else told)
        yield Token(shown[-1])
    if cited:
        kept = tuple(cited[marker] for marker in sorted(cited))
        yield Reply("".join(shown), short, kept, verified, frozenset(checked), left_out=left_out)
    elif shown:
        yield quotation(question, sources[0])


def _statements(pieces: Iterator[str]) -> Iterator[Written]:
    said = ""
    for piece in pieces:
        said += piece
        ready = complete(said)
        yield from split_statements(said[:ready])
        said = said[ready:]
    yield from split_statements(said)


def _support(statement: Written, sources: Sequence[Evidence], said: str) -> tuple[list[Evidence], bool]:
    """Return the sources that carry a statement, and whether that has been checked.

    A statement without a marker, or with a wrong one, may still be carried by a source: the program finds which. One without a
    fact to check must say what its source says in the source's words; across languages that cannot be checked.
    """
    checks = [(item, _check(item, statement, said)) for item in sources]
    carrying = [item for item, found in checks if found.ok and (found.facts or _restates(item, statement.text))]
    named = [item for item in carrying if item.marker in statement.markers]
    if carrying:
        return named or carrying[:1], True
    spoken = guess_language(statement.text)
    return [
        item
        for item, found in checks
        if item.marker in statement.markers and found.ok and spoken and item.article.language != spoken
    ], False


def _check(item: Evidence, statement: Written, said: str) -> Check:
    article = item.article
    context = f"{article.title}\n{item.context}"
    quote = item.sentence.text
    return check(statement.text, quote, language=article.language, said=said, published=article.day, context=context)


def _restates(item: Evidence, statement: str) -> bool:
    told = {word[:STEM] for word in terms(f"{item.article.title} {item.context} {item.sentence.text}")}
    said = [word[:STEM] for word in terms(statement) if len(word) >= STEM]
    return bool(said) and sum(word in told for word in said) >= len(said) / 2
