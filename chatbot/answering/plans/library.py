"""The library itself: who wrote an article, when it was published, how many there are, what is new; from its records."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from chatbot.answering.article_choice import authors_of, chosen, sites_of
from chatbot.answering.inquiry import Inquiry, Step
from chatbot.answering.library_request import Request, language_name, read_request
from chatbot.answering.plans import fact
from chatbot.answering.speaking import speaking
from chatbot.answering.topics import topic
from chatbot.types import Item, Refusal, Reply
from index.language.moments import parse_iso
from index.language.say import say_date
from index.types import ArticleSummary, Dated, Scope

LINES, ITEMS = 20, 100  # that the text says, and that are linked
_MEANT = 5  # articles that may be meant
_FILTERS = ("author", "source", "language", "collection", "period", "lacks")


def answer(inquiry: Inquiry) -> Iterator[Step]:
    """Yield the Reply: the articles asked for, or what is known of them; a refusal where the article meant is not there."""
    articles = list(inquiry.library.summaries(inquiry.given))
    if not articles and not inquiry.library.count():
        yield Reply(inquiry.say("library_empty"), None, certainty="sure", count=0)
        return
    request = read_request(inquiry.whole, articles, inquiry.library, today=datetime.now(UTC).date())
    found = _filtered(request, inquiry)
    if request.field == "source" and (only := _meant(request, found, inquiry)) and not any(map(sites_of, only)):
        told = list(fact.instead(inquiry))  # a file's text may say where it comes from
        if isinstance(told[-1], Reply) and told[-1].refusal is None:
            yield from told
            return
    yield _reply(request, found, inquiry)


def _reply(request: Request, found: list[ArticleSummary], inquiry: Inquiry) -> Reply:
    if request.field and (request.topic or request.order or len(found) == 1 or _narrowed(request)):
        meant = _meant(request, found, inquiry)
        return _told(request, meant, inquiry) if meant else _nothing(request, inquiry)
    if request.field and request.field != "author":
        return _refused(inquiry.say("library_which", count=len(found)))
    if request.topic:
        found = _about(request, found, inquiry)
    if request.values or request.field:
        return _values(request, found, inquiry)
    return _listed(request, found, inquiry)


def _filtered(request: Request, inquiry: Inquiry) -> list[ArticleSummary]:
    """Return the articles that meet all that is asked but the topic."""
    scope, named, period = inquiry.given, request.collection, request.period
    if named:
        scope = replace(scope, collections=frozenset({named}) & (scope.collections or {named}))
    if period and request.dated == "published":  # "2025-04" may be any day of April: the database knows
        since, until = max(period.start, scope.since or date.min), min(period.end, scope.until or date.max)
        scope, period = replace(scope, since=since, until=until), None
    first, last = (period.start.isoformat(), period.end.isoformat()) if period else ("", "")
    return [
        one
        for one in inquiry.library.summaries(scope)
        if (not period or first <= _date(one, request.dated)[: len(last)] <= last)
        and (not request.author or request.author in authors_of(one))
        and (not request.source or any(f".{site}".endswith(f".{request.source}") for site in sites_of(one)))
        and (not request.language or request.language == one.language)
        and (not request.lacks or not getattr(one, request.lacks))
    ]


def _meant(request: Request, found: list[ArticleSummary], inquiry: Inquiry) -> list[ArticleSummary]:
    """Return the articles of which a field is asked."""
    if request.order:
        return _ordered(request, _about(request, found, inquiry) if request.topic else found)[: request.most]
    meant = chosen(request.topic, inquiry, _scope(found)) if request.topic else _ordered(request, found)
    return meant[: _MEANT if request.topic else LINES]


def _about(request: Request, found: list[ArticleSummary], inquiry: Inquiry) -> list[ArticleSummary]:
    """Return the articles about the topic asked for, else those that speak of it; all of these where that is asked."""
    spoken = speaking(inquiry, topic(inquiry.library, request.topic), _scope(found))
    titled = [] if request.mentions else [one for one in spoken if one.titled]
    kept = {one.article.id for one in titled or spoken}
    return [one for one in found if one.id in kept]


def _ordered(request: Request, found: list[ArticleSummary]) -> list[ArticleSummary]:
    """Return the articles in the order asked for; a newest or an oldest one has a date, other lists end with what has none."""
    if request.order in {"longest", "shortest"}:
        return sorted(found, key=lambda one: one.characters, reverse=request.order == "longest")
    dated = [one for one in found if _date(one, request.dated)]
    dated.sort(key=lambda one: _date(one, request.dated), reverse=request.order != "oldest")
    return dated if request.order else [*dated, *(one for one in found if not _date(one, request.dated))]


def _listed(request: Request, found: list[ArticleSummary], inquiry: Inquiry) -> Reply:
    """Return the reply that names the articles, or their number."""
    if not found:
        return _nothing(request, inquiry)
    shown = _ordered(request, found)[: request.most if request.order and not request.period else ITEMS]
    if not shown:
        return _refused(inquiry.say("library_undated", count=len(found)))
    number = len(shown) if request.order else len(found)
    items = tuple(Item(_line(one, request, inquiry), date=_date(one, "published") or None, article=one) for one in shown)
    lines = [item.text for item in items]
    if request.counts and not request.topic and not _narrowed(request):
        items, spoken = (), inquiry.question.language
        counted = Counter(language_name(one.language, spoken) for one in found).most_common()
        lines = [inquiry.say("library_language_count", name=name, count=count) for name, count in counted]
    short = shown[0].title if number == 1 and not request.counts else str(number)
    return replace(_headed(request, request.order or "has", number, lines, inquiry), short=short, items=items)


def _values(request: Request, found: list[ArticleSummary], inquiry: Inquiry) -> Reply:
    """Return the reply that names all authors, sites, languages or collections, the most frequent first."""
    wanted, spoken = request.values or "authors", inquiry.question.language
    names: dict[str, Callable[[ArticleSummary], list[str]]] = {
        "authors": authors_of,
        "sources": lambda one: sites_of(one)[:1],
        "languages": lambda one: [language_name(one.language, spoken)],
    }
    held = inquiry.library.collections.counts() if wanted == "collections" else (n for one in found for n in names[wanted](one))
    counted = Counter(held).most_common()
    if not counted:
        return Reply(inquiry.say(f"library_no_{wanted}"), "0", certainty="sure", count=0 if request.counts else None)
    lines = [inquiry.say("library_value", value=name, count=count) for name, count in counted]
    return _headed(request, wanted, len(counted), lines, inquiry)


def _headed(request: Request, kind: str, number: int, lines: Sequence[str], inquiry: Inquiry) -> Reply:
    """Return the reply of lines below what says how many they are of what."""
    heading = inquiry.say(
        f"library_{kind}" if number > 1 else f"library_{kind}_one", count=number, which=_which(request, inquiry)
    )
    more = [inquiry.say("library_more", count=len(lines) - LINES)] if len(lines) > LINES else []
    text = "\n".join([heading, *(f"- {line}" for line in lines[:LINES]), *more])
    items = tuple(map(Item, lines[:ITEMS]))
    return Reply(text, str(number), certainty="sure", items=items, count=number if request.counts else None)


def _told(request: Request, meant: Sequence[ArticleSummary], inquiry: Inquiry) -> Reply:
    """Return the reply that says a field of each of some articles, or that it is unknown."""
    field, items, values = request.field or "", list[Item](), list[str]()
    for one in meant:
        value = _value(one, field, inquiry)
        values += [value] if value else []
        kind = f"library_{field}" if value else f"library_{field}_unknown"
        items.append(Item(inquiry.say(kind, title=one.title, value=value), date=_date(one, "published") or None, article=one))
    text, short = "\n".join(item.text for item in items), "; ".join(dict.fromkeys(values)) or None
    return Reply(text, short, certainty="sure", items=tuple(items))


def _value(one: ArticleSummary, field: str, inquiry: Inquiry) -> str:
    """Return a field as people read it, "" where it is unknown."""
    if field == "author":
        return one.author or ""
    if field == "source":
        return one.url or one.source
    if field == "language":
        return language_name(one.language, inquiry.question.language)
    if field == "length":
        return inquiry.say("library_characters", count=one.characters)
    stated = getattr(one, field)
    day = _day(_date(one, field), inquiry)
    doubtful = isinstance(stated, Dated) and stated.certainty == "likely"
    return inquiry.say("library_likely", value=day) if doubtful else day


def _line(one: ArticleSummary, request: Request, inquiry: Inquiry) -> str:
    """Return an article as a list names it: its title, author, site and date, or what it was put in order by."""
    field = "length" if request.order in {"longest", "shortest"} else request.dated
    value = _value(one, field, inquiry)
    last = inquiry.say(f"library_line_{field}", value=value) if value else inquiry.say("library_line_undated")
    known = [part for part in (one.author, *sites_of(one)[:1], last) if part]
    return inquiry.say("library_line", title=one.title, known=", ".join(known))


def _which(request: Request, inquiry: Inquiry) -> str:
    """Return in words what the articles were chosen by, with a space before it; "" where by nothing."""
    spoken, parts = inquiry.question.language, list[str]()
    for key in ("author", "source", "collection"):
        parts += [inquiry.say(f"library_which_{key}", value=value)] if (value := getattr(request, key)) else []
    if request.language:
        parts.append(inquiry.say("library_which_language", value=language_name(request.language, spoken)))
    if request.lacks:
        parts.append(inquiry.say(f"library_which_no_{request.lacks}"))
    if period := request.period:
        ends = [_day(day.isoformat(), inquiry) for day in (period.start, period.end)]
        kind = "day" if period.start == period.end else "until" if period.start == date.min else "period"
        date_of = inquiry.say(f"library_date_{request.dated}")
        parts.append(inquiry.say(f"library_which_{kind}", dated=date_of, start=ends[0], end=ends[1]))
    if request.topic:
        parts.append(inquiry.say("library_which_mention" if request.mentions else "library_which_topic", value=request.topic))
    return "".join(f" {part}" for part in parts)


def _date(one: ArticleSummary, field: str) -> str:
    stated = getattr(one, field)
    return stated.value if isinstance(stated, Dated) else stated or ""


def _day(value: str, inquiry: Inquiry) -> str:
    """Return an ISO date as it is said, as precise as it is known."""
    return say_date(parse_iso(value), inquiry.question.language) if value else ""


def _narrowed(request: Request) -> bool:
    return any(getattr(request, name) for name in _FILTERS)


def _scope(found: Sequence[ArticleSummary]) -> Scope:
    return Scope(articles=frozenset(one.id for one in found))


def _nothing(request: Request, inquiry: Inquiry) -> Reply:
    """Return the reply that there is no such article: the answer of who asked for one, a refusal of what is asked of one."""
    text = inquiry.say("library_none", which=_which(request, inquiry))
    return _refused(text) if request.field else Reply(text, "0", certainty="sure", count=0 if request.counts else None)


def _refused(text: str) -> Reply:
    return Reply(text, None, certainty="unsure", refusal=Refusal("nothing_near"))
