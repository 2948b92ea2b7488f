import pytest

from chatbot.facts.negation import contradicted
from chatbot.verify import check


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Meta signed the accord.", "Meta did not sign the accord."),
        ("Meta did not sign the accord.", "Meta signed the accord on Monday."),
        ("Meta a signé l'accord.", "Meta n’a pas signé l’accord."),
        ("Meta n’a pas signé l’accord.", "Meta a signé l'accord lundi."),
        ("Le maire ne viendra pas.", "Le maire viendra mardi."),
        ("Le maire viendra.", "Le maire ne viendra plus."),
        ("The plant was never closed.", "The plant was closed in 2019."),
        ("He can't vote.", "He can vote."),
        ("Le vaccin est efficace", "Le vaccin n'est pas efficace."),
        ("The vaccine is approved.", "The vaccine is not yet approved."),
    ],
)
def test_what_one_denies_and_the_other_affirms_is_told(claim, quote):
    assert contradicted(claim, quote)
    assert not check(claim, quote).ok


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Meta signed the accord.", "Meta signed the accord but did not pay."),
        ("The fine was 3 million.", "Meta did not pay the fine of 3 million."),
        ("Meta did not sign.", "Meta didn't sign the accord."),
        ("Elle ne peut pas voter.", "Elle ne peut plus voter."),
        ("Not only Meta signed.", "Meta signed."),
        ("Meta ne vend pas seulement des lunettes.", "Meta vend des lunettes."),
        ("The museum has 40 rooms.", "The museum, which cannot be visited, has 40 rooms."),
        ("Meta never paid.", "The accord was signed."),
    ],
)
def test_what_both_say_or_one_leaves_out_is_no_contradiction(claim, quote):
    assert contradicted(claim, quote) == []
