"""The numbers that were fitted: that none is stale, and that the fit judges by what the product computes."""

import math
from dataclasses import asdict

import numpy as np
import pytest

from chatbot.answering import reading
from chatbot.answering.evidence import score, understand
from chatbot.evaluation.questions import Gold
from chatbot.protocols import Pointed
from chatbot.types import Evidence
from index.fitted import FILE, fitted
from index.types import Article, Place, Sentence
from training.fitting import certainty, command, odds, record
from training.fitting.chance import Chance
from training.fitting.odds import NAMES, SIGNS, Choice, Odds, known
from training.fitting.ranking import Ranking, passages, sentences, weigh_passages, weigh_sentences
from training.fitting.trial import attempt, balanced

HARBOUR = "The harbour opens on 3 May 2025. The mayor, Ada Bell, cuts the ribbon at noon."
MARKET = "Le marché d’Arles ouvre le 4 juin. La place Voltaire accueille quarante marchands."


UNREAD = Choice(np.empty((0, len(NAMES))), ())


class Asked:
    """Questions that are answered the better the higher the one value is, up to where it is best."""

    measure = "points"

    def __init__(self, best):
        self.sets, self.folds = ["a"] * 10, list(range(5)) * 2
        self._best = best

    def fit(self, _used, start):
        return {**start, "value": self._best}

    def score(self, values):
        return -abs(values["value"] - self._best) * np.linspace(0.9, 1.1, 10)


def test_no_fitted_number_is_stale():
    assert record.stale(record.load(FILE)) == []


def test_the_product_reads_the_numbers_that_were_written():
    tables = record.load(FILE)

    assert asdict(fitted()) == {name: tables[name] for name in ("search", "evidence", "refusal", "reading", "certainty")}


@pytest.mark.parametrize(
    ("weight", "resting"),
    [
        ("PACKED_SHA256", ["search", "evidence", "refusal", "reading.found", "certainty"]),
        ("EMBEDDED_SHA256", ["reading.found", "certainty"]),
    ],
)
def test_other_weights_make_stale_what_rests_on_them(monkeypatch, weight, resting):
    monkeypatch.setattr(record, weight, "0" * 64)

    assert record.stale(record.load(FILE)) == resting


def test_a_number_changed_by_hand_makes_stale_its_stage_and_what_rests_on_it():
    tables = record.load(FILE)
    tables["evidence"]["coverage_weight"] = 0.11

    assert record.stale(tables) == ["evidence", "refusal", "reading.found", "certainty"]


def test_what_is_written_is_read_back(tmp_path):
    tables = record.record(record.load(FILE), "search", {"passage_weight": 0.123456}, record.FITTED)
    record.save(tables, tmp_path / "fitted.toml")

    assert record.load(tmp_path / "fitted.toml") == tables
    assert tables["search"] == {"passage_weight": 0.123}


def test_libraries_are_calibrated_anew_when_what_their_calibration_rests_on_changes_and_only_then():
    tables = record.load(FILE)
    edition, refusal = tables["refusal"]["edition"], record.values(tables, "refusal")
    moved = record.record(tables, "search", {**record.values(tables, "search"), "language_bonus": 0.05}, record.FITTED)

    kept = record.record(tables, "refusal", refusal, record.KEPT)
    fresh = record.record(tables, "refusal", refusal, record.FITTED)
    resting = record.record(moved, "refusal", refusal, record.KEPT)

    assert [one["refusal"]["edition"] - edition for one in (kept, fresh, resting)] == [0, 1, 1]


@pytest.mark.parametrize(("best", "origin"), [(0.04, record.KEPT), (0.06, record.FITTED)])
def test_a_stage_keeps_its_numbers_unless_others_are_better(tmp_path, monkeypatch, capsys, best, origin):
    tables = record.load(FILE)
    tables["search"] = {"value": 0.04}
    record.save(tables, tmp_path / "fitted.toml")
    monkeypatch.setattr(command, "FILE", tmp_path / "fitted.toml")
    monkeypatch.setitem(command.COLLECT, "search", lambda _sets, **_half: Asked(best))

    command.fit(None, ["search"])
    written = record.load(tmp_path / "fitted.toml")

    assert written["search"] == {"value": best}
    assert written["record"]["search"]["origin"] == origin
    assert f"on topics left out: {origin}" in capsys.readouterr().out


def test_a_gain_that_chance_may_have_made_is_none():
    asked = Asked(0.05)
    asked.score = lambda values: np.array([1.0, -0.9] * 5) * (values["value"] > 0.04)

    assert not attempt(asked, {"value": 0.04}).better


def test_each_set_counts_the_same_however_many_questions_it_has():
    assert balanced(np.array([1.0, 1.0, 1.0, 0.0]), ["a", "a", "a", "b"]) == (0.5, 0.0)


def test_passages_are_scored_as_the_search_scores_them(library, write):
    library.add([write("harbour.txt", HARBOUR), write("market.txt", MARKET)])
    hits = library.search("When does the harbour of Arles open?")
    rows = passages(hits, Gold("When does the harbour of Arles open?", (), answerable=True, evidence=()), 1)

    assert {bool(foreign) for _, (*_, foreign) in rows} == {True, False}
    assert np.array([told for _, told in rows]) @ weigh_passages(asdict(fitted().search)) == pytest.approx(
        [hit.score for hit in hits]
    )


