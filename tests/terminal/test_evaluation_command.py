from chatbot.terminal.evaluation_command import _selfmade
from index.language.detection import QUESTION_LANGUAGES

TOWNS = ("Lyon", "Nantes", "Lille", "Nice", "Metz", "Brest")


def test_the_first_questions_made_of_a_library_are_half_in_each_language(library, write):
    for number, town in enumerate(TOWNS):
        library.add(
            write(f"{town}.txt", f"The harbour fair of {town} in Brittany opens near the castle on {number + 3} May 2025.")
        )

    asked = [gold.question for gold in _selfmade(library)]
    openings = {question.split()[0] for question in asked[:2]}

    assert len(asked) > len(TOWNS)
    assert len(openings) == len(QUESTION_LANGUAGES)
