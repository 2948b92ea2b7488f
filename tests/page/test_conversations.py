"""No conversation is lost, in the real page: one address each, kept in the library, each person's own."""

import contextlib
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from chatbot.api.users import Users, write_user
from chatbot.page.server import running
from index.errors import LibraryError
from tests.pagekit import TRICKY, ScriptedBot, ask, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]

SIX, THREE = "say The bakery opens at six.", "say A loaf costs 3 euros on Mondays."
NAMED = re.compile(r"/\?c=[\w-]{16}$")


def answered(page, question):
    ask(page, question)
    expect(page.locator("#live .exchange.done .question")).to_contain_text(question)


def begin_anew(page):
    page.locator("#side").get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()


def test_a_reload_shows_the_same_exchanges_and_draft_and_follow_ups_know_them(browser, address, bot):
    with visit(browser, address) as page:
        answered(page, SIX)
        answered(page, "what is the capital of Australia?")
        expect(page).to_have_url(NAMED)
        before = page.locator("#talk").inner_text()
        page.get_by_label("Your question").fill("a draft\nof two lines")
        page.reload()
        expect(page.locator("#live .exchange.done")).to_be_visible()
        expect(page.get_by_label("Your question")).to_have_value("a draft\nof two lines")
        expect(page.locator("#talk")).to_have_text(before, use_inner_text=True)
        page.locator(".marker").click()
        expect(page.locator("#article-pane mark")).to_have_text("The bakery opens at six.")
        page.keyboard.press("Escape")
        answered(page, "and then?")
        assert [turn.question for turn in bot.histories[-1]] == [SIX, "what is the capital of Australia?"]
        page.reload()
        expect(page.locator(".exchange")).to_have_count(3)
        expect(page.get_by_label("Your question")).to_have_value("")


def test_a_list_has_its_markers_and_each_opens_its_article_after_a_reload(browser, address):
    with visit(browser, address) as page:
        answered(page, "both The bakery opens at six.|The oven is older than the baker.")
        before = page.locator("#talk").inner_text()
        page.reload()
        expect(page.locator("#live li .marker")).to_have_count(2)
        expect(page.locator("#talk")).to_have_text(before, use_inner_text=True)
        page.locator("#live .marker").last.click()
        expect(page.locator("#article-pane mark")).to_have_text("The oven is older than the baker.")


def test_enter_and_send_on_an_empty_box_change_nothing(browser, address):
    with visit(browser, address) as page:
        for emptied in ("", "   "):
            with page.expect_response("**/run/predict*"):
                ask(page, emptied)
        page.get_by_role("button", name="Send").click()
        page.wait_for_timeout(500)
        expect(page.locator(".welcome")).to_be_visible()
        answered(page, SIX)
        ask(page, "")
        page.get_by_role("button", name="Send").click()
        page.wait_for_timeout(500)
        expect(page.locator(".exchange.done .answer")).to_contain_text("The bakery opens at six.")


def test_a_new_conversation_keeps_the_old_one_and_back_and_a_click_return_to_it(browser, address):
    with visit(browser, address) as page:
        answered(page, SIX)
        first = page.url
        begin_anew(page)
        assert urlsplit(page.url).query == ""
        answered(page, THREE)
        expect(page.locator("#talks a")).to_have_text([THREE, SIX])
        expect(page.locator("#talks [aria-current]")).to_have_text(THREE)

        page.go_back()
        expect(page.locator(".welcome")).to_be_visible()
        page.go_back()
        expect(page.locator(".exchange.done .question")).to_contain_text(SIX)
        assert page.url == first
        expect(page.locator(".exchange")).to_have_count(1)
        page.go_forward()
        page.go_forward()
        expect(page.locator(".exchange.done .question")).to_contain_text(THREE)
        page.locator("#talks").get_by_role("link", name=SIX).click()
        expect(page.locator(".exchange.done .question")).to_contain_text(SIX)
        expect(page).to_have_url(first)


def test_after_a_restart_of_the_server_the_open_page_goes_on(browser, bot):
    with contextlib.ExitStack() as first:
        address = first.enter_context(running(bot))
        with visit(browser, address, cut_off=True) as page:
            answered(page, SIX)
            first.close()
            with running(bot, port=int(address.rpartition(":")[2])):
                answered(page, THREE)
                expect(page.locator("#past")).to_contain_text(SIX)
                assert [turn.question for turn in bot.histories[-1]] == [SIX]
                page.reload()
                expect(page.locator(".exchange.done .question")).to_contain_text([SIX, THREE])


def test_an_answer_goes_on_through_a_reload_and_is_written_once(browser, address, bot):
    bot.gate.clear()
    with visit(browser, address, cut_off=True) as page:
        ask(page, SIX)
        expect(page.locator(".answer")).to_have_text("It says:")
        page.reload()
        expect(page.locator("#live .exchange.writing .answer")).to_have_text("It says:")
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        bot.gate.set()
        expect(page.locator(".exchange.done .answer")).to_contain_text("The bakery opens at six.")
        expect(page.locator(".exchange")).to_have_count(1)
        assert bot.histories == [[]]


def test_an_answer_that_the_program_did_not_survive_is_shown_as_stopped_and_can_be_asked_again(browser, address, bot):
    conversation, _ = bot.library.conversations.ask("", "", SIX)
    with visit(browser, address) as page:
        page.goto(f"{address}/?c={conversation}")
        expect(page.locator(".exchange.stopped .status")).to_have_text("Stopped.")
        page.get_by_role("button", name="Ask again").click()
        expect(page.locator(".exchange.done .answer")).to_contain_text("The bakery opens at six.")


