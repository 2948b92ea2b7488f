"""The articles in the real page: which are asked, a long one to its last line, from citation to citation."""

import pytest
from playwright.sync_api import expect

from tests.page.test_conversations import SIX, answered, begin_anew
from tests.pagekit import visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


def test_only_the_articles_that_are_ticked_are_asked(browser, address, bot):
    bread = next(article for article in bot.library.articles() if article.title == "On bread")
    with visit(browser, address) as page:
        page.get_by_label("Ask “On bread” only").check()
        expect(page.locator("#chosen")).to_contain_text("Only 1 article is asked")
        answered(page, SIX)
        assert bot.scopes[-1].articles == {bread.id}
        page.get_by_label("Ask “A <b>bold</b> title” only").check()
        expect(page.locator("#chosen")).to_contain_text("Only 2 articles are asked")
        page.get_by_role("button", name="Français").click()
        expect(page.locator("#chosen")).to_contain_text("2 articles seulement")
        page.get_by_role("button", name="Interroger de nouveau tous les articles").click()
        expect(page.locator("#chosen")).to_be_hidden()
        page.get_by_label("Votre question").fill("et puis ?")
        page.keyboard.press("Enter")
        expect(page.locator("#live .exchange.done .question")).to_contain_text("et puis")
        assert bot.scopes[-1].articles is None


def test_a_period_and_a_language_narrow_the_list_and_what_is_asked_and_stay_with_the_exchange(browser, address, bot, tmp_path):
    (tmp_path / "pain.md").write_text("---\ntitle: Le pain\ndate: 2025-06-02\n---\nLa boulangerie ouvre à six heures le lundi.")
    bot.library.add(tmp_path / "pain.md")
    with visit(browser, address) as page:
        page.locator(".narrow summary").click()
        page.get_by_label("From", exact=True).fill("2025-05-01")
        page.get_by_label("Written in").select_option("fr")
        expect(page.locator("#shelf .title")).to_have_text(["Le pain"])
        expect(page.locator("#chosen")).to_contain_text("Only 1 article is asked (French · from 1 May 2025)")
        answered(page, "say La boulangerie ouvre à six heures le lundi.")
        assert (str(bot.scopes[-1].since), bot.scopes[-1].languages) == ("2025-05-01", {"fr"})
        expect(page.locator(".scope")).to_have_text("Only asked: French · from 1 May 2025")
        page.reload()
        expect(page.locator(".scope")).to_have_text("Only asked: French · from 1 May 2025")
        expect(page.locator("#shelf .title")).to_have_text(["Le pain"])
        answered(page, "and then?")
        assert bot.scopes[-1].languages == {"fr"}
        begin_anew(page)
        expect(page.locator("#chosen")).to_be_hidden()
        expect(page.locator("#shelf li")).to_have_count(3)


def test_a_site_narrows_the_list_and_what_is_asked(browser, address, bot, tmp_path):
    (tmp_path / "pages.jsonl").write_text(
        "\n".join(
            f'{{"title": "{name}", "text": "{name} opens.", "url": "https://{name}.example.org/a"}}'
            for name in ("quay", "mill")
        )
    )
    bot.library.add(tmp_path / "pages.jsonl")
    with visit(browser, address) as page:
        page.locator(".narrow summary").click()
        page.locator("select[data-scope=sources]").select_option("mill.example.org")
        expect(page.locator("#shelf .title")).to_have_text(["mill"])
        expect(page.locator("#chosen")).to_contain_text("Only 1 article is asked (mill.example.org)")
        answered(page, "say mill opens.")
        assert bot.scopes[-1].sources == {"https://mill.example.org"}
        expect(page.locator(".source .title")).to_have_text(["mill"])
        page.get_by_role("button", name="Français").click()
        expect(page.locator(".narrow summary")).to_have_text("Filtrer et trier")
        expect(page.locator("select[data-scope=sources]")).to_be_visible()


def test_what_is_asked_is_kept_as_a_collection_and_asked_again_by_its_name(browser, address, bot):
    with visit(browser, address) as page:
        page.get_by_label("Ask “On bread” only").check()
        page.get_by_role("button", name="Keep as a collection").click()
        page.get_by_role("dialog", name="Keep as a collection").get_by_role("textbox").fill("<i>Food</i>")
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("They are in the collection “<i>Food</i>” now.")
        page.get_by_role("button", name="Ask all articles again").click()
        page.locator(".narrow summary").click()
        page.locator("select[data-scope=collections]").select_option("<i>Food</i>")
        expect(page.locator("#shelf .title")).to_have_text(["On bread"])
        answered(page, SIX)
        assert bot.scopes[-1].collections == {"<i>Food</i>"}
    assert bot.library.collections.counts() == {"<i>Food</i>": 1}


def fill(store, number):
    with store.transaction():
        store.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO articles (id, digest, file, member, title, language, added, characters, sections)"
            " SELECT 'x' || i, 'd' || i, '/n' || i, '', 'Météo numéro ' || i, 'fr', '2025-01-01T00:00:00+00:00', 1, '[]'"
            " FROM n",
            number,
        )


