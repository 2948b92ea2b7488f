"""What can be done with a conversation, in the real page: found, named, copied, saved, printed, asked again."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chatbot.page.conversation import Exchange
from chatbot.page.render import web_page
from chatbot.page.wording import typeset, wording
from chatbot.types import Citation
from index.types import Article, Place
from tests.page.test_conversations import SIX, THREE, answered, begin_anew
from tests.pagekit import TRICKY, ask, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]

COPIED = "It says: The bakery opens at six. [1]\n\n[1] On bread, 29 April 2025\n“The bakery opens at six.”"


def copied_from(page):
    return page.evaluate("window.copied")


def listen(page):
    """Note what is put on the clipboard, which a test may not read."""
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")


def test_conversations_are_found_by_what_was_said_in_them_and_renamed(browser, address):
    with visit(browser, address) as page:
        answered(page, SIX)
        begin_anew(page)
        answered(page, THREE)
        find = page.get_by_label("Search conversations")
        find.fill("EUROS mondays")
        expect(page.locator("#talks a")).to_have_text([THREE])
        find.fill("plums")
        expect(page.locator("#talks")).to_contain_text("No conversation says that.")
        find.fill("")
        expect(page.locator("#talks a")).to_have_count(2)

        page.locator("#talks li").first.hover()
        page.get_by_role("button", name=f"Rename “{THREE}”").click()
        page.get_by_role("dialog", name="Rename").get_by_role("textbox").fill("<b>Prices</b>")
        page.keyboard.press("Enter")
        expect(page.locator("#talks a").first).to_have_text("<b>Prices</b>")
        page.reload()
        expect(page.locator("#talks a").first).to_have_text("<b>Prices</b>")


def test_an_answer_is_copied_with_its_sources_and_by_hand_with_its_markers_apart(browser, address):
    with visit(browser, address) as page:
        answered(page, SIX)
        listen(page)
        page.get_by_role("button", name="Copy with sources").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert copied_from(page) == COPIED

        by_hand = page.evaluate(
            """() => {
                getSelection().selectAllChildren(document.querySelector("#live .answer"));
                const clipboardData = new DataTransfer();
                const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
                document.querySelector("#live .answer").dispatchEvent(event);
                return event.clipboardData.getData("text/plain");
            }"""
        )
        assert re.fullmatch(r"It says: The bakery opens at six\.\s\[1\]", by_hand.strip())


def test_a_question_is_edited_in_the_box_and_asked_again(browser, address):
    with visit(browser, address) as page:
        answered(page, SIX)
        page.get_by_role("button", name="Edit the question").click()
        box = page.get_by_label("Your question", exact=True)
        expect(box).to_have_value(SIX)
        expect(box).to_be_focused()
        answered(page, THREE)
        expect(page.locator("#past .question")).to_contain_text(SIX)


@pytest.mark.parametrize("form", ["Markdown", "JSON"])
def test_a_conversation_is_saved_as_a_file(browser, address, form):
    with visit(browser, address) as page:
        answered(page, SIX)
        answered(page, "what is *the* capital?")
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save as {form}").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
    if form == "JSON":
        assert [(one["question"], one["state"]) for one in json.loads(text)] == [
            (SIX, "done"),
            ("what is *the* capital?", "done"),
        ]
        assert json.loads(text)[0]["answer"]["citations"][0]["quote"] == "The bakery opens at six."
    else:
        assert download.value.suggested_filename == "say-The-bakery-opens-at-six.md"
        assert "It says: The bakery opens at six. \\[1\\]\n\n1. On bread, 29 April 2025\n   > The bakery opens at six." in text
        assert "## what is \\*the\\* capital?" in text


def test_all_of_a_conversation_is_printed_and_nothing_else(browser, address):
    with visit(browser, address) as page:
        for _ in range(3):
            answered(page, SIX)
            answered(page, THREE)
        page.emulate_media(media="print")
        expect(page.get_by_label("Your question", exact=True)).to_be_hidden()
        expect(page.locator("#shelf")).to_be_hidden()
        page_height = page.evaluate("document.documentElement.scrollHeight")
        assert page_height > page.evaluate("document.querySelector('#live').getBoundingClientRect().bottom + scrollY - 1") > 844


def test_messages_can_be_dismissed_and_do_not_stay_in_the_other_language(browser, address):
    with visit(browser, address) as page:
        for _ in range(2):
            page.goto(f"{address}/?c=gone")
            expect(page.locator("#notice")).to_contain_text("is not here")
            page.get_by_role("button", name="Dismiss this message").click()
            expect(page.locator("#notice")).to_be_hidden()
        page.goto(f"{address}/?c=gone")
        expect(page.locator("#notice")).to_contain_text("is not here")
        page.get_by_role("button", name="Français").click()
        expect(page.get_by_label("Votre question")).to_be_visible()
        expect(page.locator("#notice")).not_to_contain_text("is not here")


def test_a_question_written_from_right_to_left_is_laid_out_so(browser, address):
    with visit(browser, address) as page:
        ask(page, "متى يفتح المخبز؟")
        asked = page.locator("#live .question [dir]")
        expect(asked).to_have_css("direction", "rtl")


def test_the_first_stop_of_the_keyboard_leads_to_the_question(browser, address):
    with visit(browser, address) as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("Quotewise")
        page.locator("body").press("Tab")
        page.get_by_role("link", name="Go to the question box").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Your question", exact=True)).to_be_focused()


def test_the_question_box_has_the_focus_at_first_and_after_stop(browser, address, bot):
    bot.gate.clear()
    with visit(browser, address) as page:
        box = page.get_by_label("Your question", exact=True)
        expect(box).to_be_focused()
        page.keyboard.type(SIX)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".exchange.stopped")).to_be_visible()
        expect(box).to_be_focused()
        assert "queue" not in page.locator("#live").inner_text()


def test_a_conversation_is_saved_as_a_web_page_that_needs_nothing_else(browser, address, tmp_path):
    with visit(browser, address) as page:
        ask(page, f"say {TRICKY}")
        expect(page.locator("#live .exchange.done")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as a web page").click()
        saved = tmp_path / download.value.suggested_filename
        download.value.save_as(saved)
        asked = []
        alone = page.context.new_page()
        alone.on("request", lambda request: asked.append(request.url))
        alone.goto(saved.as_uri())
        expect(alone.locator(".answer")).to_contain_text(TRICKY)
        expect(alone.locator(".source .title")).to_have_text("A <b>bold</b> title")
        expect(alone.locator(".question")).to_have_css("font-weight", "600")
        expect(alone.get_by_role("button", name="Copy with sources")).to_be_hidden()
        assert alone.evaluate("window.pwned") is None
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        alone.close()


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("à 18 h 30, le 2 mai", "à 18\u202fh\u202f30, le 2 mai"),
        ("1 250 € et 12 %", "1\u202f250\u202f€ et 12\u202f%"),
        ("a 4 b", "a 4 b"),
    ],
)
def test_no_line_breaks_within_a_time_or_a_number(text, tied):
    assert typeset(text) == tied


def test_questions_to_begin_and_to_go_on_with_are_made_from_the_articles_at_hand(browser, address, bot):
    with visit(browser, address) as page:
        expect(page.locator(".welcome .samples button")).to_have_count(3)
        answered(page, SIX)
        page.get_by_role("button", name="Can you summarise the article “On bread”?").click()
        expect(page.locator("#live .question")).to_contain_text("Can you summarise")
    assert bot.asked[-1] == "Can you summarise the article “On bread”?"


def test_who_reaches_a_marker_with_the_keyboard_sees_its_quote(browser, address):
    with visit(browser, address) as page:
        answered(page, SIX)
        marker = page.locator("#live .marker")
        marker.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(marker).to_be_focused()
        shown = marker.evaluate("marker => getComputedStyle(marker, '::after').content")

        assert shown == '"The bakery opens at six."'


def test_a_marker_stays_on_the_line_of_the_word_that_it_follows(browser):
    source = Citation(
        1, Article("a", Place("/a.md"), "T", "Bread.", "en", "2026-01-01T00:00:00+00:00"), "Bread.", 0, 6, verified=True
    )
    shown = web_page([Exchange("q", "done", "A loaf costs three euros on Mondays in June. [1]", (source,))], wording("en"))
    page = browser.new_page()
    page.set_content(shown)
    tops = (
        "() => { const last = document.createRange(), tied = document.querySelector('.tied');"
        "last.setStart(tied.previousSibling, tied.previousSibling.length - 1); last.setEndBefore(tied);"
        "return [last, tied.lastChild].map((one) => one.getBoundingClientRect().top) }"
    )
    for width in range(200, 500, 4):
        page.set_viewport_size({"width": width, "height": 400})
        word, marker = page.evaluate(tops)

        assert abs(word - marker) < 12, width
    page.close()


def test_a_cited_sentence_is_shown_whole_and_a_title_that_may_be_cut_tells_itself_when_pointed_at(
    browser, address, bot, tmp_path
):
    title, quote = " ".join(["Flour"] * 60), " ".join(["The mill turned all night and all day."[:-1]] * 12) + "."
    (tmp_path / "mill.md").write_text(f"---\ntitle: {title}\n---\n{quote}")
    bot.library.add(tmp_path / "mill.md")
    with visit(browser, address) as page:
        answered(page, f"say {quote}")
        shown = page.locator(".source .quote")
        expect(shown).to_have_text(quote)
        lines = "quote => quote.getBoundingClientRect().height / parseFloat(getComputedStyle(quote).lineHeight)"
        assert shown.evaluate(lines) > 3
        expect(page.locator("#shelf .article").first).to_have_attribute("title", title)
