"""The real page, in Chromium, with a bot that says what it is told."""

import contextlib
import http.client
import re
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chatbot.bot import Chatbot
from chatbot.errors import UsageError
from chatbot.page.server import running, serve
from tests.pagekit import TRICKY, ask, visit

# gradio summarises its queue with options that newer versions of pandas call deprecated
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]

SAMPLES = Path(__file__).parents[2] / "chatbot" / "samples"


def test_an_answer_streams_and_its_citation_opens_the_article_at_the_quote(browser, address, bot):
    bot.gate.clear()
    with visit(browser, address) as page:
        ask(page, "say A loaf costs 3 euros on Mondays.")
        expect(page.locator(".answer")).to_have_text("It says:")
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        expect(page.locator(".sources")).to_contain_text("On bread")

        bot.gate.set()
        expect(page.locator(".exchange.done .answer")).to_have_text(re.compile(r"It says: A loaf costs .*1"))
        expect(page.locator(".source .meta")).to_have_text(re.compile("29 April 2025.*Checked word for word"))

        page.get_by_role("button", name="Source 1: On bread").click()
        reader = page.get_by_role("dialog", name="On bread")
        expect(reader.locator("mark")).to_have_text("A loaf costs 3 euros on Mondays.")
        expect(reader.locator("mark")).to_be_in_viewport()

        page.keyboard.press("Escape")
        expect(reader).to_be_hidden()
        expect(page.locator(".marker")).to_be_focused()


def test_an_article_with_script_and_markdown_shows_as_text(browser, address):
    with visit(browser, address) as page:
        ask(page, f"say {TRICKY}")
        expect(page.locator(".exchange.done .answer")).to_contain_text(TRICKY)
        expect(page.locator(".exchange.done .question")).to_contain_text(TRICKY)
        expect(page.locator(".source .title")).to_have_text("A <b>bold</b> title")
        expect(page.locator("#shelf")).to_contain_text("A <b>bold</b> title")

        page.locator(".source").click()
        expect(page.locator("#article-pane h2")).to_have_text("A <b>bold</b> title")
        expect(page.locator("#article-pane mark")).to_have_text(TRICKY)
        expect(page.locator("#article-pane .facts")).to_contain_text("date unknown")
        assert page.evaluate("window.pwned") is None


def test_stop_keeps_what_was_written_and_the_next_question_is_answered(browser, address, bot):
    bot.gate.clear()
    with visit(browser, address) as page:
        ask(page, "say The bakery opens at six.")
        expect(page.locator(".answer")).to_have_text("It says:")
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".status")).to_have_text("Stopped.")
        expect(page.locator(".sources")).to_have_count(0)
        expect(page.get_by_role("button", name="Send")).to_be_visible()

        bot.gate.set()
        ask(page, "say The oven is older than the baker.")
        expect(page.locator("#live .exchange.done .answer")).to_contain_text("The oven is older")
        expect(page.locator("#past .answer")).to_have_text("It says:")
        assert bot.closed == 2
        assert bot.histories == [[], []]


def test_a_question_sent_while_an_answer_is_coming_waits_in_its_box(browser, address, bot):
    bot.gate.clear()
    with visit(browser, address) as page:
        ask(page, "say The bakery opens at six.")
        expect(page.locator(".answer")).to_have_text("It says:")
        with page.expect_response("**/run/predict*"):
            ask(page, "say The oven is older than the baker.")
        bot.gate.set()
        expect(page.locator(".exchange.done .answer")).to_contain_text("The bakery opens at six.")
        expect(page.get_by_label("Your question")).to_have_value("say The oven is older than the baker.")

        page.get_by_role("button", name="Send").click()
        expect(page.locator("#live .exchange.done .answer")).to_contain_text("The oven is older")
        expect(page.locator(".exchange")).to_have_count(2)


