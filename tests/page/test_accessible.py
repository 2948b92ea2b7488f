"""axe-core finds nothing to complain of in any state of the page, light, dark and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.page.test_conversations import SIX, answered
from tests.pagekit import ask, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe


def complaints(page):
    page.wait_for_timeout(300)  # what moves has come to rest
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["target"], node["failureSummary"]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_conversation_the_articles_and_the_dialogs(browser, address, scheme):
    with visit(browser, address) as page:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(f"{address}/?__theme={scheme}")
        page.locator("body.ready .welcome").wait_for()
        page.locator(".narrow summary").click()
        assert complaints(page) == []

        page.get_by_label("Ask “On bread” only").check()
        answered(page, SIX)
        ask(page, "fail")
        expect(page.locator(".status.failed")).to_be_visible()
        page.get_by_label("Search articles").fill("nothing of that name")
        expect(page.locator("#shelf")).to_contain_text("No article is called so.")
        assert complaints(page) == []

        page.locator(".marker").click()
        expect(page.locator("#article-pane mark")).to_be_visible()
        page.get_by_label("Search this article").fill("flour")
        expect(page.locator("#article-pane output")).to_have_text("1 of 120")
        page.locator("#article-pane summary").click()
        assert complaints(page) == []
        page.keyboard.press("Escape")

        for button in ("an address", "a text", "Keep as a collection"):
            page.get_by_role("button", name=button).click()
            assert complaints(page) == []
            page.keyboard.press("Escape")

        page.get_by_role("button", name="an address").click()
        page.get_by_label("Address of a page").fill("127.0.0.1:9")
        page.keyboard.press("Enter")
        expect(page.locator("#notice li")).to_be_visible()
        assert complaints(page) == []


def test_an_answer_that_is_coming_and_the_side_on_a_phone(browser, address, bot):
    bot.gate.clear()
    with visit(browser, address, width=390) as page:
        page.emulate_media(reduced_motion="reduce")
        ask(page, SIX)
        expect(page.locator(".answer")).to_have_text("It says:")
        assert complaints(page) == []

        page.get_by_role("button", name="Show conversations and articles").click()
        page.locator("#shelf .remove").first.click()
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        assert complaints(page) == []

        page.keyboard.press("Escape")
        page.locator(".source").click()
        page.locator("#article-pane summary").click()
        expect(page.get_by_label("Published", exact=True)).to_be_visible()
        assert complaints(page) == []


def test_an_empty_library(browser, address, bot):
    for article in bot.library.articles():
        bot.library.remove(article.id)
    with visit(browser, address) as page:
        assert complaints(page) == []
