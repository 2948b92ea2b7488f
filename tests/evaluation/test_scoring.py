import pytest

from chatbot.evaluation.scoring import exact_match, f1, mean, ndcg, normalise, percentile, reciprocal_rank


@pytest.mark.parametrize(
    ("answer", "plain"),
    [
        ("The Eiffel Tower.", "eiffel tower"),
        ("L’Assemblée nationale", "assemblée nationale"),
        ("d'avril", "avril"),
        ("la Tour Eiffel", "tour eiffel"),
        ("80 %", "80 %"),
        ("AT&T", "at t"),
        ("«\u00a0oui\u00a0»", "oui"),
    ],
)
def test_answers_are_compared_without_articles_elisions_and_punctuation(answer, plain):
    assert normalise(answer) == plain


def test_an_exact_match_needs_one_of_the_right_answers():
    assert exact_match("the 29 April", ["28 April", "29 April"]) == 1.0
    assert exact_match("29", ["29 April"]) == 0.0


@pytest.mark.parametrize(("answer", "score"), [("29 April", 1.0), ("29", 2 / 3), ("May", 0.0), ("", 0.0)])
def test_f1_counts_shared_words(answer, score):
    assert f1(answer, ["29 April"]) == pytest.approx(score)


def test_ranks_are_measured_over_articles():
    gold = frozenset({"b"})

    assert ndcg(["a", "b"], gold) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(["b", "a"], gold) == 1.0
    assert reciprocal_rank(["a", "b"], gold) == 0.5
    assert reciprocal_rank(["a"], gold) == 0.0


def test_nothing_measured_is_none_and_not_nought():
    assert mean([]) is None
    assert percentile([], 0.5) is None
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
