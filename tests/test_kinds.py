from datetime import date

import pytest

from chatbot.kinds import Kind, bears, kind_of, wants_latest, window

TODAY = date(2025, 5, 14)  # a Wednesday

QUESTIONS = [
    ("Quand a lieu LlamaCon ?", Kind.WHEN),
    ("When is LlamaCon?", Kind.WHEN),
    ("À quelle date ouvre le musée ?", Kind.WHEN),
    ("En quelle année est-elle née ?", Kind.WHEN),
    ("En quel siècle vivait-il ?", Kind.WHEN),
    ("Quelle est la date de sortie ?", Kind.WHEN),
    ("À quelle heure ferme la boutique ?", Kind.WHEN),
    ("What year did it open?", Kind.WHEN),
    ("In which month is the fair?", Kind.WHEN),
    ("Depuis quand est-il maire ?", Kind.WHEN),
    ("How long ago did it close?", Kind.WHEN),
    ("Le salon, c'est quand ?", Kind.WHEN),
    ("Combien coûte un billet ?", Kind.MONEY),
    ("Combien Meta va-t-elle investir ?", Kind.MONEY),
    ("Quel montant a été versé ?", Kind.MONEY),
    ("Quel est le prix du pain ?", Kind.MONEY),
    ("How much will Meta invest this year?", Kind.MONEY),
    ("How much does it cost?", Kind.MONEY),
    ("How much is a ticket for LlamaCon?", Kind.MONEY),
    ("What is the budget of the city?", Kind.MONEY),
    ("Quel pourcentage des voix ?", Kind.PERCENT),
    ("What percentage of users left?", Kind.PERCENT),
    ("Quelle est la part des femmes ?", Kind.PERCENT),
    ("Combien de temps dure le film ?", Kind.DURATION),
    ("Pendant combien d'années a-t-il régné ?", Kind.DURATION),
    ("How long is the flight?", Kind.DURATION),
    ("How many days did it last?", Kind.DURATION),
    ("Quelle distance sépare les villes ?", Kind.MEASURE),
    ("Quel âge a-t-elle ?", Kind.MEASURE),
    ("How tall is the tower?", Kind.MEASURE),
    ("How old is she?", Kind.MEASURE),
    ("Combien de pays participent ?", Kind.COUNT),
    ("Quel est le nombre de salariés ?", Kind.COUNT),
    ("How many authors sued?", Kind.COUNT),
    ("How many times did it happen?", Kind.COUNT),
    ("What is the population of Nantes?", Kind.COUNT),
    ("Qui dirige Meta ?", Kind.WHO),
    ("Par qui le livre fut-il écrit ?", Kind.WHO),
    ("Quelle entreprise chinoise concurrence Meta ?", Kind.WHO),
    ("Who heads Meta?", Kind.WHO),
    ("Whose book is it?", Kind.WHO),
    ("Which companies use Llama?", Kind.WHO),
    ("Who is suing Meta and why?", Kind.WHO),
    ("Who was king when the war began?", Kind.WHO),
    ("Où se tient la réunion ?", Kind.WHERE),
    ("D'où vient-il ?", Kind.WHERE),
    ("Where was she born?", Kind.WHERE),
    ("Dans quel pays vit-elle ?", Kind.WHERE),
    ("What is the capital of Australia?", Kind.WHERE),
    ("Pourquoi le procès ?", Kind.WHY),
    ("Pour quelle raison part-il ?", Kind.WHY),
    ("Why was it delayed?", Kind.WHY),
    ("Comment marche le four ?", Kind.HOW),
    ("How does it work?", Kind.HOW),
    ("Que fait-il quand il pleut ?", Kind.WHAT),
    ("Qu'est-ce que LlamaCon ?", Kind.WHAT),
    ("Quel outil emploie-t-il ?", Kind.WHAT),
    ("What happens when it rains?", Kind.WHAT),
    ("Est-ce que Meta gagne ?", Kind.YES_NO),
    ("Meta va-t-elle gagner ?", Kind.YES_NO),
    ("Is Meta winning?", Kind.YES_NO),
    ("Did she leave?", Kind.YES_NO),
    ("LlamaCon", Kind.OTHER),
    ("", Kind.OTHER),
]