def test_why_an_exchange_failed_is_still_said_after_a_reload_in_either_language(browser, address, bot, monkeypatch):
    def refused(*_, **__):
        raise LibraryError("The library /l cannot be read; copy its folder elsewhere and name that.")
        yield

    with visit(browser, address) as page:
        ask(page, "fail")
        expect(page.locator(".status.failed")).to_contain_text("Something unforeseen")
        monkeypatch.setattr(bot, "stream", refused)
        ask(page, "and now?")
        expect(page.locator("#live .status.failed")).to_contain_text("The library /l cannot be read")
        before = page.locator("#talk").inner_text()
        page.reload()
        expect(page.locator("#live .status.failed")).to_be_visible()
        expect(page.locator("#talk")).to_have_text(before, use_inner_text=True)
        page.get_by_role("button", name="Français").click()
        expect(page.locator("#past .status.failed")).to_contain_text("Un incident imprévu")


def test_a_conversation_left_while_its_answer_is_coming_writes_into_no_other(browser, address, bot):
    bot.gate.clear()
    with visit(browser, address) as page:
        ask(page, SIX)
        expect(page.locator(".answer")).to_have_text("It says:")
        begin_anew(page)
        ask(page, THREE)
        expect(page.locator("#live .question")).to_contain_text(THREE)
        expect(page.locator(".answer")).to_have_text("It says:")
        page.go_back()
        expect(page.locator(".welcome")).to_be_visible()
        page.go_back()
        expect(page.locator(".exchange.stopped .question")).to_contain_text(SIX)
        bot.gate.set()
        answered(page, "say The oven is older than the baker.")
        expect(page.locator(".exchange")).to_have_count(2)
        page.locator("#talks").get_by_role("link", name=THREE).click()
        expect(page.locator(".exchange.stopped .question")).to_contain_text(THREE)
        expect(page.locator(".exchange")).to_have_count(1)


def test_a_deleted_conversation_leaves_the_page_and_comes_back_with_undo(browser, address):
    with visit(browser, address) as page:
        answered(page, SIX)
        kept = page.url
        page.locator("#talks li").hover()
        page.get_by_role("button", name=f"Delete “{SIX}”").click()
        expect(page.locator("#notice")).to_contain_text(f"“{SIX}” was deleted.")
        expect(page.locator(".welcome")).to_be_visible()
        expect(page.locator("#talks")).to_be_hidden()
        page.goto(kept)
        expect(page.locator("#notice")).to_contain_text("That conversation is not here.")
        expect(page.locator(".welcome")).to_be_visible()

        answered(page, THREE)
        expect(page).not_to_have_url(kept)
        page.locator("#talks li").hover()
        page.get_by_role("button", name="Delete").click()
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#notice")).to_contain_text("is back")
        page.locator("#talks").get_by_role("link", name=THREE).click()
        expect(page.locator(".exchange.done .question")).to_contain_text(THREE)


def test_two_users_do_not_see_each_others_conversations(browser, bot, tmp_path):
    for name in ("ada", "bob"):
        write_user(tmp_path / "users", name, f"{name} bakes bread")
    with (
        running(bot, users=Users(tmp_path / "users")) as address,
        visit(browser, address, user=("ada", "ada bakes bread")) as hers,
        visit(browser, address, user=("bob", "bob bakes bread")) as his,
    ):
        answered(hers, SIX)
        his.goto(hers.url)
        expect(his.locator("#notice")).to_contain_text("That conversation is not here.")
        expect(his.locator("#talks")).to_be_hidden()
        answered(his, THREE)
        expect(his.locator("#talks a")).to_have_text([THREE])
        hers.reload()
        expect(hers.locator("#talks a")).to_have_text([SIX])


def test_a_hostile_question_stays_text_wherever_it_is_kept(browser, address):
    with visit(browser, address) as page:
        ask(page, f'say {TRICKY}" onmouseover="window.pwned=3')
        expect(page.locator("#live .exchange.done")).to_be_visible()
        page.reload()
        expect(page.locator(".exchange .question")).to_contain_text(TRICKY)
        expect(page.locator("#talks a")).to_contain_text("<script>window.pwned = 1</script>")
        page.locator("#talks a").hover()
        page.get_by_role("button", name="Delete").click()
        expect(page.locator("#notice")).to_contain_text("<script>")
        assert page.evaluate("window.pwned") is None


def test_quotes_stay_when_their_article_has_gone(browser, address, bot):
    with visit(browser, address) as page:
        answered(page, SIX)
        for article in bot.library.articles():
            bot.library.remove(article.id)
        page.reload()
        expect(page.locator(".source .title")).to_have_text("On bread")
        expect(page.locator(".source .meta")).to_contain_text("29 April 2025")
        expect(page.locator(".source .quote")).to_have_text("The bakery opens at six.")


def test_where_nothing_can_be_kept_the_page_says_so_and_works(browser, address, bot: ScriptedBot, monkeypatch):
    def refused(*_):
        raise LibraryError("The library /l cannot be written here; copy its folder elsewhere and name that.")

    monkeypatch.setattr(bot.library.conversations, "ask", refused)
    with visit(browser, address) as page:
        answered(page, SIX)
        expect(page.locator("#live")).to_contain_text("This is not kept. The library /l cannot be written here")
        answered(page, THREE)
        expect(page.locator(".exchange")).to_have_count(2)
        assert [turn.question for turn in bot.histories[-1]] == [SIX]
        assert urlsplit(page.url).query == ""
