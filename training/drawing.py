"""Items drawn from the public sets: the right sentence among its companions, and questions that it does not answer."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from training.items import Ask, Item, Source
from training.noise import roughen
from training.public import Corpus, Question, trim

SOURCE_COUNTS = (1, 2, 3, 4, 5)
SOURCE_WEIGHTS = (76, 14, 6, 2, 2)  # mostly one: reading each source alone selects better (see README.md)
MAX_ASKS = 6
REFUSALS, REFUSALS_ALONE = 0.27, 0.65  # unanswerable questions for each answerable one; more beside a single source


class Neighbours:
    """Sentences of other articles that share rare words with a question's own sentence."""

    def __init__(self, corpus: Corpus) -> None:
        """Index each language's sentences by TF-IDF."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

        self._pools: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for article, sentences in corpus.sentences.items():
            self._pools[corpus.languages[article]] += [(article, sentence) for sentence in sentences]
        self._indexes = {}
        for language, pool in self._pools.items():
            vectoriser = TfidfVectorizer(sublinear_tf=True, max_df=0.05)
            self._indexes[language] = (vectoriser, vectoriser.fit_transform([sentence for _, sentence in pool]))
        self.near = cache(self._near)

    def _near(self, language: str, text: str) -> tuple[tuple[str, str], ...]:
        """Return the twelve nearest (article, sentence) pairs, best first."""
        vectoriser, matrix = self._indexes[language]
        scores = (matrix @ vectoriser.transform([text]).T).toarray().ravel()
        return tuple(self._pools[language][i] for i in scores.argsort()[::-1][:12])


class Maker:
    """Turns a corpus into items; every call of `items` with another seed draws other companions and refusals."""

    def __init__(self, corpus: Corpus) -> None:
        """Arrange the questions by the sentence that answers them."""
        self.corpus = corpus
        self.neighbours = Neighbours(corpus)
        self.by_quote: dict[tuple[str, str], list[Question]] = defaultdict(list)
        self.by_article: dict[str, list[Question]] = defaultdict(list)
        for question in corpus.questions:
            self.by_quote[question.article, question.quote].append(question)
            self.by_article[question.article].append(question)

    def items(self, seed: int) -> Iterator[Item]:
        """One item for each gold sentence."""
        rng = random.Random(seed)  # noqa: S311 - drawing examples, not secrets
        for article, quote in self.by_quote:
            yield self._item(rng, article, quote)

    def _item(self, rng: random.Random, article: str, quote: str) -> Item:
        count = rng.choices(SOURCE_COUNTS, SOURCE_WEIGHTS)[0]
        golds = [(article, quote)]
        if count > 1:
            keys = dict.fromkeys((q.article, q.quote) for q in self.by_article[article])
            others = [key for key in keys if key[1] != quote]
            rng.shuffle(others)
            golds += others[: rng.randint(0, count - 1)]
        asks = [q for gold in golds for q in _prefer(rng, self.by_quote[gold])][:MAX_ASKS]
        first = asks[0] if asks else self.by_quote[article, quote][0]
        texts = [(a, trim(text, next((q.answer for q in asks if q.quote == text), ""))) for a, text in golds]
        texts += self.companions(rng, first, [text for _, text in golds], count - len(golds))
        if len(golds) > 1 or rng.random() > 0.35:  # noqa: PLR2004 - a third keep the best-ranked place
            rng.shuffle(texts)
        dates = {a: _date(rng) for a, _ in texts}
        named = rng.random() < 0.88  # noqa: PLR2004
        sources = tuple(Source(t, self.corpus.titles[a] if named else "", dates[a]) for a, t in texts)
        places = {t: i for i, (_, t) in enumerate(texts, start=1)}
        replies = []
        for q in asks:
            cut = (i for t, i in places.items() if q.answer in t and t in q.quote)  # cut around another answer
            place = places.get(trim(q.quote, q.answer)) or next(cut, 0)
            if place and q.answer in texts[place - 1][1]:
                replies.append(Ask(roughen(rng, q.text), q.answer, place))
        share = REFUSALS if count > 1 else REFUSALS_ALONE
        wanted = sum(rng.random() < share for _ in range(max(1, len(replies))))
        replies += [Ask(roughen(rng, text)) for text in self._refusals(rng, first, sources, wanted)]
        rng.shuffle(replies)
        return Item(sources, tuple(replies))

    def companions(self, rng: random.Random, q: Question, taken: list[str], count: int) -> list[tuple[str, str]]:
        """Sentences beside the right ones: of the same article, or near in words; none holds the answer."""
        same = [(q.article, s) for s in self.corpus.sentences[q.article]]
        near = list(self.neighbours.near(q.article_language, f"{q.text} {q.quote}")) if count else []
        rng.shuffle(same)
        found: list[tuple[str, str]] = []
        while len(found) < count and (same or near):
            pool = same if same and (not near or rng.random() < 0.55) else near  # noqa: PLR2004
            article, sentence = pool.pop(0)
            fresh = not any(sentence in t or t in sentence for t in (*taken, *(t for _, t in found)))
            if fresh and q.answer.casefold() not in sentence.casefold():
                found.append((article, trim(sentence)))
        return found

    def _refusals(self, rng: random.Random, q: Question, sources: tuple[Source, ...], count: int) -> list[str]:
        """Questions that look answerable from the sources and are not: about the same article, or sharing words."""
        told = " ".join(source.text for source in sources).casefold()
        pool = [o for o in self.by_article[q.article] if o.language == q.language]
        if rng.random() < 0.35 or not pool:  # noqa: PLR2004
            near = {a for a, _ in self.neighbours.near(q.article_language, f"{q.text} {q.quote}")} - {q.article}
            pool += [o for a in sorted(near) for o in self.by_article.get(a, ()) if o.language == q.language]
        rng.shuffle(pool)
        fits = (o.text for o in pool if o.answer.casefold() not in told and trim(o.quote)[:60].casefold() not in told)
        return list(dict.fromkeys(fits))[:count]


def _prefer(rng: random.Random, questions: Iterable[Question]) -> list[Question]:
    """Questions on one sentence, at most four: English and the sentence's own language first, few from elsewhere."""

    def wanted(q: Question) -> bool:
        return q.language == "en" or rng.random() < (0.08 if q.cross else 0.4 if q.article_language != "fr" else 1)

    kept = [q for q in questions if wanted(q)]
    rng.shuffle(kept)
    return kept[:4]


def _date(rng: random.Random) -> str:
    """Draw a publication date for the label, two times in five; it never holds the answer."""
    return f"{rng.randint(2004, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" if rng.random() < 0.4 else ""  # noqa: PLR2004
