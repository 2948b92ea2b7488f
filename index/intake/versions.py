"""Tells which texts are later versions of which: by their address, or by the sequences of words that both have."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.formats.decoding import clean
from index.types import Article, Draft

# A share of common three-word sequences. Measured on 250 articles each of four sets: stubs of one form have up to .22, parts
# of one article .07, and else one pair in a thousand .01 to .05.
ALIKE = 0.3
_SEQUENCE = 3
_COMMON = 20  # articles that have a sequence; one that more have tells nothing, and comparing them all takes quadratic time
_LOOKED_AT = 3  # articles a draft, those that share most of what few have


def pair(drafts: Sequence[Draft], articles: Sequence[Article]) -> list[Article | None]:
    """Return the article that each draft is a later version of, if any: the most alike first, and none twice."""
    if not articles:
        return [None] * len(drafts)
    held = [sequences(article.text) for article in articles]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(held):
        for sequence in found:
            holders[sequence].append(number)
    pages = _alone([article.url for article in articles])
    asked = _alone([draft.url for draft in drafts])
    likely = [(2.0, asked[url], pages[url]) for url in asked.keys() & pages.keys()]
    for number, draft in enumerate(drafts):
        own = sequences(draft.text)
        having = [holders[sequence] for sequence in own if sequence in holders]
        near = Counter(other for some in having if len(some) <= _COMMON for other in some)
        for other, _ in near.most_common(_LOOKED_AT):
            address = articles[other].url
            share = len(own & held[other]) / len(own | held[other])
            if share >= ALIKE and (not draft.url or not address or draft.url == address):
                likely.append((share, number, other))
    earlier: list[Article | None] = [None] * len(drafts)
    taken = set()
    for _, number, other in sorted(likely, key=lambda found: -found[0]):
        if earlier[number] is None and other not in taken:
            earlier[number] = articles[other]
            taken.add(other)
    return earlier


def sequences(text: str) -> set[str]:
    """Return the three-word sequences of a text as the readers clean it now, or its few words."""
    words = re.findall(r"\w+", clean(text).casefold())
    return {" ".join(words[i : i + _SEQUENCE]) for i in range(max(1, len(words) - _SEQUENCE + 1))}


def _alone(urls: Sequence[str | None]) -> dict[str, int]:
    """Return where each address stands that stands only once."""
    times = Counter(urls)
    return {url: number for number, url in enumerate(urls) if url and times[url] == 1}
