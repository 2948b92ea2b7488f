import pytest

from chatbot.answering.answer_dates import dated, to_come, with_day
from index.types import Article, Dated, Place


def article(published):
    known = Dated(published, "front matter") if published else None
    return Article("a", Place(""), "", "", "en", "2025-05-01T00:00:00+00:00", published=known)


@pytest.mark.parametrize(
    ("short", "language", "expected", "note"),
    [
        ("29 April", "en", "29 April 2025", "year is taken"),
        ("on 29 April", "en", "29 April 2025", "year is taken"),
        ("le 29 avril.", "fr", "29 avril 2025", "année est déduite"),
        ("le 29 avril 2025,", "fr", "le 29 avril 2025,", ""),
        ("29 April at noon", "en", "29 April at noon", ""),
        ("04/05", "en", "04/05", ""),  # April or May?
        ("tomorrow", "en", "2 May 2025", "“tomorrow” is counted"),
        ("demain.", "fr", "2 mai 2025", "« demain » se compte"),
        ("le mois prochain", "fr", "juin 2025", "« le mois prochain » se compte"),
        ("lundi dernier", "fr", "28 avril 2025", "« lundi dernier » se compte"),
        ("last Friday", "en", "25 April 2025", "“last Friday” is counted"),
        ("last Tuesday", "en", "last Tuesday", ""),  # two days ago, or nine?
        ("next week", "en", "next week", ""),
        ("this week", "en", "this week", ""),
        ("la semaine prochaine", "fr", "la semaine prochaine", ""),
        ("a fair", "en", "a fair", ""),
        ("", "en", "", ""),
    ],
)
def test_a_date_is_completed_only_as_far_as_the_day_of_publication_tells(short, language, expected, note):
    said, told = dated(short, article("2025-05-01"), language)  # a Thursday

    assert said == expected
    assert (note in told) if note else told == ""


@pytest.mark.parametrize(
    ("short", "language", "note"),
    [
        ("le 29 avril.", "fr", "(l’article ne donne pas l’année)"),
        ("on 29 April", "en", "(the article does not give the year)"),
        ("tomorrow", "en", "(the article does not say when it was written)"),
        ("la semaine prochaine", "fr", "(l’article ne dit pas quand il a été écrit)"),
    ],
)
def test_without_a_day_of_publication_a_date_stays_as_it_is_and_the_note_tells_what_is_unknown(short, language, note):
    assert dated(short, article(None), language) == (short, note)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("18 h 30", "mardi 6 mai 2025, toujours à 18 h 30"),
        ("mardi 6 mai 2025", "mardi 6 mai 2025"),
        ("21 h", "21 h"),
        ("une semaine", "une semaine"),
    ],
)
def test_an_hour_is_told_with_the_day_that_stands_just_before_it(words, told):
    sentence = (
        "La soirée est avancée d'une semaine, au mardi 6 mai 2025, toujours à 18 h 30 ; le bar et sa terrasse ferment à 21 h."
    )

    assert with_day(words, sentence, language="fr") == told


VOTED = "Councillors voted on Monday to close the quay from 1 May 2027."


@pytest.mark.parametrize(
    ("words", "sentence", "question", "told"),
    [
        ("Monday", VOTED, "When will the quay be closed?", "1 May 2027"),
        ("Monday", VOTED, "When did the councillors vote?", "Monday"),
        ("1 May 2027", VOTED, "When will the quay be closed?", "1 May 2027"),
        ("Monday", "They will vote on Monday on what happens in 2027.", "When will they vote?", "Monday"),
        ("Monday", "They voted on Monday for 1 May 2027 or 1 June 2027.", "When will it close?", "Monday"),
    ],
)
def test_a_day_to_come_that_is_asked_for_is_not_the_day_on_which_it_was_told(words, sentence, question, told):
    assert to_come(words, sentence, question, article("2026-11-03"), language="en") == told
