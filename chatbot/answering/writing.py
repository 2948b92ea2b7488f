"""A writer's answer in place of the plan's own: prose over whole passages, each statement with the sentence that says it.

The plan answers first, out of the articles' own sentences: that tells whether there is anything to write about, and stands
where nothing of the prose is carried.
"""

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from time import perf_counter

from chatbot.answering.carrying import carrying
from chatbot.answering.evidence import Question
from chatbot.answering.inquiry import Cited, Inquiry, Step, marked, say
from chatbot.answering.plans.fact import refusal
from chatbot.answering.polarity import decide
from chatbot.answering.prompt import Place, blocks, chat_messages, places, within
from chatbot.answering.statements import Written, complete, plain, split_statements
from chatbot.answering.verification import check
from chatbot.protocols import Messages, Writer
from chatbot.types import Evidence, Nearest, Plan, Refusal, Reply, Statement, Token
from index.language import find_names
from index.language.patterns import compiled
from index.language.vocabulary import flat
from index.library import Library
from index.types import Encoder, Sentence, Vectors

PLANS = frozenset({Plan.FACT, Plan.EXPLANATION, Plan.YES_NO, Plan.COMPARISON, Plan.SUMMARY})  # what is told in prose
TOLD = PLANS - {Plan.YES_NO, Plan.COMPARISON}  # where a sentence that answers says what is asked
TOKENS = 400  # of a reply
# seconds that a model may read before its first word; tokens that it is shown at least, or before its speed is known
WAIT, LEAST, UNMEASURED = 8.0, 700, 1200
_REFUSAL = r"{prose.refusals}"
_ECHO = ">"  # how a source begins, and no statement
_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)])\s")


def written(inquiry: Inquiry, steps: Iterable[Step], writer: Writer) -> Iterator[Step]:
    """Yield a plan's steps, with the writer's answer in place of its own where the articles carry any of that."""
    plan = inquiry.route.plan
    for step in steps:
        if isinstance(step, Reply):
            far = step.refusal is not None and step.refusal.reason != "another_thing"
            decided = plan is Plan.YES_NO and step.short in {inquiry.say("yes"), inquiry.say("no")}
            if far or decided or (plan is Plan.SUMMARY and step.items):
                yield step
                return
            shown = places(step.cited, inquiry.hits, inquiry.library)
            yield from write(inquiry.question, shown, step, writer, inquiry.library, plan=plan)
        elif not isinstance(step, Token):
            yield step


def write(
    question: Question, shown: Sequence[Place], own: Reply, writer: Writer, library: Library, *, plan: Plan = Plan.FACT
) -> Iterator[Token | Reply]:
    """Yield checked statements as Tokens once one is carried, then the Reply.

    Where none is carried that is the plan's ``own``, unless the writer refuses and that is not sure.
    """

    def messages(kept: Sequence[Place]) -> Messages:
        return chat_messages(question.text, blocks(kept), question.language, plan)

    writer.load()  # which makes the window known
    key = f"tokens a second that {writer.name} reads"
    measured = library.remembered(key)
    room = max(LEAST, int(WAIT * float(measured))) if measured else UNMEASURED
    kept = within(min(room, writer.context - TOKENS), shown, lambda some: writer.count(messages(some)))
    answers = {item.sentence: question.text for item in own.cited if plan in TOLD and own.certainty != "unsure"}
    told, refused, began = _Told(question, blocks(kept), library.encoder, answers), False, perf_counter()
    pieces = writer.stream(asked := messages(kept), limit=TOKENS)
    first = next(pieces, "")
    if measured is None:
        library.remember(key, str(writer.count(asked) / (perf_counter() - began)))
    with closing(_statements(chain([first], pieces))) as statements:
        for statement in statements:
            if refused := compiled(_REFUSAL).match(flat(statement.text)) is not None:
                break
            yield from told.add(statement)
    if told.cited.evidence or not refused or own.refusal or own.certainty == "sure":
        yield told.reply(own) or own
    else:
        yield refusal(question.language, Refusal("another_thing", Nearest(own.cited[0].article, own.cited[0].sentence.text)))


