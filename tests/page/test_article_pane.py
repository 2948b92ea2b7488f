"""The article pane in the real page: beside the conversation or above it, from citation to citation, and searched."""

import pytest
from playwright.sync_api import expect

from tests.page.test_conversations import SIX, answered
from tests.pagekit import visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


def test_on_a_wide_screen_the_article_stands_beside_a_conversation_that_stays_in_use(browser, address):
    with visit(browser, address, width=1400) as page:
        answered(page, "both The bakery opens at six.|The oven is older than the baker.")
        page.locator(".marker").first.click()
        pane = page.locator("#article-pane")
        expect(pane.locator("article")).to_be_focused()
        expect(pane.locator("output")).to_have_text("1 of 2")
        edge = pane.bounding_box()["x"]
        for part in ("#live .answer", "#composer"):
            box = page.locator(part).bounding_box()
            assert box["x"] + box["width"] <= edge
        page.get_by_label("Your question").fill("nap")
        page.keyboard.press("n")
        expect(pane.locator("output")).to_have_text("1 of 2")
        expect(page.get_by_label("Your question")).to_have_value("napn")
        page.locator(".marker").last.click()
        expect(pane.locator("mark")).to_have_text("The oven is older than the baker.")
        pane.locator("article").focus()
        page.keyboard.press("Escape")
        expect(pane).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1400])
def test_back_closes_the_article_first(browser, address, width):
    with visit(browser, address, width=width) as page:
        answered(page, SIX)
        kept = page.url
        for _ in range(2):
            page.locator(".marker").click()
            expect(page.locator("#article-pane mark")).to_be_visible()
            page.go_back()
            expect(page.locator("#article-pane")).to_be_hidden()
            expect(page.locator(".exchange.done")).to_be_visible()
            assert page.url == kept
        page.locator(".marker").click()
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        page.wait_for_function("!history.state?.pane")  # closing goes back by itself, once the page has seen it
        page.go_back()
        expect(page.locator(".welcome")).to_be_visible()


def test_an_article_is_searched_and_one_goes_from_place_to_place(browser, address, bot, tmp_path):
    lines = [f"Line {number} speaks of the <i>Météo</i> and of flour." for number in range(3_000)]
    (tmp_path / "long.md").write_text("# Mills\n\n" + "\n\n".join(lines))
    bot.library.add(tmp_path / "long.md")
    with visit(browser, address, locale="fr-FR") as page:
        page.locator("#shelf .article", has_text="Mills").click()
        pane, find = page.locator("#article-pane"), page.get_by_label("Chercher dans cet article")
        find.fill("METEO</I>")
        expect(pane.locator("output")).to_have_text("1 sur 3000")
        expect(find).to_be_focused()
        page.keyboard.press("Enter")
        expect(pane.locator("output")).to_have_text("2 sur 3000")
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")
        expect(pane.locator("output")).to_have_text("3000 sur 3000")
        expect(pane.locator("mark")).to_have_text("Météo</i>")
        expect(pane.locator("p", has=page.locator("mark"))).to_contain_text("Line 2999")
        find.fill("plum")
        expect(pane.locator("output")).to_have_text("0 sur 0")
