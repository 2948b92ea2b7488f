import pytest

from chatbot.page_links import link_to_quote

PAGE = "https://gazette.example.org/tech/llamacon"


@pytest.mark.parametrize(
    ("url", "text", "link"),
    [
        (PAGE, "Il ouvre le 29 avril.", f"{PAGE}#:~:text=Il%20ouvre%20le%2029%20avril."),
        (f"{PAGE}#top", "Vrai, dit-il", f"{PAGE}#:~:text=Vrai%2C%20dit%2Dil"),
        (PAGE, "a b c d e f g h i j k", f"{PAGE}#:~:text=a%20b%20c%20d%20e,g%20h%20i%20j%20k"),
        (None, "words", None),
        ("javascript:alert(1)", "words", None),
        ("/home/person/article.txt", "words", None),
    ],
)
def test_a_link_opens_the_page_at_the_quote_where_there_is_a_page(url, text, link):
    assert link_to_quote(url, text) == link
