import pytest

from chatbot.answering.statements import complete, split_statements

ANSWERS = [
    ("LlamaCon is on 29 April. [1]", [("LlamaCon is on 29 April.", (1,))]),
    ("LlamaCon is on 29 April [1].", [("LlamaCon is on 29 April.", (1,))]),
    ("LlamaCon is on 29 April.[1][2] It is new. [3]", [("LlamaCon is on 29 April.", (1, 2)), ("It is new.", (3,))]),
    ("A fact [1, 2]. Another [2-4].", [("A fact.", (1, 2)), ("Another.", (2, 3, 4))]),
    ("A fact. [1] [1]", [("A fact.", (1,))]),
    ("A fact.\n[1]\nAnother.", [("A fact.", (1,)), ("Another.", ())]),
    ("« C'est ouvert », dit-il [1]. Oui.", [("« C'est ouvert », dit-il.", (1,)), ("Oui.", ())]),
    ("Il dit : « C'est ouvert. » [1] Oui.", [("Il dit : « C'est ouvert. »", (1,)), ("Oui.", ())]),
    ("Selon M. Dupont, oui [1]. Dr. No said no [2].", [("Selon M. Dupont, oui.", (1,)), ("Dr. No said no.", (2,))]),
    ("It costs 3.5 dollars, p. ex. Google, e.g. Apple [1].", [("It costs 3.5 dollars, p. ex. Google, e.g. Apple.", (1,))]),
    ("The U.S. Senate met at 18 h 30 [1]. End.", [("The U.S. Senate met at 18 h 30.", (1,)), ("End.", ())]),
    ("- One [1]\n- Two [2]\n* Three", [("- One", (1,)), ("- Two", (2,)), ("* Three", ())]),
    ("1. One [1]\n2. Two [2]", [("1. One", (1,)), ("2. Two", (2,))]),
    ("Pourquoi [1] ? Parce que [2] !", [("Pourquoi ?", (1,)), ("Parce que !", (2,))]),
    ("No marker at all", [("No marker at all", ())]),
    ("a[0] is no marker but [12] is", [("a is no marker but is", (0, 12))]),
    ("The year [2025] is none.", [("The year [2025] is none.", ())]),
    ("", []),
    ("  \n ", []),
]


@pytest.mark.parametrize(("answer", "expected"), ANSWERS)
def test_an_answer_is_cut_into_statements_with_their_markers(answer, expected):
    found = [(statement.text, statement.markers) for statement in split_statements(answer)]

    assert expected == found


@pytest.mark.parametrize("answer", [answer for answer, _ in ANSWERS])
def test_statements_cover_the_answer_in_order(answer):
    statements = split_statements(answer)

    position = 0
    for statement in statements:
        assert not answer[position : statement.start].strip()
        position = statement.end
    assert not answer[position:].strip()


def test_a_statement_is_released_once_the_next_has_begun():
    answer = "Selon M. Dupont, c'est le 29. [1] Le reste suit. [2]\n- Un point [3]\nFin."

    released = sorted({answer[: complete(answer[:length])] for length in range(len(answer) + 1)}, key=len)

    first = "Selon M. Dupont, c'est le 29. [1]"
    second = first + " Le reste suit. [2]"
    assert ["", first, second, second + "\n- Un point [3]"] == released


@pytest.mark.parametrize("answer", [answer for answer, _ in ANSWERS])
def test_what_was_released_never_changes(answer):
    ends = {0} | {statement.end for statement in split_statements(answer)}

    assert {complete(answer[:length]) for length in range(len(answer) + 1)} <= ends
