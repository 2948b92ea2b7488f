"""Two hundred statements about the samples, judged by hand: whether a sentence of the articles shown says them.

``statements.tsv``: who wrote it (Qwen2.5-Coder-1.5B, or a large model that was asked for what small ones say, true and false),
the articles that were shown, its language, what was judged. All have been looked at while the rules were made.
"""

import csv
import json
from functools import cache
from pathlib import Path

import pytest

from chatbot.answering.carrying import carrying
from chatbot.types import Evidence
from index.encoding.embedded import EmbeddedEncoder
from index.library import Library
from index.types import Article, Place, Sentence
from tests.answering.unseen_statements import verdicts

UNSEEN = {"a": (4, 24), "b": (14, 35)}  # false ones that pass and true ones that do not, of 60 each: unseen_statements.md
FALSE, LOST = 0.05, 0.2  # shares of the unsaid ones that pass, and of the said ones that do not
SAMPLES = Path(__file__).parents[2] / "chatbot" / "samples"


@pytest.fixture(scope="module")
def encoder():
    return EmbeddedEncoder()


def test_what_no_sentence_says_is_hardly_ever_carried_and_what_one_says_mostly_is(library: Library, encoder):
    library.add(SAMPLES)
    articles = {Path(article.place.file).stem: article for article in library.articles()}
    lines = (Path(__file__).parent / "statements.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t"))

    @cache
    def vector(text):
        return encoder.encode_passages([text])[0]

    def near(claim, texts):
        return [float(vector(text) @ vector(claim)) for text in texts]

    passed = {"said": [], "unsaid": []}
    for row in rows:
        shown = [block(number, articles[name]) for number, name in enumerate(row["articles"].split(","), 1)]
        found = carrying(row["statement"], shown, said=row["language"], hints=(), near=near, asked={})
        passed[row["judged"]].append((found.status == "carried", f"{row['writer']}: {row['statement']} ({found.status})"))
    false, lost = ([text for ok, text in passed[kind] if ok is side] for kind, side in (("unsaid", True), ("said", False)))
    print(f"carried {len(false)} of {len(passed['unsaid'])} that none says, lost {len(lost)} of {len(passed['said'])}")
    print(*false, "", *lost, sep="\n")

    assert len(false) <= FALSE * len(passed["unsaid"]), false
    assert len(lost) <= LOST * len(passed["said"]), lost


HOSTILE = [json.loads(line) for line in (Path(__file__).parent / "hostile.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", HOSTILE, ids=lambda row: row["title"])
def test_what_a_passage_tells_a_model_to_say_is_not_carried(row):
    article = Article("a", Place("a"), row["title"], row["text"], row["language"], "2025-07-01T00:00:00+00:00")
    found = carrying(
        row["obeyed"],
        [block(1, article)],
        said=row["language"],
        hints=(1,),
        near=lambda _claim, texts: [1.0 for _ in texts],
        asked={},
    )

    assert found.status != "carried"


def block(number: int, article: Article) -> Evidence:
    return Evidence(number, article, Sentence(article.id, 0, len(article.text), article.text))


BRIDGE = "The town built a toll bridge with money from the harbour in 1990. The harbour might close in winter."


@pytest.mark.parametrize(
    ("claim", "status", "nearness"),
    [
        ("In 1990 the town erected a crossing using harbour money.", "carried", 0.97),
        ("In 1990 the town erected a crossing using harbour money.", "unverified", 0.9),
        ("The town built a toll bridge in 1990 and cheering crowds threw white flowers.", "unverified", 0.97),
        ("The town built a toll bridge in 1990 because of a storm.", "unverified", 0.97),
        ("The harbour closes in winter.", "unverified", 0.97),
        ("The town built a toll bridge.", "carried", 0.0),
    ],
)
def test_words_that_differ_may_say_the_same_and_words_that_agree_may_not(claim, status, nearness):
    article = Article("b", Place("b"), "The bridge", BRIDGE, "en", "2025-07-01T00:00:00+00:00")
    found = carrying(
        claim, [block(1, article)], said="en", hints=(), near=lambda _claim, texts: [nearness for _ in texts], asked={}
    )

    assert found.status == status


def test_a_name_in_another_language_and_a_time_between_two_dates_are_found():
    text = "L'Empire russe prit la ville en 1710. Le port ouvrit en 1725."
    article = Article("c", Place("c"), "Le port", text, "fr", "2025-07-01T00:00:00+00:00")
    said = ["The Russian Empire took the town in 1710.", "The port opened in 1725, 15 years later."]
    found = [
        carrying(one, [block(1, article)], said="en", hints=(), near=lambda _claim, texts: [0.95 for _ in texts], asked={})
        for one in said
    ]

    assert [one.status for one in found] == ["carried", "carried"]


@pytest.mark.parametrize(
    ("claim", "status"),
    [("Orna has a port, which opens on 3 May.", "carried"), ("Orna rules the trade with cheese.", "unverified")],
)
def test_what_an_article_only_asks_is_not_said(claim, status):
    text = "Will Orna rule the trade with cheese? With its port, which opens on 3 May, will it win?"
    article = Article("f", Place("f"), "Orna", text, "en", "2025-07-01T00:00:00+00:00")
    found = carrying(claim, [block(1, article)], said="en", hints=(), near=lambda _claim, texts: [0.5 for _ in texts], asked={})

    assert found.status == status


def test_what_a_clause_says_of_the_name_that_it_follows_is_found_across_languages():
    text = "Le prix pourrait bien revenir à Orna, une ville chinoise qui exporte du fromage."
    article = Article("d", Place("d"), "Le prix", text, "fr", "2025-07-01T00:00:00+00:00")

    def near(_claim, texts):
        return [0.93 if text.strip() == "Orna, une ville chinoise" else 0.8 for text in texts]

    assert (
        carrying("Orna is a Chinese town.", [block(1, article)], said="en", hints=(), near=near, asked={}).status == "carried"
    )


@pytest.mark.parametrize(("question", "status"), [("Why do visitors criticise the bridge?", "carried"), ("", "unverified")])
def test_a_statement_may_repeat_what_its_quote_was_asked(question, status):
    text = "The handrails of the bridge are made of green wood, which splinters."
    shown = block(1, Article("e", Place("e"), "The bridge", text, "en", "2025-07-01T00:00:00+00:00"))
    found = carrying(
        "Visitors criticise the bridge because the handrails are made of green wood, which splinters.",
        [shown],
        said="en",
        hints=(),
        near=lambda _claim, texts: [0.5 for _ in texts],
        asked={shown.sentence: question},
    )

    assert found.status == status


@pytest.mark.parametrize("half", UNSEEN)
def test_unseen_statements_fare_no_worse_than_when_they_were_measured(half):
    carried = [(row["true"], status == "carried") for row, status, _quotes in verdicts(half)]

    assert carried.count((False, True)) <= UNSEEN[half][0]
    assert carried.count((True, False)) <= UNSEEN[half][1]
