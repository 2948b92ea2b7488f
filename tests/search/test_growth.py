"""What keeps the search quick in a large library changes nothing in a small one, and little in any."""

import json
import random

import pytest

from index.search import lexical
from index.search.hybrid import question_rarity
from index.search.lexical import share, telling, terms
from index.store.searching import holders
from index.types import EVERYTHING

WORDS = [f"word{number}" for number in range(40)] + ["été", "Œuvre", "I.B.M.", "l'eau"]


def filled(library, write, seed: int):
    chance = random.Random(seed)  # noqa: S311 - as ever the same
    records = []
    for number in range(25):
        chosen = [WORDS[min(int(chance.paretovariate(0.6)) - 1, len(WORDS) - 1)] for _ in range(chance.choice([8, 40, 900]))]
        sentences = [" ".join(chosen[at : at + 8]).capitalize() + "." for at in range(0, len(chosen), 8)]
        records.append({"id": f"a{number}", "title": f"Title{number} {chosen[0]}", "text": " ".join(sentences)})
    library.add(write("all.jsonl", "\n".join(map(json.dumps, records))))
    for number in range(0, 25, 6):
        library.remove(f"a{number}")
    return library


@pytest.mark.parametrize("seed", range(3))
def test_the_holders_of_words_are_the_articles_whose_titles_and_texts_have_them(library, write, seed):
    filled(library, write, seed)
    articles = library.articles()
    wanted = sorted({term for word in WORDS for term in terms(word)} | {"title3", "nowhere"})

    held = {(a.id, term) for a in articles for term in wanted if term in terms(f"{a.title} {a.text}")}
    asked = [article.id for article in articles][::2]

    assert set(holders(library.store, wanted, asked)) == {(article, term) for article, term in held if article in asked}


def test_of_a_large_library_the_rarest_words_are_looked_for_and_at_least_one(library, write, monkeypatch):
    filled(library, write, 0)
    weights = question_rarity(library.store, " ".join(WORDS))
    frequencies = {term: library.store.row("SELECT doc FROM vocabulary WHERE term = ?", term) for term in weights}
    found = {term: row[0] if row else 0 for term, row in frequencies.items()}

    assert set(telling(library.store, weights)) == set(weights)
    for most in (0, 10, 50):
        monkeypatch.setattr(lexical, "MOST", most)
        told = telling(library.store, weights)
        assert sum(found[term] for term in told) <= most or len(told) == 1
        assert max(found[term] for term in told) <= min((found[term] for term in weights if term not in told), default=0)


def test_how_frequent_words_are_is_counted_anew_once_anything_is_written(library, write):
    library.add(write("one.txt", "The harbour opens at noon. Boats are welcome."))
    before = library.rarity("harbour market")
    library.add(write("two.txt", "The market has apples. It opens at six."))

    assert library.rarity("harbour market")["market"] < before["market"]
    assert library.rarity("harbour market")["harbour"] > before["harbour"]


def test_words_in_any_script_are_read_as_before():
    assert terms("Été à l'ÎLE, Œuvre nº 5: ἄνθρωπος, 東京 and İstanbul") == [
        "ete", "a", "l", "ile", "œuvre", "no", "5", "ανθρωπος", "東京", "and", "istanbul",
    ]  # fmt: skip
    assert share({"a": 1.0, "b": 3.0}, {"b"}) == 0.75


def test_rows_of_a_list_are_the_same_however_they_are_asked_for(library, write):
    filled(library, write, 1)
    rows = list(library.store.listed(EVERYTHING, after=None))

    assert [row[0] for row in rows] == list(library.summaries())
    assert [row[0].id for row in library.store.listed(EVERYTHING, after=rows[7][0].id)] == [row[0].id for row in rows[8:]]
    assert all(passages == len(library.store.embedded(article.id)) for article, passages, *_ in rows)
