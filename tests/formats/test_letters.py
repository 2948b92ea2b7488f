"""Letters in the shapes that mailers give them."""

import pytest

from tests.formats.test_formats import only, outcomes, reason

PICTURE = ("image/png; name=a.png", "x")
PLAIN, OTHER = "Premier morceau.", "Le coût est de 12 millions."
WHOLE = f"<p>{PLAIN}</p><p>{OTHER}</p>"


def parts(kind, *inside):
    written = "".join(f"--{kind}\nContent-Type: {head}\n\n{body}\n" for head, body in inside)
    return f"multipart/{kind}; boundary={kind}", f"{written}--{kind}--\n"


def letter(head, body):
    named = "From: a@b.example\nSubject: Budget\nDate: Mon, 3 Mar 2025 10:00:00 +0100\nMIME-Version: 1.0\n"
    return f"{named}Content-Type: {head}\n\n{body}"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        # as Apple Mail writes a letter with a picture in it
        (parts("mixed", ("text/plain", PLAIN), PICTURE, ("text/plain", OTHER)), f"{PLAIN}\n\n{OTHER}"),
        (parts("mixed", ("text/html", f"<p>{PLAIN}</p>"), PICTURE, ("text/html", f"<p>{OTHER}</p>")), f"{PLAIN}\n\n{OTHER}"),
        (
            parts("mixed", parts("alternative", ("text/plain", PLAIN), ("text/html", WHOLE)), PICTURE, ("text/plain", OTHER)),
            f"{PLAIN}\n{OTHER}\n\n{OTHER}",
        ),
        (parts("alternative", ("text/plain", f"{PLAIN}\n\n{OTHER}"), ("text/html", WHOLE)), f"{PLAIN}\n\n{OTHER}"),
        (
            parts("alternative", ("text/plain", "Activez le HTML."), parts("related", ("text/html", WHOLE), PICTURE)),
            f"{PLAIN}\n{OTHER}",
        ),
        (parts("alternative", ("text/plain", ""), ("text/html", WHOLE)), f"{PLAIN}\n{OTHER}"),
        (parts("alternative", ("text/plain", PLAIN), ("text/calendar", "BEGIN:VCALENDAR\n" * 20)), PLAIN),
        (parts("signed", ("text/plain", PLAIN), ("application/pgp-signature; name=signature.asc", "x")), PLAIN),
        (("text/plain; name=letter.txt", PLAIN), PLAIN),
    ],
)
def test_a_letter_is_all_of_its_texts_in_the_plainest_version_that_says_it_all(written, text):
    assert only(letter(*written).encode(), "a.eml").text == text


@pytest.mark.parametrize("covering", ["Voir la lettre jointe.", ""])
def test_a_letter_attached_to_a_letter_is_an_article_of_its_own(covering):
    inner = letter("text/plain", OTHER).replace("Budget", "Interne").replace("3 Mar", "2 Mar")
    found = outcomes(letter(*parts("mixed", ("text/plain", covering), ("message/rfc822", inner))).encode(), "a.eml")

    assert [draft.text for draft in found] == [covering, OTHER][not covering :]
    assert (found[-1].title, found[-1].published.value) == ("Interne", "2025-03-02T10:00:00+01:00")
    assert found[-1].source == "/library/a.eml#message 3"


def test_a_document_inside_an_attached_letter_is_read_once():
    inner = letter(*parts("related", ("text/plain", PLAIN), ("text/plain\nContent-Disposition: attachment", OTHER)))
    found = outcomes(letter(*parts("mixed", ("text/plain", "Voir."), ("message/rfc822", inner))).encode(), "a.eml")

    assert [draft.text for draft in found] == ["Voir.", PLAIN, OTHER]


def test_a_letter_that_says_nothing_still_gives_what_is_attached_to_it():
    (attached,) = outcomes(
        letter(*parts("mixed", ("text/plain; name=b.txt\nContent-Disposition: inline", OTHER))).encode(), "a.eml"
    )

    assert (attached.source, attached.text) == ("/library/a.eml#b.txt", OTHER)
    assert "holds no text" in reason(letter(*parts("mixed", PICTURE)).encode(), "a.eml")