def test_shift_and_enter_begin_a_new_line(browser, address):
    with visit(browser, address) as page:
        page.get_by_label("Your question").fill("one")
        page.keyboard.press("Shift+Enter")
        page.keyboard.type("two")
        expect(page.get_by_label("Your question")).to_have_value("one\ntwo")
        expect(page.locator(".exchange")).to_have_count(0)


def test_separate_browsers_have_separate_conversations(browser, address, bot):
    with visit(browser, address) as first, visit(browser, address) as second:
        ask(first, "say The bakery opens at six.")
        expect(first.locator(".exchange.done")).to_be_visible()
        ask(second, "say The oven is older than the baker.")
        expect(second.locator("#live .exchange.done .question")).to_contain_text("The oven")
        ask(first, "and then?")
        expect(first.locator("#live .exchange.done .question")).to_contain_text("and then?")

        assert [[turn.question for turn in history] for history in bot.histories] == [
            [],
            [],
            ["say The bakery opens at six."],
        ]
        expect(second.locator(".exchange")).to_have_count(1)


def test_a_new_conversation_forgets_the_last_one(browser, address, bot):
    with visit(browser, address) as page:
        ask(page, "say The bakery opens at six.")
        expect(page.locator(".exchange.done")).to_be_visible()
        page.locator("#side").get_by_role("button", name="New conversation").click()
        expect(page.locator(".welcome")).to_be_visible()
        ask(page, "anything")
        expect(page.locator(".exchange.done")).to_have_count(1)
        assert bot.histories == [[], []]


def test_a_refusal_offers_the_nearest_article(browser, address):
    with visit(browser, address) as page:
        ask(page, "what is the capital of Australia?")
        expect(page.locator(".exchange.done .answer")).to_have_text("No article says so.")
        page.locator(".nearest button").click()
        expect(page.get_by_role("dialog", name="On bread")).to_be_visible()
        expect(page.locator("#article-pane mark")).to_have_count(0)


def test_a_refusal_opens_the_nearest_article_where_its_nearest_sentence_stands(browser, address):
    with visit(browser, address) as page:
        ask(page, "near The bakery opens at six.")
        page.locator(".nearest button").click()
        expect(page.locator("#article-pane mark")).to_have_text("The bakery opens at six.")


def test_a_failure_is_one_plain_sentence_and_the_page_goes_on(browser, address):
    with visit(browser, address) as page:
        ask(page, "fail")
        expect(page.locator(".status.failed")).to_contain_text("Something unforeseen went wrong")
        expect(page.locator("body")).not_to_contain_text("secret detail")
        ask(page, "say The bakery opens at six.")
        expect(page.locator("#live .exchange.done")).to_be_visible()


def test_uploads_are_added_listed_removed_and_brought_back(browser, address, bot, tmp_path):
    good, empty = tmp_path / "Un café.txt", tmp_path / "empty.txt"
    good.write_text("Le café de la gare\n\nLe café coûte deux euros. Il ouvre à sept heures tous les jours de la semaine.")
    empty.write_text("")
    with visit(browser, address) as page:
        page.locator("#side input[type=file]").set_input_files([good, empty])
        expect(page.locator("#notice")).to_contain_text("One article added.")
        expect(page.locator("#notice li")).to_contain_text("empty.txt")
        expect(page.locator("#shelf li")).to_have_count(3)
        expect(page.locator(".welcome")).to_contain_text("3 articles")

        page.locator("#shelf li").first.get_by_role("button", name="Remove").click()
        expect(page.locator("#notice")).to_contain_text("was removed")
        expect(page.locator("#shelf li")).to_have_count(2)
        assert list((bot.library.folder / "uploads").iterdir()) == []
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#shelf li")).to_have_count(3)
    assert [kept.name for kept in (bot.library.folder / "uploads").iterdir()] == ["Un café.txt"]


