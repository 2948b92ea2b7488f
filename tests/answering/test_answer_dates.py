import pytest

from chatbot.answering.answer_dates import dated, hour_asked, to_come, weekday_before, with_day
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


FAIR = "The fair takes place on Saturday 16 May from 11 a.m. to 4 p.m. on the field."
BALL = "Le 14 juillet, un bal aura lieu sur le port à partir de 19 heures."


@pytest.mark.parametrize(
    ("words", "sentence", "question", "language", "told"),
    [
        ("Saturday 16 May", FAIR, "What time does the fair start?", "en", "11 a.m. to 4 p.m"),
        ("Saturday 16 May", FAIR, "When is the fair?", "en", "Saturday 16 May"),
        ("19 heures", BALL, "À quelle heure commence le bal ?", "fr", "à partir de 19 heures"),
        ("14 juillet", "Le bal du 14 juillet est gratuit.", "À quelle heure est le bal ?", "fr", "14 juillet"),
    ],
)
def test_who_asks_for_an_hour_is_told_the_hour(words, sentence, question, language, told):
    assert hour_asked(words, sentence, question, language=language).removesuffix(".") == told


@pytest.mark.parametrize(
    ("words", "sentence", "question", "language", "day"),
    [
        ("Wednesday", "The plant opened on Wednesday.", "When did the plant open?", "en", 20),
        ("mercredi", "Le préfet a signé l'arrêté mercredi.", "Quand le préfet a-t-il signé l'arrêté ?", "fr", 20),
        ("Wednesday", "The market opens on Wednesday.", "When does the market open?", "en", None),
        ("Wednesday", "It was open every Wednesday.", "When was it open?", "en", None),
        ("mercredi", "Le marché a lieu le mercredi.", "Quand a-t-on vu le marché ?", "fr", None),
        ("Thursday", "The plant opened on Thursday.", "When did the plant open?", "en", None),  # on that day, or a week before
    ],
)
def test_a_weekday_of_the_past_is_the_last_before_the_article(words, sentence, question, language, day):
    told = weekday_before(words, sentence, question, article("2026-05-21"), language=language)
    assert (told and told.calendar and told.calendar.day) == day
