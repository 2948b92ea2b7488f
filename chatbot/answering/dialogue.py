"""Makes a question stand alone: what a follow-up leaves out is taken from the turns before.

The patterns read ``flat`` text: lower case, without accents, so "où" is "ou".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.answering.question_kinds import Kind, question_kind
from chatbot.types import Turn
from index.language import find_dates, find_names, flat
from index.language.days import is_month
from index.language.detection import QUESTION_LANGUAGES
from index.language.vocabulary import FUNCTION, either, word_set
from prompts import phrases

_LONGEST = 400  # characters; what is longer says what it is about

# What opens a question without being a part of it; its capital makes no name.
_ORDER = (
    r"(?:(?:tell|give|show|explain|describe|summari[sz]e|list|dis|dites|donnez?|montrez?|expliquez?|decris|resumez?|parlez?"
    r"|racontez?)\b(?:-moi|-nous|-m'en| me| us)?[ ,]*)"
)
_LEAD = re.compile(
    r"(?:(?:ok|okay|d'accord|bon|bien|merci|oui|non|super|ah|oh|well|thanks|thank you|great|yes|no|right)"
    r"(?:[ ,.!]*$|[,.!]+ *| +(?=(?:and|but|so|et|mais|alors|donc)\b)))*"
    rf"{_ORDER}?(?P<goes_on>(?:(?:and|but|so|then|what about|how about|et|puis|mais|alors|donc)\b[ ,]*)+)?{_ORDER}?"
)
_VERB_FIRST = re.compile(r"\w+-(?:t-)?(?:il|elle|on|ils|elles|je|nous|vous|tu|ce|le|la|les|lui|leur|en|y)\b")

_PRONOUNS = "it its he she they their his her this that these those there"
_POSSESSIVE = r"\b(?:its|theirs?|his|hers?|son|sa|ses|leurs?)\b"
_NOUN = rf"(?!(?:i|we|you|one|{either(word_set(_PRONOUNS))})\b)\w+"
_BE = "(?:is|are|was|were|est|sont|etait|etaient)"
_THE = r"\b(?:l'|(?:les?|la|une?|des|cet?|cette|ces) )"
_INVERTED = r"(?:[\w']+-(?:t-)?|(?:s'est|n'est|est|sont|a|ont|fut) (?:t[ -])?)(?:il|elle)s?"
_PERIODS = either(
    word_set("year years month months week day time moment morning evening summer winter season century")
    | word_set("annee mois semaine jour soir matin siecle ete hiver saison fois")
)
# Pronouns that stand for nothing said before, with what shows it.
_EMPTY = (
    # "le musée a-t-il", "quand nelson mandela est-il": the noun is there already, and for the rest of the question
    rf"(?:(?<!\bde )(?<!\ba ){_THE}|^(?:quand|ou|pourquoi|comment) (?!(?:ne|se|y|en|donc) ))[^,;?!]+? {_INVERTED}\b.*",
    # "do birds build their nests", but "does the mayor attend it"
    rf"\b(?:do|does|did|can|will|has|have) {_NOUN} .*?(?=\b(?:it|there)\W*$|$)",
    # "how old was the king when he died"
    rf"(?:{_THE}|\b(?:the|an?|{_BE}) ){_NOUN} .*?\b(?:when|after|before|because|and|quand|lorsqu\w*|apres|avant|et)\b.*",
    # "quel pays a changé sa constitution"
    rf"^(?:quel(?:le)?s?|which|what) (?!{_BE}\b){_NOUN} (?!(?:do|does|did|can|will|{_BE}) ).*?{_POSSESSIVE}",
    # "y a-t-il", "que faut-il", "est-il vrai que": nobody does it
    r"\bil y a(?:-t-il)?\b|\by[ -](?:a|avait|aura|eut)[ -](?:t-)?il\b|\bil (?:faut|faudra|fallait|s'agit)\b",
    r"\b(?:faut|fallait|faudra-t|s'agit|existe-t|reste-t)-il\b|\b(?:se passe-t-il|s'est-il passe)\b(?!\W*$)",
    r"\best-il \w+ (?:que |qu'|de |d')|\bca va\b",
    r"\bit (?:\w+ )?(?:that\b|to \w+ (?=\w))|\bit (?:takes?|means?|called)\b(?!\W*$)",
    r"\bhow many \w+ \w.* are there\b|\b(?:is|are|was|were|will|be) there\b(?!\W*$)|\bthere (?:is|are|was|were|will)\b",
    rf"\b(?:this|that|these|those|ce|cet|cette|ces) (?:{_PERIODS})\b|\b(?:le|un|du) son\b|\b(?:la|une|de) these\b",
)
# Pronouns that stand for something said before.
_LEANS = (
    rf"(?<![\w-])(?:it|he|she|they|them|him|this|these|those|there|cela|ceci|ca|lui)\b|{_POSSESSIVE}|\b(?:il|elle)s?\b",
    r"\bce(?:lui|lle|lles|ux)-(?:ci|la)\b|(?<![\w-])(?:ce|cet|cette|ces) (?!qu|dont|sont)\w",
    # "that", "y", "en" and "ce" are often something else
    r"\b(?:is|are|was|were|does|did|of|for|about|at|in|to|why|like) that\b|\bthat\W*$",
    r"\bqui y\b|(?<!-)\by (?!a\b|avait\b|aura\b|eut\b)|\b(?:qui|combien|pourquoi|quel(?:le)?s?) en (?=[a-z])",
    r"^c'(?:est|etait|sera) (?!(?:quoi|qui|ou|quand|combien|comment|vrai) [\w#])|\best-ce\W*$|\best-ce (?!qu)",
    # "le", "la", "les" and "l'" before a verb
    r"^qui (?:les? |la |l')\w|\bl'(?:a|ont|avait|aura)\b|\bl'\w+-(?:t-)?on\b|^\w*-(?:le|la|les)\b",
    r"\b(?:ou|comment|pourquoi|quand|peut-on|puis-je|faut-il|doit-on) (?:les? |la |l')\w+(?:er|ir|re)\W*$",
)
_EMPTY_PRONOUN, _PRONOUN = re.compile("|".join(_EMPTY)), re.compile("|".join(_LEANS))
_OBJECT = re.compile(r"(?!.+ (?:and|or|after|before|when|if|because) ).*\b(?:it|there)\W*$|.*\by (?!a\b)")
_PERSON = re.compile(r"\b(?:he|she|him|his|hers?|il|elle|lui|son|sa|ses)\b")
_PLACE = re.compile(r"\b(?:there|y)\b")

_IN = word_set("in en au aux a")  # one word in two languages: "en France ... et au Canada"
_PREPOSITIONS = _IN | word_set("at on for by with from since until of pour par avec de du des depuis dans sur chez")
_PREPOSITION = f"(?:{either(_PREPOSITIONS)})"
_COMPLEMENT = re.compile(rf"{_PREPOSITION} |d'")
_BEFORE = re.compile(rf"\b{_PREPOSITION} (?:the |les? |la |l')?$|\bd'$")
_ARTICLE, _ARTICLE_BEFORE = re.compile(r"(?:the|les?|la) |l'"), re.compile(r"\b(?:(?:the|les?|la) |l')$")
# what is said in as few words and is no part of a question
_SMALL_TALK = re.compile(
    r"(?:au revoir|a (?:bientot|demain|plus|la prochaine)|de rien|bien sur|en (?:savoir|dire) plus|en bref|of course"
    r"|for example|par exemple|in short|by the way"
    r"|(?:en (?:francais|anglais)|in (?:french|english))(?: please| svp| s'il (?:te|vous) plait| stp)?)\W*$"
)
_BARE = re.compile(
    rf"^(?:(?:{_PREPOSITION}|to|vers|jusqu'a|pendant) |d')?"
    r"(?:how(?: (?:much|many|long|old|far|often|big|large|tall|high))?|why|where|when|who(?:m|se)?|what|which"
    r"|pourquoi|ou|quand|qui|que|quoi|combien|comment|quel(?:le)?s?|more|davantage|plus)(?: (?:d'|de )?[\w-]+)?\W*$"
    r"|^(?:faut-il|est-ce qu'il faut|peut-on|doit-on|puis-je) (?:s'|se |une? )?\w+\W*$"
    r"|^(?:can|may|must|should|do) (?:i|we)(?: (?:need|have))?(?: to| an?)? \w+\W*$"
)
_MEASURE_ALONE = re.compile(r"^(?:quel(?:le)?s? (?:est|sont)|what(?:'s| is| are)) (?:les? |la |l'|the )\w+\W*$")
_SHORT = 3  # words
_END = " \u00a0\u202f?!."
_ASKING = word_set("coute coutent cost costs dure durent last lasts much many long place happen happens")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that stands alone, what it is about, and the answer it got."""

    question: str
    subject: tuple[str, ...]
    answer: str = ""


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """Return the question with what it leaves out taken from the turns before; a new subject is left alone."""
    earlier = _Asked("", ())
    for turn in history:
        earlier = replace(_resolve(turn.question, earlier), answer=turn.answer)
    return _resolve(question, earlier).question