def test_an_edited_upload_replaces_its_article(browser, address, tmp_path):
    file = tmp_path / "notes.txt"

    def upload(page: Page, text: str) -> None:
        file.write_text(text)
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Add articles").click()
        chooser.value.set_files(file)

    with visit(browser, address) as page:
        upload(page, "The first version of these notes speaks of apples and of nothing else at all.")
        expect(page.locator("#notice")).to_contain_text("One article added.")
        upload(page, "The second version of these notes speaks of pears and of nothing else at all.")
        expect(page.locator("#notice")).to_contain_text("One article brought up to date.")
        expect(page.locator("#shelf li")).to_have_count(3)


def test_a_citation_of_a_removed_article_says_so_and_keeps_its_quote(browser, address, bot):
    with visit(browser, address) as page:
        ask(page, "say The bakery opens at six.")
        expect(page.locator(".exchange.done")).to_be_visible()
        for article in bot.library.articles():
            bot.library.remove(article.id)
        page.locator(".marker").click()
        expect(page.locator("#article-pane")).to_contain_text("no longer in your library")
        expect(page.locator("#article-pane blockquote")).to_have_text("The bakery opens at six.")


def test_an_empty_library_says_what_to_do_first(browser, address, bot):
    for article in bot.library.articles():
        bot.library.remove(article.id)
    with visit(browser, address) as page:
        expect(page.locator(".welcome")).to_contain_text("Your library is empty")
        with page.expect_file_chooser():
            page.locator(".welcome").get_by_role("button", name="Add articles").click()


def test_an_empty_library_is_not_answered_as_if_it_held_articles(browser, tmp_path):
    with Chatbot.open(tmp_path / "library") as bot, running(bot) as address, visit(browser, address, locale="fr-FR") as page:
        page.get_by_label("Votre question").fill("Quand ouvre la boulangerie ?")
        page.keyboard.press("Enter")
        expect(page.locator(".exchange.done .answer")).to_contain_text("Votre bibliothèque est vide", timeout=120_000)


def test_the_page_speaks_the_browsers_language_until_another_is_chosen(browser, address):
    with visit(browser, address, locale="fr-FR") as page:
        expect(page.locator(".welcome h2")).to_have_text("Que voulez-vous savoir ?")
        expect(page.get_by_label("Votre question")).to_be_visible()
        assert page.evaluate("document.documentElement.lang") == "fr"

        page.get_by_role("button", name="English").click()
        expect(page.locator(".welcome h2")).to_have_text("What would you like to know?")
        page.reload()
        expect(page.locator(".welcome h2")).to_have_text("What would you like to know?")


def test_sample_questions_are_asked_with_one_click(browser, address, bot):
    bot.library.add(SAMPLES / "llamacon-annonce.md")
    with visit(browser, address) as page:
        page.locator(".samples").get_by_role("button", name="When is LlamaCon?").click()
        expect(page.locator(".exchange.done .question")).to_contain_text("When is LlamaCon?")