@pytest.mark.parametrize(("question", "kind"), QUESTIONS)
def test_the_first_interrogative_tells_what_is_asked_for(question, kind):
    assert kind == kind_of(question)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.WHEN, "prévu pour le 29 avril", True),
        (Kind.WHEN, "au Moyen Âge", True),
        (Kind.WHEN, "il y a 600 ans", True),
        (Kind.WHEN, "dans un grand hôtel", False),
        (Kind.WHEN, "80 milliards de dollars", False),
        (Kind.MONEY, "jusqu'à 80 milliards de dollars", True),
        (Kind.MONEY, "jusqu'à 80 milliards", True),
        (Kind.MONEY, "dans 80 pays", False),
        (Kind.MONEY, "1 305", True),
        (Kind.DURATION, "quatre", True),
        (Kind.WHEN, "855", True),
        (Kind.MONEY, "le 29 avril 2025", False),
        (Kind.PERCENT, "14,2 % des voix", True),
        (Kind.PERCENT, "un tiers des voix", True),
        (Kind.PERCENT, "14 voix", False),
        (Kind.DURATION, "pendant cinq ans", True),
        (Kind.DURATION, "quelques heures", True),
        (Kind.DURATION, "cinq chats", False),
        (Kind.MEASURE, "10 km", True),
        (Kind.MEASURE, "loin d'ici", False),
        (Kind.COUNT, "neuf journaux", True),
        (Kind.COUNT, "Neuf", True),
        (Kind.COUNT, "des journaux", False),
        (Kind.COUNT, "en avril 2025", False),
        (Kind.WHO, "Mark Zuckerberg parle", True),
        (Kind.WHO, "le préfet de région", True),
        (Kind.WHO, "80 milliards", False),
        (Kind.WHO, "il a dit que tout cela ne durerait pas longtemps", False),
        (Kind.WHERE, "à San Francisco", True),
        (Kind.WHERE, "dans une grange", True),
        (Kind.WHERE, "le 29 avril", False),
        (Kind.WHY, "parce que", True),
        (Kind.WHAT, "n'importe quoi", True),
    ],
)
def test_a_text_bears_on_a_kind_when_it_holds_one(kind, text, expected):
    assert expected is bears(kind, text)


@pytest.mark.parametrize(
    ("question", "start", "end", "rest"),
    [
        ("What was said about Meta in March?", (2025, 3, 1), (2025, 3, 31), "What was said about Meta?"),
        ("What was said about Meta in June?", (2024, 6, 1), (2024, 6, 30), "What was said about Meta?"),
        ("Qu'a-t-on dit de Meta en mars 2024 ?", (2024, 3, 1), (2024, 3, 31), "Qu'a-t-on dit de Meta ?"),
        (
            "Que disent les articles sur Llama depuis lundi ?",
            (2025, 5, 12),
            (2025, 5, 14),
            "Que disent les articles sur Llama ?",
        ),
        ("What has been written about tea since 2024?", (2024, 1, 1), (2025, 5, 14), "What has been written about tea?"),
        ("Quelles nouvelles cette semaine ?", (2025, 5, 12), (2025, 5, 14), "Quelles nouvelles ?"),
        ("Any news about Llama last week?", (2025, 5, 5), (2025, 5, 11), "Any news about Llama?"),
        ("What happened last week?", (2025, 5, 5), (2025, 5, 11), "What happened?"),
        ("news between March 3 and April 5", (2025, 3, 3), (2025, 4, 5), "news"),
        ("les articles du 3 au 5 avril", (2025, 4, 3), (2025, 4, 5), "les articles"),
        ("articles published before 2024 about tea", (1, 1, 1), (2023, 12, 31), "articles published about tea"),
        ("What did the press say yesterday?", (2025, 5, 13), (2025, 5, 13), "What did the press say?"),
    ],
)
def test_a_question_about_what_was_said_restricts_publication(question, start, end, rest):
    found = window(question, today=TODAY)

    assert found is not None
    assert (date(*start), date(*end), rest) == (found.start, found.end, found.question)


@pytest.mark.parametrize(
    "question",
    [
        "Who won in 1998?",
        "When is LlamaCon?",
        "What happened in 1998?",
        "Which book was published in 1998?",
        "Qui a gagné en 1998 ?",
        "How much will Meta invest this year?",
        "What do the articles say about the May 2024 election?",
        "Que s'est-il passé en 1789 ?",
        "What was said about Meta?",
        "",
        "Qui présidait en mars 2024 ?",
    ],
)
def test_a_question_about_an_event_restricts_nothing(question):
    assert window(question, today=TODAY) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the latest model?", True),
        ("the most recent figures", True),
        ("Quel est le dernier modèle ?", True),
        ("Quelles sont les dernières nouvelles ?", True),
        ("l'article le plus récent", True),
        ("What happened last year?", False),
        ("Qu'a-t-il dit l'an dernier ?", False),
        ("la semaine dernière, où était-il ?", False),
        ("mardi dernier il partait", False),
        ("la dernière fois", False),
        ("Who was the last king?", False),
    ],
)
def test_a_question_can_ask_for_the_newest(question, expected):
    assert expected is wants_latest(question)