def _resolve(question: str, earlier: _Asked) -> _Asked:
    """Return a question as it stands after an earlier one. Its subject goes on, so that a chain keeps the first."""
    line = flat(question[:_LONGEST]).rstrip()
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    goes_on = lead is not None and lead["goes_on"] is not None
    rest = question[start:].strip()
    names = _names(question, start)
    own = tuple(dict.fromkeys(question[first:end] for first, end in names))
    alone = _Asked(question, own or _content(rest) or earlier.subject)
    if not earlier.subject or len(question) > _LONGEST:
        return alone
    if _leans(line, start, names):
        lent = (*earlier.subject, *_answered(line, earlier))
    elif _is_complement(rest, goes_on=goes_on):
        whole = _contrasted(earlier.question, rest.rstrip(_END))
        return _Asked(whole, _spoken(whole) or _content(whole))
    elif not names and (goes_on or _is_bare(line[start:])):
        lent = earlier.subject
    else:
        return alone
    missing = [part for part in dict.fromkeys(lent) if part.lower() not in question.lower()]
    return _Asked(f"{question} ({', '.join(missing)})" if missing else question, (*lent, *own))


def _names(question: str, start: int = 0) -> list[tuple[int, int]]:
    """Return where the names are, without a verb that merely opens the question: "Dure-t-il", "Donne-moi"."""
    verb = _VERB_FIRST.match(flat(question), start)
    first = verb.end() if verb else start
    return [(name.start, name.end) for name in find_names(question) if name.start >= first]


