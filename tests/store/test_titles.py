"""Articles found while one types, and lists that go on where an earlier one ended."""

from itertools import islice

import pytest

from index.store import articles as store_of_articles


@pytest.fixture
def articles(library, write):
    for number, title in enumerate(["Météo de l’été", "Le marché", "Market day"]):
        library.add(
            write(f"{number}.md", f"---\ntitle: {title}\nauthor: Zoé Roux\n---\nText {number} says something of its own.")
        )
    return library


def found(library, words):
    ids = library.titles.holding(words)
    return {article.title for article in library.summaries() if article.id in ids}


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("METEO", {"Météo de l’été"}),
        ("l'ete met", {"Météo de l’été"}),
        ("mar", {"Le marché", "Market day"}),
        ("zoe day", {"Market day"}),
        ("100%", set()),
    ],
)
def test_an_article_is_found_by_parts_of_the_words_of_its_title_or_author(articles, words, titles):
    assert found(articles, words) == titles


def test_what_has_changed_since_is_found(articles):
    assert found(articles, "weather") == set()

    articles.edit(next(iter(articles.titles.holding("meteo"))), {"title": "Weather"})

    assert found(articles, "weather") == {"Weather"}
    assert found(articles, "meteo") == set()


def test_a_list_goes_on_where_an_earlier_one_ended(articles):
    newest = [article.title for article in articles.summaries(newest_first=True)]
    rest = [article.title for article in islice(articles.summaries(newest_first=True, skip=1), 5)]

    assert newest == ["Market day", "Le marché", "Météo de l’été"]
    assert rest == newest[1:]


@pytest.mark.parametrize(
    ("by", "newest_first", "order"),
    [("title", False, ["abeille", "Éclair", "Zinc"]), ("published", True, ["Zinc", "abeille", "Éclair"])],
)
def test_articles_are_put_in_order_by_title_whatever_its_accents_and_by_day(
    library, write, monkeypatch, by, newest_first, order
):
    monkeypatch.setattr(store_of_articles, "_AT_ONCE", 2)
    for title, day in (("Éclair", ""), ("Zinc", "date: 2025-03\n"), ("abeille", "date: 2024-12-31\n")):
        library.add(write(f"{title}.md", f"---\ntitle: {title}\n{day}---\nUn texte sur {title}."))

    assert [one.title for one in library.summaries(by=by, newest_first=newest_first)] == order
    assert [one.title for one in library.summaries(by=by, newest_first=newest_first, skip=1)] == order[1:]
