"""A timeline: the dated events that the articles tell, in their order, each with its sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chatbot.answering.inquiry import Cited, Inquiry, Step, sources
from chatbot.answering.speaking import MOST, Speaking, speaking
from chatbot.answering.topics import Topic, topic, topic_of
from chatbot.types import Item, Progress, Read, Reply
from index.language import find_dates
from index.language.days import is_month
from index.language.moments import Moment, parse_day
from index.language.names import tokens
from index.language.say import say_date
from index.types import Article, Sentence

EVENTS = 60  # shown; the others are counted
_RECENT = 1  # years between what an article last spoke of and its publication, for this to give the year of a month
_YEARS, _MIDDLE = (1, 2200), 15  # which years are told; the day that stands for its month
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Event:
    """What a sentence tells of a time, as precisely as that is known."""

    moment: Moment
    article: Article
    sentence: Sentence

    @property
    def when(self) -> str:
        """The time as ISO 8601, with a sign for an unknown year that is sorted last."""
        year, month, day = self.moment.year, self.moment.month, self.moment.day
        return "-".join([f"{year:04}" if year else "~", *(f"{part:02}" for part in (month, month and day) if part)])


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the events once all articles that speak of the topic have been read; nothing when they tell of none."""
    periods, about = _asked(inquiry)
    found, events = speaking(inquiry, about, inquiry.given), list[_Event]()
    for done, one in enumerate(found, 1):
        events += _events(one, about, periods)
        yield Progress(done, len(found), len(events))
    if not events:
        return
    events.sort(key=lambda event: (event.when, event.article.id, event.sentence.start))
    shown = events[:EVENTS]
    cited = Cited((event.article, event.sentence) for event in shown)
    yield sources(cited.evidence)
    lines, items = list[str](), list[Item]()
    for marker, event in enumerate(shown, 1):
        day = say_date(Moment(event.moment.year, event.moment.month, event.moment.day), inquiry.question.language)
        sentence = " ".join(event.sentence.text.split())
        lines.append(inquiry.say("timeline_line", date=day, sentence=sentence, marker=f"[{marker}]"))
        items.append(Item(event.sentence.text, (marker,), event.when if event.moment.year else None))
    unsure = len(events) - len(shown)
    lines += [inquiry.say("timeline_more", count=unsure)] if unsure else []
    read, said = Read(len(found), complete=not unsure), cited.statements
    yield Reply("\n".join(lines), None, cited.evidence, statements=said, items=tuple(items), read=read)


def _asked(inquiry: Inquiry) -> tuple[list[Moment], Topic]:
    """Return the times that are asked about, and the topic without them; where there is none, every article speaks of it."""
    text = _WORD.sub(lambda word: word[0].capitalize() if is_month(word[0]) else word[0], inquiry.whole)  # "in may"
    found = [stated for stated in find_dates(text, published=date.today().isoformat()) if stated.moment.hour is None]
    for stated in reversed(found):
        text = f"{text[: stated.start]} {text[stated.end :]}"
    about = topic(inquiry.library, topic_of(text))
    about = about if about.words else replace(about, text=inquiry.whole)
    return [replace(stated.moment, relative=None) for stated in found], about


def _events(one: Speaking, about: Topic, periods: Sequence[Moment]) -> Iterator[_Event]:
    """Yield the events of an article, the most precise time of each sentence that lies in a period, if any is asked for."""
    article = one.article
    told, written = int(article.day[:4] or 0), parse_day(article.day)
    for sentence in sorted(one.sentences, key=lambda sentence: sentence.start):
        found = find_dates(sentence.text, language=article.language, published=article.day)
        told = next((stated.moment.year for stated in reversed(found) if stated.moment.year), told)
        recent = written if written and abs(told - written.year) <= _RECENT else None  # "in November" of a tale is no news
        moments = [moment for moment in (_known(stated.moment, recent) for stated in found) if moment]
        fitting = [moment for moment in moments if not periods or any(moment.supports(asked) for asked in periods)]
        if fitting and (one.central or about.covered(about.held(tokens(sentence.text))) >= MOST):
            most = max(fitting, key=lambda moment: sum(map(bool, (moment.year, moment.month, moment.day))))
            yield _Event(most, article, sentence)


def _known(moment: Moment, published: date | None) -> Moment | None:
    """Return a moment with its year where that is told, or follows from the day of publication; nothing for a time of day."""
    middle = replace(moment, day=moment.day or _MIDDLE)
    near = middle.resolved(published) if published else None
    year = near.year if near else moment.year
    dated = _YEARS[0] <= year <= _YEARS[1] if year else moment.month is not None
    return replace(moment, year=year, hour=None, minute=None, relative=None) if dated else None