def test_articles_are_found_while_one_types_and_fifty_thousand_are_listed_page_by_page(browser, address, bot):
    fill(bot.library.store, 50_000)
    with visit(browser, address) as page:
        expect(page.locator("#shelf .count")).to_have_text("50002")
        find = page.get_by_label("Search articles")
        find.fill("METEO 4999")
        expect(page.locator("#shelf .count")).to_have_text("15")
        find.fill("bread")
        expect(page.locator("#shelf .title")).to_have_text(["On bread"])
        page.get_by_label("Ask “On bread” only").check()
        find.fill("")
        expect(page.locator("#shelf .count")).to_have_text("50002")
        for pages in (2, 3, 4):
            page.locator("#shelf").evaluate("shelf => shelf.scrollTop = shelf.scrollHeight")
            expect(page.locator("#shelf li")).to_have_count(100 * pages)
        page.locator("#shelf .choose").nth(350).check()
        expect(page.locator("#chosen")).to_contain_text("Only 2 articles are asked")
        expect(page.locator("#shelf li")).to_have_count(400)
        assert len(set(page.locator("#shelf .article").evaluate_all("all => all.map((one) => one.dataset.article)"))) == 400


def test_the_last_of_511_articles_is_reached_and_the_question_with_five_stops_of_the_keyboard(browser, address, bot):
    fill(bot.library.store, 509)
    with visit(browser, address) as page:
        expect(page.locator("#shelf .count")).to_have_text("511")
        for count in (200, 300, 400, 500, 511):
            page.locator("#shelf").evaluate("shelf => shelf.scrollTop = shelf.scrollHeight")
            expect(page.locator("#shelf li")).to_have_count(count)
        page.locator("#shelf").evaluate("shelf => shelf.scrollTop = shelf.scrollHeight")
        expect(page.locator("#shelf li").last).to_be_in_viewport(ratio=1)
        page.locator("#shelf .choose").last.check()
        expect(page.locator("#chosen")).to_contain_text("Only 1 article is asked")
        assert len(set(page.locator("#shelf .choose").evaluate_all("all => all.map((one) => one.value)"))) == 511
        page.evaluate("document.body.tabIndex = -1; document.body.focus()")  # where the keyboard begins
        skip = page.get_by_role("link", name="Go to the question box")
        for _ in range(5):
            page.keyboard.press("Tab")
            if skip.evaluate("link => link === document.activeElement"):
                break
        expect(skip).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_label("Your question", exact=True)).to_be_focused()


def test_a_long_article_is_read_on_to_its_last_line_and_back_to_its_first(browser, address, bot, tmp_path):
    lines = [f"Line {number} of a long article about mills and flour, said {number} times over." for number in range(14_000)]
    (tmp_path / "long.md").write_text("# Mills\n\n" + "\n\n".join(lines))
    bot.library.add(tmp_path / "long.md")
    with visit(browser, address) as page:
        answered(page, f"say {lines[7_000]}")
        page.locator(".source").click()
        article = page.locator("#article-pane article")
        expect(article.locator("mark")).to_be_in_viewport()
        expect(article).not_to_contain_text(lines[13_999])
        for end, line in (("scrollHeight", lines[13_999]), ("0", lines[0])):
            for _ in range(60):
                article.evaluate(f"pane => pane.scrollTop = {'pane.' if end != '0' else ''}{end}")
                page.wait_for_timeout(100)
                if line in article.inner_text():
                    break
            expect(article).to_contain_text(line)
        shown = article.locator(".text").all_inner_texts()
        assert [text for part in shown for text in part.split("\n") if text.strip()][-14_000:] == lines


def test_one_goes_from_citation_to_citation(browser, address):
    with visit(browser, address) as page:
        answered(page, "both The bakery opens at six.|The oven is older than the baker.")
        page.get_by_role("button", name="Source 1: On bread").click()
        pane = page.locator("#article-pane")
        expect(pane.locator("output")).to_have_text("1 of 2")
        page.keyboard.press("n")
        expect(pane.locator("output")).to_have_text("2 of 2")
        expect(pane.locator("mark")).to_have_text("The oven is older than the baker.")
        expect(pane.locator("mark")).to_be_in_viewport()
        page.keyboard.press("n")
        expect(pane.locator("output")).to_have_text("2 of 2")
        page.get_by_role("button", name="Previous quotation (p)").click()
        expect(pane.locator("mark")).to_have_text("The bakery opens at six.")


@pytest.mark.parametrize("width", [390, 700, 1280])
def test_the_article_stands_on_the_right_and_nothing_covers_it(browser, address, width):
    with visit(browser, address, width=width) as page:
        answered(page, SIX)
        page.emulate_media(reduced_motion="reduce")
        page.locator(".source").click()
        expect(page.locator("#article-pane mark")).to_be_visible()
        pane, article, close = (page.locator(f"#article-pane{part}").bounding_box() for part in ("", " article", " .close"))
        assert pane["x"] + pane["width"] == width
        assert close["y"] + close["height"] <= article["y"]