def _statements(pieces: Iterator[str]) -> Generator[Written, None, None]:
    """Yield what is written, statement by statement, up to a repetition or an echo of what was shown."""
    said, seen = "", set[str]()
    for piece in chain(pieces, [None]):
        said += piece or ""
        ready = len(said) if piece is None else complete(said)
        for statement in split_statements(said[:ready]):
            line = flat(statement.text)
            if line in seen or line.startswith(_ECHO):
                return
            seen.add(line)
            yield statement
        said = said[ready:]


@dataclass
class _Told:
    """What a writer has told so far, and what became of it."""

    question: Question
    blocks: Sequence[Evidence]
    encoder: Encoder
    answers: Mapping[Sentence, str] = field(default_factory=dict)  # the question that the plan found a sentence to answer
    cited: Cited = field(default_factory=Cited)
    statements: list[Statement] = field(default_factory=list)
    text: str = ""
    left_out: int = 0
    side: str | None = None  # yes or no, where what is carried says so
    _shown: int = 0  # characters of the text
    _lead: str = ""  # what announces a list: "Scout:"
    _opened: str = ""  # yes or no, as the writer began
    _vectors: dict[str, Vectors] = field(default_factory=dict)

    def add(self, written: Written) -> Iterator[Token]:
        """Take a statement, and yield what is ready to be shown: nothing before one is carried."""
        item, claim = _ITEM.match(written.text), self._without_side(plain(written.text))
        if not claim or claim.endswith(":"):
            self._lead = claim
            return
        lead = f"{self._lead} " if item and len(find_names(self._lead)) == 1 else ""
        found = carrying(
            lead + claim, self.blocks, said=self.question.language, hints=written.markers, near=self._near, asked=self.answers
        )
        numbers: tuple[int, ...] = ()
        if found.status == "wrong":
            line, self.left_out = self._say("dropped"), self.left_out + 1
        elif found.status == "carried" and found.quote:
            numbers = (self.cited.marker(found.quote.article, found.quote.sentence),)
            line = marked(self._with_side(lead + claim), numbers)
        else:
            line = f"{claim} {self._say('unverified')}"
        if found.status != "wrong":
            self.statements.append(Statement(lead + claim, numbers, found.status))
        self.text += (("\n- " if item else " ") + line) if self.text else line
        if self.cited.evidence:
            yield Token(self.text[self._shown :])
            self._shown = len(self.text)

    def reply(self, own: Reply) -> Reply | None:
        """Return the answer, or None where nothing is carried."""
        carried = [one.text for one in self.statements if one.markers]
        if not carried:
            return None
        agrees = own.short is not None and check(own.short, self.text, said=self.question.language).ok
        return Reply(
            self.text,
            self.side or (own.short if agrees else carried[0]),
            self.cited.evidence,
            certainty=own.certainty if agrees else "likely",
            statements=tuple(self.statements),
            left_out=self.left_out,
            read=own.read,
        )

    def _say(self, phrase: str) -> str:
        return say(phrase, self.question.language)

    def _without_side(self, claim: str) -> str:
        """Return a statement without the yes or no that it begins with, which is kept."""
        for word in (self._say("yes"), self._say("no")):
            if found := re.match(rf"{word}\b[\s,.:;!–—-]*", claim, re.IGNORECASE):
                self._opened, rest = word, claim[found.end() :]
                return rest[:1].upper() + rest[1:]
        return claim

    def _with_side(self, claim: str) -> str:
        """Return a carried statement behind yes or no, where the writer began so and the statement says so."""
        asked, opened, self._opened = self.question, self._opened, ""
        if not opened:
            return claim
        said = decide(asked.text, claim, context="", rarity=asked.rarity, language=asked.language, said=asked.language)
        if said is None or self._say("yes" if said else "no") != opened:
            return claim
        self.side = opened
        return f"{opened.capitalize()}. {claim}"

    def _near(self, claim: str, texts: Sequence[str]) -> Sequence[float]:
        missing = [text for text in {claim, *texts} if text not in self._vectors]
        if missing:
            self._vectors |= dict(zip(missing, self.encoder.encode_passages(missing), strict=True))
        return [float(self._vectors[text] @ self._vectors[claim]) for text in texts]
