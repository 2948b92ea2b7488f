import pytest

from chatbot.answering.dialogue import stand_alone
from chatbot.answering.question_kinds import question_kind
from chatbot.types import Turn

IN_ENGLISH = Turn("When is LlamaCon?", "29 April [1]")
IN_FRENCH = Turn("Quand a lieu LlamaCon ?", "29 avril [1]")
REFUSED = "Your articles do not answer this question. The nearest article is “Meta's AI bill grows again”."
REFUSED_IN_FRENCH = "Vos articles ne répondent pas à cette question. L’article le plus proche est « Le budget de Meta »."

FOLLOW_UPS = """
    Quel est son prix ? | Quelle est sa durée ? | Quels sont ses tarifs ? | Donne-moi son prix | Who are its speakers?
    Why? | Pourquoi ? | How much? | Depuis quand ? | Combien de temps ?
    C'est gratuit ? | Est-ce gratuit ? | C'est où ? | Ça coûte combien ? | Who organises that? | Where is this conference?
    Qui organise cet événement ? | Qui le dirige ? | Qui l’organise ? | Où le trouver ? | Quand l'a-t-on annoncé ?
    Combien coûte l'entrée ? | What are the main topics?
    Dis-moi où il a lieu | Explique-le | Dis-moi pourquoi | Dure-t-il longtemps ?
    Faut-il payer ? | Can I park? | Do I need a ticket? | Quel est le prix ? | What is the price?
    OK, and who organises it? | And the price? | Et le prix ? | What about the price?
    Does Zuckerberg attend it? | Is it in London? | A-t-il lieu à Paris ? | What is its address in Paris?
    How much does it cost to attend? | What is the name of its founder? | Comment y aller ? | Qui en parle ?
    Dans quelle ville a-t-il lieu ? | Quel jour de la semaine a-t-il lieu ? | Where will it be held and who organises it?
"""
NEW_SUBJECTS = """
    Quel est le prix de l'essence ? | Combien de visiteurs le musée a-t-il accueillis ?
    Y a-t-il un médecin ? | Que faut-il faire en cas d'incendie ? | Is there a swimming pool in the city?
    how long does it take to bake bread? | Who wrote the book that won the prize? | What is this year's budget?
    What is inflation? | when is offline night? | who founded meta? | Qui dirige Meta ? | C'est quoi l'inflation ?
    Qu'est-ce que l'inflation ? | inflation | Merci | Google? | LlamaCon, c'est quand ? | And when is Offline Night?
    How do birds build their nests? | Comment les abeilles font-elles leur miel ? | Is it true that the museum closed?
    Quand le musée a-t-il ouvert ses portes ? | Quand l'inflation a-t-elle baissé ? | quand nelson mandela est-il mort ?
    Au revoir | De rien | À bientôt ! | Of course | For example?
    Quelle ville a perdu son maire ? | Which country changed its constitution? | Qui s'oppose à la thèse du complot ?
    How old was the president when he died? | Combien Meta va-t-elle investir ? | When did Napoleon marry his first wife?
    When did Cervantes publish Don Quixote and who translated it? | How many different species of bear are there?
    Comment peut-on maigrir ? | How can I quit smoking? | Que s'est-il passé en 1998 ? | Quel est le son du canard ?
"""


def cases(text: str) -> list[str]:
    return [case.strip() for line in text.strip().splitlines() for case in line.split("|")]


def after(*questions: str, answers: tuple[str, ...] = ()) -> str:
    *earlier, last = questions
    answered = [*answers, *["12 euros [1]"] * len(earlier)]
    return stand_alone(last, [Turn(question, answer) for question, answer in zip(earlier, answered, strict=False)])


