"""A quotation: what somebody said, in quotation marks or reported, in a sentence that names the speaker or follows one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from chatbot.answering.evidence import gather
from chatbot.answering.inquiry import Cited, Inquiry, Step, sources
from chatbot.answering.plans import fact
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
QUOTED = 0.03  # what quotation marks are worth, in points of evidence; not measured
_STEM = 4  # letters of a name that its other forms share
_WORD = re.compile(r"[^\W_]+")
_VERB, _LEAD = r"\b{speech.verbs}\b", r"\b{speech.leads} "
_HE_SAID = r"\b(?:{speech.pronouns} {speech.verbs}|{speech.verbs} ?{speech.pronouns})\b"
_OPENS = tuple('«“"„')


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield what somebody said, the nearest to the question first; nothing when no article tells of it."""
    speaker = _speaker(inquiry)
    if not speaker.words:
        return
    hits = inquiry.library.search(inquiry.question.text, limit=PASSAGES, scope=inquiry.scope)
    said = [one for item in gather(inquiry.question, hits, limit=SENTENCES) if (one := _said(item, speaker))]
    if not said:
        yield from [fact.refused(inquiry, "another_thing")] if speaker.names else ()
        return
    said.sort(key=lambda item: -item.score - QUOTED * bool(find_quoted(item.sentence.text)))
    cited = Cited((item.article, item.sentence) for item in said[:SHOWN])
    yield sources(cited.evidence)
    lines = [
        inquiry.say("said", speaker=speaker.text, quote=one.text, marker=f"[{one.markers[0]}]") for one in cited.statements
    ]
    items = tuple(Item(item.sentence.text, (item.marker,)) for item in cited.evidence)
    yield Reply("\n".join(lines), cited.statements[0].text, cited.evidence, items=items)


def _speaker(inquiry: Inquiry) -> Topic:
    """Return who is asked about."""
    text = topic_of(inquiry.question.text)
    silent = function_words() | every("speech.asking") | every("topics.asking")
    words = list(_WORD.finditer(text))
    who = takewhile(lambda word: flat(word[0]) not in every("speech.about"), words)
    told = [word for word in who if flat(word[0]) not in silent]
    named = topic(inquiry.library, text[told[0].start() : told[-1].end()] if told else "")
    return Topic(named.text, named.names[:1] or named.words[:1], either=False)


def _said(item: Evidence, speaker: Topic) -> Evidence | None:
    """Return a sentence in which the speaker says something, with the next one where that goes on in quotation marks."""
    text, sentence = item.article.text, item.sentence
    line, named = flat(sentence.text), speaker.said_in(tokens(sentence.text))
    lent = compiled(_HE_SAID).search(line) and speaker.said_in(tokens(text[max(0, sentence.start - BEFORE) : sentence.start]))
    if not (lent or (named and _speaks(line, speaker))):
        return None
    following = text[sentence.end : sentence.end + BEFORE].lstrip()
    if find_quoted(sentence.text) and sentence.text.endswith(".") and following.startswith(_OPENS):
        end = text.index(following, sentence.end) + split_sentences(following)[0][1]
        return replace(item, sentence=replace(sentence, end=end, text=text[sentence.start : end]))
    return item


def _speaks(line: str, speaker: Topic) -> bool:
    """Tell whether a verb of saying, or "according to", stands near the speaker's name in flat text."""
    last = speaker.words[0].forms[-1]
    stem = re.escape(last[: max(_STEM, len(last) - 2)])
    places = [word.span() for word in re.finditer(rf"\b{stem}\w*", line)]
    verbs = [found.span() for pattern in (_VERB, _LEAD) for found in compiled(pattern).finditer(line)]
    return any(start - NEAR <= end and begin <= stop + NEAR for start, stop in places for begin, end in verbs)
