from chatbot.answering import article_choice
from chatbot.answering.pipeline import inquire
from chatbot.testing import FakeReader
from index.library import Library
from index.types import EVERYTHING


def articles(library: Library, write, *texts):
    library.add([write(f"{number}.md", text) for number, text in enumerate(texts)])
    return library


def chosen(topic, library, question):
    return article_choice.chosen(topic, inquire(question, question, library, FakeReader(), EVERYTHING), EVERYTHING)


def article(title, day):
    return f"---\ntitle: {title}\ndate: {day}\n---\n{title}, says the mayor on {day}.\n"


def test_of_titles_that_say_the_topic_alike_the_newest_is_meant(library, write):
    articles(library, write, article("The fair of Vigo closes", "2025-06-04"), article("The fair of Vigo opens", "2025-05-04"))

    assert [found.title for found in chosen("fair of Vigo", library, "fair of Vigo")] == [
        "The fair of Vigo closes",
        "The fair of Vigo opens",
    ]


def test_of_titles_that_say_the_topic_alike_the_one_that_holds_more_of_the_question_is_meant(library, write):
    articles(
        library, write, article("The fair of Vigo", "2025-06-04"), article("Main points on the fair of Vigo", "2025-05-04")
    )
    found = chosen("fair Vigo", library, "main points on the fair of Vigo please")

    assert found[0].title == "Main points on the fair of Vigo"
