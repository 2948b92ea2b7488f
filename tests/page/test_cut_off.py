"""When the program does not answer, in the real page: one banner, nothing lost, and all goes on by itself."""

import contextlib

import pytest
from playwright.sync_api import expect

from chatbot.page.server import running
from tests.page.test_conversations import SIX, THREE, answered
from tests.pagekit import ask, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


def test_a_program_that_ends_and_comes_back_is_told_in_the_pages_language_and_loses_nothing(browser, bot):
    with contextlib.ExitStack() as first:
        address = first.enter_context(running(bot))
        with visit(browser, address, cut_off=True) as page:
            page.get_by_role("button", name="Français").click()
            box = page.get_by_label("Votre question")
            box.fill(SIX)
            box.press("Enter")
            expect(page.locator("#live .exchange.done")).to_be_visible()
            bot.gate.clear()
            box.fill(THREE)
            box.press("Enter")
            expect(page.locator("#live .answer")).to_have_text("It says:")
            first.close()
            expect(page.get_by_role("alert")).to_contain_text("Le programme ne répond pas.")
            box.fill("un brouillon")
            page.locator("#past .source").click()
            expect(page.locator("#article-pane article")).to_contain_text("Le programme ne répond pas.")
            page.keyboard.press("Escape")
            box.press("Enter")
            page.wait_for_timeout(1000)
            assert "Connection" not in page.locator("body").inner_text()

            bot.gate.set()
            with running(bot, port=int(address.rpartition(":")[2])):
                expect(page.locator("#cut-off")).to_be_hidden()
                expect(page.locator("#live .exchange.stopped .status")).to_have_text("Interrompu.")
                expect(page.locator("#past .question")).to_contain_text(SIX)
                expect(box).to_have_value("un brouillon")
                page.get_by_role("button", name="Redemander").click()
                expect(page.locator("#live .exchange.done .answer")).to_contain_text("A loaf costs 3 euros")


def test_some_seconds_offline_lose_neither_the_answer_that_was_coming_nor_the_draft(browser, address, bot):
    bot.gate.clear()
    with visit(browser, address, cut_off=True) as page:
        ask(page, SIX)
        expect(page.locator(".answer")).to_have_text("It says:")
        page.get_by_label("Your question", exact=True).fill("a draft")
        page.context.set_offline(True)
        expect(page.get_by_role("alert")).to_be_visible()
        bot.gate.set()
        page.wait_for_timeout(2000)
        page.context.set_offline(False)
        expect(page.get_by_role("alert")).to_be_hidden()
        expect(page.locator(".exchange.done .answer")).to_contain_text("The bakery opens at six.")
        expect(page.locator(".exchange")).to_have_count(1)
        expect(page.get_by_label("Your question", exact=True)).to_have_value("a draft")
        answered(page, THREE)
        expect(page.locator(".exchange")).to_have_count(2)