def test_a_phone_shows_everything_without_sideways_scrolling(browser, address):
    with visit(browser, address, width=390) as page:
        expect(page.get_by_role("button", name="Add articles")).to_be_hidden()
        page.get_by_role("button", name="Show conversations and articles").click()
        expect(page.get_by_role("button", name="Add articles")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Add articles")).to_be_hidden()
        ask(page, "say The bakery opens at six.")
        page.locator(".source").click()
        expect(page.locator("#article-pane mark")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_files_can_be_dropped_anywhere(browser, address):
    with visit(browser, address) as page:
        files = page.evaluate_handle(
            """() => {
                const files = new DataTransfer();
                files.items.add(new File(["A dropped article says that plums ripen in August."], "plums.txt"));
                return files;
            }"""
        )
        page.dispatch_event("#talk", "dragover", {"dataTransfer": files})
        expect(page.locator("#drop")).to_be_visible()
        page.dispatch_event("#talk", "drop", {"dataTransfer": files})
        expect(page.locator("#drop")).to_be_hidden()
        expect(page.locator("#notice")).to_contain_text("One article added.")


def test_a_folder_is_dropped_with_all_its_files(browser, address):
    with visit(browser, address) as page:
        page.evaluate(
            """() => {
                const file = (name, text) => ({ isFile: true, name, file: (done) => done(new File([text], name)) });
                const folder = (name, ...held) => ({
                    isDirectory: true, name, createReader: () => ({ readEntries: (done) => done(held.splice(0, 1)) }),
                });
                const plums = file("plums.txt", "Plums ripen in August in the garden behind the mill.");
                const pears = file("pears.txt", "Pears ripen in October in the garden behind the mill.");
                const dropped = folder("fruit", plums, folder("late", pears), file(".hidden", "nothing"));
                DataTransferItem.prototype.webkitGetAsEntry = () => dropped;
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([""], "fruit"));
                document.querySelector("#talk").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
            }"""
        )
        expect(page.locator("#notice")).to_contain_text("2 articles added.")


def test_in_forced_colours_the_chosen_language_and_the_icon_are_seen(browser, address):
    with visit(browser, address) as page:
        page.emulate_media(forced_colors="active")
        expect(page.locator(".switch [aria-pressed=true]")).to_have_css("outline-style", "solid")
        assert page.evaluate("getComputedStyle(document.querySelector('.fresh'), '::before').forcedColorAdjust") == "none"


def test_the_embedded_models_answer_on_the_page_with_a_checked_quote(browser, tmp_path):
    with Chatbot.open(tmp_path / "library") as bot:
        bot.library.add(SAMPLES / "llamacon-annonce.md")
        with running(bot) as address, visit(browser, address) as page:
            ask(page, "When is LlamaCon?")
            expect(page.locator(".exchange.done .source .verified").first).to_be_visible(timeout=120_000)
            quote = page.locator(".source .quote").first.inner_text()
            page.locator(".source").first.click()
            expect(page.locator("#article-pane mark")).to_have_text(quote)
            assert "29 avril" in quote


def test_other_host_names_are_turned_away(address):
    with contextlib.closing(http.client.HTTPConnection(address.removeprefix("http://"))) as connection:
        connection.request("GET", "/", headers={"Host": "elsewhere.example"})

        assert connection.getresponse().status == 400


def test_a_taken_port_is_one_plain_sentence(address, bot):
    with pytest.raises(UsageError, match=r"cannot be used \(Address already in use\)"):
        serve(bot, port=int(address.rpartition(":")[2]))


def test_the_page_says_that_the_models_load_and_answers_then_what_was_asked_meanwhile(browser, bot, monkeypatch):
    chatbot, gate = Chatbot(bot.library, bot.model), threading.Event()
    monkeypatch.setattr(bot.model, "load", gate.wait)
    loading = threading.Thread(target=chatbot.warm_up)
    loading.start()
    with running(chatbot) as address, visit(browser, address, locale="fr-FR") as page:
        expect(page.locator("#loading")).to_contain_text("Chargement du modèle")
        page.get_by_label("Votre question").fill("When does the bakery open?")
        page.keyboard.press("Enter")
        expect(page.locator("#live .status.waiting")).to_be_visible()
        page.wait_for_timeout(500)
        expect(page.locator("#live .exchange.done")).to_have_count(0)
        gate.set()
        expect(page.locator("#live .exchange.done")).to_be_visible()
        expect(page.locator("#loading")).to_be_hidden()
    loading.join()


def test_the_address_is_told_before_the_models_are_loaded(bot, monkeypatch, capsys):
    chatbot, told = Chatbot(bot.library, bot.model), []

    def warm_up():
        told.append(capsys.readouterr().out)
        raise KeyboardInterrupt

    monkeypatch.setattr(chatbot, "warm_up", warm_up)
    serve(chatbot, port=0)

    assert "http://127.0.0.1:" in told[0]
