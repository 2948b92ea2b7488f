"""A language that nobody speaks, told in one file of data, is read as French and English are."""

import shutil
from pathlib import Path

import pytest

from chatbot.answering.dialogue import stand_alone
from chatbot.answering.question_kinds import Kind, question_kind
from chatbot.answering.quotable import taken_back
from chatbot.types import Turn
from index.language import find_names, find_numbers, packs
from index.language.detection import QUESTION_LANGUAGES
from index.language.negation import contradicted
from index.language.say import say_number
from index.language.translate import translate_short
from index.language.vocabulary import guess_language
from index.types import Article, Place, Sentence
from prompts import table

INVENTED = Path(__file__).with_name("invented.toml")


@pytest.fixture(autouse=True)
def kelen(tmp_path, monkeypatch):
    for path in (*packs.FOLDER.glob("*.toml"), INVENTED):
        shutil.copy(path, tmp_path / path.name.replace("invented", "xk"))
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    packs.packs.cache_clear()
    yield
    packs.packs.cache_clear()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("dudek tri euroj", 23, "euro"),
        ("du cento kaj tri jaroj", 203, "year"),
        ("5 milonoj da euroj", 5_000_000, "euro"),
        ("kvar mil domoj", 4000, None),
    ],
)
def test_its_number_words_and_units_are_read(text, value, unit):
    found = [(number.value, number.unit) for number in find_numbers(text, language="xk")]

    assert found == [(value, unit)]


def test_what_blurs_bounds_and_ranges_is_read():
    about, bound, first = (find_numbers(text)[0] for text in ("cirkau 80 euroj", "pli ol 80 euroj", "60 gis 65 euroj"))

    assert (about.about, bound.bound, first.until) == (True, 1, 65)


def test_its_amounts_are_said_in_other_languages_and_theirs_in_it():
    assert translate_short("cirkau dudek jaroj", "en", spoken="xk") == "about 20 years"
    assert translate_short("about 5 years", "xk", spoken="en") == "ĉirkaŭ 5 jaroj"
    assert say_number(find_numbers("5 million euros")[0], "xk") == "5 milonoj eŭroj"


def test_its_small_words_tell_it():
    assert guess_language("lo domo ka mi sen ta") == "xk"


def test_its_names_are_those_of_others():
    (name,), (other,) = find_names("we Alemen"), find_names("the German")

    assert name.tokens == other.tokens
    assert find_names("Kasa we Dom Marie Curie")[0].tokens == ("marie", "curie")


def test_its_negation_counts():
    assert contradicted("Meta nu pagos", "Meta pagos") == ["pagos"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("kiam okazis lo feria?", Kind.WHEN),
        ("kiu okazis?", Kind.WHO),
        ("kiom da domoj?", Kind.COUNT),
        ("cu Meta pagos?", Kind.YES_NO),
        ("mi volas scii kiu pagos", Kind.WHO),
        ("When was it?", Kind.WHEN),
        ("Quand ?", Kind.WHEN),
    ],
)
def test_its_question_words_give_a_kind(question, kind):
    assert question_kind(question) is kind


def test_its_follow_ups_take_what_they_leave_out_from_before():
    history = [Turn("kiam okazis LlamaCon?", "29 [1]")]

    assert stand_alone("kiu gi pagos?", history) == "kiu gi pagos? (LlamaCon)"
    assert stand_alone("kaj en Paris?", [Turn("kiam okazis LlamaCon en London?", "29 [1]")]) == "kiam okazis LlamaCon en Paris?"


def test_its_articles_take_back_what_they_said():
    text = "Meta pagos. Tio estas malvera."
    article = Article("a", Place("a.txt"), "Meta", text, "xk", "2025-05-05T00:00:00Z")

    assert taken_back(article, Sentence("a", 0, 11, "Meta pagos."))


def test_every_language_with_question_words_has_its_wording():
    names = ("phrases.toml", "questions.toml", "selfmade.toml", "ui.toml")

    assert [(name, language) for name in names for language in QUESTION_LANGUAGES if language not in table(name)] == []


def test_a_key_that_no_pack_has_is_named(tmp_path):
    path = tmp_path / "xx.toml"
    path.write_text('[numbers]\ncardinal = "un=1"\n', encoding="utf-8")

    with pytest.raises(ValueError, match=r"xx\.toml numbers has no place for cardinal"):
        packs.load(path)
