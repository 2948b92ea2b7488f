"""A quotation: what somebody said, in quotation marks or reported, in a sentence that names the speaker or follows one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chatbot.answering.evidence import POINTED, gather
from chatbot.answering.inquiry import Inquiry, Step, sources
from chatbot.answering.plans import fact
from chatbot.answering.prompt import one_line
from chatbot.answering.topics import Topic, topic, topic_of
from chatbot.types import Evidence, Item, Reply
from index.language import find_quoted, flat
from index.language.names import tokens
from index.language.patterns import compiled, every
from index.language.sentences import split_sentences
from index.language.vocabulary import function_words

PASSAGES, SENTENCES = 200, 1000  # that are looked through, the nearest to the question
SHOWN = 3  # quotations
BEFORE = 500  # characters before "he said" in which the speaker is named
NEAR = 60  # characters between a speaker and the verb
UNSAID = 9.0  # the span head's log-odds that nothing is said about what is asked for, beyond which it is not; from 12 questions
_STEM = 4  # letters of a name that its other forms share
_WORD = re.compile(r"[^\W_]+")
_VERB, _LEAD = r"\b{speech.verbs}\b", r"\b{speech.leads} "
_HE_SAID = r"\b(?:{speech.pronouns} {speech.verbs}|{speech.verbs} ?{speech.pronouns})\b"
_OPENS = tuple('«“"„')


@dataclass(frozen=True, slots=True)
class _Said:
    """Something that the speaker says: the sentence, with the one after it where that goes on in quotation marks."""

    item: Evidence
    quoted: bool
    named: bool


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield what somebody said, what is most about the thing asked for first; nothing when no article tells of it."""
    speaker, about = _asked(inquiry)
    if not speaker.words:
        return
    hits = inquiry.library.search(inquiry.question.text, limit=PASSAGES, scope=inquiry.scope)
    found = gather(inquiry.question, hits, limit=SENTENCES)
    said = [one for item in found if (one := _said(item, speaker))]
    best = _best(inquiry, about, said[: 4 * POINTED])
    if not best:
        yield from [fact.refused(inquiry, "another_thing")] if speaker.names else ()
        return
    evidence = [replace(item, marker=number) for number, item in enumerate(best, 1)]
    yield sources(evidence)
    quotes = [one_line(item.sentence.text) for item in evidence]
    lines = [inquiry.say("said", speaker=speaker.text, quote=quote, marker=f"[{n}]") for n, quote in enumerate(quotes, 1)]
    items = tuple(Item(item.sentence.text, (item.marker,)) for item in evidence)
    yield Reply("\n".join(lines), quotes[0], tuple(evidence), items=items)


def _asked(inquiry: Inquiry) -> tuple[Topic, Topic]:
    """Return who is asked about, and what they are to have spoken of."""
    text = topic_of(inquiry.question.text)
    silent = function_words() | every("speech.asking") | every("topics.asking")
    words = list(_WORD.finditer(text))
    cut = next((word for word in words if flat(word[0]) in every("speech.about")), None)
    end = cut.start() if cut else len(text)
    told = [word for word in words if word.start() < end and flat(word[0]) not in silent]
    if not told:
        return topic(inquiry.library, ""), topic(inquiry.library, "")
    who = topic(inquiry.library, text[told[0].start() : told[-1].end()])
    kept = who.names[:1] or who.words[:1]
    rest = " ".join([*(w[0] for w in told if flat(w[0]) not in kept[0].forms), text[cut.end() :] if cut else ""])
    return Topic(who.text, kept, either=False), topic(inquiry.library, topic_of(rest))


def _said(item: Evidence, speaker: Topic) -> _Said | None:
    """Return what a sentence tells that the speaker says, None where it tells of nothing."""
    text, sentence = item.article.text, item.sentence
    line, named = flat(sentence.text), speaker.said_in(tokens(sentence.text))
    lent = compiled(_HE_SAID).search(line) and speaker.said_in(tokens(text[max(0, sentence.start - BEFORE) : sentence.start]))
    if not (lent or (named and _speaks(line, speaker))):
        return None
    quoted = bool(find_quoted(sentence.text))
    following = text[sentence.end : sentence.end + BEFORE].lstrip()
    if quoted and sentence.text.endswith(".") and following.startswith(_OPENS):
        end = text.index(following, sentence.end) + split_sentences(following)[0][1]
        item = replace(item, sentence=replace(sentence, end=end, text=text[sentence.start : end]))
    return _Said(item, quoted, named)


def _speaks(line: str, speaker: Topic) -> bool:
    """Tell whether a verb of saying, or "according to", stands near the speaker's name in flat text."""
    last = speaker.words[0].forms[-1]
    stem = re.escape(last[: max(_STEM, len(last) - 2)])
    places = [word.span() for word in re.finditer(rf"\b{stem}\w*", line)]
    verbs = [found.span() for pattern in (_VERB, _LEAD) for found in compiled(pattern).finditer(line)]
    return any(start - NEAR <= end and begin <= stop + NEAR for start, stop in places for begin, end in verbs)


def _best(inquiry: Inquiry, about: Topic, said: Sequence[_Said]) -> list[Evidence]:
    """Return the sayings that are about a thing, or all where nothing is asked for, the best first."""
    scored = list[tuple[float, Evidence]]()
    for one, seen in zip(said, inquiry.point([one.item for one in said]), strict=True):
        covered = about.covered(about.held(tokens(one.item.sentence.text))) if about.words else 0.0
        if not about.words or covered or seen.refusal < UNSAID:
            worth = 3 * one.quoted + one.named + 6 * covered - seen.refusal / 2 + 100 * one.item.score
            scored.append((worth, one.item))
    return [item for _, item in sorted(scored, key=lambda pair: -pair[0])[:SHOWN]]
