"""The bar chart of the library: what its bars stand for, and in the real page what a click asks of."""

import re

import pytest
from playwright.sync_api import expect

from chatbot.page.chart import MOST, chart
from chatbot.page.wording import wording
from tests.page.test_conversations import SIX, answered, begin_anew
from tests.pagekit import visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]
THIRTY_YEARS = {f"{year}-{month:02}": 1 for year in range(1995, 2026) for month in range(1, 13)}


def bars_of(counts: dict[str, int], language: str = "en") -> list[tuple[str, str, str]]:
    """Return the first day, the last day and the label of each bar."""
    shown = str(chart(counts, wording(language)))
    return re.findall(
        r'data-since="([^"]*)" data-until="([^"]*)" style="[^"]*" aria-pressed="false" aria-label="([^"]*)"', shown
    )


def test_a_bar_is_a_month_and_an_empty_month_has_none():
    assert bars_of({"2024-02": 1, "2024-12": 3}) == [
        ("2024-02-01", "2024-02-29", "February 2024: 1 article"),
        ("2024-12-01", "2024-12-31", "December 2024: 3 articles"),
    ]
    assert bars_of({"2024-12": 3}, "fr")[0][2] == "décembre 2024 : 3 articles"


def test_more_months_than_fit_are_shown_by_year_then_by_decade_then_by_century():
    shown = {unit: str(chart(counts, wording("en"))) for unit, counts in {"year": THIRTY_YEARS, "none": {"": 4}}.items()}

    assert "Published by year, up to 12" in shown["year"]
    assert bars_of(THIRTY_YEARS)[-1] == ("2025-01-01", "2025-12-31", "2025: 12 articles")
    assert bars_of({"1890-05": 1, "2025-04": 2})[-1] == ("2020-01-01", "2029-12-31", "2020–2029: 2 articles")
    assert bars_of({"0001": 1, "2025": 2})[0] == ("0001-01-01", "0099-12-31", "1–99: 1 article")
    assert all(len(bars_of(counts)) <= MOST for counts in (THIRTY_YEARS, {f"{year:04}": 1 for year in range(1, 2100)}))
    assert shown["none"] == ""


def test_articles_without_a_date_or_a_month_are_told_apart():
    told = str(chart({"": 4, "2024": 1, "2024-02": 2}, wording("en")))

    assert bars_of({"": 4, "2024": 1, "2024-02": 2}) == [("2024-02-01", "2024-02-29", "February 2024: 2 articles")]
    assert "<p>1 known by its year only · 4 of unknown date</p>" in told
    assert bars_of({"": 4, "2024": 3, "2024-02": 2}) == [("2024-01-01", "2024-12-31", "2024: 5 articles")]


@pytest.mark.parametrize(("width", "locale"), [(1280, "en-GB"), (390, "fr-FR")])
def test_a_click_asks_of_the_period_and_a_second_one_of_all_again(browser, address, width, locale):
    with visit(browser, address, width=width, locale=locale) as page:
        if width < 800:
            page.locator("#bar .menu").click()
        expect(page.locator(".bars button")).to_be_hidden()
        page.locator("#filters summary").click()
        bar = page.get_by_role("button", name="April 2025: 1 article" if width > 800 else "avril 2025 : 1 article")
        bar.click()
        expect(bar).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#shelf .title")).to_have_text(["On bread"])
        expect(page.locator("#filters [data-scope=until]")).to_have_value("2025-04-30")
        expect(bar).to_be_focused()
        page.keyboard.press("Enter")
        expect(bar).to_have_attribute("aria-pressed", "false")
        expect(page.locator("#shelf .title")).to_have_count(2)


def test_a_question_is_put_to_the_period_of_the_bar_until_another_conversation_begins(browser, address, bot):
    with visit(browser, address) as page:
        page.locator("#filters summary").click()
        bar = page.locator(".bars button")
        bar.click()
        answered(page, SIX)
        assert (str(bot.scopes[-1].since), str(bot.scopes[-1].until)) == ("2025-04-01", "2025-04-30")
        begin_anew(page)
        expect(bar).to_have_attribute("aria-pressed", "false")


def test_thirty_years_of_bars_stay_within_the_side(browser, address, bot):
    with bot.library.store.transaction():
        for month in THIRTY_YEARS:
            bot.library.store.execute(
                "INSERT INTO articles (id, digest, file, member, title, language, added, published, characters, sections)"
                " VALUES (?, ?, ?, '', 'T', 'en', '2025-01-01', json_object('value', ?, 'origin', ''), 1, '[]')", *[month] * 4,
            )  # fmt: skip
    with visit(browser, address, width=320) as page:
        page.locator("#bar .menu").click()
        page.locator("#filters summary").click()
        chart = page.get_by_role("group", name="Published by year, up to 13")
        expect(chart.get_by_role("button")).to_have_count(31)
        assert chart.evaluate("chart => [chart, ...chart.children].every((part) => part.scrollWidth <= part.clientWidth)")
        assert page.locator("#side").evaluate("side => side.scrollWidth <= side.clientWidth")
