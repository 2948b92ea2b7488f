"""A quotation: what somebody said, in quotation marks or reported, in a sentence that names the speaker or follows one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chatbot.answering.evidence import POINTED
from chatbot.answering.inquiry import Inquiry, Step, sources
from chatbot.answering.plans import fact
from chatbot.answering.prompt import one_line
from chatbot.answering.speaking import speaking
from chatbot.answering.topics import Topic, topic, topic_of
from chatbot.types import Evidence, Item, Reply
from index.fitted import fitted
from index.language import find_quoted, flat
from index.language.names import tokens
from index.language.patterns import compiled, every
from index.language.sentences import split_sentences
from index.language.vocabulary import function_words
from index.types import Article, Sentence

SHOWN = 3  # quotations
BACK = 3  # sentences before "he said" in which the speaker is named
NEAR = 60  # characters between a speaker and the verb
UNSAID = 9.0  # the span head's log-odds that nothing is said about what is asked for, beyond which it is not; from 12 questions
_CHARACTERS = 50_000  # of an article
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
    found = speaking(inquiry, speaker, inquiry.scope)
    said = [one for told in found if told.sure for one in _sayings(told.article, speaker)]
    best = _best(inquiry, about, said[: 4 * POINTED])
    if not best:
        yield from [fact.refused(inquiry, "another_thing")] if speaker.names else ()
        return
    evidence = [replace(one.item, marker=number) for number, one in enumerate(best, 1)]
    yield sources(evidence)
    quotes = [one_line(item.sentence.text) for item in evidence]
    lines = [inquiry.say("said", speaker=speaker.text, quote=quote, marker=f"[{n}]") for n, quote in enumerate(quotes, 1)]
    items = tuple(Item(item.sentence.text, (item.marker,)) for item in evidence)
    yield Reply("\n".join(lines), quotes[0], tuple(evidence), verified=True, items=items)


def _asked(inquiry: Inquiry) -> tuple[Topic, Topic]:
    """Return who is asked about, and what they are to have spoken of."""
    text = topic_of(inquiry.question.text)
    silent = function_words() | every("speech.asking") | every("topics.asking")
    words = list(_WORD.finditer(text))
    cut = next((word for word in words if flat(word[0]) in every("speech.about")), None)
    end = cut.start() if cut else len(text)
    told = [word for word in words if word.start() < end and flat(word[0]) not in silent]
    if not told:
        return topic(inquiry, ""), topic(inquiry, "")
    who = topic(inquiry, text[told[0].start() : told[-1].end()])
    kept = who.names[:1] or who.words[:1]
    rest = " ".join([*(w[0] for w in told if flat(w[0]) not in kept[0].forms), text[cut.end() :] if cut else ""])
    return Topic(who.text, kept, either=False), topic(inquiry, topic_of(rest))


def _sayings(article: Article, speaker: Topic) -> Iterator[_Said]:
    text, spans = article.text, split_sentences(article.text[:_CHARACTERS])
    held = [speaker.covered(speaker.held(tokens(text[start:end]))) == 1 for start, end in spans]
    for index, (start, end) in enumerate(spans):
        line, quoted = flat(text[start:end]), bool(find_quoted(text[start:end]))
        lent = any(held[max(0, index - BACK) : index]) and compiled(_HE_SAID).search(line) is not None
        if not (lent or (held[index] and _speaks(line, speaker))):
            continue
        following = spans[index + 1] if index + 1 < len(spans) else (end, end)
        goes_on = quoted and text[start:end].endswith(".") and text[slice(*following)].startswith(_OPENS)
        last = following[1] if goes_on else end
        yield _Said(Evidence(1, article, Sentence(article.id, start, last, text[start:last])), quoted, held[index])


def _speaks(line: str, speaker: Topic) -> bool:
    """Tell whether a verb of saying, or "according to", stands near the speaker's name in flat text."""
    last = speaker.words[0].forms[-1]
    stem = re.escape(last[: max(_STEM, len(last) - 2)])
    places = [word.span() for word in re.finditer(rf"\b{stem}\w*", line)]
    verbs = [found.span() for pattern in (_VERB, _LEAD) for found in compiled(pattern).finditer(line)]
    return any(start - NEAR <= end and begin <= stop + NEAR for start, stop in places for begin, end in verbs)


def _best(inquiry: Inquiry, about: Topic, said: Sequence[_Said]) -> list[_Said]:
    """Return the sayings that are about a thing, or all where nothing is asked for, the best first."""
    if not said:
        return []
    evidence = [one.item for one in said]
    pointed = inquiry.point(evidence)
    encoder = inquiry.library.encoder
    near = encoder.encode_passages([one_line(item.sentence.text) for item in evidence]) @ encoder.encode_query(
        about.text or inquiry.question.text
    )
    scored = []
    for one, seen, cosine in zip(said, pointed, near.tolist(), strict=True):
        covered = about.covered(about.held(tokens(one.item.sentence.text))) if about.words else 0.0
        lifted = cosine + (one.item.article.language != inquiry.question.language) * fitted().search.language_bonus
        if not about.words or covered or seen.refusal < UNSAID:
            scored.append((3 * one.quoted + one.named + 6 * covered - seen.refusal / 2 + 100 * lifted, one))
    return [one for _, one in sorted(scored, key=lambda pair: -pair[0])[:SHOWN]]