def test_sentences_are_scored_as_the_choice_of_evidence_scores_them(library, write):
    library.add([write("harbour.txt", HARBOUR), write("market.txt", MARKET)])
    asked = understand("When does the harbour of Arles open?", library)
    hits = library.search(asked.text)
    (right,) = [hit.article.id for hit in hits if hit.article.text == HARBOUR]
    rows = sentences(
        asked, hits, Gold(asked.text, (), answerable=True, evidence=((right, "The harbour opens on 3 May 2025."),))
    )

    assert sum(owner == 0 for owner, _ in rows) == 1
    assert np.array([told for _, told in rows]) @ weigh_sentences(asdict(fitted().evidence)) == pytest.approx(
        [score(asked, hit, place) for hit in hits for place in range(len(hit.passage.sentences))]
    )


@pytest.mark.parametrize(("margin", "missing"), [(None, 0.0), (0.07, 0.2)])
def test_the_odds_are_those_that_the_reading_computes(margin, missing):
    article = Article("a", Place("pont.txt"), "Pont", "Le pont ouvre.", "fr", "2025-05-05T00:00:00Z")
    item = Evidence(1, article, Sentence("a", 0, 14, article.text), "", 1.0, margin, missing)
    asked = Odds([("set", 0, Choice(np.array([known(0.3, -20.0, 1.5, item, margin)]), (False,)))])
    weigh = asdict(fitted().reading.found)

    assert math.exp(asked.score(weigh)[0]) == pytest.approx(reading.refused(0.3, Pointed(-20.0, 1.5, (), (), ()), item, margin))


def test_what_becomes_of_a_question_is_told_by_its_likeliest_source():
    weigh = {**dict.fromkeys(NAMES, 0.0), "span_head": 1.0}
    near, far = known(0.5, -2.0, 0.0), known(0.5, 3.0, 0.0)
    answered = Choice(np.array([far, near]), (False, True), ((0.0, False), (0.0, True)))
    refused = Choice(np.array([far]), (False,), ((0.0, True),))
    asked = [("set", 0, answered), ("set", 1, refused), ("set", 2, UNREAD)]

    assert [list(told) for told in Odds(asked).outcome(weigh)] == [[0, 1, 1], [1, 0, 0]]


def test_how_sure_an_answer_is_is_fitted_on_what_is_answered_alone(monkeypatch):
    near, far = (Choice(np.array([known(0.01, head, -head, None, 0.0)]), (True,), ((-0.5, True),)) for head in (-9.0, 9.0))
    asked = [("answered", 0, near), ("refused", 1, far), ("unread", 2, UNREAD)]
    monkeypatch.setattr(certainty, "choices", lambda *_, **__: asked)

    assert certainty.certainty(None).sets == ["answered"]


def test_weights_that_made_choices_are_found_from_them(monkeypatch):
    monkeypatch.setattr(odds, "ANSWERED", 1.0)
    rng = np.random.default_rng(7)
    true = dict(zip(NAMES, (-0.5, 0.4, 0.2, 0.3, 0.0, 0.0, 0.0), strict=True))
    choices = []
    for number in range(2000):
        told = np.array([known(rng.random(), rng.normal(0, 4), rng.normal(0, 4)) for _ in range(2)])
        utility = np.r_[0.0, -told @ (SIGNS * list(true.values()))]
        chosen = rng.choice(3, p=np.exp(utility) / np.exp(utility).sum())
        choices.append(("set", number % 5, Choice(told, (chosen == 1, chosen == 2))))
    found = Odds(choices).fit(np.full(2000, fill_value=True), {})

    assert found == pytest.approx(true, abs=0.15)
    assert [found[name] for name in NAMES[4:]] == [0, 0, 0]


def test_the_weights_are_those_that_rank_what_is_right_first():
    rows = [(0, [0.2, 1.0]), (1, [0.9, 0.0]), (2, [0.5, 0.5])]
    asked = Ranking(
        [("set", 0, rows), ("set", 1, [(3, [1.0, 1.0])])],
        lambda values: [1.0, values["weight"]],
        [{"weight": weight} for weight in (0.0, 0.5, 1.0)],
        "reciprocal rank",
    )

    assert asked.fit(np.array([True, True]), {}) == {"weight": 1.0}
    assert [list(asked.score({"weight": weight})) for weight in (0.0, 1.0)] == [[1 / 3, 0], [1, 0]]


def test_what_chance_yields_is_a_line_over_the_logarithm_of_the_size():
    levels = {"piaf fr": 1.3, "xquad en": 1.2, "piaf en": 1.1}
    reached = [
        (name, 0, {size: level + 0.02 * math.log(size / 300) + wide for size in (30, 120, 300)})
        for name, level in levels.items()
        for wide in (-0.1, 0.0, 0.0, 0.1)
    ]
    asked = Chance(reached)
    used = np.full(len(reached), fill_value=True)
    found = asked.fit(used, {"edition": 2})

    assert found["rise"] == pytest.approx(0.02)
    assert found["same_language"] - found["other_language"] == pytest.approx(0.15)
    assert found["edition"] == 2
    assert asked.score(found).mean() > asked.score({**found, "same_language": 1.5}).mean()
