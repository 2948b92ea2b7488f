"""A list: every thing that the articles name in answer to the question, once, with the sentences that name it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from chatbot.answering.bullets import announced
from chatbot.answering.enumeration import enumerated, named, things
from chatbot.answering.evidence import gather
from chatbot.answering.inquiry import Cited, Inquiry, Step, marked, sources
from chatbot.answering.plans import fact
from chatbot.answering.prompt import one_line
from chatbot.answering.question_kinds import bears, question_kind
from chatbot.protocols import Pointed
from chatbot.types import Evidence, Item, Plan, Progress, Read, Reply, Token
from index.language import find_dates, flat
from index.language.digits import tongue
from index.language.names import tokens
from index.language.packs import packs
from index.language.patterns import compiled, every
from index.language.translate import translate_short
from index.language.vocabulary import function_words
from index.types import Article, Hit, Sentence

PASSAGES, SENTENCES = 200, 300  # that are searched for, and read of them, best first
BATCH, FIRST = 16, 8  # sentences that are read together; at first few, so that something is soon seen
DRY = 48  # sentences without anything new after which no more are read
STRUNG = 120  # characters that things strung together take at most in a short answer
FEW = 3  # items that the short answer names; of more it says how many
# log-odds that a sentence answers, fitted on 42 lists of PIAF and XQuAD among all articles of both (F1 .86)
CONSTANT, HEAD, BEHIND, MISSING, SEVERAL = -3.0, -0.4, 40.0, -1.4, 1.9
ENOUGH, LEAST = -1.4, -2.0  # of a sentence that answers, and of the best ones where none does so well
# up to which log-odds of the refusal an enumeration goes on a list, by the share of its things that are known
GOES_ON = {0.6: 7.7, 0.3: 5.7}
_ASIDES = "{listing.asides}"
SPREAD = 1.2  # by how much less likely than the best, in log-odds, what else is listed may be
CITED = 3  # sentences that one item cites at most
_PLURAL_FROM = 4  # letters

Place = tuple[Article, Sentence]


@dataclass(slots=True)
class Entry:
    """One thing and where it is named; ``key`` holds its words in a form that all languages share, ``odds`` its likelihood."""

    text: str
    key: tuple[str, ...]
    named: bool
    odds: float = 0.0
    places: list[Place] = field(default_factory=list)


class Items:
    """Gathers things; what the question says itself is none."""

    def __init__(self, question: str) -> None:
        """Begin with none."""
        self._silent = function_words() | every("listing.rest") | set(_key(question))
        self._entries: list[Entry] = []

    def known(self, text: str) -> Entry | None:
        """Return a thing that is among those gathered, in whatever form."""
        return next((entry for entry in self._entries if _same(entry, _entry(text))), None)

    def add(self, text: str, place: Place, odds: float) -> Entry | None:
        """Add a thing and return it where it is new; ``odds`` are the log-odds that the sentence answers."""
        fresh = _entry(text)
        if self._silent.issuperset(fresh.key) and not find_dates(text):  # "mardi" tells a language, and is a day
            return None
        if known := self.known(text):
            if len(fresh.key) > len(known.key):
                known.text, known.key = fresh.text, fresh.key
            if place not in known.places:
                known.places.append(place)
            known.odds = max(known.odds, odds)
            return None
        fresh.odds = odds
        fresh.places.append(place)
        self._entries.append(fresh)
        return fresh

    def entries(self, *, names: bool) -> list[Entry]:
        """Return the things that are not much less likely than the best; with ``names`` the named ones, where there are any."""
        least = max((entry.odds for entry in self._entries), default=0.0) - SPREAD
        likely = [entry for entry in self._entries if entry.odds >= least]
        return [entry for entry in likely if entry.named or not names] or likely


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Return the steps of a list: what ``gathered`` yields, a fact where that finds nothing."""
    return fact.otherwise(gathered(inquiry), inquiry, _strung)


def _strung(reply: Reply) -> Reply:
    """Return the reply with what its few words string together as the things of a list."""
    told = enumerated(reply.short or "")
    if not told:
        return reply
    items = tuple(Item(text, (1,)) for text in told)
    return replace(reply, plan=Plan.LIST, text="\n".join(f"- {item.text} [1]" for item in items), items=items)


def gathered(inquiry: Inquiry) -> Iterator[Step]:
    """Yield Sources with the first thing, Tokens as things are found, then the Reply; nothing where none is found."""
    asked = wording(inquiry.question.text)
    hits = inquiry.library.search(asked, limit=PASSAGES, scope=inquiry.scope)
    found = gather(inquiry.question, hits, limit=SENTENCES)
    queue = [replace(item, score=item.score - found[0].score) for item in found]  # by how much each falls short of the best
    made = Items(inquiry.question.text)
    for article, line in announced(inquiry.question.text, found[:FIRST]):
        made.add(line.text, (article, line), 0.0)
    if entries := made.entries(names=False):
        yield sources(found[:1], verified=False)
        yield _reply(inquiry, entries, hits, queue, min(FIRST, len(queue)))
    else:
        yield from _read(inquiry, asked, hits, queue)


