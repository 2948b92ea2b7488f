"""The articles in the real page: which are asked, a long one to its last line, from citation to citation."""

import pytest
from playwright.sync_api import expect

from tests.page.test_conversations import SIX, answered
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
