"""Adding in the real page: a folder, an address, a pasted text; seen in every tab, and cancelled."""

import time

import pytest
from playwright.sync_api import expect

from tests.pagekit import TRICKY, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


def test_a_pasted_text_is_added_as_it_is_under_its_title(browser, address, bot):
    text = f"# Not a heading: {TRICKY}\n\n---\nPlums ripen in August."
    with visit(browser, address) as page:
        page.get_by_role("button", name="a text").click()
        page.get_by_role("textbox", name="Title").fill('My "note": <b>one</b>')
        page.get_by_label("Text", exact=True).fill(text)
        page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("#notice")).to_contain_text("One article added.")
        expect(page.locator("#shelf .title").first).to_have_text('My "note": <b>one</b>')
        page.get_by_role("button", name="a text").click()
        expect(page.get_by_role("textbox", name="Title")).to_have_value("")
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(page.locator("#shelf li")).to_have_count(3)

    assert bot.library.articles()[-1].text == text


def test_an_address_is_fetched_and_why_it_cannot_be_is_said(browser, address):
    with visit(browser, address, locale="fr-FR") as page:
        page.get_by_role("button", name="une adresse").click()
        page.get_by_label("Adresse d’une page").fill("127.0.0.1:9/secret")
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("https://127.0.0.1:9/secret")
        expect(page.locator("#notice")).to_contain_text("réseau privé")


def test_a_folder_is_chosen_and_read_with_what_lies_in_its_folders(browser, address, tmp_path):
    folder = tmp_path / "fruit"
    (folder / "late").mkdir(parents=True)
    (folder / "plums.txt").write_text("Plums ripen in August in the garden behind the mill.")
    (folder / "late" / "pears.txt").write_text("Pears ripen in October in the garden behind the mill.")
    (folder / ".hidden").write_text("Nothing ripens here in the garden behind the mill.")
    with visit(browser, address) as page:
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="a folder").click()
        chooser.value.set_files(folder)
        expect(page.locator("#notice")).to_contain_text("2 articles added.")


def slow(bot, monkeypatch):
    """Have the encoder take its time."""
    encode = bot.library.encoder.encode_passages

    def slowly(texts):
        time.sleep(0.4)
        return encode(texts)

    monkeypatch.setattr(bot.library.encoder, "encode_passages", slowly)


def test_a_long_article_tells_how_far_it_is_in_every_tab_and_ends_when_it_is_cancelled(
    browser, address, bot, tmp_path, monkeypatch
):
    slow(bot, monkeypatch)
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"Sentence {n} of a long article is about mills and flour and bread." for n in range(9_000)))
    with visit(browser, address, cut_off=True) as page, visit(browser, address) as other:
        page.locator("#side input[type=file]").set_input_files([long])
        expect(page.locator("#notice .pace")).to_contain_text("left")
        told = page.locator("#notice .pace").inner_text()
        expect(page.locator("#notice .pace")).not_to_have_text(told)
        expect(other.locator("#notice")).to_contain_text("Reading 1 of 1")
        page.reload()
        expect(page.locator("#notice")).to_contain_text("long.txt")
        other.get_by_role("button", name="Cancel").click()
        for one in (page, other):
            expect(one.locator("#notice")).to_contain_text("Adding was cancelled")
            expect(one.locator("#shelf .count")).to_have_text("2")
    assert bot.library.count() == 2


def test_what_is_added_after_a_tab_has_closed_is_listed_in_the_others(browser, address, bot, tmp_path, monkeypatch):
    slow(bot, monkeypatch)
    files = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, file in enumerate(files):
        file.write_text(f"Note {number} says that the mill number {number} grinds on the day number {number}.")
    with visit(browser, address) as other:
        with visit(browser, address) as page:
            page.locator("#side input[type=file]").set_input_files(files)
            expect(page.locator("#notice")).to_contain_text("Reading")
        expect(other.locator("#notice")).to_contain_text("6 articles added.")
        expect(other.locator("#shelf .count")).to_have_text("8")