def _read(inquiry: Inquiry, asked: str, hits: Sequence[Hit], queue: Sequence[Evidence]) -> Iterator[Step]:
    items, spare, done, last = Items(inquiry.question.text), list[tuple[Evidence, Pointed]](), 0, 0
    while done < len(queue) and done - last < DRY:
        batch = queue[done : done + (BATCH if done else FIRST)]
        done += len(batch)
        for read, pointed in zip(batch, inquiry.point(batch, question=asked), strict=True):
            fresh = _accepted(inquiry, items, read, pointed)
            if not fresh:
                spare.append((read, pointed))
            for entry in fresh:
                if not last:
                    yield sources([read], verified=False)
                last = done
                yield Token(f"- {entry.text}\n", stays=False)
        yield Progress(done, len(queue), len(items.entries(names=False)))
    unsure = not items.entries(names=False)
    if unsure:
        best = max((_odds(*one) for one in spare), default=LEAST)
        for read, pointed in spare:
            _accepted(inquiry, items, read, pointed, enough=max(LEAST, best - 1))
    for read, pointed in spare:  # what was read before its like was known
        _accepted(inquiry, items, read, pointed)
    entries = items.entries(names=unsure)
    if entries:
        yield _reply(inquiry, entries, hits, queue, done)


def wording(question: str) -> str:
    """Return a request for a list, or for a number, as the question that the span head knows: "List the" is "What are the"."""
    line = flat(question)
    for aside in sorted(compiled(_ASIDES).finditer(line), key=lambda found: -found.start()):
        if aside.start():
            question = question[: aside.start()] + question[aside.end() :]
    line = flat(question)
    opens = [(pattern, said) for pack in packs() for pattern, said in pack.listing.opens.items()]
    found = [
        (match.end(), said) for pattern, said in opens if (match := re.match(rf"(?:{pattern})(?:(?!\w)|(?<![^\s']))", line))
    ]
    end, said = max(found, default=(0, ""))
    asked = f"{said} {question[end:].strip(' ?')}".strip()
    return f"{asked[:1].upper()}{asked[1:]}?"


def _odds(read: Evidence, pointed: Pointed) -> float:
    """Return the log-odds that a sentence answers, if what it names is one thing."""
    head = min(max(pointed.refusal, -14.0), 14.0)
    return CONSTANT + HEAD * head + BEHIND * read.score + MISSING * read.missing_share


def _accepted(inquiry: Inquiry, items: Items, read: Evidence, pointed: Pointed, enough: float = ENOUGH) -> list[Entry]:
    """Add what a sentence enumerates where it answers, or where it goes on what is listed; return what is new."""
    told = _told(inquiry, read, pointed)
    known = [entry.odds for text in told if (entry := items.known(text))]
    odds = _odds(read, pointed) + SEVERAL * (len(told) > 1)
    shared = len(known) / max(1, len(told))
    if len(told) > 1 and any(shared >= share and pointed.refusal < head for share, head in GOES_ON.items()):
        odds = max(odds, *known)  # it goes on what is listed
    if odds < enough:
        return []
    return [entry for text in told if (entry := items.add(text, (read.article, read.sentence), odds))]


def _told(inquiry: Inquiry, read: Evidence, pointed: Pointed) -> list[str]:
    """Return what a sentence enumerates, in the language of the question; one thing only of the kind asked for."""
    spoken, question = tongue(read.article.language, read.sentence.text), inquiry.question
    found = [thing.text for thing in things(one_line(read.sentence.text), pointed)]
    if len(found) == 1 and not bears(question_kind(wording(question.text)), found[0], language=spoken):
        return []
    return [translate_short(text, question.language, spoken=spoken) or text for text in found]


def _reply(inquiry: Inquiry, entries: Sequence[Entry], hits: Sequence[Hit], queue: Sequence[Evidence], done: int) -> Reply:
    cited = Cited()
    items = tuple(Item(one.text, tuple(cited.marker(*place) for place in one.places[:CITED])) for one in entries)
    lines = [marked(f"- {item.text}", item.markers) for item in items]
    capped = done == SENTENCES
    unread = {hit.article.id for hit in hits} - {read.article.id for read in queue} if capped else set()
    if unread:
        lines.append(inquiry.say("listed_unsure", count=len(unread)))
    looked = Read(len({read.article.id for read in queue[:done]}), len(hits), len(unread), not unread)
    told = ", ".join(item.text for item in items)
    short = told if len(items) <= FEW and len(told) <= STRUNG else str(len(items))
    return Reply("\n".join(lines), short, cited.evidence, items=items, read=looked)


def _entry(text: str) -> Entry:
    return Entry(text, _key(text), named(text))


def _key(text: str) -> tuple[str, ...]:
    silent = function_words()
    said = [token.form for token in tokens(text)]
    forms = tuple(form[:-1] if len(form) > _PLURAL_FROM and form.endswith("s") else form for form in said)
    return tuple(form for form in forms if form not in silent) or forms


def _same(one: Entry, other: Entry) -> bool:
    """Tell whether two things are one: the same words, or a name and the beginning or end of it."""
    short, long = sorted((one.key, other.key), key=len)
    part = one.named and other.named and bool(short) and short in {long[: len(short)], long[-len(short) :]}
    return one.key == other.key or part
