"""The list of articles in the real page: put in order, corrected, removed and brought back; collections named anew, deleted."""

import pytest
from playwright.sync_api import expect

from index.types import Scope
from tests.page.test_conversations import SIX, answered
from tests.pagekit import visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


@pytest.fixture
def four(bot, tmp_path):
    """Add two articles to those of ``bot``, one of them older than that of bread."""
    (tmp_path / "etain.md").write_text(
        "---\ntitle: Étain\ndate: 2024-02\n---\nL’étain fond à 232 degrés, et on en fait des cuillers."
    )
    (tmp_path / "zinc.md").write_text("---\ntitle: zinc\n---\nLe zinc fond à 420 degrés, et on en fait des toits.")
    for name in ("etain", "zinc"):
        bot.library.add(tmp_path / f"{name}.md")


@pytest.mark.usefixtures("four")
def test_the_articles_are_put_in_order_of_title_and_of_publication(browser, address):
    titles = ["A <b>bold</b> title", "Étain", "On bread", "zinc"]
    with visit(browser, address) as page:
        shown = page.locator("#shelf .title")
        page.locator("#filters summary").click()
        order = page.get_by_label("Sorted by")
        expect(shown).to_have_text(["zinc", "Étain", "A <b>bold</b> title", "On bread"])
        order.select_option("Title")
        expect(shown).to_have_text(titles)
        page.get_by_label("Search articles").fill("b")
        expect(shown).to_have_text([titles[0], titles[2]])
        page.get_by_label("Search articles").fill("")
        expect(shown).to_have_text(titles)
        order.select_option("Last published")
        expect(shown.nth(0)).to_have_text("On bread")
        expect(shown.nth(1)).to_have_text("Étain")


def test_title_date_and_language_are_corrected_and_what_is_no_date_is_told(browser, address, bot):
    bread = next(article for article in bot.library.articles() if article.title == "On bread")
    with visit(browser, address, locale="fr-FR") as page:
        page.locator("#shelf .article", has_text="On bread").click()
        pane = page.get_by_role("dialog", name="On bread")
        pane.locator("summary").click()
        pane.get_by_label("Publié le").fill("yesterday")
        pane.get_by_role("button", name="Enregistrer la correction").click()
        expect(pane.get_by_role("alert")).to_contain_text("yesterday")
        pane.get_by_label("Publié le").fill("2024-12")
        pane.get_by_label("Titre").fill('<i>Pain</i> "et" brioche')
        pane.get_by_label("Langue").select_option("français")
        pane.get_by_role("button", name="Enregistrer la correction").click()
        expect(page.locator("#article-pane h2")).to_have_text('<i>Pain</i> "et" brioche')
        expect(page.locator("#article-pane .facts")).to_contain_text("Publié en décembre 2024")
        expect(page.locator("#article-pane article")).to_be_focused()
        expect(page.locator("#shelf .title").nth(1)).to_have_text('<i>Pain</i> "et" brioche')
        expect(page.locator("#filters option[value=fr]")).to_have_count(1)
    assert bot.library.store.edits(bread.id).keys() == {"title", "published", "language"}


def test_a_removed_article_comes_back_with_undo_to_its_collection(browser, address, bot):
    bread = next(article for article in bot.library.articles() if article.title == "On bread")
    bot.library.collections.create("Food")
    bot.library.collections.put_in("Food", [bread.id])
    with visit(browser, address) as page:
        page.locator("#shelf li", has_text="On bread").hover()
        page.get_by_role("button", name="Remove “On bread”").click()
        expect(page.locator("#notice")).to_contain_text("“On bread” was removed.")
        expect(page.locator("#shelf .count")).to_have_text("1")
        assert bot.library.article(bread.id) is None
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#notice")).to_contain_text("“On bread” is back.")
        expect(page.locator("#shelf .count")).to_have_text("2")
        answered(page, SIX)
        expect(page.locator(".source .title")).to_have_text("On bread")
    assert bot.library.article(bread.id) == bread
    assert bot.library.collections.counts() == {"Food": 1}


def test_a_collection_is_renamed_and_deleted_and_brought_back(browser, address, bot):
    bread = next(article for article in bot.library.articles() if article.title == "On bread")
    for name in ("Food", "Tin"):
        bot.library.collections.create(name)
    bot.library.collections.put_in("Food", [bread.id])
    with visit(browser, address) as page:
        page.locator("#filters summary").click()
        choice, tools = page.locator("select[data-scope=collections]"), page.locator("#collection")
        expect(tools).to_be_hidden()
        choice.select_option("Food")
        tools.get_by_role("button", name="Rename").click()
        name = page.get_by_role("dialog", name="Rename").get_by_role("textbox")
        expect(name).to_have_value("Food")
        name.fill("Tin")
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("There is a collection Tin in this library already")
        tools.get_by_role("button", name="Rename").click()
        name.fill("  <b>Bread</b>  ")
        page.keyboard.press("Enter")
        expect(choice).to_have_value("<b>Bread</b>")
        expect(page.locator("#chosen")).to_contain_text("Only 1 article is asked (“<b>Bread</b>”)")
        tools.get_by_role("button", name="Delete").click()
        expect(page.locator("#notice")).to_contain_text("The collection “<b>Bread</b>” was deleted; its articles are still")
        expect(page.locator("#chosen")).to_be_hidden()
        expect(page.locator("#shelf .count")).to_have_text("2")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#notice")).to_contain_text("“<b>Bread</b>” is back.")
        expect(choice.locator("option")).to_have_text(["Any", "<b>Bread</b> (1)", "Tin (0)"])
    assert bot.library.collections.counts() == {"<b>Bread</b>": 1, "Tin": 0}


def drag(page, title, place):
    """Drag an article onto one of the places that are shown meanwhile, and nowhere else."""
    expect(page.locator(".places")).to_be_hidden()
    page.locator("#shelf .article", has_text=title).hover()
    page.mouse.down()
    page.mouse.move(200, 600, steps=3)
    for x in (20, 40):  # of the first move in an element one learns no more than that it is entered
        page.locator(".places li", has_text=place).hover(position={"x": x, "y": 10})
    expect(page.locator(".places .over")).to_have_text(place)
    page.mouse.up()
    expect(page.locator(".places")).to_be_hidden()


@pytest.mark.usefixtures("four")
def test_articles_are_dragged_onto_a_collection_that_keeps_what_it_holds_and_all_that_are_ticked_onto_a_new_one(
    browser, address, bot
):
    ids = {article.title: article.id for article in bot.library.articles()}
    bot.library.collections.create("<i>Food</i>")
    bot.library.collections.put_in("<i>Food</i>", [ids["zinc"]])
    with visit(browser, address) as page:
        for title in ("Étain", "zinc"):
            page.get_by_label(f"Ask “{title}” only").check()
        drag(page, "On bread", "<i>Food</i> (1)")
        expect(page.locator("#notice")).to_contain_text("in the collection “<i>Food</i>” now.")
        drag(page, "zinc", "A new collection")
        page.get_by_role("dialog", name="A new collection").get_by_role("textbox").fill("Metals")
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("in the collection “Metals” now.")
        expect(page.locator("#chosen")).to_contain_text("Only 2 articles are asked")
    held = {name: bot.library.summaries(Scope(collections=frozenset({name}))) for name in bot.library.collections.counts()}
    assert {name: {article.title for article in articles} for name, articles in held.items()} == {
        "<i>Food</i>": {"zinc", "On bread"},
        "Metals": {"zinc", "Étain"},
    }