@pytest.mark.parametrize("before", [IN_ENGLISH, IN_FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("question", cases(FOLLOW_UPS))
def test_a_follow_up_takes_the_subject_of_the_turn_before_and_asks_for_the_same_kind_of_thing(question, before):
    whole = stand_alone(question, [before])

    assert whole == f"{question} (LlamaCon)"
    assert question_kind(whole) is question_kind(question)


@pytest.mark.parametrize("before", [IN_ENGLISH, IN_FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("question", cases(NEW_SUBJECTS))
def test_a_new_subject_is_left_alone(question, before):
    assert stand_alone(question, [before]) == question


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("How many people work at Meta in London?", "And in Paris?", "How many people work at Meta in Paris?"),
        ("How much did Meta invest?", "And Google?", "How much did Google invest?"),
        ("How much did Meta invest in 2025?", "And in 2024?", "How much did Meta invest in 2024?"),
        ("How much did Meta invest in 2025?", "In 2024?", "How much did Meta invest in 2024?"),
        ("Who works at Meta?", "What about Google?", "Who works at Google?"),
        ("What is Meta's revenue?", "And Google's?", "What is Google's revenue?"),
        ("Combien Meta a-t-elle investi en avril ?", "Et en mai ?", "Combien Meta a-t-elle investi en mai ?"),
        ("Qui habite en France ?", "Et au Canada ?", "Qui habite au Canada ?"),
        ("Combien coûte la soirée ?", "Et pour les étudiants ?", "Combien coûte la soirée, pour les étudiants ?"),
        ("Does Meta own Instagram?", "And WhatsApp?", "Does Meta own Instagram, WhatsApp?"),
        ("Combien d'habitants compte l'Espagne ?", "Et le Portugal ?", "Combien d'habitants compte le Portugal ?"),
        ("Quelle est la capitale de la France ?", "Et de l'Allemagne ?", "Quelle est la capitale de l'Allemagne ?"),
        ("When was the Louvre built?", "And the Eiffel Tower?", "When was the Eiffel Tower built?"),
        ("Qui dirige l'ONU ?", "Et l'OTAN ?", "Qui dirige l'OTAN ?"),
        ("Qui a peint la Joconde ?", "Et Guernica ?", "Qui a peint Guernica ?"),
        ("Who won in March 2024?", "And in April?", "Who won in April 2024?"),
        ("What did Meta announce on 3 May 2024?", "And on 4 May?", "What did Meta announce on 4 May 2024?"),
        ("How much did Meta invest in 2024?", "And in March?", "How much did Meta invest in March 2024?"),
        ("How much did Meta invest in March 2024?", "And in 2025?", "How much did Meta invest in 2025?"),
    ],
)
def test_a_part_that_contrasts_is_exchanged_in_the_earlier_question_or_put_at_its_end(before, question, whole):
    assert after(before, question) == whole


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("When is LlamaCon?", "And where?", "where is LlamaCon?"),
        ("Quand a lieu LlamaCon ?", "Où ?", "Où a lieu LlamaCon ?"),
        ("C'est quand la fête ?", "à quelle heure ?", "C'est à quelle heure la fête ?"),
        ("Where is the fair?", "At what time?", "At what time is the fair?"),
        ("When is LlamaCon?", "Où ?", "Où ? (LlamaCon)"),
        ("How much is LlamaCon?", "Where?", "Where? (LlamaCon)"),
    ],
)
def test_where_and_when_are_exchanged_in_one_language(before, question, whole):
    assert after(before, question) == whole


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("when is llamacon?", "and who organises it?", "and who organises it? (llamacon)"),
        ("when is llamacon?", "Et où ?", "Et où ? (llamacon)"),
        ("combien coûte la soirée ?", "and who organises it?", "and who organises it? (soirée)"),
        ("combien coûte la soirée ?", "Et où ?", "Et où ? (soirée)"),
        ("What happened in May 1968?", "And where?", "And where? (happened May 1968)"),
    ],
)
def test_an_earlier_question_without_names_lends_its_other_words(before, question, whole):
    assert after(before, question) == whole


@pytest.mark.parametrize(
    ("questions", "whole"),
    [
        (["When is LlamaCon?", "And who organises it?", "And where?"], "And where? (LlamaCon)"),
        (["when is llamacon?", "and who organises it?", "Et où ?"], "Et où ? (llamacon)"),
        (["When is LlamaCon?", "Merci !", "And where?"], "where is LlamaCon?"),
        (["How much did Meta invest in 2025?", "And in 2024?", "And Google?"], "How much did Google invest in 2024?"),
        (["When is LlamaCon?", "When is Offline Night?", "And where?"], "where is Offline Night?"),
    ],
)
def test_a_chain_keeps_its_subject_until_a_new_one_comes(questions, whole):
    assert after(*questions, answers=("29 April [1]", "Meta [1]")) == whole


@pytest.mark.parametrize("refusal", [REFUSED, REFUSED_IN_FRENCH])
@pytest.mark.parametrize("question", ["And when is it?", "How old is he?", "Et quel âge a-t-il ?"])
def test_the_article_that_a_refusal_names_is_never_the_subject(question, refusal):
    assert after("who runs the company?", question, answers=(refusal,)) == f"{question} (runs company)"


def test_a_person_who_was_the_answer_can_be_spoken_of():
    assert after("Qui dirige Meta ?", "Quel âge a-t-il ?", answers=("Mark Zuckerberg [1]",)).endswith("(Meta, Mark Zuckerberg)")


def test_a_place_that_was_the_answer_can_be_spoken_of():
    assert after("Where is LlamaCon?", "Who lives there?", answers=("Menlo Park [1]",)).endswith("(LlamaCon, Menlo Park)")


@pytest.mark.parametrize("questions", [["And where?"], ["And where?", "And who?"], ["Merci !", "Why?"]])
def test_a_follow_up_to_nothing_is_left_alone(questions):
    assert after(*questions) == questions[-1]


def test_a_long_text_stands_alone():
    assert after("When is LlamaCon?", "and it " * 100) == "and it " * 100