def _spoken(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[start:end] for start, end in _names(text)))


def _content(text: str) -> tuple[str, ...]:
    """Return the words that say what a question without names is about, as one piece."""
    kept = [word for word in re.findall(r"[^\W_]+", text) if flat(word) not in FUNCTION | _ASKING or is_month(word)]
    return (" ".join(kept),) if kept else ()


def _leans(line: str, start: int, names: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a pronoun stands for something said before, and not for a name before it in the same question."""
    for first, end in names:
        line = f"{line[:first]}{'#' * (end - first)}{line[end:]}"
    rest = _EMPTY_PRONOUN.sub(lambda found: " " * len(found[0]), line[start:])
    pronoun = _PRONOUN.search(rest)
    if pronoun is None or not names:
        return pronoun is not None
    return start + pronoun.start() < names[0][0] or (len(names) == 1 and _OBJECT.match(rest) is not None)


def _is_bare(line: str) -> bool:
    """Tell whether nothing is said but what is asked for: "why?", "at what time?", "quel est le prix ?"."""
    if _BARE.search(line):
        return True
    kind = question_kind(line)
    return _MEASURE_ALONE.search(line) is not None and (kind.amount or kind is Kind.WHEN)


def _is_complement(rest: str, *, goes_on: bool) -> bool:
    """Tell whether a part of the earlier question is exchanged and the rest is to be kept: "And in Paris?"."""
    if question_kind(rest) is not Kind.OTHER or _SMALL_TALK.match(flat(rest)):
        return False
    placed = _COMPLEMENT.match(flat(rest)) is not None
    if not goes_on:
        return placed and len(re.findall(r"\w+", rest)) <= _SHORT
    return placed or bool(find_names(rest) or find_dates(rest))


def _contrasted(earlier: str, part: str) -> str:
    """Return the earlier question with ``part`` instead of its one like, else at its end."""
    lead = _COMPLEMENT.match(flat(part))
    part = part[:1].lower() + part[1:] if lead else part
    told = re.sub(r"['’]s$", "", part[lead.end() if lead else 0 :])
    article = _ARTICLE.match(flat(told))
    bare = told[article.end() if article else 0 :]
    for spans in (_names, _dates):
        if (0, len(bare)) not in spans(bare):
            continue
        places = [(start, end, _BEFORE.search(flat(earlier[:start]))) for start, end in spans(earlier)]
        alike = [place for place in places if _preposition(place[2]) == _preposition(lead)] or (places if not lead else [])
        if len(alike) == 1:
            ((start, end, before),) = alike
            year = _year_of(earlier[start:end]) if spans is _dates and _lacks_year(bare) else ""
            if lead:
                start, said = before.start() if before else start, part
            elif before:
                said = bare
            else:
                own = _ARTICLE_BEFORE.search(flat(earlier[:start]))
                start, said = own.start() if own else start, told
            return f"{earlier[:start]}{said}{year}{earlier[end:]}"
    stem = earlier.rstrip(_END)
    return f"{stem}, {part}{earlier[len(stem) :]}"


def _dates(text: str) -> list[tuple[int, int]]:
    return [(date.start, date.end) for date in find_dates(text)]


def _lacks_year(text: str) -> bool:
    return all(date.moment.year is None and date.moment.month is not None for date in find_dates(text))


def _year_of(text: str) -> str:
    return next((f" {date.moment.year}" for date in find_dates(text) if (date.moment.year or 0) > 0), "")


def _preposition(found: re.Match[str] | None) -> str:
    word = found[0].split()[0].rstrip("'") if found else ""
    return "in" if word in _IN else "de" if word in {"d", "du", "des"} else word


def _answered(line: str, earlier: _Asked) -> tuple[str, ...]:
    """Return the person or place that the earlier question was answered with, when that is what is spoken of now."""
    wanted = {Kind.WHO: _PERSON, Kind.WHERE: _PLACE}.get(question_kind(earlier.question))
    refusals = tuple(phrases("phrases.toml", language)["refusal"] for language in QUESTION_LANGUAGES)
    if wanted is None or not wanted.search(line) or earlier.answer.startswith(refusals):
        return ()
    return _spoken(earlier.answer)[:1]
